"""Documents, the files they came as, and what is reviewed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.api.schemas.organisations import PersonRef, UnitRef
from dondoc.documents.models import (
    Arrival,
    Attachment,
    Citation,
    Direction,
    Document,
    DocumentState,
    Intake,
    IntakeState,
    Party,
    Place,
)
from dondoc.documents.queries import DocumentFilters, DocumentPage
from dondoc.documents.rendering import Mark
from dondoc.reading.text import Enclosure


class DocumentQuery(Slice):
    """What the register is narrowed to; the same as on the page."""

    direction: Direction = Direction.INCOMING
    text: str = Field("", max_length=200, description="Words to find, in any order, with or without marks")
    state: DocumentState | None = None
    issuer: Id | None = Field(None, description="Id of the issuing unit")
    since: date | None = Field(None, description="First day of receipt")
    until: date | None = Field(None, description="Last day of receipt")
    sort: str = Field("newest", pattern="^(newest|oldest|arrival|issued|issuer)$")

    def filters(self) -> DocumentFilters:
        """The same for ``documents.queries``."""
        return DocumentFilters(
            self.text, self.state.value if self.state else "", self.issuer, self.since, self.until, self.sort
        )


class DocumentRef(Schema):
    """A document, as other things name it."""

    id: int
    kind: str
    code: str
    issued: str = Field(description="ISO 8601, as precise as printed: 2026-11, 2026-11-02, or empty")
    subject: str

    @classmethod
    def of(cls, document: Document) -> DocumentRef:
        return cls(**_named(document))


def _named(document: Document) -> dict[str, Any]:
    return {
        "id": document.pk,
        "kind": document.kind,
        "code": document.code or document.symbol,
        "issued": document.issued_text,
        "subject": document.subject,
    }


class DocumentRow(DocumentRef):
    """A line of a register."""

    direction: Direction
    state: DocumentState
    issuer: str
    urgency: str
    arrival_number: int | None
    arrival_year: int | None
    received_on: date | None
    duplicate_of: int | None = Field(description="The first document with the same issuer, symbol, number and date")
    version: int

    @classmethod
    def row(cls, document: Document) -> DocumentRow:
        return cls(**_row(document))


def _row(document: Document) -> dict[str, Any]:
    return _named(document) | {
        "direction": Direction(document.direction),
        "state": DocumentState(document.state),
        "issuer": document.issuer_name,
        "urgency": document.urgency,
        "arrival_number": document.arrival_number,
        "arrival_year": document.arrival_year,
        "received_on": document.received_on,
        "duplicate_of": document.duplicate_of_id,
        "version": document.version,
    }


class PartyRow(Schema):
    """A name under "Kính gửi" or "Nơi nhận"."""

    name: str
    unit: UnitRef | None

    @classmethod
    def of(cls, party: Party) -> PartyRow:
        return cls(name=party.name, unit=UnitRef.of(party.unit) if party.unit else None)


class CitationRow(Schema):
    """Another document that this one names; `target` is that document where the register knows it. `asked`: it may mean
    one of several, see `/citations/questions`."""

    id: int
    asked: bool
    code: str
    issued: str
    issuer: str
    relation: str
    target: int | None

    @classmethod
    def of(cls, citation: Citation) -> CitationRow:
        return cls(
            id=citation.pk,
            asked=citation.is_asked,
            code=citation.code,
            issued=citation.issued_text,
            issuer=citation.issuer_name,
            relation=citation.relation,
            target=citation.target_id,
        )


class AttachmentRow(Schema):
    """A file of the document; fetch it at `/documents/{id}/attachments/{attachment}`."""

    id: int
    name: str
    size: int = Field(description="Bytes")
    sha256: str
    media_type: str
    place: Place = Field(description="What the file is within the document; appendices are read with the main file")

    @classmethod
    def of(cls, attachment: Attachment) -> AttachmentRow:
        file = attachment.file
        return cls(
            id=attachment.pk,
            name=attachment.name,
            size=file.size,
            sha256=file.sha256,
            media_type=file.media_type,
            place=Place(attachment.place),
        )


class DocumentFull(DocumentRow):
    """A document with everything on record about it."""

    number: str
    symbol: str
    issued_on: date | None = Field(description="The exact day of issue, where it is printed")
    issuer_unit: UnitRef | None
    signer_name: str
    signer_title: str
    signer_capacity: str
    to: list[PartyRow]
    copy_to: list[PartyRow]
    citations: list[CitationRow]
    attachments: list[AttachmentRow]
    same_key: list[DocumentRef]
    registered_by: PersonRef | None
    registered_at: datetime
    confirmed_by: PersonRef | None
    confirmed_at: datetime | None

    @classmethod
    def of(cls, page: DocumentPage) -> DocumentFull:
        document = page.document
        words = ("number", "symbol", "issued_on", "signer_name", "signer_title", "signer_capacity")
        times = ("registered_at", "confirmed_at")
        return cls(
            **_row(document),
            **{name: getattr(document, name) for name in words + times},
            issuer_unit=UnitRef.of(document.issuer) if document.issuer else None,
            to=[PartyRow.of(party) for party in page.to],
            copy_to=[PartyRow.of(party) for party in page.copy],
            citations=[CitationRow.of(citation) for citation in page.citations],
            attachments=[AttachmentRow.of(attachment) for attachment in page.attachments],
            same_key=[DocumentRef.of(same) for same in page.same],
            registered_by=PersonRef.of(document.registered_by) if document.registered_by else None,
            confirmed_by=PersonRef.of(document.confirmed_by) if document.confirmed_by else None,
        )


class MarkRow(Schema):
    """Words of the text, from character `start` up to but not including `end`, and what points at them:
    `head:subject`, `party:7`, `citation:3`."""

    id: str
    start: int
    end: int

    @classmethod
    def of(cls, mark: Mark) -> MarkRow:
        return cls(id=mark.id, start=mark.start, end=mark.end)


class EnclosedRow(Schema):
    """An appendix that was read with the document: its words are those from character `start` up to `end`."""

    name: str
    sha256: str
    start: int
    end: int

    @classmethod
    def of(cls, enclosure: Enclosure) -> EnclosedRow:
        span = enclosure.span
        return cls(name=enclosure.name, sha256=enclosure.file, start=span.start, end=span.end)


class DocumentWords(Schema):
    """The document as it reads. All offsets in the API are characters (Unicode code points) of `content`."""

    content: str
    marks: list[MarkRow]
    enclosed: list[EnclosedRow]
    warnings: list[str]
    provenance: dict[str, Any] = Field(
        description="For each field of the head: where it was read, by which rule, how sure, and what was read"
    )

    @classmethod
    def of(cls, page: DocumentPage) -> DocumentWords:
        text = page.text
        return cls(
            content=text.content if text else "",
            marks=[MarkRow.of(mark) for mark in page.marks()],
            enclosed=[EnclosedRow.of(one) for one in page.enclosed],
            warnings=[str(warning) for warning in text.warnings] if text else [],
            provenance=page.document.provenance,
        )


class DocumentChanges(Strict):
    """Fields to change; what is not sent stays. Dates as typed: 05/11/2026 or 2026-11-05."""

    kind: str | None = None
    code: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_text: str | None = None
    received_on: str | None = None
    issuer: Id | None = Field(None, description="Id of the issuing unit; null for none")
    issuer_name: str | None = None
    subject: str | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    signer_capacity: str | None = None
    urgency: str | None = None


class PartyIn(Strict):
    name: str = Field(max_length=300)
    unit: Id | None = None


class PartiesIn(Strict):
    """The names under "Kính gửi" or "Nơi nhận", all of them."""

    parties: list[PartyIn] = Field(max_length=500)


class CitationsIn(Strict):
    """The codes of all documents that this one names."""

    codes: list[str] = Field(max_length=300)


class IntakeAnswer(Strict):
    """What a file is whose issuer, number, symbol and date the register has already."""

    same: Literal["copy", "separate"]


class IntakeRow(Schema):
    """A file on its way in. `document` is what came of it, or the document that has the same file already; `parent` the
    archive or letter that it was taken out of."""

    id: int
    name: str
    direction: Direction
    state: IntakeState
    message: str = Field(description="Vietnamese: why it could not be read")
    document: int | None
    arrival: Arrival
    origin: str = Field(description="Where it came from: a path, a sender and subject, the name of an archive")
    parent: int | None
    sent_by: PersonRef | None
    sent_at: datetime

    @classmethod
    def of(cls, intake: Intake) -> IntakeRow:
        return cls(
            id=intake.pk,
            name=intake.name,
            direction=Direction(intake.direction),
            state=IntakeState(intake.state),
            message=intake.message,
            document=intake.document_id,
            arrival=Arrival(intake.arrival),
            origin=intake.origin,
            parent=intake.parent_id,
            sent_by=PersonRef.of(intake.sent_by) if intake.sent_by else None,
            sent_at=intake.sent_at,
        )
