"""Confidence that means what it says: of the values that carry 0.9, nine in ten should be right.

``reliability`` sets what was said against what was right, ``error`` sums the distance up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dondoc.extraction.scoring import Verdict

BINS = 10


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
