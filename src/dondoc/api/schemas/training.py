"""Courses, their sessions, who takes part."""

from __future__ import annotations

from datetime import date

from dondoc.api.schemas.common import Schema, Slice
from dondoc.api.schemas.organisations import UnitRef
from dondoc.forms.definition import Field as FormField
from dondoc.forms.definition import Pattern
from dondoc.forms.masking import mask
from dondoc.training.models import Course, CourseState, Outcome, Participant, Session, Way

_PHONE = FormField("phone", "Điện thoại", pattern=Pattern.PHONE)


class CourseRow(Schema):
    """A course; `people` take part (those in reserve left out), `cost` is in đồng."""

    id: int
    title: str
    topic: str
    audience: str
    way: Way
    place: str
    state: CourseState
    unit: UnitRef
    first: date | None
    last: date | None
    people: int
    places: int
    cost: int | None
    funds: str
    nominations: int | None

    @classmethod
    def plain(cls, row: Course) -> dict:
        names = ("title", "topic", "audience", "way", "place", "state", "first", "last", "people", "places", "cost")
        asked = row.nominations.round_id if row.nominations else None
        values = {name: getattr(row, name) for name in (*names, "funds")}
        return {"id": row.pk, "unit": UnitRef.of(row.unit), "nominations": asked, **values}


class SessionRow(Schema):
    """A lesson, and how many were there."""

    id: int
    on: date
    hours: str
    topic: str
    teacher: str
    present: int

    @classmethod
    def of(cls, row: Session) -> SessionRow:
        names = ("on", "hours", "topic", "teacher", "present")
        return cls(id=row.pk, **{name: getattr(row, name) for name in names})


class CourseFull(CourseRow):
    """A course with its sessions."""

    note: str
    sessions: list[SessionRow]


class PeopleQuery(Slice):
    """A stretch of the participants."""


class ParticipantRow(Schema):
    """Somebody who takes part; the phone is masked for who may not see it. `came` counts sessions attended."""

    id: int
    full_name: str
    post: str
    unit_name: str
    phone: str
    spare: bool
    came: int
    result: Outcome
    certificate: str

    @classmethod
    def of(cls, row: Participant, phones: bool) -> ParticipantRow:
        number = f"{row.certificate:03d}/{row.certified_on:%Y}" if row.certificate and row.certified_on else ""
        names = ("full_name", "post", "unit_name", "spare", "came", "result")
        phone = row.phone if phones else mask(_PHONE, row.phone)
        return cls(id=row.pk, phone=phone, certificate=number, **{name: getattr(row, name) for name in names})


class AudienceRow(Schema):
    """Figures of all courses for one audience; `cost` in đồng."""

    audience: str
    courses: int
    people: int
    came: int
    passed: int
    cost: int


class SpanQuery(Schema):
    """Courses with a lesson in these days; both may be left out."""

    since: date | None = None
    until: date | None = None
