"""Signatures of Word and Excel files (ECMA-376 part 2, clause 13): an XML signature over a manifest, which holds the
digest of every part of the package that was signed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import unquote

from asn1crypto import crl, ocsp
from lxml import etree

from dondoc.signatures import xmldsig
from dondoc.signatures.chain import Evidence, Judge, TrustList
from dondoc.signatures.relationships import TRANSFORM, related, transformed
from dondoc.signatures.report import (
    Integrity,
    Revocation,
    SignatureReport,
    TimeSource,
    Trust,
)
from dondoc.signatures.subject import names
from dondoc.signatures.xmldsig import local

_FOLDER = "_xmlsignatures/"
_MOST = 50
_LARGEST = 200 * 1024 * 1024
"""Bytes that a package may unpack to."""
_NOT_SIGNED = ("_rels/", "docprops/", "_xmlsignatures/", "[content_types].xml", "customxml/", "[trash]/")
"""What offices leave out: properties, the signatures themselves, and what points at them."""


def package_signatures(package: zipfile.ZipFile, trust_list: TrustList) -> tuple[SignatureReport, ...]:
    """The signatures of a package, each checked. Raises zipfile.BadZipFile and the like for a damaged one."""
    parts = sorted(
        name for name in package.namelist() if name.lower().startswith(_FOLDER) and name.lower().endswith(".xml")
    )
    if not parts:
        return ()
    problem = _problem(package)
    return tuple(_report(package, name, trust_list, problem) for name in parts[:_MOST])


def _problem(package: zipfile.ZipFile) -> str:
    """Why no signature of the package can be believed, in English: two programs would read different things in it."""
    seen = [one.filename.lower().lstrip("/") for one in package.infolist()]
    if len(set(seen)) < len(seen):
        return "two parts of one name"
    return "too large" if sum(one.file_size for one in package.infolist()) > _LARGEST else ""


def _report(package: zipfile.ZipFile, name: str, trust_list: TrustList, problem: str) -> SignatureReport:
    place = name[len(_FOLDER) :]
    if problem:
        return _unsupported(place, problem)
    try:
        root = parsed(package.read(name))
        certificates = xmldsig.certificates(root)
        if local(root) != "Signature" or not certificates:
            return _unsupported(place, "no signature with a certificate")
        integrity, note, covered = xmldsig.verify(root, certificates[0], "./")
        moment = _time(covered)
        if integrity is Integrity.WHOLE:
            integrity, note = _parts(package, covered)
    except (etree.XMLSyntaxError, KeyError, ValueError, RuntimeError, binascii.Error) as error:
        return _unsupported(place, f"{type(error).__name__}: {error}")
    judge = Judge(trust_list, _evidence(root))
    found = judge.judge(certificates[0], certificates[1:], moment or trust_list.now)
    return SignatureReport(
        place=place,
        **names(certificates[0]),
        signed_at=moment,
        time_source=TimeSource.CLAIMED if moment else TimeSource.NONE,
        integrity=integrity,
        trust=found.trust,
        revocation=found.revocation,
        weak=xmldsig.weak_method(root),
        note=note or found.note[:300],
    )


def parsed(data: bytes) -> etree._Element:
    """XML from outside, without entities or network. Raises XMLSyntaxError, ValueError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type is declared")
    return root


def _parts(package: zipfile.ZipFile, covered: Iterable[etree._Element]) -> tuple[Integrity, str]:
    """Whether every part that the manifests name is as it was signed, and nothing else belongs to the document."""
    members = {one.lstrip("/").lower(): one for one in package.namelist()}
    signed: set[str] = set()
    for reference in _references(covered):
        uri, _, _ = reference.get("URI", "").partition("?")
        name = unquote(uri).lstrip("/").lower()
        if name not in members:
            return Integrity.CHANGED, f"{name} is gone"
        if not _same(package.read(members[name]), reference):
            return Integrity.CHANGED, f"{name} was changed"
        signed.add(name)
    main = related(package, "officeDocument")
    if main is None or main.lower() not in signed:
        return Integrity.PARTIAL, "the document itself is not signed"
    left = [name for name in members if name not in signed and not _may_be_left(name)]
    return (Integrity.PARTIAL, f"not signed: {', '.join(left)}"[:300]) if left else (Integrity.WHOLE, "")


def _may_be_left(name: str) -> bool:
    return name.startswith(_NOT_SIGNED) or name.endswith(("/", "/presprops.xml", "/viewprops.xml"))


def _references(covered: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """What the manifests name, of those only that the signature covers."""
    for element in covered:
        for manifest in element.iter(f"{{{xmldsig.NAMESPACE}}}Manifest"):
            yield from manifest.iter(f"{{{xmldsig.NAMESPACE}}}Reference")


def _same(data: bytes, reference: etree._Element) -> bool:
    """Whether a part has the digest of its reference. Raises ValueError for what the standard does not know here."""
    transforms = [one for one in reference.iter() if local(one) == "Transform"]
    if transforms:
        if transforms[0].get("Algorithm") != TRANSFORM:
            raise ValueError(f"unknown transform {transforms[0].get('Algorithm')}")
        data = transformed(parsed(data), transforms[0])
    method = next((one.get("Algorithm", "") for one in reference.iter() if local(one) == "DigestMethod"), "")
    value = next((one.text or "" for one in reference.iter() if local(one) == "DigestValue"), "")
    algorithm = method.rpartition("#")[2]
    if algorithm not in ("sha1", "sha256", "sha384", "sha512"):
        raise ValueError(f"unknown digest {method}")
    return hmac.compare_digest(hashlib.new(algorithm, data).digest(), base64.b64decode(value))


def _time(covered: Iterable[etree._Element]) -> datetime | None:
    """When, by the signer's own clock: as the office writes it, or XAdES."""
    for element in covered:
        for one in element.iter():
            if local(one) == "SigningTime" or _tells_time(one):
                try:
                    moment = datetime.fromisoformat((one.text or "").strip())
                except ValueError:
                    continue
                return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _tells_time(one: etree._Element) -> bool:
    parent = one.getparent()
    return local(one) == "Value" and parent is not None and local(parent) == "SignatureTime"


def _evidence(root: etree._Element) -> Evidence:
    """Revocation lists and OCSP answers that the signature brings along (XAdES, RevocationValues)."""
    found: dict[str, list[object]] = {"EncapsulatedOCSPValue": [], "EncapsulatedCRLValue": []}
    kinds = {"EncapsulatedOCSPValue": ocsp.OCSPResponse, "EncapsulatedCRLValue": crl.CertificateList}
    for one in root.iter():
        if local(one) in kinds:
            try:
                value = kinds[local(one)].load(base64.b64decode("".join((one.text or "").split())))
                value.native  # noqa: B018 - parsed only when looked at
            except (ValueError, TypeError, binascii.Error):
                continue
            found[local(one)].append(value)
    return Evidence(ocsps=found["EncapsulatedOCSPValue"], crls=found["EncapsulatedCRLValue"])


def _unsupported(place: str, note: str) -> SignatureReport:
    return SignatureReport(
        place=place,
        signer="",
        organisation="",
        issuer="",
        serial="",
        signed_at=None,
        time_source=TimeSource.NONE,
        integrity=Integrity.UNSUPPORTED,
        trust=Trust.UNKNOWN,
        revocation=Revocation.UNASKED,
        note=note[:300],
    )
