"""Lines of many units into one text, and lines of an edited text back to what they came from. Knows no database."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from dondoc.organisations.keys import folded

NOTHING = frozenset(
    {"", "khong", "khong co", "khong phat sinh", "chua co", "khong co kho khan vuong mac", "khong co de xuat kien nghi"}
)
ALIKE = 60.0
"""Share of words (percent) from which an edited line counts as made of a passage."""
NAMED = 4
"""So many units are named behind a line that they share; of more the number is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A passage as it goes into the draft."""

    pk: int
    unit: str
    text: str


def is_nothing(text: str) -> bool:
    """Whether a unit says in words that there is nothing to tell."""
    return folded(text) in NOTHING


def merged(rows: Iterable[Told]) -> list[str]:
    """One line a passage, with the unit behind it; the same words of several units are one line."""
    units: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for row in rows:
        if not is_nothing(row.text):
            key = folded(row.text)
            words.setdefault(key, " ".join(row.text.split()))
            units.setdefault(key, []).append(row.unit)
    return [f"{words[key].rstrip('.')} ({_whose(of)})." for key, of in units.items()]


def _whose(units: Sequence[str]) -> str:
    names = list(dict.fromkeys(units))
    return "; ".join(names) if len(names) <= NAMED else f"{len(names):02d} đơn vị"


def lines(text: str) -> list[str]:
    """The paragraphs of a section."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def sources(text: str, passages: Mapping[int, str]) -> list[list[int]]:
    """For each line of a section the passages that it was made of: those whose words it holds, else the one that is
    most like it."""
    keys = {pk: folded(words) for pk, words in passages.items()}
    found = []
    for line in lines(text):
        key = folded(line)
        held = [pk for pk, words in keys.items() if words and words in key]
        if not held:
            best = process.extractOne(key, keys, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
            held = [best[2]] if best else []
        found.append(held)
    return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a comparison: ``kind`` is same, gone or new."""

    kind: str
    text: str


def compared(old: str, new: str) -> list[list[Piece]]:
    """Two texts line by line, with the words that went and came within changed lines."""
    before, after = lines(old), lines(new)
    out: list[list[Piece]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            out += [[Piece("same", line)] for line in before[a:b]]
            continue
        paired = min(b - a, d - c)
        out += [_words(before[a + at], after[c + at]) for at in range(paired)]
        out += [[Piece("gone", line)] for line in before[a + paired : b]]
        out += [[Piece("new", line)] for line in after[c + paired : d]]
    return out


def _words(old: str, new: str) -> list[Piece]:
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", " ".join(before[a:b])))
            continue
        pieces += [Piece("gone", " ".join(before[a:b]))] if b > a else []
        pieces += [Piece("new", " ".join(after[c:d]))] if d > c else []
    return pieces
