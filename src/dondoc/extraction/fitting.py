"""What verdicts on documents that somebody has read teach about confidence: curves, and how far they can be trusted.

``fit`` makes the table of ``calibration``: an isotonic curve a field (pool adjacent violators) turns estimates into the
share that was right, and each rule's own record stands beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dondoc.extraction.calibration import ANY, PRIOR, Curve, Table
from dondoc.extraction.scoring import Verdict

BINS = 10
FEWEST = 20
"""A field with fewer verdicts has no curve of its own."""


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
