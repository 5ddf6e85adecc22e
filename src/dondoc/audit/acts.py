"""A running action: who acts, for whom, and the entries that its writes leave in the log."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from dondoc.audit.hooks import on_acted
from dondoc.audit.models import Entry

R = TypeVar("R")

SYSTEM = "Hệ thống"


class OutsideAction(RuntimeError):
    """A recorded model was written outside of an action: the write would leave no trace."""


@dataclass
class Act:
    """A running action and the entries that it has gathered.

    ``behalf`` is the person whose right was used, where the actor has it only as a deputy. ``agency_id`` is the agency
    in whose log the entries stand, where the changed object does not say it.
    """

    name: str
    actor: Any
    behalf: Any = None
    agency_id: int | None = None
    note: str = ""
    entries: list[Entry] = field(default_factory=list)
    written: list[Entry] = field(default_factory=list)

    def record(self, instance: models.Model, changes: dict[str, list[Any]]) -> None:
        """Log a change that was made to ``instance``; empty changes are no change."""
        if changes:
            self._add(instance, changes, self.note)

    def tell(self, instance: models.Model, note: str) -> None:
        """Log something that happened to ``instance`` and changed no field of it, in words."""
        self._add(instance, {}, note)

    def _add(self, instance: models.Model, changes: dict[str, list[Any]], note: str) -> None:
        subject = instance.audit_subject() if hasattr(instance, "audit_subject") else instance
        self.entries.append(
            Entry(
                at=timezone.now(),
                action=self.name,
                actor=self.actor,
                actor_name=str(self.actor) if self.actor else SYSTEM,
                behalf=self.behalf,
                agency=getattr(subject, "agency_id", None) or self.agency_id,
                model=instance._meta.label_lower,
                object_id=str(instance.pk),
                subject_model=subject._meta.label_lower,
                subject_id=str(subject.pk),
                label=str(instance)[:300],
                changes=changes,
                note=note,
            )
        )

    def write(self) -> None:
        """Write what was gathered so far. What an action did before it calls another stands ahead of that one's."""
        for entry in self.entries:
            entry.behalf = self.behalf
            entry.agency = entry.agency or self.agency_id
        self.written += Entry.objects.bulk_create(self.entries)
        self.entries.clear()

    def flush(self) -> None:
        """Write the rest and tell the listeners of all; who acted for whom is known by now."""
        self.write()
        written, self.written = self.written, []
        for listener in on_acted if written else ():
            listener(self, written)


_current: ContextVar[Act | None] = ContextVar("act", default=None)


def current_act() -> Act:
    """The running action. Raises OutsideAction where none runs."""
    act = _current.get()
    if act is None:
        raise OutsideAction("a recorded model may only be written inside an action")
    return act


def acted_as(agency_id: int | None, behalf: Any = None) -> None:
    """Tell the running action in which agency it acts, and for whom if only as a deputy. Outside of one: nothing."""
    act = _current.get()
    if act is not None:
        act.agency_id = agency_id
        act.behalf = behalf


def action(name: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Make a function an action: its first argument ``by`` is the acting person (None for the program itself).

    The body runs in one transaction with its log entries; an action that is called by another joins its transaction
    and logs under its own name. A keyword ``note`` of the call is kept with every entry.
    """

    def wrap(function: Callable[..., R]) -> Callable[..., R]:
        @functools.wraps(function)
        def run(by: Any, *args: Any, **kwargs: Any) -> R:
            outer = _current.get()
            act = Act(name, by, note=str(kwargs.get("note") or ""))
            if outer is not None and outer.actor == by:
                act.behalf, act.agency_id = outer.behalf, outer.agency_id
            if outer is not None:
                outer.write()
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
