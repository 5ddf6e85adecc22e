"""Reads of tasks. Every list here costs the same few queries however many tasks there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from dondoc.documents.models import Document
from dondoc.documents.paging import BOUND
from dondoc.documents.search import matching
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.tasks.models import NEVER, OPEN_STATES, Assignment, Part, Phase, Task, TaskKind, TaskState
from dondoc.tasks.visibility import VIEW_ALL, is_visible, real_tasks, visible_tasks, why_visible

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
    "task_page",
    "visible_tasks",
    "why_visible",
    "with_parts",
]

SORTS = {
    "due": ("sort_on", "id"),
    "-due": ("-sort_on", "-id"),
    "newest": ("-id",),
    "document": ("document_id", "order", "id"),
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
    empty); ``state`` a TaskState, ``open`` (default) or ``all``; ``due`` a name of ``DUE``; ``sort`` of ``SORTS``."""

    unit: int | None = None
    part: str = ""
    document: int | None = None
    state: str = "open"
    due: str = ""
    text: str = ""
    kind: str = ""
    sort: str = "due"


def register(membership: Membership, filters: RegisterFilters, today: date) -> QuerySet[Task]:
    """The tasks that a member sees, filtered and sorted, with document and parts.

    A collective task is one row for those who see all and ask for no unit; in every other list each unit's own child
    stands for it.
    """
    rows = in_state(visible_tasks(membership), filters.state)
    if may(membership, VIEW_ALL):
        rows = rows.filter(collective=False) if filters.unit else rows.filter(fanned_out=False)
    if filters.unit or filters.part in Part.values:
        rows = rows.filter(Exists(_parts(membership, filters)))
    if filters.document:
        rows = rows.filter(document=filters.document)
    if filters.kind in TaskKind.values:
        rows = rows.filter(kind=filters.kind)
    if filters.due in DUE:
        rows = rows.filter(due_condition(filters.due, today))
    if filters.text.strip():
        rows = rows.filter(matching(filters.text, "folded"))
    return with_parts(rows.order_by(*SORTS.get(filters.sort, SORTS["due"])))


def in_state(rows: QuerySet[Task], state: str) -> QuerySet[Task]:
    """Narrowed to a state, to open ones, or (``all``) not at all."""
    if state in TaskState.values:
        return rows.filter(state=state)
    return rows if state == "all" else rows.filter(phase=Phase.OPEN)


def due_condition(due: str, today: date) -> Q:
    """The condition of a name of ``DUE``. ``week`` and ``month`` are the next 7 and 30 days, today included."""
    week, month = today + timedelta(days=7), today + timedelta(days=30)
    return {
        "overdue": Q(sort_on__lt=today, phase=Phase.OPEN),
        "week": Q(sort_on__gte=today, sort_on__lte=week),
        "month": Q(sort_on__gte=today, sort_on__lte=month),
        "later": Q(sort_on__gt=month, sort_on__lt=NEVER),
        "none": Q(sort_on=NEVER, continuous=False),
        "continuous": Q(continuous=True),
    }[due]


def _parts(membership: Membership, filters: RegisterFilters) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(task=OuterRef("pk"))
    if filters.part in Part.values:
        rows = rows.filter(part=filters.part)
    return rows.filter(unit__in=subtree_ids([filters.unit] if filters.unit else membership.unit_ids))


def with_parts(rows: QuerySet[Task]) -> QuerySet[Task]:
    """With the document and the parts (unit and person) loaded: three queries for any number of rows.

    ``task.assignments.all()`` and ``task.document`` then cost nothing.
    """
    parts = Assignment.objects.select_related("unit", "person").order_by("part", "order", "id")
    document = Document.objects.only("id", "kind", "code", "symbol", "issued_text", "issued_on", "subject", "agency_id")
    return rows.defer("provenance", "folded").prefetch_related(
        Prefetch("assignments", parts), Prefetch("document", document)
    )


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
    """How many open tasks of each state a member sees, how many are overdue (``overdue``) and how many due within a
    week (``week``). One query over at most ``BOUND`` tasks, those due first."""
    rows = visible_tasks(membership).filter(phase=Phase.OPEN, collective=False).order_by("sort_on", "id")
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in OPEN_STATES}
    counts["overdue"] = Count("pk", filter=due_condition("overdue", today))
    counts["week"] = Count("pk", filter=due_condition("week", today))
    counts["open"] = Count("pk")
    return rows[:BOUND].aggregate(**counts)


def counts_by_document(document_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """For each document how many proposals wait (``proposed``) and how many tasks it gave (``tasks``). One query."""
    rows = Task.objects.filter(document__in=list(document_ids), fanned_out=False).order_by()
    counts = rows.values("document").annotate(
        proposed=Count("pk", filter=Q(state=TaskState.PROPOSED)),
        tasks=Count("pk", filter=~Q(phase=Phase.PROPOSAL)),
    )
    return {row["document"]: {"proposed": row["proposed"], "tasks": row["tasks"]} for row in counts}


@dataclass(frozen=True, slots=True)
class TaskPage:
    """All that the page of a task shows, but its story (``audit.queries``)."""

    task: Task
    parts: list[Assignment]
    children: list[Task]
    quote: str
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
        reasons=why_visible(membership, task),
    )


def quote(task: Task) -> str:
    """The words in the document that the task stands on; its own text where it was added by hand."""
    text = getattr(task.document, "text", None) if task.document else None
    if text is None or task.start is None or task.end is None:
        return task.text
    return text.content[task.start : task.end]
