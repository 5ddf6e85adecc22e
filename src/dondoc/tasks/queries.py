"""Reads of tasks. Every list here costs the same few queries however many tasks there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from dondoc.documents.layout import enclosures, file_at
from dondoc.documents.paging import BOUND
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.tasks.filters import DUE, SORTS, RegisterFilters, due_condition
from dondoc.tasks.models import OPEN_STATES, Assignment, Phase, Task, TaskState
from dondoc.tasks.register import heads, register, register_page, stretches, with_parts
from dondoc.tasks.visibility import is_visible, real_tasks, visible_tasks, why_visible

__all__ = [
    "DUE",
    "SORTS",
    "RegisterFilters",
    "TaskPage",
    "counts_by_document",
    "counts_by_state",
    "document_tasks",
    "is_visible",
    "proposals",
    "real_tasks",
    "register",
    "register_page",
    "seen_by_document",
    "task_page",
    "visible_tasks",
    "why_visible",
    "with_parts",
]


def proposals(membership: Membership, document_id: int) -> QuerySet[Task]:
    """What was read out of a document and waits for confirmation, or was dismissed, in reading order.

    Empty for those who may not confirm.
    """
    if membership.agency is None or not may(membership, "tasks.confirm"):
        return Task.objects.none()
    rows = Task.objects.filter(agency=membership.agency, document=document_id, phase=Phase.PROPOSAL)
    return rows.order_by("order", "id").prefetch_related(_all_parts())


def _all_parts() -> Prefetch:
    return Prefetch("assignments", Assignment.objects.select_related("unit", "person").order_by("part", "order", "id"))


def document_tasks(membership: Membership, document_id: int) -> QuerySet[Task]:
    """The confirmed tasks of a document that a member sees, in reading order, without the children of collectives."""
    rows = visible_tasks(membership).filter(document=document_id, fanned_out=False)
    return rows.order_by("order", "id").select_related("confirmed_by").prefetch_related(_all_parts())


def counts_by_state(membership: Membership, today: date) -> dict[str, int]:
    """How many open tasks of each state a member sees (``open``: of all), how many are overdue (``overdue``) or due
    within a week (``week``). At most four queries over the first ``BOUND`` tasks by due day; more are not counted."""
    filters = RegisterFilters()
    found = stretches(membership, filters, today)
    if found is None:
        rows = visible_tasks(membership, (Phase.OPEN,)).filter(collective=False).order_by("sort_on", "id")[:BOUND]
    else:
        rows = Task.objects.filter(pk__in=heads(found, filters.order(), BOUND))
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in OPEN_STATES}
    counts["overdue"] = Count("pk", filter=due_condition("overdue", today))
    counts["week"] = Count("pk", filter=due_condition("week", today))
    counts["open"] = Count("pk")
    return rows.aggregate(**counts)


def counts_by_document(document_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """For each document how many proposals wait (``proposed``) and how many tasks it gave (``tasks``). One query."""
    rows = Task.objects.filter(document__in=list(document_ids), fanned_out=False).order_by()
    counts = rows.values("document").annotate(
        proposed=Count("pk", filter=Q(state=TaskState.PROPOSED)),
        tasks=Count("pk", filter=~Q(phase=Phase.PROPOSAL)),
    )
    return {row["document"]: {"proposed": row["proposed"], "tasks": row["tasks"]} for row in counts}


def seen_by_document(membership: Membership, document_ids: Iterable[int], today: date) -> dict[int, dict[str, int]]:
    """For each document how many of its tasks a member sees (``all``), how many are done and how many overdue. One
    query."""
    rows = visible_tasks(membership).filter(document__in=list(document_ids), fanned_out=False).order_by()
    late = due_condition("overdue", today) & Q(phase=Phase.OPEN)
    counts = rows.values("document").annotate(
        all=Count("pk"), done=Count("pk", filter=Q(state=TaskState.DONE)), overdue=Count("pk", filter=late)
    )
    return {row.pop("document"): row for row in counts}


@dataclass(frozen=True, slots=True)
class TaskPage:
    """All that the page of a task shows, but its story (``audit.queries``)."""

    task: Task
    parts: list[Assignment]
    children: list[Task]
    quote: str
    file: str
    """The appendix that the sentence stands in; empty where that is the main file."""
    reasons: list[str]

    def of(self, part: str) -> list[Assignment]:
        return [row for row in self.parts if row.part == part]


def task_page(membership: Membership, task_id: int) -> TaskPage | None:
    """A task that the member sees, its parts, children and sentence; None where there is no such task."""
    rows = visible_tasks(membership).select_related("document__text", "parent", "confirmed_by", "agency__unit")
    task = rows.filter(pk=task_id).first()
    if task is None:
        return None
    children = visible_tasks(membership).filter(parent=task).order_by("id")
    return TaskPage(
        task=task,
        parts=list(task.assignments.select_related("unit", "person").order_by("part", "order", "id")),
        children=list(children.prefetch_related(_all_parts())[:200]),
        quote=quote(task),
        file=_file_of(task),
        reasons=why_visible(membership, task),
    )


def _file_of(task: Task) -> str:
    text = getattr(task.document, "text", None) if task.document else None
    return file_at(enclosures(text.layout), task.start) if text else ""


def quote(task: Task) -> str:
    """The words in the document that the task stands on; its own text where it was added by hand."""
    text = getattr(task.document, "text", None) if task.document else None
    if text is None or task.start is None or task.end is None:
        return task.text
    return text.content[task.start : task.end]
