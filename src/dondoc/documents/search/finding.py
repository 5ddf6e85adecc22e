"""The search itself: of each kind the newest rows that hold the words and that the member sees.

The index gives rows, the newest first; the predicate of visibility is part of the same statement, so that nothing that
a member does not see is found or counted. Rows whose head holds all words come before those whose text does, and where
marks were typed, rows with the very words in their head before all others.
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

from dondoc.documents.search.dialects import DIALECTS, Statement
from dondoc.documents.search.snippets import Pieces, marked, snippet
from dondoc.documents.search.source import Filters, Source, sources
from dondoc.documents.search.words import Wanted
from dondoc.organisations.queries import Membership

REACH = 200
"""Hits of one kind that can be turned to."""
GLANCE = 20
"""Hits of one kind that are counted where all kinds are looked at."""
CANDIDATES = 20_000
"""The newest rows with the words that are tried on what a member sees; older ones are found by more words."""


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
    rows = {one: one.narrow(one.visible(membership), filters) for one in among}
    ids = _ids({one: seen for one, seen in rows.items() if seen is not None}, wanted, reach + 1)
    begun = wanted.opened()
    if not any(ids.values()) and not _stands_anywhere(wanted, among) and _stands_anywhere(begun, among):
        wanted = begun
        ids = _ids({one: seen for one, seen in rows.items() if seen is not None}, wanted, reach + 1)
    return Found(wanted, [_section(one, ids.get(one, []), wanted, _Slice(number, size, reach)) for one in among])


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


def _ids(rows: dict[Source, QuerySet], wanted: Wanted, limit: int) -> dict[Source, list[int]]:
    """Of each source the ids in their order, at most ``limit``. One query."""
    connection = connections[DEFAULT_DB_ALIAS]
    pieces, params = [], []
    for place, (source, seen) in enumerate(rows.items()):
        try:
            sql, own = _statement(connection.vendor, source, seen, wanted, limit)
        except EmptyResultSet:  # the member sees nothing of this kind
            continue
        pieces.append(f"SELECT {place} AS kind, kind{place}.* FROM ({sql}) AS kind{place}")
        params += own
    best: list[dict[int, tuple[bool, int]]] = [{} for _ in rows]
    if pieces:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(pieces), params)
            for kind, pk, tier, exact in cursor.fetchall():
                best[kind][pk] = min(best[kind].get(pk, (True, 9)), (not exact, tier))
    return {source: _ordered(found)[:limit] for source, found in zip(rows, best, strict=True)}


def _stands_anywhere(wanted: Wanted, among: list[Source]) -> bool:
    """Whether any row holds the words, seen or not: then they are whole words, and no beginnings are looked for."""
    connection = connections[DEFAULT_DB_ALIAS]
    pieces, params = [], []
    for place, source in enumerate(among):
        sql, own = DIALECTS[connection.vendor].hits(source, wanted, head=False, limit=1)
        pieces.append(f"SELECT * FROM ({sql}) AS any{place}")
        params += own
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(pieces), params)
        return cursor.fetchone() is not None


def _ordered(found: dict[int, tuple[bool, int]]) -> list[int]:
    return sorted(found, key=lambda pk: (found[pk], -pk))


def _statement(vendor: str, source: Source, rows: QuerySet, wanted: Wanted, limit: int) -> Statement:
    seen, seen_params = rows.order_by().filter(pk=RawSQL("hit.id", [])).values("pk").query.sql_with_params()
    pieces: list[str] = []
    params: list[Any] = []
    for tier in (1, 2) if source.text else (1,):
        hits, own = DIALECTS[vendor].hits(source, wanted, head=tier == 1, limit=CANDIDATES)
        # The hits are walked from the newest and each is looked at, until there are enough.
        walk = f"SELECT hit.id, {tier} AS tier FROM ({hits}) AS hit WHERE EXISTS ({seen}) LIMIT {limit}"
        pieces.append(f"SELECT * FROM ({walk}) AS tier{tier}")
        params += [*own, *seen_params]
    exact, exact_params = _exact(vendor, source, wanted)
    return f"SELECT found.id, found.tier, {exact} FROM ({' UNION ALL '.join(pieces)}) AS found", [
        *exact_params,
        *params,
    ]


def _exact(vendor: str, source: Source, wanted: Wanted) -> Statement:
    """Whether a row's head has the very words that were typed, marks and all; no difference where none were typed."""
    if not wanted.exact:
        return "0", []
    like = "ILIKE" if vendor == "postgresql" else "LIKE"
    columns = [f"own.{column}" for column in source.exact]
    conditions, params = [], []
    for piece in wanted.exact:
        forms = [f"%{_escaped(form)}%" for form in (piece, piece.upper())]
        conditions.append(
            "(" + " OR ".join(f"{column} {like} %s ESCAPE '!'" for column in columns for _ in forms) + ")"
        )
        params += [form for _ in columns for form in forms]
    where = " AND ".join(["own.id = found.id", *conditions])
    return f"(SELECT COUNT(*) FROM {source.table} AS own WHERE {where})", params


def _escaped(words: str) -> str:
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")


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
