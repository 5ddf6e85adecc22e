"""What governs a paragraph from above, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

from dondoc.extraction.blockers import Mode
from dondoc.extraction.directive import Candidate
from dondoc.extraction.duty import Draft, Row, When
from dondoc.language.values import value
from dondoc.reading.text import Span


@value
class Scope:
    """What governs a paragraph. ``intro`` is a plain paragraph at the root, ``closing`` one behind the items.
    ``charged`` says that the paragraph stands in a list that was announced as somebody's duties."""

    mode: Mode = Mode.OPEN
    lead: Row = ()
    partners: Row = ()
    whens: tuple[When, ...] = ()
    intro: bool = False
    closing: bool = False
    charged: bool = False


@dataclass(slots=True)
class Found:
    """What one paragraph gave. ``lead``, ``partners`` and ``whens`` hold for its sub-items; ``closing`` times for all
    duties above that have none, in the sentence ``closed``; ``opened`` says that its last sentence only opened
    sub-items, ``cued`` that somebody was asked in so many words."""

    drafts: list[Draft] = field(default_factory=list)
    lead: Row = ()
    partners: Row = ()
    whens: list[When] = field(default_factory=list)
    closing: list[When] = field(default_factory=list)
    lost: list[Candidate] = field(default_factory=list)
    closed: Span | None = None
    opened: bool = False
    cued: bool = False
