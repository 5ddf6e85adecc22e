"""Who sees few rows: then these are looked at, instead of all that hold the words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from dondoc.documents.search.source import Source
from dondoc.documents.search.statements import Statement, appended
from dondoc.organisations.queries import Membership

FEW = 1_000
"""Rows of a kind that are looked at one by one."""


def few_seen(membership: Membership, among: Iterable[Source]) -> dict[Source, list[int]]:
    """Of each source of which the member sees at most ``FEW`` rows the ids of these and perhaps some more, descending;
    others are left out. At most one query."""
    begun: list[tuple[Source, Statement]] = []
    found: dict[Source, set[int]] = {}
    for source in among:
        ways = source.ways(membership) if source.ways else [source.visible(membership).values("pk")]
        if ways is not None:
            found[source] = set()
            begun += [(source, statement) for way in ways if (statement := _first(way)) is not None]
    pieces = [(f"SELECT {place} AS way, own.* FROM ({sql}) AS own", own) for place, (_, (sql, own)) in enumerate(begun)]
    taken = [0] * len(begun)
    for way, pk in rows_of(appended(pieces)) if pieces else ():
        found[begun[way][0]].add(pk)
        taken[way] += 1
    many = {source for (source, _), count in zip(begun, taken, strict=True) if count > FEW}
    return {
        source: sorted(ids, reverse=True) for source, ids in found.items() if source not in many and len(ids) <= FEW
    }


def _first(way: QuerySet) -> Statement | None:
    try:
        sql, params = way.order_by()[: FEW + 1].query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, list(params)


def rows_of(statement: Statement) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(*statement)
        return list(cursor.fetchall())
