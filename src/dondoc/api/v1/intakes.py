"""Files on their way in."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from dondoc.api.finding import intake
from dondoc.api.schemas.common import Id, Listing, Slice
from dondoc.api.schemas.documents import IntakeAnswer, IntakeRow
from dondoc.documents import actions, queries
from dondoc.documents.keyset import stretch
from dondoc.documents.models import Arrival, Direction
from dondoc.documents.policies import require_register

router = Router(tags=["intakes"])


@router.get("", response=Listing[IntakeRow])
def list_intakes(request: HttpRequest, query: Query[Slice]) -> Listing[IntakeRow]:
    """Files on their way in, newest first."""
    found, following = stretch(queries.intakes(request.membership), ("-id",), query.after, query.limit)
    return Listing(items=[IntakeRow.of(row) for row in found], next=following)


@router.post("", response={202: Listing[IntakeRow]})
def upload(
    request: HttpRequest,
    files: File[list[UploadedFile]],
    direction: Form[Direction] = Direction.INCOMING,
    together: Form[bool] = False,
) -> Status[Listing[IntakeRow]]:
    """Hand files in (Word, PDF, Excel, pictures, letters, archives). They are safe when this answers, and read in the
    background: ask for each at `/intakes/{id}` until its state is neither `waiting` nor `reading`. With `together` the
    files are one document, a main one and what belongs to it; else each is a document, and an archive may hold many."""
    require_register(request.membership)
    who = request.user, request.membership
    named = [(file.name or "", file) for file in files]
    if together:
        taken = [actions.receive_together(*who, named, direction.value, arrival=Arrival.API)]
    else:
        taken = [actions.receive(*who, name, file, direction.value, arrival=Arrival.API) for name, file in named]
    return Status(202, Listing(items=[IntakeRow.of(row) for row in taken]))


@router.get("/{intake_id}", response=IntakeRow)
def one_intake(request: HttpRequest, intake_id: Id) -> IntakeRow:
    """One file."""
    return IntakeRow.of(intake(request, intake_id))


@router.post("/{intake_id}/retry", response=IntakeRow)
def retry(request: HttpRequest, intake_id: Id) -> IntakeRow:
    """Have a failed file read once more."""
    intake(request, intake_id)
    actions.retry_intake(request.user, request.membership, intake_id)
    return IntakeRow.of(intake(request, intake_id))


@router.post("/{intake_id}/answer", response=IntakeRow)
def answer(request: HttpRequest, intake_id: Id, body: IntakeAnswer) -> IntakeRow:
    """Say of a file in the state `asking` whether it is another copy of the document that has its number, or a document
    of its own."""
    intake(request, intake_id)
    actions.answer_intake(request.user, request.membership, intake_id, body.same)
    return IntakeRow.of(intake(request, intake_id))


@router.post("/{intake_id}/discard", response={204: None})
def discard(request: HttpRequest, intake_id: Id) -> Status[None]:
    """Clear a failed or duplicate file from the list."""
    intake(request, intake_id)
    actions.discard_intake(request.user, request.membership, intake_id)
    return Status(204, None)
