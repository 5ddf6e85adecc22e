"""Reads: the systems of an agency, the rows that one is told, and what has changed since it was told last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.outside.fields import plain, value
from dondoc.outside.models import OutsideSystem
from dondoc.tasks.models import Assignment, Difficulty, DifficultyState, Evidence, Task, Update
from dondoc.tasks.visibility import real_tasks
from dondoc.writing.words import Cell

SEND, EDIT = "outside.send", "outside.edit"
PIECE = 500


def systems(membership: Membership) -> QuerySet[OutsideSystem]:
    """The systems of the agency, for those who send to them or edit them."""
    if membership.agency is None or not (may(membership, SEND) or may(membership, EDIT)):
        return OutsideSystem.objects.none()
    return OutsideSystem.objects.filter(agency=membership.agency)


def reported(system: OutsideSystem) -> QuerySet[Task]:
    """The tasks that a system is told of, in the order of their documents, with all that ``fields.value`` needs: four
    queries a piece."""
    rows = real_tasks().filter(agency=system.agency_id, collective=False)
    if system.documents:
        rows = rows.filter(document__in=system.documents)
    told = Update.objects.filter(task=OuterRef("pk")).exclude(text="").order_by("-id").values("text")[:1]
    stuck = Difficulty.objects.filter(task=OuterRef("pk"), state=DifficultyState.OPEN).values("text")[:1]
    parts = Assignment.objects.select_related("unit", "person").order_by("part", "order", "id")
    shown = Evidence.objects.filter(document__isnull=False).select_related("document")
    return (
        rows.select_related("document")
        .prefetch_related(Prefetch("assignments", parts), Prefetch("evidence_set", shown))
        .annotate(last_report=Subquery(told), open_difficulty=Subquery(stuck))
        .order_by("document", "order", "id")
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A row as the system is told it; ``change`` says what is other than last time ("" where nothing is)."""

    task: int
    text: str
    cells: list[Cell]
    change: str


def told(system: OutsideSystem, today: date) -> Iterator[Told]:
    """All rows of a system's list on a day, against what was sent last."""
    last = system.deliveries.first()
    before = last.rows if last else None
    for task in reported(system).iterator(chunk_size=PIECE):
        yield row_of(system, task, today, before)


def row_of(system: OutsideSystem, task: Task, today: date, before: dict[str, list[str]] | None) -> Told:
    """The row of one task out of ``reported``, against the rows that were sent ``before``."""
    cells = [value(task, column["field"], system.words, today) for column in system.columns]
    return Told(task.pk, task.text, cells, _change(system, [plain(cell) for cell in cells], task.pk, before))


def _change(system: OutsideSystem, cells: list[str], task_id: int, before: dict[str, list[str]] | None) -> str:
    if before is None:
        return ""
    old = before.get(str(task_id))
    if old is None:
        return "Mới"
    titles = [column["title"] for column in system.columns]
    if len(old) != len(cells):
        return "Đổi cột"
    return ", ".join(title for title, one, other in zip(titles, old, cells, strict=True) if one != other)
