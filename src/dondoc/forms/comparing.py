"""What changed from one answer to the next, so that a round that repeats shows only what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dondoc.forms.checking import Path, sameness
from dondoc.forms.definition import Field, Form, Kind
from dondoc.forms.patterns import Wrong
from dondoc.forms.values import Value, accept


@dataclass(slots=True)
class Changes:
    """``before`` maps the place of each changed value, in the new answer, to what it was; ``added`` are new rows
    (table, row from 0), ``removed`` rows of the old answer that are gone, by table."""

    before: dict[Path, Value] = field(default_factory=dict)
    added: set[tuple[str, int]] = field(default_factory=set)
    removed: dict[str, list[dict[str, Value]]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        rows = {(table, row) for table, row, _ in self.before if row is not None} - self.added
        singles = sum(row is None for _, row, _ in self.before)
        return singles + len(rows) + len(self.added) + sum(map(len, self.removed.values()))


def compare(form: Form, old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """The changes from ``old`` to ``new``. Rows are known again by the unique column of their table, else by the first
    column."""
    found = Changes()
    for one in form.fields:
        if one.kind is Kind.TABLE:
            _compare_rows(one, old.get(one.key) or [], new.get(one.key) or [], found)
        elif old.get(one.key) != new.get(one.key):
            found.before[one.key, None, ""] = old.get(one.key)
    return found


def _compare_rows(table: Field, old: list[dict[str, Value]], new: list[dict[str, Value]], found: Changes) -> None:
    name = next((column.key for column in table.columns if column.unique), table.columns[0].key)
    waiting: dict[str, list[dict[str, Value]]] = {}
    for row in old:
        waiting.setdefault(sameness(row.get(name) or ""), []).append(row)
    for number, row in enumerate(new):
        same = waiting.get(sameness(row.get(name) or ""))
        if not same:
            found.added.add((table.key, number))
            continue
        before = same.pop(0)
        for column in table.columns:
            if before.get(column.key) != row.get(column.key):
                found.before[table.key, number, column.key] = before.get(column.key)
    if gone := [row for rows in waiting.values() for row in rows]:
        found.removed[table.key] = gone


def carried(form: Form, old: Mapping[str, Any]) -> dict[str, Value]:
    """What of an older answer still fits a form: values of fields that are gone or no longer fit are left out, files
    too (they are sent anew)."""
    kept: dict[str, Value] = {}
    for one in form.fields:
        value = old.get(one.key)
        if one.kind is Kind.TABLE:
            rows = value if isinstance(value, list) else []
            fitting = [{c.key: v for c in one.columns if (v := _fits(c, row.get(c.key))) is not None} for row in rows]
            if any(fitting):
                kept[one.key] = [row for row in fitting if row]
        elif one.kind is not Kind.FILE and (fit := _fits(one, value)) is not None:
            kept[one.key] = fit
    return kept


def _fits(one: Field, value: Value) -> Value:
    try:
        return accept(one, value)
    except Wrong:
        return None
