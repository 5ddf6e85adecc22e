"""What the search asks of a database, whichever it is."""

from __future__ import annotations

from typing import Protocol

from dondoc.documents.search.source import Source
from dondoc.documents.search.words import Wanted

Statement = tuple[str, list[object]]


class Dialect(Protocol):
    """``create``, ``drop``: the statements that do so; ``fill`` takes in what stands in the tables; ``stands`` asks
    whether all of an index is there, ``alone`` waits until nobody else makes it.

    Hits have an ``id`` and a ``tier``: 0 the very words stand in the head (where marks were typed), 1 the head holds
    all words, 2 the text does. They come tier by tier, the newest first, and are read only as far as somebody asks:
    ``hits`` of all rows (of each tier at most ``most``), ``among`` those of some rows, whose ids are given from the
    newest on. A row comes at most ``copies`` times, in its own tier first. ``newest`` are the ids of the newest rows
    whose head holds all words; ``any`` is one id where any row holds them.
    """

    def create(self, source: Source) -> list[str]: ...
    def drop(self, source: Source) -> list[str]: ...
    def fill(self, source: Source) -> list[str]: ...
    def stands(self, source: Source) -> Statement: ...
    def alone(self, source: Source) -> list[str]: ...
    def hits(self, source: Source, wanted: Wanted, most: int) -> Statement: ...
    def among(self, source: Source, wanted: Wanted, ids: list[int]) -> Statement: ...
    def newest(self, source: Source, wanted: Wanted, limit: int) -> Statement: ...
    def copies(self, wanted: Wanted) -> int: ...
    def any(self, source: Source, wanted: Wanted) -> Statement: ...


def joined(source: Source) -> str:
    """The row that is indexed as ``own``, with its longer text as ``more``."""
    text = source.text
    join = f" LEFT JOIN {text.table} AS more ON more.{text.key} = own.id" if text else ""
    return f"FROM {source.table} AS own{join}"


def appended(pieces: list[Statement]) -> Statement:
    """Rows of one statement after another, in that order."""
    sql = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{place}" for place, (sql, _) in enumerate(pieces))
    return sql, [value for _, own in pieces for value in own]
