"""Which column of a table stands where on its next page.

A page laid out as text is as wide as its own cells need, so columns move from page to page; a column without words
takes no room at all. Columns keep their order and the kind of words that they begin with, and that finds them again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

NEAR = 2
SHIFT_COST = 0.02
BASE = 0.25

Words = Counter[str]


@dataclass(slots=True)
class Cluster:
    """Pieces of lines that begin at one place: how many, and the words that they begin with."""

    start: int
    words: Words = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return sum(self.words.values())


def kind(text: str) -> str:
    """What a cell begins with, digits made alike: dates look like dates."""
    return re.sub(r"\d", "#", text.split(" ", 1)[0])


def clusters(begins: Sequence[tuple[int, str]]) -> list[Cluster]:
    """(start, text) of pieces gathered by place; the commonest start stands for those next to it."""
    by_start: dict[int, Words] = {}
    for start, text in begins:
        by_start.setdefault(start, Counter())[kind(text)] += 1
    found: list[Cluster] = []
    for start in sorted(by_start, key=lambda at: (-by_start[at].total(), at)):
        near = next((cluster for cluster in found if abs(cluster.start - start) <= NEAR), None)
        if near is None:
            found.append(Cluster(start, by_start[start]))
        else:
            near.words += by_start[start]
    return sorted(found, key=lambda cluster: cluster.start)


def align(starts: Sequence[int], words: Sequence[Words], found: Sequence[Cluster]) -> list[int]:
    """New starts of the columns: the pairing in order with clusters that explains most pieces.

    Columns that no cluster is for keep their distance to the column before.
    """
    best: list[list[float]] = [[0.0] * (len(found) + 1) for _ in range(len(starts) + 1)]
    for i in range(len(starts) - 1, -1, -1):
        for k in range(len(found) - 1, -1, -1):
            both = best[i + 1][k + 1] + _worth(starts[i], words[i], found[k])
            best[i][k] = max(both, best[i + 1][k], best[i][k + 1])
    return _follow(starts, words, found, best)


def _worth(start: int, words: Words, cluster: Cluster) -> float:
    return cluster.count * (BASE + _likeness(words, cluster.words)) - SHIFT_COST * abs(cluster.start - start)


def _likeness(one: Words, other: Words) -> float:
    """From 0 to 1: the share of beginnings that two columns have in common."""
    total = min(one.total(), other.total())
    if not total:
        return 0.0
    ratio = one.total() / other.total()
    return sum(min(one[word] / ratio, other[word]) for word in other) / other.total()


def _follow(
    starts: Sequence[int], words: Sequence[Words], found: Sequence[Cluster], best: Sequence[Sequence[float]]
) -> list[int]:
    moved: list[int] = []
    k = 0
    for i, start in enumerate(starts):
        while k < len(found) and best[i][k] == best[i][k + 1]:
            k += 1
        if k < len(found) and best[i][k] > best[i + 1][k]:
            moved.append(found[k].start)
            k += 1
        else:
            moved.append(moved[-1] + max(1, start - starts[i - 1]) if moved else 0)
    return [max(start, before + 1) for before, start in zip([-1, *moved], moved, strict=False)]
