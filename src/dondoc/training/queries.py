"""Reads of training: courses, who takes part, figures by audience."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from dondoc.audit.errors import NotAllowed
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.rounds.policies import PREPARE
from dondoc.training.models import Course, CourseState, Outcome, Participant


def visible_courses(membership: Membership) -> QuerySet[Course]:
    """The courses of the member's agency, with ``first`` and ``last`` day and how many take part (``people``)."""
    if membership.agency is None or not may(membership, PREPARE):
        return Course.objects.none()
    rows = Course.objects.filter(agency=membership.agency).select_related("unit", "nominations__round")
    return rows.annotate(
        first=Min("sessions__on"),
        last=Max("sessions__on"),
        people=Count("participants", filter=Q(participants__spare=False), distinct=True),
    ).order_by("-id")


def find_course(membership: Membership, course_id: int) -> Course:
    """A course of the member's agency. Raises NotAllowed, whether there is none or it is of others."""
    found = visible_courses(membership).filter(pk=course_id).first()
    if found is None:
        raise NotAllowed("Không có lớp này, hoặc bạn không được xem.")
    return found


def participants(course: Course) -> QuerySet[Participant]:
    """Who takes part, with ``came`` (sessions attended)."""
    rows = Participant.objects.filter(course=course).annotate(came=Count("attendances"))
    return rows.order_by("spare", "unit_name", "full_name", "id")


@dataclass(frozen=True, slots=True)
class ByAudience:
    """Figures of all courses for one audience; ``cost`` in đồng."""

    audience: str
    courses: int
    people: int
    came: int
    passed: int
    cost: int


def by_audience(membership: Membership, since: date | None = None, until: date | None = None) -> list[ByAudience]:
    """Courses with a lesson in a span of days (cancelled ones left out), by audience. Three queries."""
    return audiences(Course.objects.filter(pk__in=visible_courses(membership).values("pk")), since, until)


def audiences(rows: QuerySet[Course], since: date | None = None, until: date | None = None) -> list[ByAudience]:
    """The same of any courses."""
    rows = rows.exclude(state=CourseState.CANCELLED)
    if since is not None:
        rows = rows.filter(sessions__on__gte=since)
    if until is not None:
        rows = rows.filter(sessions__on__lte=until)
    ids = list(rows.values_list("pk", flat=True).distinct())
    courses = Course.objects.filter(pk__in=ids).order_by().values("audience")
    costs = {row["audience"]: row for row in courses.annotate(number=Count("pk"), cost=Sum("cost"))}
    people = Participant.objects.filter(course__in=ids, spare=False).order_by().values("course__audience")
    figures = {
        row["course__audience"]: row
        for row in people.annotate(
            number=Count("pk", distinct=True),
            came=Count("pk", filter=Q(attendances__isnull=False), distinct=True),
            passed=Count("pk", filter=Q(result=Outcome.PASSED), distinct=True),
        )
    }
    nobody = {"number": 0, "came": 0, "passed": 0}
    return [
        ByAudience(
            audience,
            row["number"],
            (told := figures.get(audience, nobody))["number"],
            told["came"],
            told["passed"],
            row["cost"] or 0,
        )
        for audience, row in sorted(costs.items())
    ]
