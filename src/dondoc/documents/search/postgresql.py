"""The index on PostgreSQL: tsvectors with GIN, kept by triggers.

GIN cannot give rows in an order, and PostgreSQL guesses how many rows hold several words as if words came
by chance: left to itself it reads the whole table backwards for words that nothing holds, and gathers tens of thousands
of rows for words that everything holds. So each tier is asked in two steps: first the newest rows are looked at one by
one, which is enough for words that many rows hold; then all older ones are gathered by GIN, which is enough for others.
"""

from __future__ import annotations

from unicodedata import normalize

from dondoc.documents.search.source import Source
from dondoc.documents.search.statements import Statement, appended, joined
from dondoc.documents.search.words import Term, Wanted

LETTERS = (3_000_000, 300_000)
"""Letters of a text that are indexed: a tsvector holds 1 MB, which tables of numbers fill sooner than words do, so the
second is taken where the first was too much."""
NEWEST = 4_000
"""The newest ids whose rows are looked at one by one, about 1 µs each."""
GLANCED = 200
"""As many where it is only asked whether there is any."""


MARKS = "\u0300\u0301\u0302\u0303\u0306\u0308\u0309\u031b\u0323\u0327"
"""The marks that letters are taken apart into."""


def _marked() -> str:
    """The small letters with marks."""
    letters = (normalize("NFC", base + mark) for base in "aeiouyăâêôơưđ" for mark in ["", *MARKS])
    return "".join(sorted({one for one in letters if len(one) == 1 and not one.isascii()}))


