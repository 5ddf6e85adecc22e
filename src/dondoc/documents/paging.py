"""One page of a long list, without ever counting all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

SIZE = 50
BOUND = 2_000
"""So far a list is counted and paged; who has more narrows it down or exports it."""


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """``number`` counts from 1. ``total`` is exact up to ``bound``; where ``more`` is set there are more than that."""

    rows: list[M]
    number: int
    size: int
    total: int
    more: bool

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def has_next(self) -> bool:
        return self.number * self.size < self.total

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def first(self) -> int:
        """The place of the first row in the whole list, from 1; 0 where the list is empty."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * self.size + len(self.rows)


def bounded_count(rows: QuerySet, bound: int = BOUND) -> int:
    """How many rows there are, at most ``bound`` + 1."""
    return rows.order_by().values("pk")[: bound + 1].count()


def page(rows: QuerySet[M], number: int = 1, size: int = SIZE, bound: int = BOUND) -> Page[M]:
    """A page of an ordered queryset in two queries (one where the list ends on it). A number past the end gives the
    last page, past ``bound`` rows the last that can be reached."""
    number = max(1, min(number, -(-bound // size)))
    found = list(rows[(number - 1) * size : number * size + 1])
    if found and len(found) <= size:
        total = (number - 1) * size + len(found)
    else:
        total = bounded_count(rows, bound) if found or number > 1 else 0
    if not found and total:
        return page(rows, -(-min(total, bound) // size), size, bound)
    return Page(found[:size], number, size, min(total, bound), total > bound)
