"""Tasks: rows, one task, what may be done with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.api.schemas.documents import DocumentRef
from dondoc.api.schemas.organisations import PersonRef, UnitFound, UnitRef
from dondoc.audit.models import Entry
from dondoc.tasks.fanning import Meaning
from dondoc.tasks.models import OPEN_STATES, Assignment, Part, Task, TaskKind, TaskState
from dondoc.tasks.queries import RegisterFilters, TaskPage

STATES = "|".join(["open", "all", *(state.value for state in TaskState)])


class TaskQuery(Slice):
    """What the register is narrowed to; the same as on the page."""

    unit: Id | None = Field(None, description="Id of a unit; the units below it count too")
    part: Part | None = Field(None, description="The part that the unit (or you) has in the task")
    document: Id | None = None
    state: str = Field("open", pattern=f"^({STATES})$", description="A state, `open` or `all`")
    due: str = Field("", pattern="^(overdue|week|month|later|none|continuous)?$")
    text: str = Field("", max_length=200, description="Words to find, in any order, with or without marks")
    kind: TaskKind | None = None
    sort: str = Field("due", pattern="^(due|-due|newest|document)$")

    def filters(self) -> RegisterFilters:
        """The same for ``tasks.queries``."""
        return RegisterFilters(
            unit=self.unit,
            part=self.part.value if self.part else "",
            document=self.document,
            state=self.state,
            due=self.due,
            text=self.text,
            kind=self.kind.value if self.kind else "",
            sort=self.sort,
        )


class PartRow(Schema):
    """Who has which part. `unit` and `person` are both null while nobody has said who is meant."""

    id: int
    part: Part
    name: str = Field(description="As printed in the document")
    unit: UnitRef | None
    person: PersonRef | None
    collective: bool = Field(description="Stands for several units")

    @classmethod
    def of(cls, row: Assignment) -> PartRow:
        return cls(
            id=row.pk,
            part=Part(row.part),
            name=row.name,
            unit=UnitRef.of(row.unit) if row.unit else None,
            person=PersonRef.of(row.person) if row.person else None,
            collective=row.collective,
        )


class TaskRow(Schema):
    """A line of the register."""

    id: int
    version: int
    kind: TaskKind
    state: TaskState
    text: str
    clause: str = Field(description='Path of the numbered item: "II.3"')
    due: str = Field(description="A day, a span, a rule (RFC 5545), `continuous`, `on-demand`, or empty")
    due_on: date | None = Field(description="The last day that is still in time")
    overdue: bool
    continuous: bool
    collective: bool = Field(description="Each unit has a task of its own below this one")
    parent: int | None
    urgency: str
    document: DocumentRef | None
    parts: list[PartRow]

    @classmethod
    def row(cls, task: Task, today: date) -> TaskRow:
        return cls(**_row(task, task.assignments.all(), today))


def _row(task: Task, parts: Any, today: date) -> dict[str, Any]:
    names = ("version", "text", "clause", "due", "due_on", "continuous", "collective", "urgency")
    return {name: getattr(task, name) for name in names} | {
        "id": task.pk,
        "kind": TaskKind(task.kind),
        "state": TaskState(task.state),
        "overdue": is_overdue(task, today),
        "parent": task.parent_id,
        "document": DocumentRef.of(task.document) if task.document else None,
        "parts": [PartRow.of(part) for part in parts],
    }


def is_overdue(task: Task, today: date) -> bool:
    """Overdue is computed, never stored."""
    return task.state in OPEN_STATES and task.due_on is not None and task.due_on < today


class TaskFull(TaskRow):
    """One task: all fields, the sentence it stands on, and why this person sees it."""

    deliverable: str
    time_text: str = Field(description="The words of time, as printed")
    first_due_on: date | None = Field(description="The last day before any extension")
    condition: str
    recipient: str
    via: str
    funds: str
    percent: int = Field(description="As last reported")
    submitted_on: date | None = Field(description="The day of the last submission, which counts for being in time")
    done_on: date | None
    ends_on: date | None = Field(description="The last day of a recurring duty")
    returns: int = Field(description="How often a result was returned")
    extensions: int = Field(description="How often more time was given")
    confirmed_by: PersonRef | None
    confirmed_at: datetime | None
    start: int | None = Field(description="Where its sentence begins in the document's text")
    end: int | None
    quote: str = Field(description="The sentence in the document")
    file: str = Field(description="Name of the appendix that the sentence stands in; empty where that is the main file")
    reasons: list[str] = Field(description="Vietnamese: why you see this task")
    children: list[TaskRow]

    @classmethod
    def of(cls, page: TaskPage, today: date) -> TaskFull:
        task = page.task
        for child in page.children:
            if child.document_id == task.document_id:
                child.document = task.document
        return cls(
            **_row(task, page.parts, today),
            **_details(task),
            quote=page.quote,
            file=page.file,
            reasons=page.reasons,
            children=[TaskRow.row(child, today) for child in page.children],
        )


def _details(task: Task) -> dict[str, Any]:
    names = ("deliverable", "time_text", "first_due_on", "condition", "recipient", "via", "funds", "done_on")
    more = ("percent", "submitted_on", "ends_on", "returns", "extensions", "confirmed_at", "start", "end")
    found = {name: getattr(task, name) for name in (*names, *more)}
    return found | {"confirmed_by": PersonRef.of(task.confirmed_by) if task.confirmed_by else None}


class LeadMeaning(Schema):
    """What a collective or unclear lead stands for today."""

    part: int = Field(description="Id of the part")
    units: list[UnitRef] = Field(description="The units that get a task each")
    excluded: list[UnitRef] = Field(description="Units that a reviewer took out")
    candidates: list[UnitFound] = Field(description="What an unclear name may mean, best first")
    note: str

    @classmethod
    def of(cls, part: int, meaning: Meaning) -> LeadMeaning:
        return cls(
            part=part,
            units=[UnitRef.of(unit) for unit in meaning.left],
            excluded=[UnitRef.of(unit) for unit in meaning.units if unit.pk in meaning.excluded],
            candidates=[UnitFound.of(hit) for hit in meaning.candidates],
            note=meaning.note,
        )


class Proposal(TaskRow):
    """What was read as a task and waits for a person's confirmation, or was dismissed."""

    deliverable: str
    time_text: str
    first_due_on: date | None
    condition: str
    recipient: str
    via: str
    funds: str
    start: int | None
    end: int | None
    confidence: float = Field(description="From 0 to 1")
    provenance: dict[str, Any] = Field(description="For each field: where it was read, by which rule, how sure")
    leads: list[LeadMeaning]

    @classmethod
    def of(cls, task: Task, meanings: dict[int, Meaning], today: date) -> Proposal:
        parts = list(task.assignments.all())
        details = {name: value for name, value in _details(task).items() if name in cls.model_fields}
        return cls(
            **_row(task, parts, today),
            **details,
            confidence=task.confidence,
            provenance=task.provenance,
            leads=[LeadMeaning.of(part.pk, meanings[part.pk]) for part in parts if part.pk in meanings],
        )


