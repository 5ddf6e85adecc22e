"""The working-day calendar."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from dondoc.api.schemas.common import Listing, Strict
from dondoc.api.schemas.steps import Day as Bounded
from dondoc.audit.errors import Refused
from dondoc.tasks.actions import set_calendar
from dondoc.tasks.calendars import calendar_of

router = Router(tags=["calendar"])
LONGEST = timedelta(days=800)
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


class Day(Schema):
    """A day and whether it is worked."""

    on: date
    working: bool
    reason: str = Field(description="Vietnamese: why it is not worked")


class DayOff(Strict):
    """A day that the agency does not work, and why."""

    on: Bounded
    reason: str = Field(max_length=200)


class OwnDays(Strict):
    """What the agency has changed in the national calendar, all of it."""

    off: list[DayOff] = Field(max_length=1000)
    worked: list[Bounded] = Field(max_length=1000, description="Saturdays and holidays that are worked")


class Moved(Schema):
    """The tasks whose last day moved with the calendar."""

    moved: list[int]


class Days(Schema):
    """A stretch of days, both ends included."""

    since: date
    until: date


@router.get("/days", response=Listing[Day])
def days(request: HttpRequest, query: Query[Days]) -> Listing[Day]:
    """Which days are worked in your agency: national holidays, swapped Saturdays, and what the agency has changed."""
    if not FIRST <= query.since <= query.until <= LAST or query.until - query.since > LONGEST:
        raise Refused("Hãy hỏi một khoảng ngày hợp lệ, tối đa 800 ngày, từ năm 2000 đến năm 2100.", "until")
    calendar = calendar_of(request.membership.agency)
    found = [query.since + timedelta(days=n) for n in range((query.until - query.since).days + 1)]
    reasons = [(day, calendar.why_off(day)) for day in found]
    return Listing(items=[Day(on=day, working=why is None, reason=why or "") for day, why in reasons])


@router.get("/own", response=OwnDays)
def own_days(request: HttpRequest) -> OwnDays:
    """What your agency has changed in the national calendar."""
    calendar = calendar_of(request.membership.agency)
    off = [DayOff(on=day, reason=why) for day, why in sorted(calendar.days_off.items())]
    return OwnDays(off=off, worked=sorted(calendar.worked))


@router.put("/own", response=Moved)
def set_own_days(request: HttpRequest, body: OwnDays) -> Moved:
    """Replace them. Open due days are worked out again, and those concerned are told."""
    off = {day.on: day.reason for day in body.off}
    return Moved(moved=[task.pk for task in set_calendar(request.user, request.membership, off, body.worked)])
