"""The two books of counts: each keeps the things that it counts, and how many there are at each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from dondoc.tasks.counting.credits import NUMBER, Crediting, Spot, count_credits
from dondoc.tasks.counting.facts import CELLS, Counts, Fact, Place, count
from dondoc.tasks.models import Counted, Credit, CreditTally, Tally


@dataclass(frozen=True, slots=True)
class Book:
    """``things`` holds what is counted: rows of ``fields``, of which the first ``key`` are the key. ``tallies`` holds
    how many there are in each of ``cells`` at a place, found by the columns ``places``; ``count`` adds things up."""

    things: type[Model]
    fields: tuple[str, ...]
    key: int
    tallies: type[Model]
    places: Callable[..., Any]
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    count: Callable[[Iterable[Any], int, Counts], None]


STATISTICS = Book(Counted, Fact._fields, 2, Tally, Place, Place._fields, CELLS, count)
CREDITS = Book(Credit, Crediting._fields, 5, CreditTally, Spot, Spot._fields, (NUMBER,), count_credits)
BOOKS = (STATISTICS, CREDITS)
