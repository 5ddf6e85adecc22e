"""A duty while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from dondoc.extraction.directive import DutyKind, Value
from dondoc.language.times import Time
from dondoc.language.values import value
from dondoc.reading.text import Span

Row = tuple[Value[str], ...]


@value
class When:
    """A time with the place of its words in the document (``Time.span`` counts within the words that were searched)."""

    time: Time
    span: Span
    rule: str


@dataclass(slots=True)
class Draft:
    """One duty: mutable until times, partners and fields from around it are settled."""

    span: Span
    clause: str | None
    lead: Row = ()
    coordinate: Row = ()
    direct: Row = ()
    whens: list[When] = field(default_factory=list)
    deliverable: Value[str] | None = None
    funds: Value[str] | None = None
    condition: Span | None = None
    kind: DutyKind = DutyKind.TASK
    rule: str = ""
    named: bool = False
    row: bool = False
    words: str | None = None
    whole: Span | None = None
