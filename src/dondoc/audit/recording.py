"""How no write escapes the log: a recorded model can only be written inside an action, and the write is the entry.

``Recorded`` compares what was loaded with what is saved and hands the difference to the running action, which writes
the entries in the same transaction. A write outside of any action raises ``OutsideAction``. Deletions are caught by
signal, so that a cascade is logged row by row too.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models.signals import class_prepared, pre_delete

from dondoc.audit.acts import Act, OutsideAction, acted_as, action, current_act

__all__ = ["Act", "OutsideAction", "Recorded", "RecordedQuerySet", "acted_as", "action", "current_act", "plain"]


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
        names = {name: self.model._meta.get_field(name).attname for name in values if name not in self.model.unlogged}
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

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        act = current_act()
        created = super().bulk_create(objs, *args, **kwargs)
        for instance in created:
            act.record(instance, instance.created_values())
            instance.remember()
        return created

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        act = current_act()
        objs = list(objs)
        changed = models.QuerySet(self.model, using=self._db).bulk_update(objs, fields, batch_size)
        for instance in objs:
            act.record(instance, instance.changed_values(fields))
            instance.remember()
        return changed


class Recorded(models.Model):
    """A model whose every write is logged. ``unlogged`` names fields that the log leaves out (large or derived)."""

    unlogged: ClassVar[tuple[str, ...]] = ()
    _loaded: dict[str, Any] | None = None

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Any:
        instance = super().from_db(db, field_names, values)
        instance._loaded = {name: instance._kept(name, value) for name, value in zip(field_names, values, strict=False)}
        return instance

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        before = dict(self._loaded or {})
        super().refresh_from_db(*args, **kwargs)
        fields = kwargs.get("fields") or (args[1] if len(args) > 1 else None)
        if fields is None:
            self.remember()
        else:
            self._loaded = before | {name: self._kept(name, getattr(self, name)) for name in self._attnames(fields)}

    def audit_subject(self) -> models.Model:
        """The object in whose story the entry is told: a part names its whole."""
        return self

    def remember(self) -> None:
        """Take what stands in the fields now for what stands in the database."""
        deferred = self.get_deferred_fields()
        self._loaded = {
            f.attname: self._kept(f.attname, getattr(self, f.attname))
            for f in self._meta.concrete_fields
            if f.attname not in deferred
        }

    def created_values(self) -> dict[str, list[Any]]:
        values = {name: plain(getattr(self, name)) for name in self._logged()}
        return {name: [None, value] for name, value in values.items() if value not in (None, "", [], {})} or {
            "": [None, str(self)]
        }

    def changed_values(self, fields: Iterable[str] | None = None) -> dict[str, list[Any]]:
        """What differs from what was loaded, among ``fields`` (all where None)."""
        loaded = self._loaded
        names = self._logged() if fields is None else [n for n in self._attnames(fields) if n in self._logged()]
        deferred = self.get_deferred_fields()
        pairs = {
            name: [plain(loaded.get(name)) if loaded else None, plain(getattr(self, name))]
            for name in names
            if name not in deferred
        }
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def _kept(self, name: str, value: Any) -> Any:
        """A value to compare with later: a JSON value may be changed in place, so a copy is kept of what is logged."""
        return deepcopy(value) if isinstance(value, dict | list) and name not in self.unlogged else value

    def _logged(self) -> list[str]:
        return [f.attname for f in self._meta.concrete_fields if f.name not in self.unlogged and not f.primary_key]

    def _attnames(self, fields: Iterable[str]) -> list[str]:
        wanted = set(fields)
        return [f.attname for f in self._meta.concrete_fields if f.name in wanted or f.attname in wanted]

    def save(self, *args: Any, **kwargs: Any) -> None:
        act = current_act()
        new = self._state.adding
        super().save(*args, **kwargs)
        fields = None if new else kwargs.get("update_fields")
        act.record(self, self.created_values() if new else self.changed_values(fields))
        if fields is None:
            self.remember()
        elif self._loaded is not None:
            self._loaded |= {name: self._kept(name, getattr(self, name)) for name in self._attnames(fields)}


def _log_deletion(instance: Recorded, **_: Any) -> None:
    current_act().record(instance, {"": [str(instance), None]})


def _watch(sender: type[models.Model], **_: Any) -> None:
    if issubclass(sender, Recorded):
        pre_delete.connect(_log_deletion, sender=sender, dispatch_uid=f"log {sender._meta.label_lower}")


class_prepared.connect(_watch, dispatch_uid="watch deletions of recorded models")
