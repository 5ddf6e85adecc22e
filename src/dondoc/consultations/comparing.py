"""What a new version changed, piece by piece and word by word, and which opinions stand behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz, process

from dondoc.consultations.models import Opinion, Provision, Treatment

SAME_PIECE = 70
"""Score from which a piece that got another number is the same piece (rapidfuzz ratio, 0 to 100)."""


_NUMBER = re.compile(r"^(?:Điều \d+|Mục [IVX\d.]+|Chương [IVX\d]+|[IVX]+|\d+)[.:)]?\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a change: ``kind`` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One piece that differs; ``old`` None: it is new, ``new`` None: it was taken out. ``opinions`` were adopted on
    it."""

    old: Provision | None
    new: Provision | None
    stretches: tuple[Stretch, ...] = ()
    opinions: tuple[Opinion, ...] = field(default=())


def changes(old: list[Provision], new: list[Provision], adopted: Iterable[Opinion]) -> list[Change]:
    """The pieces that differ, in the order of the new version, those that were taken out last.

    ``adopted`` are the opinions on the version that was asked about, wholly or partly adopted; pieces of versions are
    matched by their key, else by their words.
    """
    by_key: dict[str, list[Opinion]] = {}
    for opinion in adopted:
        if opinion.provision is not None and opinion.treatment in (Treatment.ADOPTED, Treatment.PARTLY):
            by_key.setdefault(opinion.provision.key, []).append(opinion)
    pairs = _pairs(old, new)
    matched = {pair.pk for pair in pairs.values() if pair is not None}
    found = []
    for piece in new:
        before = pairs.get(piece.pk)
        if before is not None and _flat(before.text) == _flat(piece.text):
            continue
        behind = tuple(by_key.get(before.key, ())) if before is not None else ()
        words = stretches(before.text if before is not None else "", piece.text)
        found.append(Change(before, piece, words, behind))
    gone = [piece for piece in old if piece.pk not in matched]
    found += [Change(piece, None, stretches(piece.text, ""), tuple(by_key.get(piece.key, ()))) for piece in gone]
    return found


def _pairs(old: list[Provision], new: list[Provision]) -> dict[int, Provision | None]:
    """Piece of the new version → the same piece of the old: the surest first, what has the same words or the same
    number and much the same words, then what moved to another number, at last what was rewritten under its number."""
    left = {piece.key: piece for piece in old}
    pairs: dict[int, Provision | None] = {piece.pk: None for piece in new}

    def alike(piece: Provision, least: int) -> bool:
        same = left.get(piece.key)
        return same is not None and fuzz.ratio(_core(same.text), _core(piece.text)) >= least

    def take(least: int) -> None:
        for piece in new:
            if pairs[piece.pk] is None and alike(piece, least):
                pairs[piece.pk] = left.pop(piece.key)

    take(SAME_PIECE)
    for piece in (piece for piece in new if pairs[piece.pk] is None):
        texts = {key: _core(other.text) for key, other in left.items()}
        best = process.extractOne(_core(piece.text), texts, scorer=fuzz.ratio, score_cutoff=SAME_PIECE)
        pairs[piece.pk] = left.pop(best[2]) if best is not None else None
    take(0)
    return pairs


def _core(text: str) -> str:
    """The words without the number at their head."""
    return _NUMBER.sub("", _flat(text))


def _flat(text: str) -> str:
    return " ".join(text.split())


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """Old and new words as one text with what is gone and what is new."""
    before, after = old.split(), new.split()
    found: list[Stretch] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("same", " ".join(before[i1:i2])))
            continue
        if i2 > i1:
            found.append(Stretch("gone", " ".join(before[i1:i2])))
        if j2 > j1:
            found.append(Stretch("new", " ".join(after[j1:j2])))
    return tuple(found)
