"""How tasks are found, what was told of them, and difficulties."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from dondoc.documents.keys import searchable
from dondoc.documents.search import Filters, Source
from dondoc.documents.search.source import Shown, between
from dondoc.organisations.queries import Membership
from dondoc.tasks.models import Assignment, Difficulty, DifficultyState, Part, Task, TaskState, Update
from dondoc.tasks.visibility import visible_tasks, ways_to_see
from dondoc.tasks.work import difficulties

SHOWN = ("text", "clause", "state", "due_on", "deliverable")
OF_DOCUMENT = ("kind", "code", "symbol", "issued_text", "issued_on", "subject")


def _document_facts(task: Task | None) -> tuple[str, ...]:
    return (str(task.document),) if task is not None and task.document is not None else ()


def _narrow_tasks(rows: QuerySet[Task], filters: Filters) -> QuerySet[Task] | None:
    rows = between(rows, "due_on", filters)
    if filters.issuer.strip():
        rows = rows.filter(document__folded__contains=searchable(filters.issuer))
    return rows.filter(state=filters.state) if filters.state else rows


def _loaded_tasks(rows: QuerySet[Task]) -> QuerySet[Task]:
    rows = rows.select_related("document").only(*SHOWN, *(f"document__{name}" for name in OF_DOCUMENT))
    leads = Assignment.objects.filter(task=OuterRef("pk"), part=Part.LEAD).order_by("order", "pk")
    return rows.annotate(lead_name=Subquery(leads.values("name")[:1]))


def _shown_task(task: Task) -> Shown:
    lead = (task.lead_name,) if task.lead_name else ()  # type: ignore[attr-defined]
    due = (f"Hạn {task.due_on:%d/%m/%Y}",) if task.due_on else ()
    texts = (task.text, task.deliverable, task.document.subject if task.document else "")
    return Shown(
        task.text[:1].upper() + task.text[1:300],
        task.pk,
        texts,
        (*lead, *due, *_document_facts(task)),
        None,
        task.get_state_display(),
    )


TASKS = Source(
    name="task",
    label="Nhiệm vụ",
    model=Task,
    column="folded",
    visible=visible_tasks,
    loaded=_loaded_tasks,
    shown=_shown_task,
    narrow=_narrow_tasks,
    exact=("text", "deliverable"),
    states=tuple(
        (state.value, str(state.label)) for state in TaskState if state not in (TaskState.PROPOSED, TaskState.DISMISSED)
    ),
    place=1,
    ways=ways_to_see,
)


def _visible_updates(membership: Membership) -> QuerySet[Update]:
    return Update.objects.filter(Exists(visible_tasks(membership).filter(pk=OuterRef("task"))))


def _ways_to_updates(membership: Membership) -> list[QuerySet] | None:
    ways = ways_to_see(membership)
    return None if ways is None else [Update.objects.filter(task__in=way).values("pk") for way in ways]


def _narrow_updates(rows: QuerySet[Update], filters: Filters) -> QuerySet[Update] | None:
    return between(rows, "at__date", filters) if not (filters.issuer.strip() or filters.state) else None


def _loaded_updates(rows: QuerySet[Update]) -> QuerySet[Update]:
    own = ("text", "at", "result", "by__full_name", "task__text")
    return rows.select_related("by", "task__document").only(*own, *(f"task__document__{name}" for name in OF_DOCUMENT))


def _day(moment: Any) -> date:
    return timezone.localdate(moment)


def _shown_update(update: Update) -> Shown:
    by = (update.by.full_name,) if update.by else ()
    state = "Kết quả" if update.result else "Tiến độ"
    return Shown(
        update.task.text[:1].upper() + update.task.text[1:300],
        update.task_id,
        (update.text,),
        by,
        _day(update.at),
        state,
    )


UPDATES = Source(
    name="update",
    label="Báo cáo tiến độ",
    model=Update,
    column="text",
    visible=_visible_updates,
    loaded=_loaded_updates,
    shown=_shown_update,
    narrow=_narrow_updates,
    exact=("text",),
    place=2,
    ways=_ways_to_updates,
)


def _visible_difficulties(membership: Membership) -> QuerySet[Difficulty]:
    return difficulties(membership).select_related(None)


def _narrow_difficulties(rows: QuerySet[Difficulty], filters: Filters) -> QuerySet[Difficulty] | None:
    if filters.issuer.strip():
        return None
    rows = between(rows, "raised_at__date", filters)
    return rows.filter(state=filters.state) if filters.state else rows


def _shown_difficulty(row: Difficulty) -> Shown:
    facts = (row.unit.name, *_document_facts(row.task))
    texts = (row.text, row.proposal, row.answer)
    return Shown(row.text[:300], row.pk, texts, facts, _day(row.raised_at), row.get_state_display())


DIFFICULTIES = Source(
    name="difficulty",
    label="Vướng mắc",
    model=Difficulty,
    column="text",
    visible=_visible_difficulties,
    loaded=lambda rows: rows.select_related("unit", "task__document"),
    shown=_shown_difficulty,
    narrow=_narrow_difficulties,
    exact=("text",),
    states=tuple(DifficultyState.choices),
    place=3,
)
