"""What is told about a task on its way."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from dondoc.api.schemas.common import Schema
from dondoc.api.schemas.organisations import PersonRef
from dondoc.tasks.models import Evidence, Extension, Occurrence, Return, Task, Update, Urging


def _who(row: Any) -> dict[str, Any]:
    return {"at": row.at, "by": PersonRef.of(row.by) if row.by else None}


class Told(Schema):
    """Something that somebody told."""

    at: datetime
    by: PersonRef | None


class EvidenceRow(Schema):
    """A file (fetch it at `/tasks/{id}/evidence/{evidence}`) or a link."""

    id: int
    name: str
    link: str = Field(description="Empty for a file")

    @classmethod
    def of(cls, piece: Evidence) -> EvidenceRow:
        return cls(id=piece.pk, name=piece.name, link=piece.link)


class UpdateRow(Told):
    """A report on the way, or the result."""

    text: str
    percent: int | None
    result: bool
    evidence: list[EvidenceRow]

    @classmethod
    def of(cls, row: Update) -> UpdateRow:
        evidence = [EvidenceRow.of(piece) for piece in row.evidence.all()]
        return cls(**_who(row), text=row.text, percent=row.percent, result=row.result, evidence=evidence)


class ReturnRow(Told):
    """A result that was not accepted, or an assignment that was sent back."""

    of: Return.Of
    reason: str

    @classmethod
    def row(cls, row: Return) -> ReturnRow:
        return cls(**_who(row), of=Return.Of(row.of), reason=row.reason)


class ExtensionRow(Told):
    """More time: asked for and decided. `granted` is null while nobody has decided."""

    reason: str
    before: date = Field(description="The day that stood")
    until: date = Field(description="The day asked for")
    granted: bool | None
    granted_until: date | None
    decided_by: PersonRef | None
    decided_at: datetime | None
    answer: str

    @classmethod
    def of(cls, row: Extension) -> ExtensionRow:
        names = ("reason", "before", "until", "granted", "granted_until", "decided_at", "answer")
        decided_by = PersonRef.of(row.decided_by) if row.decided_by else None
        return cls(**_who(row), **{name: getattr(row, name) for name in names}, decided_by=decided_by)


class UrgingRow(Told):
    """Somebody urged the lead on."""

    note: str

    @classmethod
    def of(cls, row: Urging) -> UrgingRow:
        return cls(**_who(row), note=row.note)


class OccurrenceRow(Schema):
    """One period of a recurring duty."""

    nominal: date = Field(description="The day as the rule says")
    due_on: date = Field(description="The last working day that keeps it")
    first_due_on: date
    done_on: date | None
    skipped: bool
    returns: int
    extensions: int

    @classmethod
    def of(cls, row: Occurrence) -> OccurrenceRow:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class Progress(Schema):
    """All of it, newest first."""

    percent: int
    updates: list[UpdateRow]
    returns: list[ReturnRow]
    extensions: list[ExtensionRow]
    urgings: list[UrgingRow]
    occurrences: list[OccurrenceRow]

    @classmethod
    def of(cls, task: Task, most: int = 200) -> Progress:
        """At most seven queries."""
        updates = task.update_set.select_related("by").prefetch_related("evidence").order_by("-id")[:most]
        returns = task.return_set.select_related("by").order_by("-id")[:most]
        extensions = task.extension_set.select_related("by", "decided_by").order_by("-id")[:most]
        urgings = task.urging_set.select_related("by").order_by("-id")[:most]
        periods = task.occurrences.order_by("-nominal")[:most]
        return cls(
            percent=task.percent,
            updates=[UpdateRow.of(row) for row in updates],
            returns=[ReturnRow.row(row) for row in returns],
            extensions=[ExtensionRow.of(row) for row in extensions],
            urgings=[UrgingRow.of(row) for row in urgings],
            occurrences=[OccurrenceRow.of(row) for row in periods],
        )
