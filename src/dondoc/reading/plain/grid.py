"""Tables in text that keeps its layout (``pdftotext -layout``): columns parted by runs of blanks.

The row that names the columns begins with "TT" or "STT". Its words say how many columns there are and in which order;
where each begins is seen from the lines below, because cells are set flush left and names of columns centred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dondoc.reading.lines.line import Line
from dondoc.reading.lines.marks import is_upper
from dondoc.reading.plain.align import Words, align, clusters, kind

_HEAD = re.compile(r"\s*(?:S?TT|Stt|Số\s+TT|SỐ\s+TT)\b\.?(?=\s{2,}\S)")
_PIECE = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
TOLERANCE = 2
JITTER = 3
FAR_JITTER = 6
HEAD_LINES_ABOVE = 4
WIDER = 2
MOST_COLUMNS = 60
# How many lines below a head say where its columns begin.
EVIDENCE = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line that stand together, with the columns of characters they cover."""

    text: str
    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def pieces(line: Line) -> Sequence[Piece]:
    """The words of a line, parted where two blanks or more stand."""
    return _pieces(line.raw)


@lru_cache(maxsize=2048)
def _pieces(raw: str) -> Sequence[Piece]:
    return tuple(Piece(found[0], found.start(), found.end()) for found in _PIECE.finditer(raw))


def is_head(line: Line) -> bool:
    """Whether a line names the columns of a table."""
    return _HEAD.match(line.raw) is not None and 2 < len(pieces(line)) <= MOST_COLUMNS


def head_start(lines: Sequence[Line], index: int) -> int:
    """Where the head of a table begins: names of columns may take lines above the one with "TT"."""
    start = index
    while (
        start
        and index - start < HEAD_LINES_ABOVE
        and not lines[start].above
        and _belongs_above(lines[start - 1], lines[index])
    ):
        start -= 1
    return start


def _belongs_above(line: Line, head: Line) -> bool:
    first = pieces(head)[0]
    found = pieces(line)
    titled = len(found) == 1 and is_upper(line.text)
    return found[0].start > first.end and not titled and not line.text.startswith("(")


def fits_head(line: Line, head: Sequence[Line]) -> bool:
    """Whether a line below "TT" goes on with the names: each piece below one, and hardly wider than it."""
    above = [piece for other in head for piece in pieces(other)]
    return all(
        any(_over(name, piece) and len(piece.text) <= WIDER * len(name.text) for name in above)
        for piece in pieces(line)
    )


@dataclass(frozen=True, slots=True)
class Names:
    """The name of one column: its words from all lines of the head, and the characters they cover."""

    text: str
    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def joined(self, *others: Names) -> Names:
        """Names that stand over each other as one."""
        every = (self, *others)
        words = " ".join(name.text for name in every)
        return Names(words, min(name.start for name in every), max(name.end for name in every))


def names(lines: Iterable[Line]) -> list[Names]:
    """The names of the columns: words of the head that stand over each other belong together."""
    found: list[Names] = []
    for line in lines:
        for piece in pieces(line):
            whole = Names(piece.text, piece.start, piece.end)
            over = [name for name in found if _over(name, piece)]
            if over:
                whole = over[0].joined(whole, *over[1:])
                found = [whole if name is over[0] else name for name in found if name is over[0] or name not in over]
            else:
                found.append(whole)
    return sorted(found, key=lambda name: name.start)


def _over(name: Names | Piece, piece: Piece) -> bool:
    return min(piece.end, name.end) > max(piece.start, name.start)


class Evidence:
    """Where pieces of lines begin on a page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._begins = Counter(piece.start for line in lines for piece in pieces(line))

    def start(self, low: float, high: float, default: int) -> int:
        """Where a column begins between two places: where most pieces do."""
        near = [at for at in self._begins if low < at <= high]
        return max(near, key=lambda at: (self._begins[at], -abs(at - default)), default=default)


def first_starts(heads: Sequence[Names], lines: Sequence[Line]) -> list[int]:
    """Where each column begins on the page of the head."""
    evidence = Evidence(lines[:EVIDENCE])
    starts = [0]
    for before, name in pairwise(heads):
        starts.append(evidence.start(max(before.middle, starts[-1]), name.middle, name.start))
    return starts


def next_starts(starts: Sequence[int], words: Sequence[Words], lines: Sequence[Line]) -> list[int]:
    """Where the columns begin on a later page; ``words`` are what their cells began with so far."""
    return align(starts, words, clusters([(piece.start, piece.text) for line in lines for piece in pieces(line)]))


def cut(line: Line, starts: Sequence[int], known: Sequence[Words]) -> list[str]:
    """The words of a line by column; ``known`` are the words that cells of each column have begun with so far."""
    words: list[list[str]] = [[] for _ in starts]
    for piece in pieces(line):
        for column, text in _columns(piece, starts, known):
            words[column].append(text)
    return [" ".join(column) for column in words]


def _columns(piece: Piece, starts: Sequence[int], known: Sequence[Words]) -> Iterator[tuple[int, str]]:
    """A piece by column. A cell as wide as its column leaves one blank before the next cell, a little to the left."""
    column = max(i for i, start in enumerate(starts) if i == 0 or start - TOLERANCE <= piece.start)
    begin = 0
    words = [(found.start(), kind(found[0])) for found in _WORD.finditer(piece.text)]
    for later in range(column + 1, len(starts)):
        if starts[later] >= piece.end:
            break
        at = starts[later] - piece.start
        near = [word for word in words if begin < word[0] <= at + 1 and at - word[0] <= FAR_JITTER]
        close = [word for word in near if known[later][word[1]] or at - word[0] <= JITTER]
        split = _best(close, known[later])
        if split is not None:
            yield column, piece.text[begin:split].strip()
            column, begin = later, split
    yield column, piece.text[begin:]


def _best(words: Sequence[tuple[int, str]], known: Words) -> int | None:
    """The place of the word that cells of a column most often begin with, else of the last."""
    return max(words, key=lambda word: (known[word[1]], word[0]))[0] if words else None


def crosses(line: Line, starts: Sequence[int]) -> bool:
    """Whether words of a line stand over the beginning of two columns or more: a paragraph, not a row."""
    spans = [
        (piece.start + found.start(), piece.start + found.end())
        for piece in pieces(line)
        for found in _WORD.finditer(piece.text)
        if found.start()
    ]
    return sum(any(begin + JITTER < start < end for begin, end in spans) for start in starts[1:]) > 1
