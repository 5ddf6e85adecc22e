"""Courses of your agency."""

from __future__ import annotations

from dataclasses import asdict

from django.db.models import Count
from django.http import Http404, HttpRequest
from ninja import Query, Router

from dondoc.api.schemas.common import Id, Listing, Slice
from dondoc.api.schemas.training import (
    AudienceRow,
    CourseFull,
    CourseRow,
    ParticipantRow,
    PeopleQuery,
    SessionRow,
    SpanQuery,
)
from dondoc.documents.keyset import stretch
from dondoc.organisations.policies import require
from dondoc.rounds.policies import PREPARE
from dondoc.training import queries
from dondoc.training.models import Course
from dondoc.training.policies import sees_phones

router = Router(tags=["courses"])


def see(request: HttpRequest, course_id: int) -> Course:
    """A course of the member's agency. Raises Http404."""
    found = queries.visible_courses(request.membership).filter(pk=course_id).first()
    if found is None:
        raise Http404
    return found


@router.get("", response=Listing[CourseRow])
def list_courses(request: HttpRequest, query: Query[Slice]) -> Listing[CourseRow]:
    """All courses, newest first."""
    found, following = stretch(queries.visible_courses(request.membership), ("-id",), query.after, query.limit)
    return Listing(items=[CourseRow(**CourseRow.plain(row)) for row in found], next=following)


@router.get("/by-audience", response=list[AudienceRow])
def by_audience(request: HttpRequest, query: Query[SpanQuery]) -> list[AudienceRow]:
    """Figures by audience."""
    require(request.membership, PREPARE)
    rows = queries.by_audience(request.membership, query.since, query.until)
    return [AudienceRow(**asdict(row)) for row in rows]


@router.get("/{course_id}", response=CourseFull)
def course(request: HttpRequest, course_id: Id) -> CourseFull:
    """One course with its sessions."""
    found = see(request, course_id)
    sessions = found.sessions.annotate(present=Count("attendances")).order_by("on", "id")
    rows = [SessionRow.of(row) for row in sessions]
    return CourseFull(**CourseRow.plain(found), note=found.note, sessions=rows)


@router.get("/{course_id}/participants", response=Listing[ParticipantRow])
def list_participants(request: HttpRequest, course_id: Id, query: Query[PeopleQuery]) -> Listing[ParticipantRow]:
    """Who takes part, by unit and name."""
    found = see(request, course_id)
    phones = sees_phones(request.membership, found)
    order = ("unit_name", "full_name", "id")
    rows, following = stretch(queries.participants(found), order, query.after, query.limit)
    return Listing(items=[ParticipantRow.of(row, phones) for row in rows], next=following)
