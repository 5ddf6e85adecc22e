"""edXML: for the program that carries messages to and from the document axis."""

from __future__ import annotations

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Query, Router, Status
from ninja.files import UploadedFile
from pydantic import Field

from dondoc.api.finding import see_document
from dondoc.api.schemas.common import Id, Listing, Schema, Slice, Strict
from dondoc.api.v1.documents import BINARY
from dondoc.audit.errors import Refused
from dondoc.documents.keyset import stretch
from dondoc.interchange import actions, queries
from dondoc.interchange.actions.receiving import LARGEST
from dondoc.interchange.models import EdxmlMessage, MessageKind, MessageState, MessageWay
from dondoc.interchange.packing import file_name, package
from dondoc.interchange.policies import RECEIVE, SEND
from dondoc.organisations.policies import require

router = Router(tags=["edxml"])
GONE = "Tệp gốc của văn bản không còn trên máy chủ nên không lập được gói."


class MessageQuery(Slice):
    """What the log is narrowed to; messages that wait to be carried are `way=out&state=ready`."""

    way: MessageWay | None = None
    kind: MessageKind | None = None
    state: MessageState | None = None
    document: Id | None = None


_RENAMED = {"document", "about", "document_id", "partner", "signature"}


class MessageRow(Schema):
    """A message that came or went. Fetch one that goes out with POST `/edxml-messages/{id}/package`."""

    id: int
    way: MessageWay
    kind: MessageKind
    state: MessageState
    document: int | None
    about: int | None = Field(description="Of a status: the message with the document")
    document_id: str = Field(description="DocumentId of the standard")
    code: str
    issued_on: date | None
    partner: str = Field(description="OrganId of the other side, where it is one")
    partner_name: str
    status: str = Field(description="01 to 16, of a status only")
    description: str
    due_on: date | None
    steering: bool
    business: str = Field(description="BussinessDocType: 0 new, 1 recall, 2 update, 3 replacement")
    departures: list[str] = Field(description="Where a message is not as the schema says")
    signature: str = Field(description="What the signature of the message came to; empty: not looked at")
    problem: str
    at: datetime
    sent_at: datetime | None

    @classmethod
    def of(cls, row: EdxmlMessage) -> MessageRow:
        same = [name for name in cls.model_fields if name not in _RENAMED]
        return cls(
            **{name: getattr(row, name) for name in same},
            document=row.document_id,
            about=row.about_id,
            document_id=row.edxml_id,
            partner=row.partner_id,
            signature=row.signature_state,
        )


class SendIn(Strict):
    """A message to make of an issued document. `attachments`: ids of its files; none: all."""

    document: Id
    attachments: list[Id] = Field([], max_length=50)
    due_on: date | None = None
    steering: bool = False


@router.get("", response=Listing[MessageRow])
def list_edxml_messages(request: HttpRequest, query: Query[MessageQuery]) -> Listing[MessageRow]:
    """The log, newest first."""
    rows = queries.messages(request.membership)
    wanted = {"way": query.way, "kind": query.kind, "state": query.state, "document": query.document}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    found, following = stretch(rows, ("-id",), query.after, query.limit)
    return Listing(items=[MessageRow.of(row) for row in found], next=following)


@router.post("", response={201: MessageRow})
def send_edxml(request: HttpRequest, body: SendIn) -> Status[MessageRow]:
    """Make the message of an issued document."""
    see_document(request.membership, body.document)
    row = actions.send_document(
        request.user,
        request.membership,
        body.document,
        attachments=body.attachments,
        due_on=body.due_on,
        steering=body.steering,
    )
    return Status(201, MessageRow.of(row))


@router.post("/statuses", response={201: Listing[MessageRow]})
def receive_edxml_statuses(request: HttpRequest, files: File[list[UploadedFile]]) -> Status[Listing[MessageRow]]:
    """Hand in states that receivers report. Messages with documents go to `POST /intakes`."""
    require(request.membership, RECEIVE)
    rows = [actions.receive_status(request.user, request.membership, file.read(LARGEST + 1)) for file in files]
    return Status(201, Listing(items=[MessageRow.of(row) for row in rows]))


@router.post("/{message_id}/package", openapi_extra={"responses": BINARY})
def fetch_edxml(request: HttpRequest, message_id: Id) -> HttpResponse:
    """The XML of a message that goes out; it counts as sent from now on. Fetching again gives the same."""
    require(request.membership, SEND)
    row = queries.messages(request.membership).filter(pk=message_id, way=MessageWay.OUT).first()
    if row is None:
        raise Http404
    try:
        data = package(row)
    except FileNotFoundError as error:
        raise Refused(GONE) from error
    actions.mark_fetched(request.user, [row])
    disposition = f'attachment; filename="{file_name(row)}"'
    return HttpResponse(data, content_type="application/xml", headers={"Content-Disposition": disposition})
