"""What is done here follows into messages: a package that was read, and the states that its sender is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from dondoc.audit.acts import Act
from dondoc.audit.models import Entry
from dondoc.documents.models import Intake, IntakeState
from dondoc.exchange.message import StatusCode
from dondoc.interchange.models import EdxmlMessage, MessageKind, MessageState, MessageWay
from dondoc.tasks.models import Part, Phase, Task, TaskState

SUFFIX = ".edxml"
MOVING = {TaskState.ACCEPTED, TaskState.IN_PROGRESS, TaskState.SUBMITTED, TaskState.RETURNED}
ENDED = {TaskState.DONE, TaskState.CANCELLED}


def hear(act: Act, entries: list[Entry]) -> None:
    """Listener of ``audit.hooks.on_acted``. What concerns no message costs one query at most."""
    _packages(act, entries)
    documents = {int(entry.object_id) for entry in entries if entry.model == "documents.document" and entry.object_id}
    tasks = {int(entry.object_id) for entry in entries if entry.model == "tasks.task" and _moved(entry)}
    if act.name == "document.confirm" and documents:
        advance(EdxmlMessage.objects.filter(document__in=documents, **_INCOMING))
    elif tasks:
        advance(EdxmlMessage.objects.filter(document__tasks__in=tasks, **_INCOMING).distinct())


_INCOMING: dict[str, Any] = {"way": MessageWay.IN, "kind": MessageKind.DOCUMENT, "state": MessageState.READ}


def _moved(entry: Entry) -> bool:
    """Whether a task went from one state to another; proposals that were just read did not."""
    state = entry.changes.get("state")
    return bool(state) and state != [None, TaskState.PROPOSED]


def _packages(act: Act, entries: Iterable[Entry]) -> None:
    """A file that was read and is a message gets its row, which waits to be looked at."""
    if act.name != "document.register":
        return
    for entry in entries:
        if entry.model == "documents.intake" and _settled(entry) and entry.label.lower().endswith(SUFFIX):
            EdxmlMessage.objects.get_or_create(
                intake_id=int(entry.object_id),
                defaults={
                    "agency_id": entry.agency,
                    "way": MessageWay.IN,
                    "kind": MessageKind.DOCUMENT,
                    "state": MessageState.WAITING,
                    "document_id": Intake.objects.get(pk=entry.object_id).document_id,
                    "at": timezone.now(),
                },
            )


def _settled(entry: Entry) -> bool:
    """Whether a file went into the register, or to a document there; one that is asked about did not yet."""
    return entry.changes.get("state", [None, None])[1] in (IntakeState.DONE, IntakeState.DUPLICATE)


def advance(messages: Iterable[EdxmlMessage]) -> int:
    """Make the states that each document has reached and its sender was not told; returns how many."""
    return sum(_advance(one) for one in messages)


def _advance(message: EdxmlMessage) -> int:
    told = set(message.statuses.filter(way=MessageWay.OUT).values_list("status", flat=True))
    if StatusCode.REFUSED in told:
        return 0
    made = 0
    for code in reached(message):
        if code not in told:
            tell(message, code)
            made += 1
    return made


def reached(message: EdxmlMessage) -> list[StatusCode]:
    """The states that the document of a message has reached, in their order."""
    codes = [StatusCode.ARRIVED]
    document = message.document
    if document is None or document.confirmed_at is None:
        return codes
    codes.append(StatusCode.ACCEPTED)
    states = set(_tasks(message).values_list("state", flat=True))
    if states:
        codes.append(StatusCode.ASSIGNED)
    if states & (MOVING | {TaskState.DONE}):
        codes.append(StatusCode.IN_PROGRESS)
    if TaskState.DONE in states and states <= ENDED:
        codes.append(StatusCode.DONE)
    return codes


def _tasks(message: EdxmlMessage) -> Any:
    rows = Task.objects.filter(document=message.document_id).exclude(phase=Phase.PROPOSAL)
    return rows.exclude(state=TaskState.DISMISSED)


def tell(message: EdxmlMessage, code: StatusCode, description: str = "", by: Any = None) -> EdxmlMessage:
    """A state for the sender of a document, which waits to be fetched or written out."""
    staff = _staff(message) if code in (StatusCode.ASSIGNED, StatusCode.IN_PROGRESS, StatusCode.DONE) else {}
    row = EdxmlMessage(
        agency_id=message.agency_id,
        way=MessageWay.OUT,
        kind=MessageKind.STATUS,
        state=MessageState.READY,
        document_id=message.document_id,
        about=message,
        edxml_id=message.edxml_id,
        code=message.code,
        issued_on=message.issued_on,
        partner_id=message.partner_id,
        partner_name=message.partner_name,
        status=code,
        description=description,
        header=staff,
        at=timezone.now(),
        by=by,
    )
    row.save()
    return row


def _staff(message: EdxmlMessage) -> dict[str, str]:
    """The unit that leads the first task of the document."""
    task = _tasks(message).order_by("order", "id").first()
    lead = task.assignments.filter(part=Part.LEAD).select_related("unit").first() if task else None
    return {"department": lead.unit.name} if lead and lead.unit else {}
