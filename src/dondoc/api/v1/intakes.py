"""Files on their way in."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from dondoc.api.finding import intake
from dondoc.api.schemas.common import Id, Listing, Slice
from dondoc.api.schemas.documents import IntakeRow
from dondoc.documents import actions, queries
from dondoc.documents.keyset import stretch
from dondoc.documents.models import Direction
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
) -> Status[Listing[IntakeRow]]:
    """Hand files in (.docx, .doc, .rtf, .odt, .pdf, .txt). They are safe when this answers, and read in the
    background: ask for each at `/intakes/{id}` until its state is neither `waiting` nor `reading`."""
    require_register(request.membership)
    taken = [
        actions.receive(request.user, request.membership, file.name or "", file, direction.value) for file in files
    ]
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


@router.post("/{intake_id}/discard", response={204: None})
def discard(request: HttpRequest, intake_id: Id) -> Status[None]:
    """Clear a failed or duplicate file from the list."""
    intake(request, intake_id)
    actions.discard_intake(request.user, request.membership, intake_id)
    return Status(204, None)
