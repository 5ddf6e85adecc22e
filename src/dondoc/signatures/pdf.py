"""Signatures of a PDF (PAdES and the older adbe.pkcs7), by pyHanko."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from dondoc.signatures.chain import WEAK, Evidence, Judge, TrustList
from dondoc.signatures.report import (
    FileReport,
    Integrity,
    Revocation,
    SignatureReport,
    TimeSource,
    Trust,
)
from dondoc.signatures.same import pages_same
from dondoc.signatures.subject import names

# It writes the names of signers and whole tracebacks for each certificate that is not trusted.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

MOST = 200
"""More signatures than any document has."""


def signatures(data: bytes, trust_list: TrustList) -> FileReport:
    """Every signature of the file in the order of signing. Raises PdfError and others for a damaged file."""
    # The byte range must stand in the open for a signature to be one; most files have none and cost nothing more.
    if b"/ByteRange" not in data:
        return FileReport()
    reader = PdfFileReader(BytesIO(data), strict=False)
    judge = Judge(trust_list, _evidence(reader))
    return FileReport(tuple(_report(one, data, judge) for one in reader.embedded_signatures[:MOST]))


def _evidence(reader: PdfFileReader) -> Evidence:
    """The document security store: what is kept in the file for long-term validation."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return Evidence(
            tuple(store.load_certs()),
            tuple(ocsp.OCSPResponse.load(reference.get_object().data) for reference in store.ocsps),
            tuple(crl.CertificateList.load(reference.get_object().data) for reference in store.crls),
        )
    except (NoDSSFoundError, PdfError, ValueError, TypeError, AttributeError):
        return Evidence()


def _report(one: EmbeddedPdfSignature, data: bytes, judge: Judge) -> SignatureReport:
    try:
        status = validate_pdf_signature(one, _no_trust())
    except Exception as error:  # noqa: BLE001 - a signature that cannot be parsed is told of beside the others
        return _unreadable(one, error)
    others = _certificates(one)
    moment, source = _time(status, others, judge)
    found = judge.judge(one.signer_cert, others, moment or judge.trust_list.now)
    return SignatureReport(
        place=one.field_name or "",
        **names(one.signer_cert),
        signed_at=moment,
        time_source=source,
        integrity=_integrity(one, status, data),
        trust=found.trust,
        revocation=found.revocation,
        weak="SHA-1" if status.md_algorithm == "sha1" else "",
        note=_note(status) or found.note[:300],
    )


def _no_trust() -> ValidationContext:
    """For the mathematics only: whom to trust is judged apart, at the time of signing."""
    return ValidationContext(trust_roots=[], allow_fetching=False, algorithm_usage_policy=WEAK)


def _certificates(one: EmbeddedPdfSignature) -> list[x509.Certificate]:
    stamps = extract_tst_data_iter(one.signer_info, signed=False)
    return [*one.other_embedded_certs, *(certificate for stamp in stamps for certificate in _inside(stamp))]


def _inside(signed: cms.SignedData) -> list[x509.Certificate]:
    chosen: Iterable[Any] = signed["certificates"] or ()
    return [one.chosen for one in chosen if isinstance(one.chosen, x509.Certificate)]


def _time(
    status: PdfSignatureStatus, others: list[x509.Certificate], judge: Judge
) -> tuple[datetime | None, TimeSource]:
    stamp = status.timestamp_validity
    if stamp is not None and stamp.intact and stamp.valid:
        trusted = judge.judge(stamp.signing_cert, others, stamp.timestamp).trust is Trust.TRUSTED
        return stamp.timestamp, TimeSource.STAMPED if trusted else TimeSource.STAMPED_UNKNOWN
    if status.signer_reported_dt is not None:
        claimed = status.signer_reported_dt
        return claimed if claimed.tzinfo else claimed.replace(tzinfo=UTC), TimeSource.CLAIMED
    return None, TimeSource.NONE


def _integrity(one: EmbeddedPdfSignature, status: PdfSignatureStatus, data: bytes) -> Integrity:
    if not (status.intact and status.valid):
        return Integrity.BROKEN
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Integrity.WHOLE
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Integrity.CHANGED
    allowed = status.modification_level
    if allowed is not None and allowed < ModificationLevel.OTHER and status.docmdp_ok:
        return Integrity.EXTENDED
    signed_until = int(one.byte_range[2]) + int(one.byte_range[3])
    return Integrity.TOUCHED if pages_same(data[:signed_until], data) else Integrity.CHANGED


def _note(status: PdfSignatureStatus) -> str:
    result = status.diff_result
    return str(result)[:300] if isinstance(result, SuspiciousModification) else ""


def _unreadable(one: EmbeddedPdfSignature, error: Exception) -> SignatureReport:
    return SignatureReport(
        place=one.field_name or "",
        signer="",
        organisation="",
        issuer="",
        serial="",
        signed_at=None,
        time_source=TimeSource.NONE,
        integrity=Integrity.UNSUPPORTED,
        trust=Trust.UNKNOWN,
        revocation=Revocation.UNASKED,
        note=f"{type(error).__name__}: {error}"[:300],
    )
