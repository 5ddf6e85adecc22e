"""Working days: the national calendar of a year, and the agency's own days off and worked days."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dondoc.audit.errors import Refused
from dondoc.organisations.policies import may
from dondoc.schedule.calendar import WorkCalendar
from dondoc.tasks.actions import set_calendar
from dondoc.tasks.calendars import calendar_of
from dondoc.web.organisation.units import agency_of
from dondoc.web.paging import day_of

FIRST_YEAR, LAST_YEAR = 2020, 2100


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the page. ``look`` is off, weekend, worked or empty; ``why`` its reason in words."""

    day: date
    inside: bool
    look: str
    why: str
    own: bool


@require_http_methods(["GET", "HEAD", "POST"])
def working_days(request: HttpRequest) -> HttpResponse:
    """The year; with a form one day is set off, worked, or back to the national calendar."""
    agency = agency_of(request)
    own = calendar_of(agency)
    if request.method == "POST":
        day = _change(request, own)
        return redirect(f"/cai-dat/ngay-lam-viec/?nam={day.year}")
    year = _year(request)
    context = {
        "year": year,
        "months": [(month, _weeks(own, year, month)) for month in range(1, 13)],
        "own_off": sorted((day, why) for day, why in own.days_off.items() if day.year == year),
        "own_worked": sorted(day for day in own.worked if day.year == year),
        "may_edit": may(request.membership, "calendar.edit"),
    }
    return render(request, "web/settings/calendar.html", context)


def _year(request: HttpRequest) -> int:
    words = request.GET.get("nam", "")
    year = int(words) if words.isascii() and words.isdigit() and len(words) == 4 else request.today.year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _weeks(own: WorkCalendar, year: int, month: int) -> list[list[Day]]:
    weeks = months.Calendar(firstweekday=0).monthdatescalendar(year, month)
    return [[_day(own, day, day.month == month) for day in week] for week in weeks]


def _day(own: WorkCalendar, day: date, inside: bool) -> Day:
    why = own.why_off(day) or ""
    weekend = day.weekday() >= 5
    if why:
        look = "weekend" if weekend and why in ("Thứ Bảy", "Chủ nhật") else "off"
    else:
        look = "worked" if weekend else ""
        why = "Làm bù" if weekend else ""
    return Day(day, inside, look, why, day in own.days_off or day in own.worked)


def _change(request: HttpRequest, own: WorkCalendar) -> date:
    """Set one day as the form says; tells how many tasks moved."""
    day, what = day_of(request.POST, "day"), request.POST.get("what", "")
    if day is None:
        raise Refused("Hãy nhập ngày, ví dụ 02/01/2027.")
    off = {one: why for one, why in own.days_off.items() if one != day}
    worked = set(own.worked) - {day}
    if what == "off":
        off[day] = request.POST.get("why", "")
    elif what == "worked":
        worked.add(day)
    elif what != "national":
        raise Refused("Hãy chọn nghỉ, làm việc, hoặc theo lịch chung.")
    moved = set_calendar(request.user, request.membership, off, worked)
    words = f"Thời hạn của {len(moved)} nhiệm vụ được tính lại." if moved else "Không có thời hạn nào thay đổi."
    messages.success(request, f"Đã lưu ngày {day:%d/%m/%Y}. {words}")
    return day
