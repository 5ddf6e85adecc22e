"""What became of documents that came in: the tasks of each, who leads them, and which document of ours answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dondoc.tasks.models import Assignment, Evidence, Part, Task
from dondoc.tasks.visibility import real_tasks


@dataclass(frozen=True, slots=True)
class Answer:
    """A task of a document: its lead, day, state in words, and the code of the document that fulfilled it."""

    lead: str
    due_on: date | None
    state: str
    code: str


def answers(document_ids: Iterable[int]) -> dict[int, list[Answer]]:
    """The confirmed tasks of these documents in reading order. Three queries."""
    tasks = list(
        real_tasks()
        .filter(document__in=list(document_ids), collective=False)
        .only("id", "document_id", "due_on", "state", "order")
        .order_by("document_id", "order", "id")
    )
    ids = [task.pk for task in tasks]
    leads: dict[int, str] = {}
    parts = Assignment.objects.filter(task__in=ids, part=Part.LEAD).select_related("unit", "person")
    for part in parts:
        leads[part.task_id] = part.unit.name if part.unit else part.person.full_name if part.person else part.name
    codes: dict[int, list[str]] = {}
    for task_id, code in Evidence.objects.filter(task__in=ids, document__isnull=False).values_list(
        "task", "document__code"
    ):
        codes.setdefault(task_id, []).append(code)
    found: dict[int, list[Answer]] = {}
    for task in tasks:
        found.setdefault(task.document_id, []).append(_answer(task, leads, codes))
    return found


def _answer(task: Task, leads: dict[int, str], codes: dict[int, list[str]]) -> Answer:
    code = ", ".join(dict.fromkeys(codes.get(task.pk, [])))
    return Answer(leads.get(task.pk, ""), task.due_on, str(task.get_state_display()), code)
