"""A form as it is drawn on a page: each field with what stands in it, what is wrong, and what it was last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dondoc.forms.checking import Path
from dondoc.forms.comparing import Changes
from dondoc.forms.definition import Field, Form, Kind, Pattern
from dondoc.forms.masking import mask
from dondoc.forms.values import shown
from dondoc.forms.words import rule_words

ROWS_SHOWN = 300
"""Rows of a table that a page takes; longer ones are filled in with Excel."""


@dataclass(slots=True)
class Box:
    """One input: ``name`` as it is sent, ``text`` as typed or kept, ``fault`` the sentence over it, ``before`` what it
    was last time where that differs."""

    field: Field
    name: str
    text: str = ""
    chosen: tuple[str, ...] = ()
    fault: str = ""
    before: str = ""
    among: tuple[Field, ...] = ()

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def hint(self) -> str:
        quiet = self.field.kind in (Kind.CHOICE, Kind.CHOICES) and not self.field.help and not self.field.needed_if
        return "" if quiet else rule_words(self.field, self.among)

    @property
    def decided_by(self) -> str:
        """The name of the input that decides whether this one is needed; "" where none does."""
        if self.field.needed_if is None or self.field.needed:
            return ""
        return self.name.removesuffix(self.field.key) + self.field.needed_if.key

    @property
    def decided_words(self) -> str:
        return ";".join(self.field.needed_if.values) if self.field.needed_if is not None else ""

    @property
    def input_mode(self) -> str:
        if self.field.kind is Kind.NUMBER:
            return "numeric" if self.field.whole else "decimal"
        modes = {Pattern.PHONE: "tel", Pattern.ID_NUMBER: "numeric", Pattern.EMAIL: "email"}
        return "numeric" if self.field.kind is Kind.DATE else modes.get(self.field.pattern, "text")


@dataclass(slots=True)
class Line:
    """One row of a table."""

    number: int
    boxes: list[Box]
    added: bool = False


@dataclass(slots=True)
class Part:
    """A field of the form: a box, or a table with its lines and one that is copied for new rows."""

    field: Field
    box: Box | None = None
    lines: list[Line] = field(default_factory=list)
    empty: Line | None = None
    fault: str = ""
    removed: list[str] = field(default_factory=list)
    too_long: bool = False


NO_CHANGES = Changes()


def draw(
    form: Form,
    values: Mapping[str, Any],
    faults: Mapping[Path, str] | None = None,
    changes: Changes = NO_CHANGES,
) -> list[Part]:
    """The parts of a form in order."""
    return [_part(form, one, values.get(one.key), faults or {}, changes) for one in form.fields]


def _part(form: Form, one: Field, value: Any, faults: Mapping[Path, str], changes: Changes) -> Part:
    if one.kind is not Kind.TABLE:
        return Part(one, _box(one, f"v-{one.key}", value, (one.key, None, ""), faults, changes, form.fields))
    rows = value if isinstance(value, list) else []
    part = Part(one, fault=faults.get((one.key, None, ""), ""), too_long=len(rows) > ROWS_SHOWN)
    for number, row in enumerate(rows[:ROWS_SHOWN]):
        part.lines.append(_line(one, number, row, faults, changes))
    if not part.too_long:
        part.empty = _line(one, len(rows), {}, {}, NO_CHANGES)
        part.empty.boxes = [
            Box(box.field, box.name.replace(f"-{len(rows)}-", "-NUMBER-"), among=one.columns)
            for box in part.empty.boxes
        ]
        if not rows:
            part.lines.append(_line(one, 0, {}, {}, NO_CHANGES))
    name = one.columns[0]
    part.removed = [shown(name, mask(name, row.get(name.key))) for row in changes.removed.get(one.key, [])]
    return part


def _line(table: Field, number: int, row: Any, faults: Mapping[Path, str], changes: Changes) -> Line:
    cells = row if isinstance(row, Mapping) else {}
    boxes = [
        _box(
            c,
            f"t-{table.key}-{number}-{c.key}",
            cells.get(c.key),
            (table.key, number, c.key),
            faults,
            changes,
            table.columns,
        )
        for c in table.columns
    ]
    return Line(number, boxes, (table.key, number) in changes.added)


def _box(one: Field, name: str, value: Any, path: Path, *told: Any) -> Box:
    faults, changes, among = told
    before = shown(one, changes.before[path]) or "(để trống)" if path in changes.before else ""
    chosen = tuple(value) if isinstance(value, list) else (str(value),) if value is not None else ()
    return Box(one, name, shown(one, value), chosen, faults.get(path, ""), before, among)
