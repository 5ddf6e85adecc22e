"""Many answers to one form as figures: sums, counts, tables of one field against another, and the rows behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from decimal import Decimal
from typing import Any

from dondoc.forms.definition import Field, Form, Kind
from dondoc.forms.values import Value, shown

COUNTED = (Kind.CHOICE, Kind.CHOICES, Kind.UNIT)
NONE = "(không ghi)"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that is counted: an answer, or one row of a table in it. ``by`` names who answered, ``key`` is known
    to the caller; ``row`` counts from 0."""

    key: int
    by: str
    group: str
    row: int | None
    values: Mapping[str, Value]


@dataclass(slots=True)
class Summary:
    """What all records say in one field. ``filled`` of ``records`` say something; numbers have ``total``, ``least``
    and ``most``; choices have ``counts`` in the order of the form."""

    field: Field
    table: str = ""
    records: int = 0
    filled: int = 0
    total: int | Decimal | None = None
    least: int | Decimal | None = None
    most: int | Decimal | None = None
    counts: dict[str, int] = made(default_factory=dict)

    @property
    def mean(self) -> Decimal | None:
        return Decimal(self.total) / self.filled if self.total is not None and self.filled else None


Answered = tuple[int, str, str, Mapping[str, Any]]
"""Key, who answered, their group, and the values."""


def records(answers: Iterable[Answered], table: str = "") -> Iterator[Record]:
    """The answers themselves, or the rows of one table in all of them."""
    for key, by, group, values in answers:
        if not table:
            yield Record(key, by, group, None, values)
            continue
        rows = values.get(table)
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, Mapping):
                yield Record(key, by, group, number, row)


class Summaries:
    """Takes answers one after another, and holds one summary for each field, columns of tables over all rows."""

    def __init__(self, form: Form) -> None:
        self._of = {
            table: [_begun(one, table) for one in (form.field(table).columns if table else form.singles)]
            for table in ("", *(one.key for one in form.tables))
        }

    def add(self, answer: Answered) -> None:
        """Count one more answer."""
        for table, summaries in self._of.items():
            if not table:
                _count(summaries, answer[3])
            elif isinstance(rows := answer[3].get(table), list):
                for row in rows:
                    if isinstance(row, Mapping):
                        _count(summaries, row)

    @property
    def all(self) -> list[Summary]:
        return [one for summaries in self._of.values() for one in summaries]


def summarise(form: Form, answers: Iterable[Answered]) -> list[Summary]:
    """One summary for each field, columns of tables over the rows of all answers."""
    found = Summaries(form)
    for one in answers:
        found.add(one)
    return found.all


def _begun(one: Field, table: str) -> Summary:
    summary = Summary(one, table)
    if one.kind in (Kind.CHOICE, Kind.CHOICES):
        summary.counts = dict.fromkeys(one.choices, 0)
    return summary


def _count(summaries: Sequence[Summary], values: Mapping[str, Value]) -> None:
    for summary in summaries:
        summary.records += 1
        value = values.get(summary.field.key)
        if value in (None, "", [], {}):
            continue
        summary.filled += 1
        if summary.field.kind is Kind.NUMBER and isinstance(value, int | float):
            _add(summary, _number(value))
        elif summary.field.kind in COUNTED:
            for name in _names(summary.field, value):
                summary.counts[name] = summary.counts.get(name, 0) + 1


def _number(value: int | float) -> int | Decimal:
    """Sums are exact; whole numbers need no Decimal for that, which takes ten times as long."""
    return value if isinstance(value, int) else Decimal(str(value))


def _add(summary: Summary, number: int | Decimal) -> None:
    summary.total = number if summary.total is None else summary.total + number
    summary.least = number if summary.least is None else min(summary.least, number)
    summary.most = number if summary.most is None else max(summary.most, number)


def _names(one: Field | None, value: Value) -> list[str]:
    if value in (None, "", [], {}):
        return [NONE]
    if isinstance(value, list):
        return [str(name) for name in value]
    return [shown(one, value) if one is not None else str(value)]


@dataclass(slots=True)
class Cross:
    """A table of one field against another: ``cells[row][column]`` counts records or sums a number over them."""

    rows: list[str] = made(default_factory=list)
    columns: list[str] = made(default_factory=list)
    cells: dict[str, dict[str, Decimal]] = made(default_factory=dict)

    def row_total(self, row: str) -> Decimal:
        return sum(self.cells[row].values(), Decimal())

    def column_total(self, column: str) -> Decimal:
        return sum((cells.get(column, Decimal()) for cells in self.cells.values()), Decimal())

    @property
    def total(self) -> Decimal:
        return sum(map(self.row_total, self.rows), Decimal())


BY, GROUP = "@by", "@group"
"""In place of a field: who answered, or their group."""


class Crossing:
    """Takes answers one after another into a table of records by ``down`` and ``across``, each the key of a field of
    ``table`` (or of the form), ``BY`` or ``GROUP``; ``add`` is a number to be summed instead of counting. A record with
    several choices counts under each. Raises KeyError for a field that there is not."""

    def __init__(self, form: Form, down: str, across: str, *, table: str = "", add: str = "") -> None:
        self._down, self._across, self._table, self._add = down, across, table, add
        self._fields = [None if key in (BY, GROUP) else form.field(key, table) for key in (down, across)]
        if add:
            form.field(add, table)
        self._rows: dict[str, None] = dict.fromkeys(self._fields[0].choices if self._fields[0] else ())
        self._columns: dict[str, None] = dict.fromkeys(self._fields[1].choices if self._fields[1] else ())
        self._cells: dict[str, dict[str, Decimal]] = {}

    def add(self, answer: Answered) -> None:
        """Count one more answer."""
        for record in records((answer,), self._table):
            amount = _amount(record, self._add)
            for row in _side(self._down, self._fields[0], record):
                self._rows.setdefault(row)
                cells = self._cells.setdefault(row, {})
                for column in _side(self._across, self._fields[1], record):
                    self._columns.setdefault(column)
                    cells[column] = cells.get(column, Decimal()) + amount

    @property
    def made(self) -> Cross:
        return Cross(list(self._rows), list(self._columns), {row: self._cells.get(row, {}) for row in self._rows})


def cross(form: Form, answers: Iterable[Answered], down: str, across: str, *, table: str = "", add: str = "") -> Cross:
    """The table of ``Crossing`` over these answers."""
    found = Crossing(form, down, across, table=table, add=add)
    for one in answers:
        found.add(one)
    return found.made


_ONE = Decimal(1)


def _amount(record: Record, add: str) -> Decimal:
    if not add:
        return _ONE
    value = record.values.get(add)
    return Decimal(str(value)) if isinstance(value, int | float) else Decimal()


def _side(key: str, one: Field | None, record: Record) -> list[str]:
    if key == BY:
        return [record.by]
    if key == GROUP:
        return [record.group or NONE]
    return _names(one, record.values.get(key))


def behind(form: Form, answers: Iterable[Answered], where: Mapping[str, str], *, table: str = "") -> Iterator[Record]:
    """The records behind a figure: those that say in each field of ``where`` what is asked. Raises KeyError."""
    fields = {key: None if key in (BY, GROUP) else form.field(key, table) for key in where}
    return (
        record
        for record in records(answers, table)
        if all(words in _side(key, fields[key], record) for key, words in where.items())
    )
