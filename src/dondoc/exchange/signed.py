"""The signature of a message (XML-DSig, enveloped), by signxml; whom to trust is judged as for signatures in files."""

from __future__ import annotations

import base64
import binascii

from asn1crypto import x509
from cryptography.x509 import load_der_x509_certificate
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidDigest, SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from dondoc.exchange.tree import local, parse
from dondoc.signatures.chain import Judge, TrustList
from dondoc.signatures.report import FileReport, Integrity, Revocation, SignatureReport, TimeSource, Trust
from dondoc.signatures.subject import names

DSIG = "http://www.w3.org/2000/09/xmldsig#"
_METHODS = frozenset(one for one in SignatureMethod if not one.name.startswith("HMAC"))
_DIGESTS = frozenset(one for one in DigestAlgorithm if "MD5" not in one.name)


def signatures(data: bytes, trust_list: TrustList) -> FileReport:
    """The signature of a message, if it has one. Raises EdxmlError where the XML cannot be read."""
    root = parse(data)
    found = [one for one in root.iter() if local(one) == "Signature"][:2]
    return FileReport(tuple(_report(root, one, trust_list) for one in found[:1]))


def _report(root: etree._Element, signature: etree._Element, trust_list: TrustList) -> SignatureReport:
    if etree.QName(signature).namespace != DSIG:
        return _unknown("the signature is not in the namespace of XML-DSig")
    certificates = _certificates(signature)
    if not certificates:
        return _unknown("no certificate")
    integrity, note = _integrity(root, certificates[0])
    judged = Judge(trust_list).judge(certificates[0], certificates[1:], trust_list.now)
    method = next((one.get("Algorithm", "") for one in signature.iter() if local(one) == "SignatureMethod"), "")
    return SignatureReport(
        place="Signature",
        **names(certificates[0]),
        signed_at=None,
        time_source=TimeSource.NONE,
        integrity=integrity,
        trust=judged.trust,
        revocation=judged.revocation,
        weak="SHA-1" if method.endswith("sha1") else "",
        note=note or judged.note[:300],
    )


def _certificates(signature: etree._Element) -> list[x509.Certificate]:
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


def _integrity(root: etree._Element, certificate: x509.Certificate) -> tuple[Integrity, str]:
    """Whether the whole message is as it was signed; a signature of a part of it proves nothing about the rest."""
    signer = load_der_x509_certificate(certificate.dump())
    config = SignatureConfiguration(
        location=".//",
        expect_references=True,
        signature_methods=_METHODS,
        digest_algorithms=_DIGESTS,
        ignore_ambiguous_key_info=True,
        verification_time=signer.not_valid_before_utc,
    )
    try:
        results = XMLVerifier().verify(root, x509_cert=signer, expect_config=config)
    except InvalidDigest as error:
        return Integrity.CHANGED, str(error)[:300]
    except SignXMLException as error:
        return Integrity.BROKEN, str(error)[:300]
    except Exception as error:  # noqa: BLE001 - the library raises what parsers and ciphers raise
        return Integrity.UNSUPPORTED, f"{type(error).__name__}: {error}"[:300]
    covered = results if isinstance(results, list) else [results]
    whole = any(one.signed_xml is not None and local(one.signed_xml) == local(root) for one in covered)
    return (Integrity.WHOLE, "") if whole else (Integrity.UNSUPPORTED, "signs a part of the message only")


def _unknown(note: str) -> SignatureReport:
    return SignatureReport(
        place="Signature",
        signer="",
        organisation="",
        issuer="",
        serial="",
        signed_at=None,
        time_source=TimeSource.NONE,
        integrity=Integrity.UNSUPPORTED,
        trust=Trust.UNKNOWN,
        revocation=Revocation.UNASKED,
        note=note,
    )
