"""Where words were found: a stretch of the text around them, cut into what is marked and what is not."""

from __future__ import annotations

from itertools import islice

from dondoc.documents.search.words import Wanted
from dondoc.language.folding import fold, nfc

Pieces = list[tuple[str, bool]]
BEFORE, LENGTH = 70, 240
LOOKED_AT = 200
"""Places in a text among which the stretch with most of the words is sought."""


def marked(text: str, wanted: Wanted) -> Pieces:
    """The whole of a short text, in pieces: (words, whether they were looked for)."""
    text = nfc(text)
    pieces, end = [], 0
    for start, stop in _places(text, wanted):
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def snippet(texts: tuple[str, ...], wanted: Wanted) -> Pieces:
    """The stretch of the first text that has any of the words which has most of them; of a text that has none, its
    beginning."""
    for given in texts:
        text = nfc(given).replace("\n", " ").replace("\t", " ")
        places = _places(text, wanted)
        if places:
            return marked(_cut(text, _richest(text, places)), wanted)
    return [(_cut(texts[0].replace("\n", " "), 0), False)] if texts and texts[0] else []


def _places(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Where the words stand: as they were typed, one after another, or else each."""
    for pattern in wanted.patterns if wanted else ():
        places = [found.span() for found in islice(pattern.finditer(fold(text)), LOOKED_AT)]
        if places:
            return places
    return []


def _richest(text: str, places: list[tuple[int, int]]) -> int:
    """Where the stretch begins that has most different words."""
    folded = fold(text)

    def different(start: int) -> int:
        return len({folded[a:b] for a, b in places if start <= a < start + LENGTH - BEFORE})

    return max((start for start, _ in places), key=lambda start: (different(start), -start))


def _cut(text: str, place: int) -> str:
    start = max(0, place - BEFORE)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    return f"{'… ' if start else ''}{' '.join(text[start:end].split())}{' …' if end < len(text) else ''}"
