"""For each rule, the ways to spoil a document so that the rule has something to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from dondoc.checking.matter import Matter
from dondoc.checking.planting import bodies, duties, times, words
from dondoc.checking.planting.plant import Planted

Planter = Callable[[Matter, Random], Iterator[Planted]]

PLANTERS: dict[str, Planter] = {**duties.PLANTERS, **times.PLANTERS, **bodies.PLANTERS, **words.PLANTERS}
"""By the id of the rule. ``layout.decree30`` is not among them: the checker of layouts has tests of its own."""

__all__ = ["PLANTERS", "Planted", "Planter"]
