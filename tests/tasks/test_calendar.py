"""The agency's own days off and worked days, and the due days that follow them."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.organisations.models import Agency
from dondoc.tasks.actions import change_calendar
from dondoc.tasks.calendars import calendar_of
from tests.tasks.work import Desk, assigned

DUE = date(2026, 11, 19)


@pytest.fixture
def coordinator(office):
    return office.people["coordinator"], office.as_("coordinator")


def test_a_new_day_off_moves_what_falls_on_it(office, coordinator):
    task = assigned(office)
    assert change_calendar(*coordinator, {DUE: "Ngày truyền thống ngành"}, []) == [task]
    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (date(2026, 11, 18), date(2026, 11, 18)), "trước: the day before"
    assert calendar_of(Agency.objects.get()).why_off(DUE) == "Ngày truyền thống ngành"
    assert change_calendar(*coordinator, {DUE: "Ngày truyền thống ngành"}, []) == []
    change_calendar(*coordinator, {}, [])
    task.refresh_from_db()
    assert task.due_on == DUE


def test_a_worked_saturday_moves_what_was_put_off(office, coordinator):
    task = assigned(office, due="14/11/2026")
    assert task.due_on == date(2026, 11, 16)
    change_calendar(*coordinator, {}, [date(2026, 11, 14)])
    task.refresh_from_db()
    assert task.due_on == date(2026, 11, 14)


def test_a_day_that_was_given_as_more_time_stays(office, coordinator):
    task = assigned(office)
    Desk(office, "head_telecom").ask_extension(task, until=date(2026, 11, 27), reason="Chờ")
    Desk(office, "leader").decide_extension(task, True)
    change_calendar(*coordinator, {DUE: "Nghỉ", date(2026, 11, 27): "Nghỉ"}, [])
    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (date(2026, 11, 27), date(2026, 11, 18))


def test_periods_follow_too(office, coordinator):
    task = assigned(office, due="FREQ=MONTHLY;BYMONTHDAY=20")
    change_calendar(*coordinator, {date(2026, 11, 20): "Nghỉ"}, [])
    task.refresh_from_db()
    assert task.due_on == date(2026, 11, 23)
    assert task.occurrences.first().nominal == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("off", "worked", "sentence"),
    [
        ({DUE: "Nghỉ"}, [DUE], "vừa là ngày nghỉ vừa là"),
        ({DUE: " "}, [], "Hãy ghi lý do"),
        ({date.fromordinal(739_000 + n): "Nghỉ" for n in range(500)}, [], "tối đa"),
    ],
)
def test_wrong_days_are_refused(coordinator, off, worked, sentence):
    with pytest.raises(Refused, match=sentence):
        change_calendar(*coordinator, off, worked)
    assert "calendar" not in Agency.objects.get().settings


def test_who_may_not_cannot(office):
    with pytest.raises(NotAllowed):
        change_calendar(office.people["officer"], office.as_("officer"), {}, [])
