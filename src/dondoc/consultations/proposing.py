"""The rows that reading finds in a letter of opinions, each with the piece of the draft that it is on."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.consultations.models import AnswerLetter, Provision
from dondoc.documents.layout import unpack
from dondoc.extraction.opinions import read_answer
from dondoc.extraction.places import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One opinion as read; a person confirms it. ``place`` is as fine as the letter says it."""

    text: str
    place: str
    provision: Provision | None
    start: int
    end: int
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class ProposedAnswer:
    agrees: bool
    rows: tuple[ProposedRow, ...]


def propose(letter: AnswerLetter, pieces: list[Provision]) -> ProposedAnswer:
    """Read a letter against the pieces of the draft; no query."""
    by_key = {piece.key: piece for piece in pieces if piece.level}
    read = read_answer(unpack(letter.layout, letter.content))
    rows = []
    for one in read.opinions:
        piece = piece_at(one.place, by_key)
        # The place is told beside the piece only where it says more.
        label = one.place.label
        place = "" if piece is not None and label.casefold() == piece.label.casefold() else label
        quote = one.span.of(letter.content)
        rows.append(ProposedRow(one.words, place, piece, one.span.start, one.span.end, one.page, quote))
    return ProposedAnswer(read.agrees, tuple(rows))


def piece_at(place: Place, by_key: dict[str, Provision]) -> Provision | None:
    """The piece that a place stands in: itself, or the article or item over it that is a piece."""
    if place == NOWHERE:
        return None
    found = by_key.get(place.key)
    if found is None and place.article is not None:
        found = by_key.get(f"d{place.article}")
    path = place.item.split(".") if place.item else []
    while found is None and len(path) > 1:
        path.pop()
        found = by_key.get(f"m{'.'.join(path)}")
    return found
