"""A document as the rules look at it: its text, what was read out of it, and what several of them need, found once."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dondoc.extraction import clauses
from dondoc.extraction.clauses import Clause
from dondoc.extraction.directive import Directive, Duty
from dondoc.extraction.layout import Layout, Line, lay_out
from dondoc.language.codes import Code, find_codes
from dondoc.language.dates import Date, find_dates
from dondoc.reading.text import Span, Text
from dondoc.schedule.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Known:
    """A document that a register knows under a code: its number and symbol, its day and who issued it."""

    code: str
    issued_on: date | None = None
    issuer: str = ""


Lookup = Callable[[Sequence[str]], Sequence[Known]]
"""Codes as printed → the documents of a register with these codes, or with the same symbol on the same day."""


@dataclass(frozen=True, eq=False)
class Matter:
    """``lookup`` knows documents from a register, ``original`` are the bytes of the Word file; both may be missing."""

    text: Text
    directive: Directive
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    lookup: Lookup | None = None
    original: bytes | None = None

    @property
    def content(self) -> str:
        return self.text.content

    @property
    def recognised(self) -> bool:
        """Whether a machine read the letters off a picture: what is misspelt may be so only in its reading."""
        return self.text.format == "picture" or any("nhận dạng" in told for told in self.text.warnings)

    @cached_property
    def layout(self) -> Layout:
        return lay_out(self.text)

    @property
    def folded(self) -> str:
        return self.layout.folded

    @cached_property
    def body(self) -> Clause:
        return clauses.tree(self.layout.body)

    @cached_property
    def appendices(self) -> tuple[Clause, ...]:
        return tuple(clauses.tree(entries) for entries in self.layout.appendices)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses of body and appendix in reading order, without the roots."""
        return tuple(
            clause for root in (self.body, *self.appendices) for clause in root.walk() if clause.style != "root"
        )

    @cached_property
    def dates(self) -> list[Date]:
        return find_dates(self.content)

    @cached_property
    def codes(self) -> list[Code]:
        return find_codes(self.content)

    @cached_property
    def main(self) -> Span:
        """From the first line of the body to the last one before the foot; appendices lie outside."""
        entries = self.layout.body
        return Span(entries[0].span.start, entries[-1].span.end) if entries else Span(0, 0)

    @cached_property
    def earliest_issue(self) -> date | None:
        """The first day on which the document can have been issued; None where the year is lost."""
        return self._issued(first=True)

    @cached_property
    def latest_issue(self) -> date | None:
        """The last day on which it can have been issued."""
        return self._issued(first=False)

    def _issued(self, *, first: bool) -> date | None:
        head = self.directive.head.issued_on
        if head is None:
            return None
        year, month, day = [*map(int, head.value.split("-")), 0, 0][:3]
        month = month or (1 if first else 12)
        return date(year, month, day or (1 if first else monthrange(year, month)[1]))

    def issued_since(self, day: date) -> bool:
        """Whether the document is surely not older than a day: by its own date, else by the dates that it names."""
        if self.earliest_issue is not None:
            return self.earliest_issue >= day
        named = [date.fromisoformat(one.iso) for one in self.dates if one.iso and len(one.iso) == 10]
        return bool(named) and max(named) >= day

    def duties_with_words(self) -> Iterator[tuple[Duty, Span]]:
        """The duties that stand somewhere in the text."""
        for duty in self.directive.duties:
            if duty.text.span is not None:
                yield duty, duty.text.span

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All paragraphs of body and appendix outside of tables."""
        return tuple(entry for entry in (*self.layout.body, *self.layout.appendix) if isinstance(entry, Line))

    def before(self, at: int, length: int = 60) -> str:
        """The folded words before a place, within its paragraph."""
        return self.folded[max(0, at - length) : at].rpartition("\n")[2]

    def behind(self, at: int, length: int = 60) -> str:
        """The folded words behind a place, within its paragraph."""
        return self.folded[at : at + length].partition("\n")[0]

    def line_at(self, at: int) -> int:
        return bisect_right(self._line_ends, at) + 1

    def page_at(self, at: int) -> int | None:
        starts = [page.start for page in self.text.pages]
        return max(bisect_right(starts, at), 1) if starts else None

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.end() for match in re.finditer(r"\n", self.content)]
