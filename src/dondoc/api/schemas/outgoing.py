"""Documents that go out, and the numbers of the agency's sequences."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Strict
from dondoc.api.schemas.documents import DocumentRef, PartyIn
from dondoc.api.schemas.organisations import PersonRef, UnitRef
from dondoc.documents.actions import Draft
from dondoc.documents.models import Document, OutgoingNumber
from dondoc.tasks.models import Fulfilment


class DraftIn(Strict):
    """What goes out. The head only; files follow at `/outgoing-documents/{id}/files`."""

    kind: str = Field(max_length=60, description="Name of the type: Công văn, Báo cáo, Kế hoạch …")
    subject: str = Field(max_length=2000)
    unit: Id = Field(description="The unit that drafted it")
    signer: Id | None = Field(None, description="The person who signs")
    signer_title: str = Field("", max_length=120)
    signer_capacity: str = Field("", max_length=10, description="KT., TM., TL., TUQ.")
    to: list[PartyIn] = Field([], max_length=500)
    copy_to: list[PartyIn] = Field([], max_length=500)
    symbol: str = Field("", max_length=60, description="Empty: built from issuer, type and unit")
    urgency: str = Field("", max_length=20)
    copies: int = Field(1, ge=1, le=9999)
    kept_by: str = Field("", max_length=120)
    tasks: list[Id] = Field([], max_length=200, description="Tasks that the document fulfils once it is issued")

    def draft(self) -> Draft:
        """The same for ``documents.actions``."""
        names = set(Draft.__dataclass_fields__) - {"to", "copy"}
        return Draft(
            **self.model_dump(include=names),
            to=tuple((party.name, party.unit) for party in self.to),
            copy=tuple((party.name, party.unit) for party in self.copy_to),
        )


class IssueIn(Strict):
    """Number and day. Without a number the next one of the sequence is taken."""

    day: date | None = Field(None, description="Today where it is not given")
    number: int | None = Field(None, ge=1, le=999_999)
    reason: str = Field("", max_length=300, description="Why a number by hand leaves others out")


class SentIn(Strict):
    """The day on which it was sent."""

    day: date | None = None


class FulfilsIn(Strict):
    """Tasks that the document fulfils."""

    tasks: list[Id] = Field(min_length=1, max_length=200)


class FulfilmentRow(Schema):
    """A task that the document fulfils; `message` says why its result could not be handed in."""

    task: int
    settled: bool
    message: str

    @classmethod
    def of(cls, row: Fulfilment) -> FulfilmentRow:
        return cls(task=row.task_id, settled=row.settled, message=row.message)


class OutgoingFull(DocumentRef):
    """A document that goes out, draft or issued."""

    number: str
    symbol: str
    issued_on: date | None
    unit: UnitRef
    signer: PersonRef | None
    copies: int
    kept_by: str
    sent_on: date | None
    prepared_by: PersonRef | None
    issued_by: PersonRef | None
    issued_at: datetime | None
    fulfils: list[FulfilmentRow]

    @classmethod
    def of(cls, document: Document) -> OutgoingFull:
        issue = document.issue
        rows = Fulfilment.objects.filter(document=document).order_by("task")
        return cls(
            **DocumentRef.of(document).model_dump(),
            number=document.number,
            symbol=document.symbol,
            issued_on=document.issued_on,
            unit=UnitRef.of(issue.unit),
            **{name: PersonRef.of(getattr(issue, name)) if getattr(issue, name) else None for name in _PEOPLE},
            **{name: getattr(issue, name) for name in ("copies", "kept_by", "sent_on", "issued_at")},
            fulfils=[FulfilmentRow.of(row) for row in rows],
        )


_PEOPLE = ("signer", "prepared_by", "issued_by")


class NumberRow(Schema):
    """A number of a sequence, or a stretch of numbers (`until` its last) that were given outside of this register."""

    id: int
    year: int
    series: str
    number: int
    until: int
    on: date
    document: int | None
    voided: bool
    note: str

    @classmethod
    def of(cls, row: OutgoingNumber) -> NumberRow:
        names = ("year", "series", "number", "until", "on", "voided", "note")
        return cls(id=row.pk, document=row.document_id, **{name: getattr(row, name) for name in names})


class ReserveIn(Strict):
    """Keep the next numbers for today."""

    kind: str = Field(max_length=60)
    count: int = Field(1, ge=1, le=20)
    note: str = Field(max_length=300, description="What they are for")


class VoidIn(Strict):
    """Why a number that was kept is given up."""

    reason: str = Field(max_length=300)
