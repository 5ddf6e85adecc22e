"""A whole answer against its form, in one place for pages, Excel and links: what fits, and what is wrong where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dondoc.forms.definition import Condition, Field, Form, Kind
from dondoc.forms.patterns import Wrong
from dondoc.forms.values import UnitFinder, Value, accept, as_text, is_blank
from dondoc.forms.words import condition_words
from dondoc.language.folding import fold

Path = tuple[str, int | None, str]
"""Where a value stands: (key, None, "") of a single field, (table, row from 0, column) in a table."""

ERRORS_LIMIT = 500
"""Errors that are told of one answer; who has more wrong has the wrong file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value: where, in which field, and the sentence that says what to do."""

    path: Path
    label: str
    sentence: str

    def __str__(self) -> str:
        _, row, _ = self.path
        where = f"{self.label}, dòng {row + 1}" if row is not None else self.label
        return f"{where}: {self.sentence}"


@dataclass(slots=True)
class Checked:
    """An answer after checking. ``values`` fit their fields where nothing is wrong; what is wrong stands there as it
    was given, so that a draft loses nothing."""

    values: dict[str, Value] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def by_path(self) -> dict[Path, str]:
        return {fault.path: fault.sentence for fault in self.faults}


def check(form: Form, given: Mapping[str, Any], find_unit: UnitFinder | None = None) -> Checked:
    """Check a whole answer. Keys that the form does not ask for are left out."""
    found = Checked()
    for one in form.fields:
        if one.kind is Kind.TABLE:
            _check_table(one, given.get(one.key), find_unit, found)
        else:
            value = _checked(one, given.get(one.key), (one.key, None, ""), find_unit, found)
            if value is not None:
                found.values[one.key] = value
    _check_conditions(form.fields, found.values, ("", None), found)
    found.faults.sort(key=_place_in(form))
    return found


def _place_in(form: Form) -> Callable[[Fault], tuple[int, int, int]]:
    """Where a fault stands, so that people read them in the order of the form."""
    fields = {one.key: at for at, one in enumerate(form.fields)}
    columns = {(one.key, column.key): at for one in form.tables for at, column in enumerate(one.columns)}

    def place(fault: Fault) -> tuple[int, int, int]:
        key, row, column = fault.path
        return fields.get(key, 0), -1 if row is None else row, columns.get((key, column), 0)

    return place


def _check_conditions(
    among: Sequence[Field], values: Mapping[str, Value], at: tuple[str, int | None], to: Checked
) -> None:
    """Fields that are needed because of what another says; ``at`` is the table and row in which they stand."""
    known = {one.key: one for one in among}
    for one in among:
        if one.needed_if is None or one.needed or values.get(one.key) is not None:
            continue
        other, (table, row) = known[one.needed_if.key], at
        path = (table, row, one.key) if table else (one.key, None, "")
        if holds(one.needed_if, values.get(other.key)) and path not in to.by_path:
            _wrong(to, path, one, f"{condition_words(one.needed_if, other)} thì phải có; hãy điền.")


def holds(condition: Condition, said: Value) -> bool:
    """Whether what the other field says makes a field needed."""
    if said in (None, "", [], 0):
        return False
    every = {str(one) for one in said} if isinstance(said, list) else {str(said)}
    return not condition.values or bool(every & set(condition.values))


def _checked(field: Field, raw: object, path: Path, find_unit: UnitFinder | None, found: Checked) -> Value:
    try:
        value = accept(field, raw, find_unit)
    except Wrong as wrong:
        _wrong(found, path, field, str(wrong))
        typed = raw if isinstance(raw, str | list) else as_text(raw)
        return None if is_blank(typed) else typed
    if value is None and field.needed:
        _wrong(found, path, field, "chưa có; hãy chọn." if field.choices else "chưa có; hãy điền.")
    return value


def _wrong(found: Checked, path: Path, field: Field, sentence: str) -> None:
    if len(found.faults) < ERRORS_LIMIT:
        found.faults.append(Fault(path, field.label, sentence))


def _check_table(table: Field, raw: object, find_unit: UnitFinder | None, found: Checked) -> None:
    given = [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, Sequence) else []
    rows = [row for row in given if not all(is_blank(row.get(column.key)) for column in table.columns)]
    if table.needed and not rows:
        _wrong(found, (table.key, None, ""), table, "bảng chưa có dòng nào; hãy điền ít nhất một dòng.")
    if len(rows) > table.rows:
        _wrong(found, (table.key, None, ""), table, f"bảng có {len(rows)} dòng; tối đa {table.rows} dòng.")
        rows = rows[: table.rows]
    kept: list[dict[str, Value]] = []
    for number, row in enumerate(rows):
        values = {
            column.key: _checked(column, row.get(column.key), (table.key, number, column.key), find_unit, found)
            for column in table.columns
        }
        kept.append({key: value for key, value in values.items() if value is not None})
        _check_conditions(table.columns, kept[-1], (table.key, number), found)
    if kept:
        found.values[table.key] = kept
    for column in table.columns:
        if column.unique:
            _check_unique(table, column, kept, found)


def _check_unique(table: Field, column: Field, rows: list[dict[str, Value]], found: Checked) -> None:
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        value = row.get(column.key)
        if value is None:
            continue
        first = seen.setdefault(sameness(value), number)
        if first != number:
            _wrong(found, (table.key, number, column.key), column, f"trùng với dòng {first + 1}.")


def sameness(value: Value) -> str:
    """Two values that have the same key are the same to a rule of uniqueness: case and marks do not count."""
    return fold(as_text(value)).strip()
