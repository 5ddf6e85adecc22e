"""Confidence that means what it says: of the values that carry 0.9, nine in ten are right.

Rules give each value an estimate of their own. A curve a field turns estimates into the share that was right on
documents that somebody has read, and what a rule has been seen to do shifts it (empirical Bayes: the curve counts as
``PRIOR`` values, so that one lucky or unlucky find of a rare rule does not decide). ``Table`` is what was learnt
(``fitting``); it is kept as data beside this module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

PRIOR = 8.0
"""How many values seen a curve counts for beside those of a rule."""
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
