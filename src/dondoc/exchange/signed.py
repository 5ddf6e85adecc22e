"""The signature of a message (XML-DSig, enveloped), by signxml; whom to trust is judged as for signatures in files."""

from __future__ import annotations

from asn1crypto import x509
from lxml import etree

from dondoc.exchange.tree import local, parse
from dondoc.signatures import xmldsig
from dondoc.signatures.chain import Judge, TrustList
from dondoc.signatures.report import FileReport, Integrity, Revocation, SignatureReport, TimeSource, Trust
from dondoc.signatures.subject import names


def signatures(data: bytes, trust_list: TrustList) -> FileReport:
    """The signature of a message, if it has one. Raises EdxmlError where the XML cannot be read."""
    root = parse(data)
    found = [one for one in root.iter() if local(one) == "Signature"][:2]
    return FileReport(tuple(_report(root, one, trust_list) for one in found[:1]))


def _report(root: etree._Element, signature: etree._Element, trust_list: TrustList) -> SignatureReport:
    if etree.QName(signature).namespace != xmldsig.NAMESPACE:
        return _unknown("the signature is not in the namespace of XML-DSig")
    certificates = xmldsig.certificates(signature)
    if not certificates:
        return _unknown("no certificate")
    integrity, note = _integrity(root, certificates[0])
    judged = Judge(trust_list).judge(certificates[0], certificates[1:], trust_list.now)
    return SignatureReport(
        place="Signature",
        **names(certificates[0]),
        signed_at=None,
        time_source=TimeSource.NONE,
        integrity=integrity,
        trust=judged.trust,
        revocation=judged.revocation,
        weak=xmldsig.weak_method(signature),
        note=note or judged.note[:300],
    )


def _integrity(root: etree._Element, certificate: x509.Certificate) -> tuple[Integrity, str]:
    """Whether the whole message is as it was signed; a signature of a part of it proves nothing about the rest."""
    integrity, note, covered = xmldsig.verify(root, certificate)
    if integrity is not Integrity.WHOLE or any(local(one) == local(root) for one in covered):
        return integrity, note
    return Integrity.UNSUPPORTED, "signs a part of the message only"


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
