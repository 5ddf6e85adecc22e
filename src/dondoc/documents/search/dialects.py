"""How the two databases keep and ask an index of words: FTS5 of SQLite, tsvector with GIN of PostgreSQL.

Both are kept by triggers on the tables that are indexed, which fold the letters (đ too, which neither database folds on
its own). An index is a table that has the id of the row: ``head`` are the words of the source's column.
"""

from __future__ import annotations

import unicodedata
from typing import Protocol

from dondoc.documents.search.source import Source
from dondoc.documents.search.words import Term, Wanted
from dondoc.language.folding import fold

Statement = tuple[str, list[object]]
LETTERS = (3_000_000, 300_000)
"""Letters of a text that PostgreSQL indexes: a tsvector holds 1 MB, which tables of numbers fill sooner than words do,
so the second is taken where the first was too much."""


class Dialect(Protocol):
    """``create``, ``drop``: the statements that do so; ``fill`` takes in what stands in the tables; ``hits`` asks for
    the newest rows that hold all terms, in their ``head`` alone where so asked."""

    def create(self, source: Source) -> list[str]: ...
    def drop(self, source: Source) -> list[str]: ...
    def fill(self, source: Source) -> str: ...
    def hits(self, source: Source, wanted: Wanted, *, head: bool, limit: int) -> Statement: ...


def _from(source: Source) -> str:
    text = source.text
    join = f" LEFT JOIN {text.table} AS more ON more.{text.key} = own.id" if text else ""
    return f"FROM {source.table} AS own{join}"


class SQLite:
    """An FTS5 table with ``head`` and ``body``, whose rowid is the id."""

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
        ]
        if text is None:
            return made
        return [
            *made,
            f"CREATE TRIGGER {index}_text_added AFTER INSERT ON {text.table} BEGIN {keep}.{text.key}; END",
            f"CREATE TRIGGER {index}_text_changed AFTER UPDATE OF {text.column} ON {text.table} "
            f"WHEN old.{text.column} IS NOT new.{text.column} BEGIN {keep}.{text.key}; END",
        ]

    def drop(self, source: Source) -> list[str]:
        triggers = ("added", "changed", "gone", "text_added", "text_changed")
        dropped = [f"DROP TRIGGER IF EXISTS {source.index}_{name}" for name in triggers]
        return [*dropped, f"DROP TABLE IF EXISTS {source.index}"]

    def fill(self, source: Source) -> str:
        return f"INSERT INTO {source.index}(rowid, head, body) {self._selected(source)} ORDER BY own.id"

    def _selected(self, source: Source) -> str:
        body = self._folded(f"COALESCE(more.{source.text.column}, '')") if source.text else "''"
        return f"SELECT own.id, {self._folded(f'own.{source.column}')}, {body} {_from(source)}"

    @staticmethod
    def _folded(words: str) -> str:
        return f"replace(replace({words}, 'đ', 'd'), 'Đ', 'd')"

    def hits(self, source: Source, wanted: Wanted, *, head: bool, limit: int) -> Statement:
        match = " AND ".join(f"({self._term(term)})" for term in wanted.terms)
        index = source.index
        sql = f"SELECT rowid AS id FROM {index} WHERE {index} MATCH %s ORDER BY rowid DESC LIMIT {limit}"
        return sql, [f"head : ({match})" if head else match]

    @staticmethod
    def _term(term: Term) -> str:
        star = " *" if term.open else ""
        return " OR ".join(f'"{" ".join(words)}"{star}' for words in term.spellings())


def _letters() -> tuple[str, str]:
    """The letters with marks and the large ones, and what each is folded to."""
    marks = ["", *"\u0300\u0301\u0303\u0309\u0323"]
    made = {unicodedata.normalize("NFC", base + mark) for base in "aeiouyăâêôơưđAEIOUYĂÂÊÔƠƯĐ" for mark in marks}
    letters = sorted(one for one in made if len(one) == 1 and not one.isascii())
    return "".join(letters), fold("".join(letters))


class PostgreSQL:
    """A table of two tsvectors: ``head``, and ``words`` of all there is."""

    def create(self, source: Source) -> list[str]:
        index, table, text = source.index, source.table, source.text
        made = [
            self._folding(),
            f"CREATE TABLE {index} (id bigint PRIMARY KEY, head tsvector NOT NULL, words tsvector NOT NULL)",
            f"CREATE INDEX {index}_by_words ON {index} USING gin (words)",
            f"CREATE INDEX {index}_by_head ON {index} USING gin (head)",
            f"CREATE FUNCTION {index}_drop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'TRUNCATE' THEN DELETE FROM {index}; ELSE DELETE FROM {index} WHERE id = OLD.id; END IF; "
            "RETURN NULL; END $$",
            f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {index}_drop()",
            f"CREATE TRIGGER {index}_emptied AFTER TRUNCATE ON {table} EXECUTE FUNCTION {index}_drop()",
            *self._kept(source, f"{index}_keep", table, "id", source.column),
        ]
        return made + (self._kept(source, f"{index}_keep_text", text.table, text.key, text.column) if text else [])

    def _kept(self, source: Source, name: str, table: str, key: str, column: str) -> list[str]:
        update = "ON CONFLICT (id) DO UPDATE SET head = EXCLUDED.head, words = EXCLUDED.words"
        return [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"{self._inserted(source)} WHERE own.id = NEW.{key} {update}; RETURN NULL; END $$",
            f"CREATE TRIGGER {name}_added AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"CREATE TRIGGER {name}_changed AFTER UPDATE OF {column} ON {table} FOR EACH ROW "
            f"WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) EXECUTE FUNCTION {name}()",
        ]

    def _inserted(self, source: Source) -> str:
        head = f"dondoc_words(own.{source.column})"
        words = f"{head} || dondoc_words(COALESCE(more.{source.text.column}, ''))" if source.text else head
        return f"INSERT INTO {source.index}(id, head, words) SELECT own.id, {head}, {words} {_from(source)}"

    @staticmethod
    def _folding() -> str:
        marked, bare = _letters()
        small = f"translate(lower(normalize(given, NFC)), '{marked}', '{bare}')"
        return (
            "CREATE OR REPLACE FUNCTION dondoc_words(given text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$ "
            f"DECLARE folded text := regexp_replace({small}, '[^a-z0-9]+', ' ', 'g'); "
            f"BEGIN RETURN to_tsvector('simple', left(folded, {LETTERS[0]})); "
            f"EXCEPTION WHEN program_limit_exceeded THEN RETURN to_tsvector('simple', left(folded, {LETTERS[1]})); "
            "END $$"
        )

    def drop(self, source: Source) -> list[str]:
        index = source.index
        functions = [f"DROP FUNCTION IF EXISTS {index}_{name}() CASCADE" for name in ("keep", "keep_text", "drop")]
        return [*functions, f"DROP TABLE IF EXISTS {index}"]

    def fill(self, source: Source) -> str:
        return f"{self._inserted(source)} ON CONFLICT (id) DO NOTHING"

    def hits(self, source: Source, wanted: Wanted, *, head: bool, limit: int) -> Statement:
        match = " & ".join(f"({self._term(term)})" for term in wanted.terms)
        column = "head" if head else "words"
        sql = f"SELECT id FROM {source.index} WHERE {column} @@ %s::tsquery ORDER BY id DESC LIMIT {limit}"
        return sql, [match]

    @staticmethod
    def _term(term: Term) -> str:
        star = ":*" if term.open else ""
        return " | ".join(f"({' <-> '.join(words)}{star})" for words in term.spellings())


DIALECTS: dict[str, Dialect] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}
