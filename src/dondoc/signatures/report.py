"""What the check of a file's signatures found, as plain values that a process can hand to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Integrity(StrEnum):
    """What became of the signed words. ``EXTENDED``: only what the standard allows was added (further signatures,
    filled fields, data for long-term validation); ``TOUCHED``: other bytes were added, but every page looks as it was
    when it was signed; ``PARTIAL``: of a Word or Excel file only some parts are signed, and these are whole."""

    WHOLE = "whole"
    EXTENDED = "extended"
    TOUCHED = "touched"
    PARTIAL = "partial"
    CHANGED = "changed"
    BROKEN = "broken"
    UNSUPPORTED = "unsupported"


class Trust(StrEnum):
    """What the trust list says of the signer's certificate at the time of signing."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    OUTDATED = "outdated"
    REVOKED = "revoked"


class Revocation(StrEnum):
    """Whether the certificate was revoked. ``OFFLINE``: the file brings no proof and nothing may be asked outside;
    ``UNREACHABLE``: asked and not answered; ``UNTOLD``: the certificate names no place to ask."""

    GOOD = "good"
    REVOKED = "revoked"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    UNTOLD = "untold"
    UNASKED = "unasked"


class TimeSource(StrEnum):
    """Who says when. ``STAMPED``: a time-stamping authority of the trust list; ``STAMPED_UNKNOWN``: one that is not on
    it; ``CLAIMED``: the signer's own clock."""

    STAMPED = "stamped"
    STAMPED_UNKNOWN = "stamped-unknown"
    CLAIMED = "claimed"
    NONE = "none"


class FileState(StrEnum):
    """A file as a whole: the worst of its signatures. ``UNVERIFIED``: whole, but nobody on the trust list vouches."""

    UNSIGNED = "unsigned"
    VALID = "valid"
    UNVERIFIED = "unverified"
    CHANGED = "changed"
    INVALID = "invalid"
    UNSUPPORTED = "unsupported"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature. ``place`` is its field, ``signer`` the name in the certificate, ``organisation`` its body;
    ``weak`` names an outdated algorithm; ``note`` is the checker's own reason, in English."""

    place: str
    signer: str
    organisation: str
    issuer: str
    serial: str
    signed_at: datetime | None
    time_source: TimeSource
    integrity: Integrity
    trust: Trust
    revocation: Revocation
    weak: str = ""
    note: str = ""

    @property
    def state(self) -> FileState:
        """What this signature alone would make of the file."""
        match self.integrity, self.trust:
            case (Integrity.UNSUPPORTED, _):
                return FileState.UNSUPPORTED
            case (Integrity.BROKEN, _) | (_, Trust.REVOKED | Trust.OUTDATED):
                return FileState.INVALID
            case (Integrity.CHANGED, _):
                return FileState.CHANGED
            case (Integrity.PARTIAL, _):
                return FileState.UNVERIFIED
            case (_, Trust.TRUSTED):
                return FileState.VALID
        return FileState.UNVERIFIED


_WORST_FIRST = (
    FileState.INVALID,
    FileState.CHANGED,
    FileState.UNSUPPORTED,
    FileState.UNVERIFIED,
    FileState.VALID,
)


@dataclass(frozen=True, slots=True)
class FileReport:
    """All signatures of a file in the order of signing; ``problem`` is a Vietnamese sentence where none could be
    read."""

    signatures: tuple[SignatureReport, ...] = ()
    problem: str = ""

    @property
    def state(self) -> FileState:
        if self.problem:
            return FileState.FAILED
        found = {signature.state for signature in self.signatures}
        return next((state for state in _WORST_FIRST if state in found), FileState.UNSIGNED)
