"""Personal data for who may not see it: enough to tell two people apart, too little to know either."""

from __future__ import annotations

from typing import Any

from dondoc.forms.definition import Field, Form, Kind, Pattern
from dondoc.forms.values import Value

DOT = "•"


def mask(field: Field, value: Value) -> Value:
    """A value of a personal field, masked: the last three digits of a number, the year of a day, first letters of
    anything else. Nothing stays nothing; a field that is not personal stays as it is."""
    if not field.is_personal or value in (None, "", [], {}):
        return value
    if field.kind is Kind.FILE:
        return {"name": DOT * 6, "sha256": "", "size": 0}
    text = str(value)
    if field.kind is Kind.DATE:
        return f"{DOT * 2}/{DOT * 2}/{text[:4]}"
    if field.pattern is Pattern.EMAIL and "@" in text:
        name, _, host = text.partition("@")
        return f"{name[:1]}{DOT * 4}@{host}"
    if sum(letter.isdigit() for letter in text) >= 5:
        return DOT * (len(text) - 3) + text[-3:]
    return " ".join(word[:1] + DOT * 2 for word in text.split())


def mask_values(form: Form, values: dict[str, Value]) -> dict[str, Value]:
    """An answer with every personal value masked."""
    masked: dict[str, Any] = {}
    for one in form.fields:
        if one.key not in values:
            continue
        value = values[one.key]
        if one.kind is Kind.TABLE:
            columns = {column.key: column for column in one.columns}
            masked[one.key] = [
                {key: mask(columns[key], cell) for key, cell in row.items() if key in columns}
                for row in value
                if isinstance(row, dict)
            ]
        else:
            masked[one.key] = mask(one, value)
    return masked


def has_personal(form: Form) -> bool:
    """Whether a form asks for personal data at all."""
    return any(one.is_personal for _, one in form.walk())
