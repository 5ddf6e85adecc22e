"""Lines of a laid-out table into rows, where the number of a row stands beside its first line or in its middle.

Cells may be set to the top or centred in height. In the second case a row reaches as far above its number as below it,
and the words at a boundary tell the rest: a row does not begin with a small letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dondoc.reading.lines.marks import has_ended, starts_lower

TOKEN = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]+|[A-Z]|[a-zđ]\))[.)]?")
OFF_CENTRE = 0.8
LOWER = -2.0
BLANK = 3.0
CENTRED = 0.4


@dataclass(slots=True)
class Strip:
    """One line of a table by column; ``blank`` says that an empty line stands above."""

    cells: list[str]
    blank: bool

    @property
    def is_numbered(self) -> bool:
        return TOKEN.fullmatch(self.cells[0]) is not None


def are_centred(strips: Sequence[Strip]) -> bool:
    """Whether numbers stand in the middle of their rows: beside small letters or nothing in the widest column."""
    numbered = [strip for strip in strips if strip.is_numbered]
    if not numbered or len(numbered) == len(strips):
        return False
    widest = max(range(1, len(strips[0].cells)), key=lambda c: sum(len(strip.cells[c]) for strip in strips))
    inside = sum(not s.cells[widest] or starts_lower(s.cells[widest]) for s in numbered)
    return inside >= CENTRED * len(numbered)


def row_starts(strips: Sequence[Strip], centred: bool) -> list[int]:
    """Where rows begin among the lines of a page; lines before the first go on with the row of the page before."""
    numbered = [index for index, strip in enumerate(strips) if strip.is_numbered]
    if not centred or not numbered:
        return numbered
    starts = [_first(strips, numbered[0])]
    for before, token in pairwise(numbered):
        middle = 2 * before - starts[-1] + 1
        starts.append(
            max(range(before + 1, token + 1), key=lambda at: _worth(strips, at) - OFF_CENTRE * abs(at - middle))
        )
    return starts


def _first(strips: Sequence[Strip], token: int) -> int:
    """The first row of a page begins at its top, unless words there go on with a sentence."""
    if not any(starts_lower(cell) for cell in strips[0].cells if cell):
        return 0
    return max(range(token + 1), key=lambda at: (_worth(strips, at), -at)) if token else 0


def _worth(strips: Sequence[Strip], at: int) -> float:
    """How well a row may begin at a line."""
    worth = BLANK if strips[at].blank else 0.0
    for column, cell in enumerate(strips[at].cells):
        if column == 0 or not cell:
            continue
        above = strips[at - 1].cells[column] if at else ""
        if starts_lower(cell):
            worth += LOWER
        elif not above or has_ended(above):
            worth += 1.0
    return worth
