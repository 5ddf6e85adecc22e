"""The index on SQLite: FTS5, kept by triggers that fold đ, which FTS5 does not fold on its own.

FTS5 gives rows newest first as they are asked for, so that the first of very many cost no more than the first of few.
"""

from __future__ import annotations

import json

from dondoc.documents.search.source import Source
from dondoc.documents.search.statements import Statement, appended, joined
from dondoc.documents.search.words import Term, Wanted

LOOKED_UP = 100
"""Rows that are looked up one by one, about 0.1 ms each; where more are given, all hits are walked past them."""


class SQLite:
    """``…_words`` has ``head`` and ``body`` without marks, ``…_words_exact`` the columns that the head is made of as
    they were written, whose words it takes from the table itself. The rowid of both is the id."""

    def create(self, source: Source) -> list[str]:
        index, table, column, text = source.index, source.table, source.column, source.text
        keep = f"REPLACE INTO {index}(rowid, head, body) {self._selected(source)} WHERE own.id = new"
        made = [
            f"CREATE VIRTUAL TABLE {index} USING fts5(head, body, columnsize=0, "
            'tokenize="unicode61 remove_diacritics 2")',
            f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {keep}.id; END",
            f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {column} ON {table} "
            f"WHEN old.{column} IS NOT new.{column} BEGIN {keep}.id; END",
            f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} BEGIN DELETE FROM {index} WHERE rowid = old.id; END",
            *self._exact(source),
        ]
        if text is None:
            return made
        return [
            *made,
            f"CREATE TRIGGER {index}_text_added AFTER INSERT ON {text.table} BEGIN {keep}.{text.key}; END",
            f"CREATE TRIGGER {index}_text_changed AFTER UPDATE OF {text.column} ON {text.table} "
            f"WHEN old.{text.column} IS NOT new.{text.column} BEGIN {keep}.{text.key}; END",
        ]

    @staticmethod
    def _exact(source: Source) -> list[str]:
        index, table, columns = f"{source.index}_exact", source.table, ", ".join(source.exact)

        def values(row: str) -> str:
            return ", ".join(f"{row}.{column}" for column in source.exact)

        add = f"INSERT INTO {index}(rowid, {columns}) VALUES (new.id, {values('new')})"
        take = f"INSERT INTO {index}({index}, rowid, {columns}) VALUES ('delete', old.id, {values('old')})"
        return [
            f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='{table}', content_rowid='id', columnsize=0, "
            'tokenize="unicode61 remove_diacritics 0")',
            f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add}; END",
            f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {columns} ON {table} BEGIN {take}; {add}; END",
            f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} BEGIN {take}; END",
        ]

    def stands(self, source: Source) -> Statement:
        sql = "SELECT COUNT(*) = %s FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
        return sql, [8 if source.text else 6, f"{source.index}_%"]

    def alone(self, source: Source) -> list[str]:
        return []  # there is one who writes at a time

    def drop(self, source: Source) -> list[str]:
        triggers = ("added", "changed", "gone", "text_added", "text_changed")
        names = [*triggers, *(f"exact_{name}" for name in triggers[:3])]
        dropped = [f"DROP TRIGGER IF EXISTS {source.index}_{name}" for name in names]
        return [*dropped, f"DROP TABLE IF EXISTS {source.index}", f"DROP TABLE IF EXISTS {source.index}_exact"]

    def fill(self, source: Source) -> list[str]:
        index = source.index
        return [
            f"INSERT INTO {index}(rowid, head, body) {self._selected(source)} ORDER BY own.id",
            f"INSERT INTO {index}_exact({index}_exact) VALUES ('rebuild')",
        ]

    def _selected(self, source: Source) -> str:
        body = self._folded(f"COALESCE(more.{source.text.column}, '')") if source.text else "''"
        return f"SELECT own.id, {self._folded(f'own.{source.column}')}, {body} {joined(source)}"

    @staticmethod
    def _folded(words: str) -> str:
        return f"replace(replace({words}, 'đ', 'd'), 'Đ', 'd')"

    def hits(self, source: Source, wanted: Wanted, most: int) -> Statement:
        return appended(
            [
                (f"{self._found(table)} ORDER BY rowid DESC LIMIT {most}", [tier, match])
                for tier, table, match in self._tiers(source, wanted)
            ]
        )

    def among(self, source: Source, wanted: Wanted, ids: list[int]) -> Statement:
        given, pieces = json.dumps(ids), []
        for tier, table, match in self._tiers(source, wanted):
            if len(ids) <= LOOKED_UP:
                sql = (
                    f"SELECT {table}.rowid AS id, %s AS tier FROM json_each(%s) AS given CROSS JOIN {table} "
                    f"WHERE {table}.rowid = given.value AND {table} MATCH %s"
                )
                pieces.append((sql, [tier, given, match]))
            else:
                # The plus keeps FTS5 from being asked for each row by itself.
                sql = f"{self._found(table)} AND +rowid IN (SELECT value FROM json_each(%s)) ORDER BY rowid DESC"
                pieces.append((sql, [tier, match, given]))
        return appended(pieces)

    def copies(self, wanted: Wanted) -> int:
        return 2 if wanted.exact else 1  # the two tables do not know of each other

    def newest(self, source: Source, wanted: Wanted, limit: int) -> Statement:
        head = f"head : ({self._match(wanted.terms)})"
        index = source.index
        return f"SELECT rowid FROM {index} WHERE {index} MATCH %s ORDER BY rowid DESC LIMIT {limit}", [head]

    def any(self, source: Source, wanted: Wanted) -> Statement:
        index = source.index
        return f"SELECT rowid FROM {index} WHERE {index} MATCH %s LIMIT 1", [self._match(wanted.terms)]

    @staticmethod
    def _found(table: str) -> str:
        return f"SELECT rowid AS id, %s AS tier FROM {table} WHERE {table} MATCH %s"

    def _tiers(self, source: Source, wanted: Wanted) -> list[tuple[int, str, str]]:
        match = self._match(wanted.terms)
        tiers = [(1, source.index, f"head : ({match})")]
        if wanted.exact:
            tiers.insert(0, (0, f"{source.index}_exact", self._match(wanted.exact)))
        return [*tiers, (2, source.index, f"({match}) NOT (head : ({match}))")] if source.text else tiers

    def _match(self, terms: tuple[Term, ...]) -> str:
        return " AND ".join(f"({self._term(term)})" for term in terms)

    @staticmethod
    def _term(term: Term) -> str:
        star = " *" if term.open else ""
        return " OR ".join(f'"{" ".join(words)}"{star}' for words in term.spellings())
