"""What a list of tasks is narrowed to, as conditions on tasks or on the parts in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from dondoc.documents.search import few, matching
from dondoc.tasks.models import NEVER, PHASES, Phase, Task, TaskKind, TaskState

SORTS: dict[str, tuple[str, ...]] = {
    "due": ("sort_on", "id"),
    "-due": ("-sort_on", "-id"),
    "newest": ("-id",),
    "document": ("-document_id", "order", "id"),
}
DUE = {
    "overdue": "Quá hạn",
    "week": "Trong 7 ngày tới",
    "month": "Trong 30 ngày tới",
    "later": "Sau 30 ngày",
    "none": "Chưa có thời hạn",
    "continuous": "Thường xuyên",
}


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What the register is narrowed to. ``unit`` (id) means the unit with all below it, in the part ``part`` (any where
    empty); ``state`` a TaskState, ``open`` (default) or ``all``; ``due`` a name of ``DUE``; ``sort`` of ``SORTS``.

    ``found`` is set by ``looked_up``: the tasks that hold the words, where they are few."""

    unit: int | None = None
    part: str = ""
    document: int | None = None
    state: str = "open"
    due: str = ""
    text: str = ""
    kind: str = ""
    sort: str = "due"
    found: tuple[int, ...] | None = None

    def looked_up(self) -> RegisterFilters:
        """With ``found``, where words were typed that few tasks hold. One query at most."""
        if self.found is not None or not self.text.strip():
            return self
        found = few(Task, self.text)
        return self if found is None else replace(self, found=tuple(found))

    def order(self) -> tuple[str, ...]:
        return SORTS.get(self.sort, SORTS["due"])

    def phases(self) -> tuple[Phase, ...]:
        """The phases in which such tasks can be."""
        if self.state in TaskState.values:
            phase = PHASES[TaskState(self.state)]
            return (phase,) if phase != Phase.PROPOSAL else ()
        return (Phase.OPEN, Phase.CLOSED) if self.state == "all" and self.due != "overdue" else (Phase.OPEN,)

    def conditions(self, today: date, prefix: str = "") -> Q:
        """All but unit, part and phase; ``prefix`` leads from the row to its task ("task__")."""
        found: dict[str, Any] = {}
        if self.state in TaskState.values:
            found[f"{prefix}state"] = self.state
        if self.document:
            found[f"{prefix}document"] = self.document
        if self.kind in TaskKind.values:
            found[f"{prefix}kind"] = self.kind
        condition = Q(**found)
        if self.due in DUE:
            condition &= due_condition(self.due, today, prefix)
        if self.found is not None:
            condition &= Q(**{f"{prefix}pk__in": self.found})
        elif self.text.strip():
            condition &= matching(self.text, f"{prefix}folded")
        return condition


def due_condition(due: str, today: date, prefix: str = "") -> Q:
    """The condition of a name of ``DUE``. ``week`` and ``month`` are the next 7 and 30 days, today included. A result
    that was handed in is no longer overdue: it waits for whoever accepts it.

    ``sort_on`` stands on tasks and on parts, so it needs no prefix.
    """
    week, month = today + timedelta(days=7), today + timedelta(days=30)
    return {
        "overdue": Q(sort_on__lt=today) & ~Q(**{f"{prefix}state": TaskState.SUBMITTED}),
        "week": Q(sort_on__gte=today, sort_on__lte=week),
        "month": Q(sort_on__gte=today, sort_on__lte=month),
        "later": Q(sort_on__gt=month, sort_on__lt=NEVER),
        "none": Q(sort_on=NEVER, **{f"{prefix}continuous": False}),
        "continuous": Q(**{f"{prefix}continuous": True}),
    }[due]
