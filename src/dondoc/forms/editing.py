"""Changing a form while it is made: a field is put, moved, or taken away; each gives a new form."""

from __future__ import annotations

from dataclasses import replace

from dondoc.forms.definition import Field, Form


def free_key(taken: set[str]) -> str:
    """A key that no field has: "f1", "f2", …"""
    number = 1
    while f"f{number}" in taken:
        number += 1
    return f"f{number}"


def with_field(form: Form, field: Field, table: str = "", at: int | None = None) -> Form:
    """The form with a field added, or put in place of the one with its key; ``at`` is its new position."""
    if table:
        holder = form.field(table)
        columns = _placed(holder.columns, field, at)
        return with_field(form, replace(holder, columns=columns))
    return replace(form, fields=_placed(form.fields, field, at))


def _placed(among: tuple[Field, ...], field: Field, at: int | None) -> tuple[Field, ...]:
    keys = [one.key for one in among]
    rest = [one for one in among if one.key != field.key]
    where = at if at is not None else keys.index(field.key) if field.key in keys else len(rest)
    rest.insert(max(0, min(where, len(rest))), field)
    return tuple(rest)


def without_field(form: Form, key: str, table: str = "") -> Form:
    """The form without a field. Raises KeyError where there is none."""
    form.field(key, table)
    if table:
        holder = form.field(table)
        return with_field(form, replace(holder, columns=tuple(one for one in holder.columns if one.key != key)))
    return replace(form, fields=tuple(one for one in form.fields if one.key != key))
