"""Reads: the trust list, and what the signatures of documents came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from dondoc.organisations.queries import Membership
from dondoc.signatures.report import Integrity, Revocation, TimeSource, Trust
from dondoc.trust.models import Certificate, SignatureCheck, SignatureState
from dondoc.trust.words import INTEGRITY, REVOCATION, TIME, TRUST

_WORST_FIRST = (
    SignatureState.INVALID,
    SignatureState.CHANGED,
    SignatureState.FAILED,
    SignatureState.UNSUPPORTED,
    SignatureState.UNVERIFIED,
    SignatureState.VALID,
)


def trusted_certificates(membership: Membership) -> QuerySet[Certificate]:
    """The trust list of the member's agency."""
    return Certificate.objects.filter(agency=membership.agency).select_related("added_by").defer("der")


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature as a screen tells it; the words are Vietnamese."""

    signer: str
    organisation: str
    issuer: str
    serial: str
    signed_at: datetime | None
    integrity: Integrity
    trust: Trust
    revocation: Revocation
    time_source: TimeSource
    weak: str

    @property
    def integrity_words(self) -> str:
        return INTEGRITY[self.integrity]

    @property
    def trust_words(self) -> str:
        return TRUST[self.trust]

    @property
    def revocation_words(self) -> str:
        return REVOCATION[self.revocation]

    @property
    def time_words(self) -> str:
        return TIME[self.time_source]

    @property
    def tone(self) -> str:
        """How a screen marks it: good, warn or bad."""
        if self.integrity in (Integrity.BROKEN, Integrity.CHANGED) or self.trust in (Trust.REVOKED, Trust.OUTDATED):
            return "bad"
        sure = self.trust is Trust.TRUSTED and self.integrity is not Integrity.UNSUPPORTED
        return "good" if sure else "warn"


@dataclass(frozen=True, slots=True)
class FileSignatures:
    """What the check of one file found."""

    attachment_id: int
    name: str
    state: SignatureState
    problem: str
    checked_at: datetime | None
    waiting: bool
    lines: tuple[SignatureLine, ...]


def file_signatures(document_id: int) -> list[FileSignatures]:
    """The files of a document that hold signatures or could not be checked, in their order. One query."""
    rows = SignatureCheck.objects.filter(attachment__document=document_id).select_related("attachment")
    silent = (SignatureState.UNSIGNED, SignatureState.UNASKED)
    rows = rows.exclude(state__in=silent).order_by("attachment__order", "attachment_id")
    return [_file(row) for row in rows]


def all_checks(document_id: int) -> dict[int, FileSignatures]:
    """The check of each file of a document by attachment. One query."""
    rows = SignatureCheck.objects.filter(attachment__document=document_id).select_related("attachment")
    return {row.attachment_id: _file(row) for row in rows}


def _file(row: SignatureCheck) -> FileSignatures:
    return FileSignatures(
        row.attachment_id,
        row.attachment.name,
        SignatureState(row.state),
        row.problem,
        row.checked_at,
        row.waiting,
        tuple(_line(one) for one in row.signatures),
    )


def _line(one: dict[str, str]) -> SignatureLine:
    return SignatureLine(
        one["signer"],
        one["organisation"],
        one["issuer"],
        one["serial"],
        parse_datetime(one["signed_at"]) if one["signed_at"] else None,
        Integrity(one["integrity"]),
        Trust(one["trust"]),
        Revocation(one["revocation"]),
        TimeSource(one["time_source"]),
        one["weak"],
    )


def states_by_document(document_ids: Iterable[int]) -> dict[int, SignatureState]:
    """The worst state of each signed document; documents without signatures are left out. One query."""
    rows = SignatureCheck.objects.filter(attachment__document__in=list(document_ids), state__in=_WORST_FIRST)
    found: dict[int, set[str]] = {}
    for document_id, state in rows.values_list("attachment__document", "state"):
        found.setdefault(document_id, set()).add(state)
    return {key: next(one for one in _WORST_FIRST if one in states) for key, states in found.items()}
