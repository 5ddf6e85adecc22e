"""The search itself: of each kind the newest rows that hold the words and that the member sees.

The index gives rows tier by tier, the newest first: those whose head has the very words, marks and all, where any were
typed; those whose head holds all words without marks; those whose text does. The predicate of visibility is part of the
same statement, so that nothing that a member does not see is found or counted. Whoever sees few rows has these looked
at, however old they are; for others the index is walked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from dondoc.documents.search.dialects import DIALECTS
from dondoc.documents.search.seeing import few_seen, rows_of
from dondoc.documents.search.snippets import Pieces, marked, snippet
from dondoc.documents.search.source import Filters, Source, sources
from dondoc.documents.search.statements import Dialect, Statement, appended
from dondoc.documents.search.words import Wanted
from dondoc.organisations.queries import Membership

REACH = 200
"""Hits of one kind that can be turned to."""
GLANCE = 10
"""Hits of one kind that are counted where all kinds are looked at."""
CANDIDATES = 20_000
"""The newest rows of a tier that are tried on what a member sees who sees many; older ones are found by more words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. ``about`` is the id of the thing whose page tells of it."""

    kind: str
    pk: int
    about: int
    title: Pieces
    snippet: Pieces
    facts: tuple[str, ...]
    day: date | None
    state: str
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What was found of a kind: ``total`` up to the bound, ``more`` where there is more than that."""

    source: Source
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    more: bool = False
    number: int = 1
    size: int = 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size)) if self.size else 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, kind by kind."""

    wanted: Wanted
    sections: list[Section]

    @property
    def total(self) -> int:
        return sum(section.total for section in self.sections)


def search(
    membership: Membership,
    wanted: Wanted,
    kinds: Collection[str] = (),
    filters: Filters | None = None,
    *,
    number: int = 1,
    size: int = 5,
) -> Found:
    """What a member finds of these kinds (all where empty), ``size`` of each from page ``number`` on. One query for all
    kinds and one for each that has hits, besides those of the predicates."""
    if not wanted or membership.agency is None:
        return Found(wanted, [])
    among = [one for one in sources() if not kinds or one.name in kinds]
    filters, reach = filters or Filters(), REACH if len(among) == 1 else GLANCE
    asked = _asked(membership, among, filters)
    ids = _ids(asked, wanted, reach + 1)
    begun = wanted.opened()
    if not any(ids.values()) and not _stands_anywhere(wanted, among) and _stands_anywhere(begun, among):
        wanted = begun
        ids = _ids(asked, wanted, reach + 1)
    return Found(wanted, [_section(one, ids.get(one, []), wanted, _Slice(number, size, reach)) for one in among])


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rows of a source that a member sees, narrowed; ``few`` are the ids of all that may be among them, where these
    are few."""

    source: Source
    rows: QuerySet
    few: list[int] | None


def _asked(membership: Membership, among: list[Source], filters: Filters) -> list[_Asked]:
    few = few_seen(membership, among)
    narrowed = ((one, one.narrow(one.visible(membership), filters)) for one in among if few.get(one) != [])
    return [_Asked(one, rows, few.get(one)) for one, rows in narrowed if rows is not None]


@dataclass(frozen=True, slots=True)
class _Slice:
    number: int
    size: int
    reach: int


def _section(source: Source, found: list[int], wanted: Wanted, asked: _Slice) -> Section:
    total, size = min(len(found), asked.reach), asked.size
    number = max(1, min(asked.number, -(-total // size)))
    ids = found[:total][(number - 1) * size : number * size]
    return Section(source, _hits(source, ids, wanted), total, len(found) > asked.reach, number, size)


def _ids(asked: list[_Asked], wanted: Wanted, limit: int) -> dict[Source, list[int]]:
    """Of each source the ids in their order, at most ``limit``. One query."""
    connection = connections[DEFAULT_DB_ALIAS]
    pieces: list[Statement] = []
    for place, one in enumerate(asked):
        try:
            sql, params = _statement(DIALECTS[connection.vendor], one, wanted, limit)
        except EmptyResultSet:  # the member sees nothing of this kind
            continue
        pieces.append((f"SELECT {place} AS kind, kind{place}.* FROM ({sql}) AS kind{place}", params))
    tiers: list[dict[int, int]] = [{} for _ in asked]
    for kind, pk, tier in rows_of(appended(pieces)) if pieces else ():
        tiers[kind][pk] = min(tier, tiers[kind].get(pk, tier))
    return {
        one.source: sorted(found, key=lambda pk, found=found: (found[pk], -pk))[:limit]
        for one, found in zip(asked, tiers, strict=True)
    }


def _statement(dialect: Dialect, asked: _Asked, wanted: Wanted, limit: int) -> Statement:
    source, few = asked.source, asked.few
    seen, params = asked.rows.order_by().filter(pk=RawSQL("hit.id", [])).values("pk").query.sql_with_params()
    hits, own = dialect.hits(source, wanted, CANDIDATES) if few is None else dialect.among(source, wanted, few)
    most = limit * dialect.copies(wanted)
    # A value instead of EXISTS keeps the order: no database makes a join of it.
    sql = f"SELECT hit.id, hit.tier FROM ({hits}) AS hit WHERE ({seen}) IS NOT NULL LIMIT {most}"
    return sql, [*own, *params]


def _stands_anywhere(wanted: Wanted, among: list[Source]) -> bool:
    """Whether any row holds the words, seen or not: then they are whole words, and no beginnings are looked for."""
    dialect = DIALECTS[connections[DEFAULT_DB_ALIAS].vendor]
    return bool(rows_of(appended([dialect.any(source, wanted) for source in among])))


def _hits(source: Source, ids: list[int], wanted: Wanted) -> list[Hit]:
    if not ids:
        return []
    rows = {row.pk: row for row in source.loaded(source.model.objects.filter(pk__in=ids))}  # type: ignore[attr-defined]
    return [_hit(source, rows[pk], wanted) for pk in ids if pk in rows]


def _hit(source: Source, row: Any, wanted: Wanted) -> Hit:
    shown = source.shown(row)
    words = snippet(shown.texts, wanted)
    title = marked(shown.title, wanted)
    return Hit(source.name, row.pk, shown.about, title, words, shown.facts, shown.day, shown.state, shown.part)