class PartIn(Strict):
    """Somebody by name (then resolved as in a document), or by the id of a unit or person."""

    name: str = Field("", max_length=400)
    unit: Id | None = None
    person: Id | None = None
    excluded: list[Id] = Field([], max_length=500, description="Units left out of a collective")


class TaskChanges(Strict):
    """Fields to change; what is not sent stays."""

    text: str | None = None
    kind: TaskKind | None = None
    clause: str | None = None
    lead: list[PartIn] | None = None
    coordinate: list[PartIn] | None = None
    direct: list[PartIn] | None = None
    follow: list[PartIn] | None = None
    deliverable: str | None = None
    time_text: str | None = Field(None, description="Words of time; the due day is worked out again")
    due: str | None = Field(None, description="A day, a rule, or words: 15/12/2026, hằng tháng, thường xuyên")
    condition: str | None = None
    recipient: str | None = None
    via: str | None = None
    funds: str | None = None
    urgency: str | None = None
    collective: bool | None = Field(None, description="Give each leading unit a task of its own")
    start: int | None = Field(None, ge=0, lt=2**31)
    end: int | None = Field(None, ge=0, lt=2**31)


class ProposalIn(TaskChanges):
    """A task that reading has missed: marked words (`start` and `end`), or `text` alone. Other fields win over what is
    read out of the words."""


class IdsIn(Strict):
    ids: list[Id] = Field(min_length=1, max_length=500)


class NotReady(Schema):
    """A proposal that could not be confirmed, and the sentence that says why."""

    id: int
    reason: str


class ConfirmedAll(Schema):
    """What confirming a whole document did."""

    confirmed: list[int]
    left: list[NotReady]


class Changed(Schema):
    """A task after a step."""

    id: int
    version: int
    state: TaskState

    @classmethod
    def of(cls, task: Task) -> Changed:
        return cls(id=task.pk, version=task.version, state=TaskState(task.state))


class StoryEntry(Schema):
    """Who did what when, from what to what. `changes` maps a field to what it was and what it is."""

    at: datetime
    action: str
    actor: str
    behalf: str = Field(description="For whom, where it was done as a deputy")
    object: str
    label: str
    changes: dict[str, list[Any]]
    note: str

    @classmethod
    def of(cls, entry: Entry) -> StoryEntry:
        return cls(
            at=entry.at,
            action=entry.action,
            actor=entry.actor_name,
            behalf=str(entry.behalf) if entry.behalf else "",
            object=entry.model,
            label=entry.label,
            changes=entry.changes,
            note=entry.note,
        )


class Counts(Schema):
    """How many open tasks this person sees, by state, and how many are overdue or due within a week. Counting stops at
    2,000."""

    counts: dict[str, int]
