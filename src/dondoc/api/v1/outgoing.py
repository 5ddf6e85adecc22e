"""Documents that go out: put forward, numbered, sent; and the numbers of the agency's sequences."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Query, Router, Status
from ninja.files import UploadedFile

from dondoc.api.schemas.common import Id, Listing, Slice
from dondoc.api.schemas.outgoing import (
    DraftIn,
    FulfilsIn,
    IssueIn,
    NumberRow,
    OutgoingFull,
    ReserveIn,
    SentIn,
    VoidIn,
)
from dondoc.documents import actions
from dondoc.documents.keyset import stretch
from dondoc.documents.models import Document
from dondoc.documents.outgoing import numbers, outgoing_document
from dondoc.tasks import actions as task_actions

router = Router(tags=["outgoing"])
of_numbers = Router(tags=["outgoing"])


def found(request: HttpRequest, document_id: int) -> Document:
    """A document that goes out, as the member sees it. Raises Http404."""
    document = outgoing_document(request.membership, document_id)
    if document is None:
        raise Http404
    return document


@router.post("", response={201: OutgoingFull})
def prepare(request: HttpRequest, body: DraftIn) -> Status[OutgoingFull]:
    """Put a draft forward; it waits for its number."""
    made = actions.prepare(request.user, request.membership, body.draft())
    if body.tasks:
        task_actions.fulfil(request.user, request.membership, made.pk, body.tasks)
    return Status(201, OutgoingFull.of(found(request, made.pk)))


@router.get("/{document_id}", response=OutgoingFull)
def outgoing(request: HttpRequest, document_id: Id) -> OutgoingFull:
    """How a document goes out: number, signer, copies, what it fulfils."""
    return OutgoingFull.of(found(request, document_id))


@router.post("/{document_id}/issue", response=OutgoingFull)
def issue(request: HttpRequest, document_id: Id, body: IssueIn) -> OutgoingFull:
    """Give a draft its number and day. What it fulfils is handed in."""
    found(request, document_id)
    actions.issue(request.user, request.membership, document_id, **body.model_dump())
    return OutgoingFull.of(found(request, document_id))


@router.post("/{document_id}/sent", response=OutgoingFull)
def mark_sent(request: HttpRequest, document_id: Id, body: SentIn) -> OutgoingFull:
    """Put the day on record on which it was sent."""
    found(request, document_id)
    actions.mark_sent(request.user, request.membership, document_id, body.day)
    return OutgoingFull.of(found(request, document_id))


@router.post("/{document_id}/fulfils", response=OutgoingFull)
def fulfil(request: HttpRequest, document_id: Id, body: FulfilsIn) -> OutgoingFull:
    """Say which tasks it fulfils, whose results you may hand in."""
    found(request, document_id)
    task_actions.fulfil(request.user, request.membership, document_id, body.tasks)
    return OutgoingFull.of(found(request, document_id))


@router.post("/{document_id}/files", response=OutgoingFull)
def add_files(request: HttpRequest, document_id: Id, files: File[list[UploadedFile]]) -> OutgoingFull:
    """Add the draft, the signed copy, an appendix."""
    found(request, document_id)
    given = [(file.name or "", file) for file in files]
    actions.add_file(request.user, request.membership, document_id, given)
    return OutgoingFull.of(found(request, document_id))


@router.delete("/{document_id}", response={204: None})
def withdraw(request: HttpRequest, document_id: Id) -> HttpResponse:
    """Take a draft back that has no number yet."""
    found(request, document_id)
    actions.withdraw_draft(request.user, request.membership, document_id)
    return HttpResponse(status=204)


@of_numbers.get("", response=Listing[NumberRow])
def list_numbers(request: HttpRequest, query: Query[Slice]) -> Listing[NumberRow]:
    """Numbers given, kept and voided, newest first."""
    rows, following = stretch(numbers(request.membership), ("-id",), query.after, query.limit)
    return Listing(items=[NumberRow.of(row) for row in rows], next=following)


@of_numbers.post("", response={201: Listing[NumberRow]})
def reserve(request: HttpRequest, body: ReserveIn) -> Status[Listing[NumberRow]]:
    """Keep the next numbers of a type's sequence for today."""
    kept = actions.reserve_number(request.user, request.membership, body.kind, count=body.count, note=body.note)
    return Status(201, Listing(items=[NumberRow.of(row) for row in kept]))


@of_numbers.post("/{number_id}/void", response=NumberRow)
def void(request: HttpRequest, number_id: Id, body: VoidIn) -> NumberRow:
    """Give up a number that was kept; it stays in the register with the reason."""
    return NumberRow.of(actions.void_number(request.user, request.membership, number_id, body.reason))
