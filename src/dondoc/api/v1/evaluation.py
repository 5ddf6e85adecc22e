"""Evaluation by month, quarter or year: the span is given by its kind and any day in it."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from dondoc.api.schemas.common import Id
from dondoc.api.schemas.evaluation import BoardOut, Closed, ExcuseIn, ExcuseRow, GeneralIn, Points, ScoreFull
from dondoc.audit.errors import NotAllowed
from dondoc.evaluation import actions
from dondoc.evaluation.models import SpanKind
from dondoc.evaluation.policies import VIEW_ALL, VIEW_OWN, headed
from dondoc.evaluation.queries import board
from dondoc.evaluation.sheets import sheet_of_person
from dondoc.evaluation.spans import Span
from dondoc.organisations.policies import may, require

router = Router(tags=["evaluation"])
excuses = Router(tags=["evaluation"])


@router.get("/{kind}/{day}", response=BoardOut)
def standing(request: HttpRequest, kind: SpanKind, day: date) -> BoardOut:
    """The board: of the agency for those who see all, else of the units you head."""
    if not (may(request.membership, VIEW_ALL) or headed(request.membership)):
        raise NotAllowed("Chỉ lãnh đạo và văn phòng được xem bảng đánh giá.")
    return BoardOut.of(board(request.membership, Span.of(kind.value, day), request.today))


@router.get("/{kind}/{day}/mine", response=ScoreFull)
def mine(request: HttpRequest, kind: SpanKind, day: date, page: int = Query(1, ge=1, le=10_000)) -> ScoreFull:
    """Your own score, with every product behind it."""
    require(request.membership, VIEW_OWN)
    span = Span.of(kind.value, day)
    return ScoreFull.full(sheet_of_person(request.membership.agency, request.user, span, request.today), page)


@router.put("/{kind}/{day}/general", response=Points)
def mark_general(request: HttpRequest, kind: SpanKind, day: date, body: GeneralIn) -> Points:
    """Give points for the general criteria; the answer is the score of the person, or yours for a unit."""
    if not (may(request.membership, VIEW_ALL) or headed(request.membership)):
        raise NotAllowed("Chỉ lãnh đạo được chấm điểm tiêu chí chung.")
    span = Span.of(kind.value, day)
    row = actions.mark_general(
        request.user,
        request.membership,
        span,
        body.points,
        unit_id=body.unit,
        person_id=body.person,
        note=body.note,
    )
    person = row.person or request.user
    return Points.of(sheet_of_person(request.membership.agency, person, span, request.today).score)


@router.post("/{kind}/{day}/close", response={201: Closed})
def close(request: HttpRequest, kind: SpanKind, day: date) -> Status[Closed]:
    """Settle a span that is over."""
    made = actions.close_span(request.user, request.membership, Span.of(kind.value, day))
    return Status(201, Closed(first=made.first, closed_on=made.on))


@excuses.post("", response={201: ExcuseRow})
def excuse(request: HttpRequest, body: ExcuseIn) -> Status[ExcuseRow]:
    """Confirm an objective cause: nothing is taken off for it."""
    made = actions.excuse(
        request.user, request.membership, body.task, body.of.value, body.reason, occurrence_id=body.occurrence
    )
    return Status(201, ExcuseRow(id=made.pk))


@excuses.delete("/{excuse_id}", response={204: None})
def withdraw_excuse(request: HttpRequest, excuse_id: Id) -> HttpResponse:
    """Take it back."""
    actions.withdraw_excuse(request.user, request.membership, excuse_id)
    return HttpResponse(status=204)
