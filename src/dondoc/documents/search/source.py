"""What a room lets be found: its model, the column that is indexed, who sees which rows, how a row is shown.

Rooms register their sources in ``documents.hooks.searched`` when the program starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from dondoc.documents.hooks import searched
from dondoc.organisations.queries import Membership


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to, beside words: days of issue or entry (both inclusive), words of the issuer's name,
    a state of the kind that is looked at."""

    since: date | None = None
    until: date | None = None
    issuer: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return any((self.since, self.until, self.issuer, self.state))


def between(rows: QuerySet, column: str, filters: Filters) -> QuerySet:
    """The rows whose day in ``column`` (a date, or a moment: ``"made_at__date"``) lies within the filter's days."""
    if filters.since:
        rows = rows.filter(**{f"{column}__gte": filters.since})
    return rows.filter(**{f"{column}__lte": filters.until}) if filters.until else rows


@dataclass(frozen=True, slots=True)
class Shown:
    """How a row is shown. ``about`` is the id of the thing whose page tells of it; ``texts`` are the words that it may
    have been found by, the nearest first; ``part`` the id of the part of that page."""

    title: str
    about: int
    texts: tuple[str, ...]
    facts: tuple[str, ...] = ()
    day: date | None = None
    state: str = ""
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Where the longer text of a row stands: ``table``.``column`` of the row whose ``key`` is its id."""

    table: str
    key: str
    column: str


@dataclass(frozen=True, slots=True)
class Source:
    """``column`` is the indexed column, the first that is looked in; ``text`` a longer one beside it. ``exact`` are
    columns with the words as they were written. ``narrow`` returns None where the kind knows no such filter. ``place``
    is where it stands among the kinds. ``ways`` are lists of ids, each quick to take the first of, that together hold
    all that a member sees (more does not matter), None for who sees all; without it ``visible`` is such a list."""

    name: str
    label: str
    model: type[Model]
    column: str
    visible: Callable[[Membership], QuerySet]
    loaded: Callable[[QuerySet], QuerySet]
    shown: Callable[[Any], Shown]
    narrow: Callable[[QuerySet, Filters], QuerySet | None]
    exact: tuple[str, ...]
    text: Text | None = None
    states: tuple[tuple[str, str], ...] = ()
    place: int = 0
    ways: Callable[[Membership], list[QuerySet] | None] | None = None

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def index(self) -> str:
        """The table of the index: one row for each row of ``table``, under its id."""
        return f"{self.table}_words"


def sources() -> Iterator[Source]:
    """All that can be found, in the order in which it is shown."""
    return iter(sorted(searched, key=lambda source: source.place))


def source_of(model: type[Model]) -> Source:
    """The source of a model. Raises LookupError where it is not indexed."""
    for one in sources():
        if one.model is model:
            return one
    raise LookupError(model)