class PostgreSQL:
    """A table of tsvectors: ``exact`` of the head as it was written, ``head``, and ``words`` of all there is."""

    def create(self, source: Source) -> list[str]:
        index, table, text = source.index, source.table, source.text
        made = [
            *self._functions(),
            f"CREATE TABLE {index} (id bigint PRIMARY KEY, exact tsvector NOT NULL, head tsvector NOT NULL, "
            "words tsvector NOT NULL)",
            f"CREATE FUNCTION {index}_drop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'TRUNCATE' THEN DELETE FROM {index}; ELSE DELETE FROM {index} WHERE id = OLD.id; END IF; "
            "RETURN NULL; END $$",
            f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {index}_drop()",
            f"CREATE TRIGGER {index}_emptied AFTER TRUNCATE ON {table} EXECUTE FUNCTION {index}_drop()",
            *self._kept(source, f"{index}_keep", table, "id", (source.column, *source.exact)),
        ]
        return made + (self._kept(source, f"{index}_keep_text", text.table, text.key, (text.column,)) if text else [])

    def _kept(self, source: Source, name: str, table: str, key: str, columns: tuple[str, ...]) -> list[str]:
        columns = tuple(dict.fromkeys(columns))
        update = ", ".join(f"{column} = EXCLUDED.{column}" for column in ("exact", "head", "words"))
        differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
        return [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {self._inserted(source)} "
            f"WHERE own.id = NEW.{key} ON CONFLICT (id) DO UPDATE SET {update}; RETURN NULL; END $$",
            f"CREATE TRIGGER {name}_added AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"CREATE TRIGGER {name}_changed AFTER UPDATE OF {', '.join(columns)} ON {table} FOR EACH ROW "
            f"WHEN ({differs}) EXECUTE FUNCTION {name}()",
        ]

    def _inserted(self, source: Source) -> str:
        head = f"dondoc_words(own.{source.column})"
        words = f"{head} || dondoc_words(COALESCE(more.{source.text.column}, ''))" if source.text else head
        exact = f"dondoc_exact(concat_ws(' ', {', '.join(f'own.{column}' for column in source.exact)}))"
        return (
            f"INSERT INTO {source.index}(id, exact, head, words) SELECT own.id, {exact}, {head}, {words} "
            f"{joined(source)}"
        )

    @staticmethod
    def _functions() -> list[str]:
        apart = "lower(normalize(given, NFD))"
        bare = f"translate({apart}, 'đĐ{MARKS}', 'dd')"
        as_written = f"translate(normalize({apart}, NFC), 'Đ', 'đ')"
        return [
            f"CREATE OR REPLACE FUNCTION {name}(given text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$ "
            f"DECLARE plain text := regexp_replace({letters}, '[^a-z0-9{more}]+', ' ', 'g'); "
            f"BEGIN RETURN to_tsvector('simple', left(plain, {LETTERS[0]})); "
            f"EXCEPTION WHEN program_limit_exceeded THEN RETURN to_tsvector('simple', left(plain, {LETTERS[1]})); "
            "END $$"
            for name, letters, more in (("dondoc_words", bare, ""), ("dondoc_exact", as_written, _marked()))
        ]

    def stands(self, source: Source) -> Statement:
        return "SELECT COUNT(*) = 4 FROM information_schema.columns WHERE table_name = %s", [source.index]

    def alone(self, source: Source) -> list[str]:
        return [f"SELECT pg_advisory_xact_lock(hashtext('{source.index}'))"]

    def drop(self, source: Source) -> list[str]:
        index = source.index
        functions = [f"DROP FUNCTION IF EXISTS {index}_{name}() CASCADE" for name in ("keep", "keep_text", "drop")]
        return [*functions, f"DROP TABLE IF EXISTS {index}"]

    def fill(self, source: Source) -> list[str]:
        index = source.index
        # Built of all rows at once, an index is made many times sooner than row by row.
        made = [f"CREATE INDEX {index}_by_{name} ON {index} USING gin ({name})" for name in ("exact", "head", "words")]
        return [f"{self._inserted(source)} ORDER BY own.id ON CONFLICT (id) DO NOTHING", *made, f"ANALYZE {index}"]

    def hits(self, source: Source, wanted: Wanted, most: int) -> Statement:
        pieces: list[Statement] = []
        for tier, (holds, params) in self._tiers(source, wanted):
            new = f"SELECT id, {tier} AS tier FROM ({self._newest(source, NEWEST)}) AS new WHERE {holds}"
            # The sum keeps the index of ids out of it, which would give nearly all of them.
            old = self._gathered(source, f"{holds} AND id + 0 <= {self._edge(source, NEWEST)}", most, tier)
            pieces += [(new, params), (old, params)]
        return appended(pieces)

    def among(self, source: Source, wanted: Wanted, ids: list[int]) -> Statement:
        tiers = self._tiers(source, wanted)
        cases = " ".join(f"WHEN {holds} THEN {tier}" for tier, (holds, _) in tiers)
        params = [value for _, (_, own) in tiers for value in own]
        # OFFSET keeps GIN out of it: the rows are looked up by their ids, whatever they hold.
        rows = f"SELECT id, exact, head, words FROM {source.index} WHERE id = ANY(%s) OFFSET 0"
        told = f"SELECT id, CASE {cases} END AS tier FROM ({rows}) AS given"
        return f"SELECT id, tier FROM ({told}) AS told WHERE tier IS NOT NULL ORDER BY tier, id DESC", [*params, ids]

    def copies(self, wanted: Wanted) -> int:
        return 1

    def newest(self, source: Source, wanted: Wanted, limit: int) -> Statement:
        sql = self._gathered(source, "head @@ %s::tsquery", limit, 1)
        return f"SELECT id FROM ({sql}) AS found ORDER BY id DESC", [self._match(wanted.terms)]

    def any(self, source: Source, wanted: Wanted) -> Statement:
        match, holds = self._match(wanted.terms), "words @@ %s::tsquery"
        new = f"SELECT id FROM ({self._newest(source, GLANCED)}) AS new WHERE {holds}"
        every = f"WITH found AS MATERIALIZED (SELECT id FROM {source.index} WHERE {holds}) SELECT id FROM found"
        sql, params = appended([(new, [match]), (every, [match])])
        return f"SELECT id FROM ({sql}) AS found LIMIT 1", params

    def _newest(self, source: Source, count: int) -> str:
        # The limit is never reached; it keeps GIN out of it.
        rows = f"SELECT id, exact, head, words FROM {source.index} WHERE id > {self._edge(source, count)}"
        return f"{rows} ORDER BY id DESC LIMIT {count}"

    @staticmethod
    def _edge(source: Source, count: int) -> str:
        return f"((SELECT max(id) FROM {source.index}) - {count})"

    @staticmethod
    def _gathered(source: Source, holds: str, most: int, tier: int) -> str:
        # Materialized, so that it is planned for all rows: planned for the first ones it would walk the table.
        found = f"WITH found AS MATERIALIZED (SELECT id FROM {source.index} WHERE {holds})"
        return f"{found} SELECT id, {tier} AS tier FROM found ORDER BY id DESC LIMIT {most}"

    def _tiers(self, source: Source, wanted: Wanted) -> list[tuple[int, Statement]]:
        """The condition of each tier, without the rows of those before it."""
        match = self._match(wanted.terms)
        columns: list[tuple[int, str, object]] = [(1, "head", match)]
        if wanted.exact:
            columns.insert(0, (0, "exact", self._match(wanted.exact)))
        if source.text:
            columns.append((2, "words", match))
        tiers: list[tuple[int, Statement]] = []
        for place, (tier, column, value) in enumerate(columns):
            before = "".join(f" AND NOT {other} @@ %s::tsquery" for _, other, _ in columns[:place])
            tiers.append((tier, (f"{column} @@ %s::tsquery{before}", [value, *(one for *_, one in columns[:place])])))
        return tiers

    def _match(self, terms: tuple[Term, ...]) -> str:
        return " & ".join(f"({self._term(term)})" for term in terms)

    @staticmethod
    def _term(term: Term) -> str:
        star = ":*" if term.open else ""
        return " | ".join(f"({' <-> '.join(words)}{star})" for words in term.spellings())
