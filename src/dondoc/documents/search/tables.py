"""The index in the database: made after migrations, kept by triggers, made anew and looked over by commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from dondoc.documents.search.dialects import DIALECTS
from dondoc.documents.search.source import Source, sources


def after_migrate(app_config: AppConfig, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Make the indexes of an app's models that are not there, or that a migration which made a table anew has cut off
    from it (SQLite drops triggers with the table that it replaces)."""
    for source in sources():
        if source.model._meta.app_config is app_config:
            _make_missing(source, using)


def make_missing(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the indexes that are not there: of a database that was migrated before there were any."""
    for source in sources():
        _make_missing(source, using)


def _make_missing(source: Source, using: str) -> None:
    if _stands(source, using):
        return
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in DIALECTS[connection.vendor].alone(source):
            cursor.execute(statement)
        if not _stands(source, using):  # several processes may start at once on a new version
            rebuild(source, using)


def _stands(source: Source, using: str) -> bool:
    connection = connections[using]
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        if source.table not in names or (source.text and source.text.table not in names):
            return True
        if source.index not in names:
            return False
        cursor.execute(*DIALECTS[connection.vendor].stands(source))
        return bool(cursor.fetchone()[0])


def put_away(source: Source, using: str = DEFAULT_DB_ALIAS) -> None:
    """Take the index of a source and what keeps it away, until ``rebuild``: very many rows are written sooner so."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in DIALECTS[connection.vendor].drop(source):
            cursor.execute(statement)


def rebuild(source: Source, using: str = DEFAULT_DB_ALIAS) -> int:
    """Make the index of a source anew out of what it indexes, in one transaction; returns the number of rows."""
    connection = connections[using]
    dialect = DIALECTS[connection.vendor]
    statements = [*dialect.drop(source), *dialect.create(source), *dialect.fill(source)]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(f"SELECT COUNT(*) FROM {source.table}")
        return int(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class State:
    """How an index stands to what it indexes: rows that it should have, that it lacks, that it has too many."""

    source: Source
    rows: int
    missing: int
    surplus: int

    @property
    def sound(self) -> bool:
        return not (self.missing or self.surplus)


def look_over(using: str = DEFAULT_DB_ALIAS) -> Iterator[State]:
    """How each index stands; a missing index lacks all rows."""
    for source in sources():
        yield _state(source, using)


def _state(source: Source, using: str) -> State:
    connection = connections[using]
    index, table = source.index, source.table
    key = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:

        def count(sql: str) -> int:
            cursor.execute(f"SELECT COUNT(*) FROM {sql}")
            return int(cursor.fetchone()[0])

        rows = count(table)
        if not _stands(source, using):
            return State(source, rows, rows, 0)
        missing = count(f"{table} WHERE id NOT IN (SELECT {key} FROM {index})")
        return State(source, rows, missing, count(f"{index} WHERE {key} NOT IN (SELECT id FROM {table})"))
