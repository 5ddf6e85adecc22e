"""How no write escapes the log: a recorded model can only be written inside an action, and the write is the entry.

``Recorded`` compares what was loaded with what is saved and hands the difference to the running action, which writes
the entries in the same transaction. A write outside of any action raises ``OutsideAction``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from dondoc.audit.models import Entry

R = TypeVar("R")


class OutsideAction(RuntimeError):
    """A recorded model was written outside of an action: the write would leave no trace."""


@dataclass
class Act:
    """A running action and the entries that it has gathered."""

    name: str
    actor: Any
    behalf: Any = None
    note: str = ""
    entries: list[Entry] = field(default_factory=list)

    def record(self, instance: models.Model, changes: dict[str, list[Any]]) -> None:
        """Log a change that was made to ``instance``; empty changes are no change."""
        if not changes:
            return
        subject = instance.audit_subject() if isinstance(instance, Recorded) else instance
        self.entries.append(
            Entry(
                at=timezone.now(),
                action=self.name,
                actor=self.actor,
                actor_name=str(self.actor) if self.actor else "Hệ thống",
                behalf=self.behalf,
                model=instance._meta.label_lower,
                object_id=str(instance.pk),
                subject_model=subject._meta.label_lower,
                subject_id=str(subject.pk),
                label=str(instance)[:300],
                changes=changes,
                note=self.note,
            )
        )

    def flush(self) -> None:
        Entry.objects.bulk_create(self.entries)
        self.entries.clear()


_current: ContextVar[Act | None] = ContextVar("act", default=None)


def current_act() -> Act:
    """The running action. Raises OutsideAction where none runs."""
    act = _current.get()
    if act is None:
        raise OutsideAction("a recorded model may only be written inside an action")
    return act


def action(name: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Make a function an action: its first argument ``by`` is the acting person (None for the program itself).

    The body runs in one transaction with its log entries; an action that is called by another joins its transaction
    and logs under its own name. A keyword ``note`` of the call is kept with every entry.
    """

    def wrap(function: Callable[..., R]) -> Callable[..., R]:
        @functools.wraps(function)
        def run(by: Any, *args: Any, **kwargs: Any) -> R:
            behalf = getattr(by, "acting_for", None)
            act = Act(name, by, behalf, note=str(kwargs.get("note") or ""))
            token = _current.set(act)
            try:
                with transaction.atomic():
                    result = function(by, *args, **kwargs)
                    act.flush()
            finally:
                _current.reset(token)
            return result

        run.action_name = name  # type: ignore[attr-defined]
        return run

    return wrap


def plain(value: Any) -> Any:
    """A value as the log keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


class RecordedQuerySet(models.QuerySet):
    """Bulk writes leave the same trace as single ones."""

    def update(self, **values: Any) -> int:
        act = current_act()
        names = {name: self.model._meta.get_field(name).attname for name in values}
        before = list(self)
        changed = super().update(**values)
        for instance in before:
            changes = {}
            for name, attname in names.items():
                new = values[name]
                new = plain(new.pk if isinstance(new, models.Model) else new)
                old = plain(getattr(instance, attname))
                if old != new:
                    changes[attname] = [old, str(new) if hasattr(new, "resolve_expression") else new]
            act.record(instance, changes)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        act = current_act()
        for instance in self:
            act.record(instance, {"": [str(instance), None]})
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        act = current_act()
        created = super().bulk_create(objs, *args, **kwargs)
        for instance in created:
            act.record(instance, instance.created_values())
        return created


class Recorded(models.Model):
    """A model whose every write is logged. ``unlogged`` names fields that the log leaves out (large or derived)."""

    unlogged: tuple[str, ...] = ()
    _loaded: dict[str, Any] | None = None

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Any:
        instance = super().from_db(db, field_names, values)
        instance._loaded = dict(zip(field_names, values, strict=False))
        return instance

    def audit_subject(self) -> models.Model:
        """The object in whose story the entry is told: a part names its whole."""
        return self

    def _logged(self) -> list[str]:
        return [f.attname for f in self._meta.concrete_fields if f.name not in self.unlogged and not f.primary_key]

    def created_values(self) -> dict[str, list[Any]]:
        values = {name: plain(getattr(self, name)) for name in self._logged()}
        return {name: [None, value] for name, value in values.items() if value not in (None, "", [], {})} or {
            "": [None, str(self)]
        }

    def save(self, *args: Any, **kwargs: Any) -> None:
        act = current_act()
        loaded = self._loaded
        new = self._state.adding
        super().save(*args, **kwargs)
        if new:
            changes = self.created_values()
        else:
            changes = {
                name: [plain(loaded.get(name)) if loaded else None, plain(getattr(self, name))]
                for name in self._logged()
                if loaded is None or (name in loaded and plain(loaded[name]) != plain(getattr(self, name)))
            }
        act.record(self, changes)
        self._loaded = {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields}

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        current_act().record(self, {"": [str(self), None]})
        return super().delete(*args, **kwargs)
