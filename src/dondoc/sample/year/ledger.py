"""The log read forward: what every recorded row should be by what the log says was done to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from dondoc.audit.models import Entry
from dondoc.audit.recording import Recorded, plain

EMPTY = (None, "", [], {})
Row = dict[str, Any]


def recorded_models() -> dict[str, type[Recorded]]:
    """Every model whose writes are logged, by its label."""
    return {model._meta.label_lower: model for model in apps.get_models() if issubclass(model, Recorded)}


def logged_fields(model: type[Recorded]) -> list[models.Field]:
    return [f for f in model._meta.concrete_fields if f.name not in model.unlogged and not f.primary_key]


def comparable(value: Any, field: models.Field | None = None) -> Any:
    """A value so that the log's and the row's can be compared: what the log leaves out as empty is None."""
    value = plain(value)
    if value in EMPTY and value is not False:
        return None
    if isinstance(field, models.DateTimeField) and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value


class Ledger:
    """Follows the log from entry to entry. ``rows`` maps a model's label and a row's id to the values that the log
    gives it; ``breaks`` are entries whose "before" is not what the entries ahead of them left behind."""

    def __init__(self) -> None:
        self.models = recorded_models()
        self.fields = {label: {f.attname: f for f in logged_fields(model)} for label, model in self.models.items()}
        self.rows: dict[str, dict[str, Row]] = {label: {} for label in self.models}
        self.breaks: list[str] = []
        self.actions: Counter[str] = Counter()
        self._last = 0

    def follow(self) -> int:
        """Take in what was logged since the last time; returns how many entries."""
        count = 0
        rows = Entry.objects.filter(pk__gt=self._last).order_by("pk")
        for pk, action, model, object_id, changes in rows.values_list("pk", "action", "model", "object_id", "changes"):
            self._last = pk
            self.actions[action] += 1
            count += 1
            if changes and model in self.rows:
                self._take(pk, model, object_id, changes)
        return count

    def _take(self, pk: int, model: str, object_id: str, changes: dict[str, list[Any]]) -> None:
        rows = self.rows[model]
        if "" in changes and changes[""][1] is None:
            if rows.pop(object_id, None) is None:
                self.breaks.append(f"Dòng nhật ký {pk} xóa {model} {object_id} chưa từng được ghi.")
            return
        row = rows.setdefault(object_id, {})
        for name, (before, after) in changes.items():
            field = self.fields[model].get(name)
            if field is None:
                continue
            if comparable(before, field) != row.get(name):
                self.breaks.append(
                    f"Dòng nhật ký {pk}: {model} {object_id}, {name} ghi trước là {before!r}, "
                    f"nhưng các dòng trước để lại {row.get(name)!r}."
                )
            row[name] = comparable(after, field)

    def taken_breaks(self) -> list[str]:
        """The breaks since the last time."""
        found, self.breaks = self.breaks, []
        return found

    def differences(self) -> Iterator[str]:
        """What stands in the database otherwise than the log says; a sentence each."""
        for label, model in self.models.items():
            fields = list(self.fields[label].values())
            names = [field.attname for field in fields]
            known = dict(self.rows[label])
            for pk, *values in model._default_manager.values_list("pk", *names).iterator(chunk_size=2000):
                row = known.pop(str(pk), None)
                if row is None:
                    yield f"{label} {pk} có trong cơ sở dữ liệu nhưng không có trong nhật ký."
                    continue
                for field, value in zip(fields, values, strict=True):
                    if comparable(value, field) != row.get(field.attname):
                        yield f"{label} {pk}: {field.attname} là {value!r}, nhật ký ghi {row.get(field.attname)!r}."
            for pk in known:
                yield f"{label} {pk} có trong nhật ký nhưng không còn trong cơ sở dữ liệu."
