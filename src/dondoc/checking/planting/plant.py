"""One planted error, and the places of a document where one can be put."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dondoc.checking.matter import Lookup, Matter
from dondoc.checking.planting.edits import Edit
from dondoc.extraction.directive import Duty
from dondoc.reading.text import Span


@dataclass(frozen=True, slots=True)
class Planted:
    """The edits that make one error. ``follows`` are rules that may rightly speak of it too."""

    edits: Sequence[Edit]
    follows: frozenset[str] = field(default_factory=frozenset)
    lookup: Lookup | None = None


def one(span: Span, words: str, *follows: str) -> Planted:
    """One edit."""
    return Planted((Edit(span, words),), frozenset(follows))


def ends(matter: Matter) -> Iterator[int]:
    """The places right before the full stop of paragraphs that lay a duty on somebody and stand outside of tables."""
    for line in matter.lines:
        stop = re.search(r"(?:\./\.|[.;])\s*$", line.words)
        inside = any(line.span.covers(span) for _, span in matter.duties_with_words())
        if stop and inside and not re.search(r":\s", line.words[-60:]):
            yield line.span.start + stop.start()


def dated(matter: Matter) -> Iterator[tuple[Duty, Span, str]]:
    """Duties with a full last day in their own words: the words' place and the day as printed."""
    for duty in matter.directive.duties:
        time = duty.time_text
        if time is None or time.span is None:
            continue
        printed = re.search(r"\d{1,2}/\d{1,2}/\d{4}", time.span.of(matter.content))
        if printed:
            start = time.span.start + printed.start()
            yield duty, Span(start, start + len(printed[0])), printed[0]
