"""What extraction returns: the proposal that a person reviews, every value with its words, rule and confidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from dondoc.language.values import value
from dondoc.reading.text import Span

T = TypeVar("T")


class DutyKind(StrEnum):
    TASK = "task"
    REPORT = "report"
    COMMENT = "comment"


@value
class Value(Generic[T]):
    """A value with the words that say so. ``span`` is None for what was inferred; ``confidence`` is in [0, 1]."""

    value: T
    span: Span | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed. ``capacity`` is KT., TM., TL., TUQ., Q. (Decree 30/2020, Annex I, II.7) or None."""

    name: str | None
    title: str | None = None
    capacity: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document; None where it is lost or the type has none. ``issued_on`` is ISO 8601 as printed
    ("2025-08-06", "2025-08", "2025")."""

    kind: Value[str] | None = None
    code: Value[str] | None = None
    symbol: Value[str] | None = None
    issued_on: Value[str] | None = None
    issuer: Value[str] | None = None
    subject: Value[str] | None = None
    addressees: tuple[Value[str], ...] = ()
    signer: Value[Signer] | None = None
    urgency: Value[str] | None = None
    recipients: tuple[Value[str], ...] = ()


@value
class Citation:
    """Another document that is named. ``issued_on`` and ``issuer`` as the first mention says, else None."""

    code: Value[str]
    issued_on: str | None = None
    issuer: str | None = None
    relation: str = "mentions"


@value
class Duty:
    """One duty that the document lays on somebody. Names are as printed; ``due`` is the contract's string
    (docs/due.md): a day, a span, an RFC 5545 rule, "continuous", "on-demand"."""

    text: Value[str]
    kind: DutyKind = DutyKind.TASK
    clause: str | None = None
    lead: tuple[Value[str], ...] = ()
    coordinate: tuple[Value[str], ...] = ()
    direct: tuple[Value[str], ...] = ()
    deliverable: Value[str] | None = None
    time_text: Value[str] | None = None
    due: Value[str] | None = None
    recipient: Value[str] | None = None
    via: Value[str] | None = None
    condition: Value[str] | None = None
    funds: Value[str] | None = None
    confidence: float = 1.0


@value
class Candidate:
    """What a rule found and another one overruled; ``dondoc explain`` prints these."""

    rule: str
    span: Span
    because: str


@dataclass(frozen=True, slots=True)
class Directive:
    """All that was read out of one document."""

    head: Head
    citations: tuple[Citation, ...] = ()
    duties: tuple[Duty, ...] = ()
    lost: tuple[Candidate, ...] = field(default=())
