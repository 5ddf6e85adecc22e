"""Confidence that means what it says: of the values that carry 0.9, nine in ten are right.

Rules give each value an estimate of their own. ``fit`` learns from verdicts on documents that somebody has read how
often such values were right: an isotonic curve a field (pool adjacent violators) turns estimates into shares, and what
a rule has been seen to do shifts them (empirical Bayes: the curve counts as ``PRIOR`` values, so that one lucky or
unlucky find of a rare rule does not decide). ``Table`` is what was learnt; it is kept as data beside this module.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from dondoc.extraction.scoring import Verdict

BINS = 10
PRIOR = 8.0
"""How many values seen a curve counts for beside those of a rule."""
FEWEST = 20
"""A field with fewer verdicts has no curve of its own."""
LEAST, MOST = 0.02, 0.99
"""Nothing is impossible, and nothing is certain."""
ANY = "*"
DATA = "confidence.json"

Curve = tuple[tuple[float, float], ...]
"""Estimates and the share right from there on, both rising."""


@dataclass(frozen=True, slots=True)
class Table:
    """What was learnt. ``rules`` are [right, found] by field and rule; ``error`` is the expected calibration error on
    documents that a table had not seen (cross-validated by document)."""

    curves: Mapping[str, Curve] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)
    error: float | None = None

    def confidence(self, name: str, rule: str, estimate: float) -> float:
        """How often a value of a field that a rule found with this estimate is right, in [LEAST, MOST]."""
        curve = self.curves.get(name) or self.curves.get(ANY)
        if not curve:
            return estimate
        expected = _share(curve, estimate)
        right, found = self.rules.get(name, {}).get(rule, (0, 0))
        return round(min(MOST, max(LEAST, (right + PRIOR * expected) / (found + PRIOR))), 3)

    def to_json(self) -> str:
        plain = {"error": self.error, "curves": self.curves, "rules": self.rules}
        return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, words: str) -> Table:
        plain: dict[str, Any] = json.loads(words)
        return cls(
            {name: tuple((low, share) for low, share in curve) for name, curve in plain["curves"].items()},
            {name: {rule: (seen[0], seen[1]) for rule, seen in row.items()} for name, row in plain["rules"].items()},
            plain["error"],
        )


def _share(curve: Curve, estimate: float) -> float:
    share = curve[0][1]
    for low, right in curve:
        if estimate < low - 1e-9:
            break
        share = right
    return share


@cache
def table() -> Table:
    """What comes with the program."""
    return Table.from_json(files("dondoc.extraction").joinpath(DATA).read_text("utf-8"))


def fit(verdicts: Iterable[Verdict]) -> Table:
    """Learns from verdicts whose confidence is the rules' own estimate."""
    judged = [verdict for verdict in verdicts if verdict.confidence is not None]
    by_field: defaultdict[str, list[Verdict]] = defaultdict(list)
    rules: defaultdict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for verdict in judged:
        by_field[verdict.field].append(verdict)
        right, found = rules[verdict.field].get(verdict.rule, (0, 0))
        rules[verdict.field][verdict.rule] = (right + verdict.right, found + 1)
    curves = {name: isotonic(held) for name, held in by_field.items() if len(held) >= FEWEST}
    return Table({ANY: isotonic(judged), **curves} if judged else {}, dict(rules))


def isotonic(verdicts: Sequence[Verdict]) -> Curve:
    """The rising curve that is nearest to the verdicts; each block leans on the mean of all by ``PRIOR`` values."""
    mean = sum(verdict.right for verdict in verdicts) / len(verdicts)
    blocks: list[tuple[float, float, float]] = []
    for verdict in sorted(verdicts, key=lambda v: (v.confidence or 0.0, not v.right)):
        low, right, found = verdict.confidence or 0.0, float(verdict.right), 1.0
        while blocks and (blocks[-1][0] == low or blocks[-1][1] / blocks[-1][2] >= right / found):
            before = blocks.pop()
            low, right, found = before[0], before[1] + right, before[2] + found
        blocks.append((low, right, found))
    shares = (round((right + PRIOR * mean) / (found + PRIOR), 4) for _, right, found in blocks)
    return tuple(zip((low for low, _, _ in blocks), accumulate(shares, max), strict=True))


@dataclass(frozen=True, slots=True)
class Bin:
    """The values whose confidence lies in [low, high): their number, what they said in the mean, the share right."""

    low: float
    high: float
    found: int
    said: float
    right: float


def reliability(verdicts: Iterable[Verdict]) -> Iterator[Bin]:
    """One bin for each tenth of confidence that occurs."""
    bins: list[list[Verdict]] = [[] for _ in range(BINS)]
    for verdict in verdicts:
        bins[min(BINS - 1, int((verdict.confidence or 0.0) * BINS + 1e-9))].append(verdict)
    for index, held in enumerate(bins):
        if held:
            said = sum(verdict.confidence or 0.0 for verdict in held) / len(held)
            right = sum(verdict.right for verdict in held) / len(held)
            yield Bin(index / BINS, (index + 1) / BINS, len(held), said, right)


def error(verdicts: Sequence[Verdict]) -> float:
    """Expected calibration error: the mean distance between what was said and what was right, weighted by bin."""
    total = len(verdicts)
    return sum(bin.found * abs(bin.said - bin.right) for bin in reliability(verdicts)) / total if total else 0.0


def cross_error(documents: Sequence[Sequence[Verdict]], folds: int = 5) -> float:
    """The error on documents that a table has not seen: each fifth is judged by a table of the others."""
    said: list[Verdict] = []
    for fold in range(folds):
        learnt = fit(verdict for index, held in enumerate(documents) if index % folds != fold for verdict in held)
        unseen = (verdict for index, held in enumerate(documents) if index % folds == fold for verdict in held)
        said += [_said(learnt, verdict) for verdict in unseen if verdict.confidence is not None]
    return error(said)


def _said(learnt: Table, verdict: Verdict) -> Verdict:
    confidence = learnt.confidence(verdict.field, verdict.rule, verdict.confidence or 0.0)
    return Verdict(verdict.field, verdict.rule, confidence, verdict.right)
