"""XML signatures (XML-DSig), by signxml: the certificates that they bring along, and whether what they name is as it
was signed."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from asn1crypto import x509
from cryptography.x509 import load_der_x509_certificate
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidDigest, SignXMLException
from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

from dondoc.signatures.report import Integrity

NAMESPACE = "http://www.w3.org/2000/09/xmldsig#"
METHODS = frozenset(one for one in SignatureMethod if not one.name.startswith("HMAC"))
# Signatures of State agencies still come with SHA-1 today: they are told of, not thrown away.
DIGESTS = frozenset(one for one in DigestAlgorithm if "MD5" not in one.name)


class _Verifier(XMLVerifier):
    """libxml2 writes xmlns="" into the canonical form of an element below another one in the same default namespace,
    as offices use it; that of an element on its own is right."""

    def _c14n(self, nodes: Any, *args: Any, **options: Any) -> bytes:
        alone = [etree.fromstring(etree.tostring(one, with_tail=False)) for one in _listed(nodes)]
        found: bytes = super()._c14n(alone, *args, **options)
        return found


def _listed(nodes: Any) -> list[etree._Element]:
    return nodes if isinstance(nodes, list) else [nodes]


def local(element: etree._Element) -> str:
    """The name without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def certificates(signature: etree._Element) -> list[x509.Certificate]:
    """Those in the signature, the signer's first."""
    found = []
    for one in signature.iter():
        if local(one) == "X509Certificate":
            try:
                certificate = x509.Certificate.load(base64.b64decode("".join((one.text or "").split())))
                certificate.native  # noqa: B018 - parsed only when looked at
                found.append(certificate)
            except (ValueError, TypeError, binascii.Error):
                continue
    return found


def verify(
    root: etree._Element, certificate: x509.Certificate, location: str = ".//"
) -> tuple[Integrity, str, list[etree._Element]]:
    """Whether what a signature names inside of its own XML is as it was signed by the holder of ``certificate``, the
    checker's reason where it is not, and the elements that it covers as they were signed. Trust none but these."""
    signer = load_der_x509_certificate(certificate.dump())
    config = SignatureConfiguration(
        location=location,
        expect_references=True,
        signature_methods=METHODS,
        digest_algorithms=DIGESTS,
        ignore_ambiguous_key_info=True,
        verification_time=signer.not_valid_before_utc,
        default_reference_c14n_method=CanonicalizationMethod.CANONICAL_XML_1_0,
    )
    try:
        results = _Verifier().verify(root, x509_cert=signer, expect_config=config)
    except InvalidDigest as error:
        return Integrity.CHANGED, str(error)[:300], []
    except SignXMLException as error:
        return Integrity.BROKEN, str(error)[:300], []
    except Exception as error:  # noqa: BLE001 - the library raises what parsers and ciphers raise
        return Integrity.UNSUPPORTED, f"{type(error).__name__}: {error}"[:300], []
    covered: list[VerifyResult] = results if isinstance(results, list) else [results]
    return Integrity.WHOLE, "", [one.signed_xml for one in covered if one.signed_xml is not None]


def weak_method(signature: etree._Element) -> str:
    """The name of an outdated algorithm that it is signed with, else nothing."""
    method = next((one.get("Algorithm", "") for one in signature.iter() if local(one) == "SignatureMethod"), "")
    return "SHA-1" if method.endswith("sha1") else ""
