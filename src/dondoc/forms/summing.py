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
    total: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    counts: dict[str, int] = made(default_factory=dict)

    @property
    def mean(self) -> Decimal | None:
        return self.total / self.filled if self.total is not None and self.filled else None


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


def summarise(form: Form, answers: Sequence[Answered]) -> list[Summary]:
    """One summary for each field, columns of tables over the rows of all answers."""
    found: list[Summary] = []
    for table in ("", *(one.key for one in form.tables)):
        columns = form.singles if not table else form.field(table).columns
        rows = list(records(answers, table)) if columns else []
        found += [_summary(one, table, rows) for one in columns]
    return found


def _summary(one: Field, table: str, rows: Sequence[Record]) -> Summary:
    summary = Summary(one, table, len(rows))
    if one.kind in (Kind.CHOICE, Kind.CHOICES):
        summary.counts = dict.fromkeys(one.choices, 0)
    for row in rows:
        value = row.values.get(one.key)
        if value in (None, "", [], {}):
            continue
        summary.filled += 1
        if one.kind is Kind.NUMBER and isinstance(value, int | float):
            _add(summary, Decimal(str(value)))
        elif one.kind in COUNTED:
            for name in _names(one, value):
                summary.counts[name] = summary.counts.get(name, 0) + 1
    return summary


def _add(summary: Summary, number: Decimal) -> None:
    summary.total = (summary.total or Decimal()) + number
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


def cross(form: Form, answers: Sequence[Answered], down: str, across: str, *, table: str = "", add: str = "") -> Cross:
    """Records by ``down`` and ``across``, each the key of a field of ``table`` (or of the form), ``BY`` or ``GROUP``;
    ``add`` is a number to be summed instead of counting. A record with several choices counts under each. Raises
    KeyError for a field that there is not."""
    down_field, across_field = (None if key in (BY, GROUP) else form.field(key, table) for key in (down, across))
    if add:
        form.field(add, table)
    found = Cross()
    columns: dict[str, None] = dict.fromkeys(across_field.choices if across_field else ())
    rows: dict[str, None] = dict.fromkeys(down_field.choices if down_field else ())
    for record in records(answers, table):
        amount = _amount(record, add)
        for row in _side(down, down_field, record):
            rows.setdefault(row)
            for column in _side(across, across_field, record):
                columns.setdefault(column)
                cells = found.cells.setdefault(row, {})
                cells[column] = cells.get(column, Decimal()) + amount
    found.rows, found.columns = list(rows), list(columns)
    for row in rows:
        found.cells.setdefault(row, {})
    return found


def _amount(record: Record, add: str) -> Decimal:
    if not add:
        return Decimal(1)
    value = record.values.get(add)
    return Decimal(str(value)) if isinstance(value, int | float) else Decimal()


def _side(key: str, one: Field | None, record: Record) -> list[str]:
    if key == BY:
        return [record.by]
    if key == GROUP:
        return [record.group or NONE]
    return _names(one, record.values.get(key))


def behind(form: Form, answers: Sequence[Answered], where: Mapping[str, str], *, table: str = "") -> list[Record]:
    """The records behind a figure: those that say in each field of ``where`` what is asked. Raises KeyError."""
    fields = {key: None if key in (BY, GROUP) else form.field(key, table) for key in where}
    return [
        record
        for record in records(answers, table)
        if all(words in _side(key, fields[key], record) for key, words in where.items())
    ]
