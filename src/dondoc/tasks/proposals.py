"""What extraction found becomes proposals: rows that wait for a person to confirm them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from dondoc.audit.errors import Refused
from dondoc.documents.actions.registering import provenance
from dondoc.documents.keys import searchable
from dondoc.documents.models import Document
from dondoc.extraction.directive import Directive, Duty, Value
from dondoc.organisations.resolving import Resolver
from dondoc.reading.text import Text
from dondoc.schedule.calendar import WorkCalendar
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.deadlines import deadline, says_before
from dondoc.tasks.models import Assignment, Part, Phase, Task, TaskKind
from dondoc.tasks.naming import Namer

WORDS = ("deliverable", "time_text", "due", "condition", "recipient", "via", "funds")
PARTS = ((Part.LEAD, "lead"), (Part.COORDINATE, "coordinate"), (Part.DIRECT, "direct"))


def propose(document: Document, text: Text, directive: Directive) -> None:
    """Enter the duties of a document that was just read; runs inside of the action that registers it."""
    add_proposals(document, directive.duties, addressees=[value.value for value in directive.head.addressees])


def clear(document: Document, now: bool, since: int = 0) -> None:
    """Before the words of a document from ``since`` on are read anew: raises Refused where a task that they give was
    confirmed; with ``now`` the proposals that they gave go. Runs inside of an action."""
    tasks = document.tasks.filter(start__gte=since) if since else document.tasks.all()
    if tasks.exclude(phase=Phase.PROPOSAL).exists():
        place = "phụ lục của văn bản này nên không đọc lại phụ lục" if since else "văn bản này nên không đổi tệp chính"
        raise Refused(f"Đã có nhiệm vụ được xác nhận từ {place} được nữa.")
    if now:
        tasks.filter(phase=Phase.PROPOSAL).delete()


def add_proposals(document: Document, duties: Iterable[Duty], addressees: Iterable[str] = ()) -> list[Task]:
    """Proposals for duties, with who has which part. Runs inside of an action."""
    duties = list(duties)
    if not duties:
        return []
    day = received_day(document)
    namer = Namer(document.agency, Resolver(document.agency, day), day)
    calendar = calendar_of(document.agency)
    pairs = [proposal(document, duty, namer, calendar, day) for duty in duties]
    together = set(addressees)
    for task, parts in pairs:
        task.collective = is_collective(task, parts, together)
    Task.objects.bulk_create([task for task, _ in pairs])
    for task, parts in pairs:
        for part in parts:
            part.task = task
            part.derive()
    Assignment.objects.bulk_create([part for _, parts in pairs for part in parts])
    return [task for task, _ in pairs]


def received_day(document: Document) -> date:
    """The day from which "kể từ ngày nhận" and the next time of a recurring duty count."""
    return document.received_on or document.registered_at.date()


def proposal(
    document: Document, duty: Duty, namer: Namer, calendar: WorkCalendar, day: date
) -> tuple[Task, list[Assignment]]:
    """One duty as a proposal that is not saved yet, and its parts."""
    task = Task(agency=document.agency, document=document, kind=TaskKind(duty.kind), text=duty.text.value)
    task.clause, task.urgency = (duty.clause or "")[:40], document.urgency
    if duty.text.span:
        task.start, task.end = duty.text.span.start, duty.text.span.end
    task.order = task.start or 0
    task.confidence = round(duty.confidence, 3)
    task.provenance = {"text": provenance(duty.text, duty.text.value)}
    for name in WORDS:
        value: Value[str] | None = getattr(duty, name)
        if value is not None:
            longest = Task._meta.get_field(name).max_length
            setattr(task, name, value.value[:longest] if longest else value.value)
            task.provenance[name] = provenance(value, value.value)
    task.exclusive = says_before(task.time_text)
    set_deadline(task, calendar, day)
    task.folded = folded_task(task, document)
    parts = []
    for part, name in PARTS:
        values: tuple[Value[str], ...] = getattr(duty, name)
        if values:
            task.provenance[name] = [provenance(value, value.value) for value in values]
        parts += [_assignment(part, order, value, namer) for order, value in enumerate(values)]
    task.derive()
    return task, parts


def set_deadline(task: Task, calendar: WorkCalendar, day: date) -> None:
    """Resolve ``due`` into the day columns. ``first_due_on`` follows while nothing is confirmed."""
    found = deadline(task.due, task.exclusive, calendar, day)
    task.due, task.due_on, task.continuous = found.due, found.on, found.continuous
    task.first_due_on = found.on


def folded_task(task: Task, document: Document | None) -> str:
    """The words by which a task is found: its own, and the code and subject of its document."""
    return searchable(task.text, task.deliverable, *((document.code, document.subject) if document else ()))


def is_collective(task: Task, parts: list[Assignment], addressees: set[str]) -> bool:
    """Whether each leading unit gets a task of its own: the lead is a collective name, or several units were
    addressed and each has to answer for itself. Several leads otherwise are for the reviewer to decide."""
    leads = [part for part in parts if part.part == Part.LEAD]
    if any(lead.collective for lead in leads):
        return True
    everyone = bool(addressees) and {lead.name for lead in leads} >= addressees
    return len(leads) > 1 and (everyone or task.kind != TaskKind.TASK)


def _assignment(part: Part, order: int, value: Value[str], namer: Namer) -> Assignment:
    row = Assignment(part=part, name=value.value[:300], order=order)
    namer.settle(row)
    if value.span:
        row.start, row.end = value.span.start, value.span.end
    return row


def refresh_folded(document: Document) -> None:
    """After a document's code or subject was corrected, its tasks are found by the new words."""
    changed: list[Any] = []
    for task in document.tasks.all():
        folded = folded_task(task, document)
        if folded != task.folded:
            task.folded = folded
            changed.append(task)
    Task.objects.bulk_update(changed, ["folded"])
