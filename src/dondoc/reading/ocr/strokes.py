"""Roman numbers by their strokes: Tesseract reads III as II or H, and doubts numbers that stand for themselves.

A picture tells how many upright strokes there are without knowing letters: half way up, each is one run of ink.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dondoc.reading.ocr.engine import Word
from dondoc.reading.ocr.picture import INK, Grey

_NUMERAL = re.compile(r"(?P<five>V?)(?P<ones>(?=[1l|!]*[IH])[IH1l|!]{1,5}|)(?P<after>[L.,:)-]?)")
_QUARTER = re.compile(r"[IH1l|!]{1,3}/?(?P<year>\d{4}[.,;:)]?)")
_BARE_QUARTER = re.compile(r"(?=[1l|!]*[IH])[IH1l|!]{1,3}(?P<after>[.,;)]?)")
_ONE_OF_SOME = re.compile(r"(?:I{1,3}|IV)[,;]")
_BEFORE_QUARTER = re.compile(r"\W*qu[ýy]", re.IGNORECASE)
MOST_ONES = 3
ROWS = (0.3, 0.35, 0.4, 0.45, 0.5)
"""Shares of the height at which strokes are counted: below the flag of a 1, above the foot of a V."""
ENDS = (0.15, 0.85)
"""An upright stroke stands below itself at both; a slash, and the curve of a figure, does not."""
DOT = 0.93
"""The foot of a line, where only a dot adds to the strokes of a number."""
EDGE = 2
"""Pixels around the box of a word that may still be ink of it."""
COUNTED = 90.0
"""The confidence (of 100) of a number whose strokes were counted."""


def counted(words: Sequence[Word], grey: Grey) -> list[Word]:
    """The words with the Roman numbers at the beginning of lines, alone in cells and of quarters of a year as their
    strokes say."""
    result: list[Word] = []
    for word, after in zip(words, (*words[1:], None), strict=False):
        text = None
        if _names_quarter(result):
            text = _quarter(word, grey)
        elif not result or result[-1].line != word.line:
            alone = after is None or after.line != word.line
            text = _heading(word, grey) if alone or (after and after.text[:1].isupper()) else None
        result.append(replace(word, text=text, confidence=max(word.confidence, COUNTED)) if text else word)
    return result


def _names_quarter(before: Sequence[Word]) -> bool:
    """Whether the number of a quarter follows, the first ("quý …") or one more ("quý I, …")."""
    words = [word.text for word in before[-2:]]
    first = bool(words) and _BEFORE_QUARTER.fullmatch(words[-1])
    return bool(first or (len(words) > 1 and _BEFORE_QUARTER.fullmatch(words[0]) and _ONE_OF_SOME.fullmatch(words[1])))


def _heading(word: Word, grey: Grey) -> str | None:
    found = _NUMERAL.fullmatch(word.text)
    if not found or not found["five"] + found["ones"]:
        return None
    strokes = round(statistics.median(len(_runs(row)) for row in _rows(word, grey)))
    ones = strokes - 2 * len(found["five"])
    if not (0 if found["five"] else 1) <= ones <= MOST_ONES:
        return None
    after = found["after"] if found["after"] in (")", "-", ":") else "."
    dotted = found["after"] or len(_runs(_row(word, grey, DOT))) > strokes
    return found["five"] + "I" * ones + (after if dotted else "")


def _quarter(word: Word, grey: Grey) -> str | None:
    """A quarter with its year; one of a single stroke stays as it was seen, for "quý 1/2027" is written too."""
    dated, bare = _QUARTER.fullmatch(word.text), _BARE_QUARTER.fullmatch(word.text)
    if not dated and not bare:
        return None
    ends = [_row(word, grey, share) for share in ENDS]
    ones = 0
    for start, end in _runs(_row(word, grey, ROWS[-1])):
        if not all(row[start:end].any() for row in ends):
            break
        ones += 1
    if not (1 if bare else 2) <= ones <= MOST_ONES:
        return word.text
    return "I" * ones + (f"/{dated['year']}" if dated else bare["after"] if bare else "")


def _rows(word: Word, grey: Grey) -> list[np.ndarray]:
    return [_row(word, grey, share) for share in ROWS]


def _row(word: Word, grey: Grey, share: float) -> np.ndarray:
    at = word.top + int((word.bottom - word.top) * share)
    return np.asarray(grey[at, max(0, word.left - EDGE) : word.right + EDGE] < INK)


def _runs(row: np.ndarray) -> list[tuple[int, int]]:
    """Where ink begins and ends in a row of pixels."""
    steps = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in zip(steps[::2], steps[1::2], strict=True)]
