"""What your agency has published, and figures for reports."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router, Status

from dondoc.api.schemas.common import Listing
from dondoc.api.schemas.dissemination import FiguresOut, PublicationIn, PublicationQuery, PublicationRow, Where
from dondoc.dissemination import actions
from dondoc.dissemination.queries import figures, visible_publications
from dondoc.documents.keyset import stretch

router = Router(tags=["publications"])


@router.get("", response=Listing[PublicationRow])
def list_publications(request: HttpRequest, query: Query[PublicationQuery]) -> Listing[PublicationRow]:
    """What was published, newest first."""
    rows = visible_publications(request.membership, query.filters())
    found, following = stretch(rows, ("-published_on", "-id"), query.after, query.limit)
    return Listing(items=[PublicationRow.of(row) for row in found], next=following)


@router.get("/figures", response=FiguresOut)
def count_publications(request: HttpRequest, query: Query[Where]) -> FiguresOut:
    """How much was published, by medium."""
    return FiguresOut.of(figures(visible_publications(request.membership, query.filters())))


@router.post("", response={201: PublicationRow})
def publish(request: HttpRequest, body: PublicationIn) -> Status[PublicationRow]:
    """Enter something that your unit has published."""
    fields = body.model_dump() | {"medium": body.medium.value}
    made = actions.enter(request.user, request.membership, **fields)
    return Status(201, PublicationRow.of(made))
