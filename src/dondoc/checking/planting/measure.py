"""Counting what the linter finds of planted errors."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from dondoc.checking.engine import check
from dondoc.checking.finding import Finding
from dondoc.checking.matter import Matter
from dondoc.checking.planting.edits import edited
from dondoc.checking.planting.planters import PLANTERS, Planted
from dondoc.extraction import extract
from dondoc.reading.text import Text

MOST_EACH = 2
"""Errors of one rule in one document."""
SEED = 30_2020


@dataclass(slots=True)
class Tally:
    """Of one rule: how many errors were ``planted`` and ``found``; ``other``: findings that the rule made elsewhere,
    where no error of its own was planted."""

    planted: int = 0
    found: int = 0
    other: int = 0

    def add(self, more: Tally) -> None:
        self.planted += more.planted
        self.found += more.found
        self.other += more.other

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.other) if self.found + self.other else 1.0


@dataclass(slots=True)
class Measure:
    """By rule. Of ``clean`` of the ``documents`` nothing is said as they stand, ``standing`` is what is said of others;
    ``missed`` are errors that were not found, as (document, rule, words); ``others`` what was said beside an error."""

    rules: dict[str, Tally] = field(default_factory=dict)
    documents: int = 0
    clean: int = 0
    standing: list[tuple[str, Finding]] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    others: list[tuple[str, str, Finding]] = field(default_factory=list)

    def count(self, name: str, rule: str, planted: Planted, new: list[Finding]) -> None:
        """Take in one planted error and what the linter said anew."""
        tally = self.rules.setdefault(rule, Tally())
        tally.planted += 1
        if any(one.rule == rule for one in new):
            tally.found += 1
        else:
            self.missed.append((name, rule, planted.edits[0].words or "(bỏ)"))
        for one in new:
            if one.rule != rule and one.rule not in planted.follows:
                self.rules.setdefault(one.rule, Tally()).other += 1
                self.others.append((name, rule, one))

    @property
    def whole(self) -> Tally:
        each = self.rules.values()
        return Tally(sum(t.planted for t in each), sum(t.found for t in each), sum(t.other for t in each))


def measure(documents: Iterable[tuple[str, Text]], seed: int = SEED, most: int = MOST_EACH) -> Measure:
    """Plants one error at a time, at most ``most`` of each rule in a document, the same ones for the same seed.

    What the linter says of a document as it stands is taken off: it is no error that was planted.
    """
    found = Measure()
    for name, text in documents:
        matter = Matter(text, extract(text))
        before = check(matter)
        found.documents += 1
        found.clean += not before
        found.standing += [(name, one) for one in before]
        known = {one.key for one in before}
        for rule, plant in PLANTERS.items():
            chance = random.Random(f"{seed} {name} {rule}")
            places = list(plant(matter, chance))
            for planted in chance.sample(places, min(most, len(places))):
                new = [one for one in _checked(text, planted) if one.key not in known]
                found.count(name, rule, planted, new)
    return found


def _checked(text: Text, planted: Planted) -> list[Finding]:
    spoilt = edited(text, planted.edits)
    return check(Matter(spoilt, extract(spoilt), lookup=planted.lookup))
