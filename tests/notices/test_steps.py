"""On which days somebody is reminded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.notices.plans import DEFAULTS, Urgency, plans_of, urgency_of
from dondoc.notices.steps import Plan, Step, due_days, steps
from dondoc.organisations.models import Agency
from dondoc.schedule.calendar import WorkCalendar

DAY = timedelta(days=1)
FIRST = date(2026, 9, 1)
WEEK = Plan()


def on(due: date, plan: Plan = WEEK, until: date = date(2027, 3, 1)) -> list[tuple[date, int]]:
    return [(step.day, step.number) for step in steps(due, plan, WorkCalendar(), date(2026, 1, 1), until)]


def test_a_week_three_days_one_day_before_then_on_the_day_then_weekly():
    # Friday 20/11/2026; 24/11 is a holiday, which moves nothing here.
    assert on(date(2026, 11, 20), until=date(2026, 12, 7)) == [
        (date(2026, 11, 13), 7),
        (date(2026, 11, 17), 3),
        (date(2026, 11, 19), 1),
        (date(2026, 11, 20), 0),
        (date(2026, 11, 23), -1),
        (date(2026, 11, 30), -8),
        (date(2026, 12, 7), -15),
    ]


def test_what_falls_on_a_weekend_is_told_on_friday_and_once():
    assert on(date(2026, 11, 9), until=date(2026, 11, 9)) == [
        (date(2026, 11, 2), 7),
        (date(2026, 11, 6), 1),
        (date(2026, 11, 9), 0),
    ]


def test_no_reminders_after_the_day_where_the_agency_wants_none():
    assert on(date(2026, 11, 20), Plan((1,), False, 0)) == [(date(2026, 11, 19), 1)]


@pytest.mark.parametrize(
    ("words", "urgency"),
    [
        ("", Urgency.NORMAL),
        ("Khẩn", Urgency.URGENT),
        ("THƯỢNG KHẨN", Urgency.URGENT),
        ("Hỏa tốc", Urgency.EXPRESS),
        ("Hoả tốc hẹn giờ", Urgency.EXPRESS),
    ],
)
def test_urgency_shortens(words: str, urgency: Urgency):
    assert urgency_of(words) == urgency
    assert DEFAULTS[urgency].before[0] <= DEFAULTS[Urgency.NORMAL].before[0]


@pytest.mark.parametrize("stored", [None, 7, [], {"normal": []}, {"normal": {"before": "7", "every": -1}}])
def test_settings_that_make_no_sense_are_as_by_default(stored: object):
    assert plans_of(Agency(settings={"reminders": stored})) == DEFAULTS


def test_an_agency_sets_its_own_steps():
    plans = plans_of(Agency(settings={"reminders": {"normal": {"before": [2, 10, 2, 99], "every": 0}}}))
    assert plans[Urgency.NORMAL] == Plan((10, 2), True, 0)
    assert plans[Urgency.URGENT] == DEFAULTS[Urgency.URGENT]


days = st.integers(0, 120).map(lambda n: FIRST + n * DAY)
calendars = st.builds(
    lambda off, worked: WorkCalendar(dict.fromkeys(off, "nghỉ"), frozenset(worked)),
    st.sets(days, max_size=12),
    st.sets(days, max_size=12),
)
plans = st.builds(
    Plan, st.sets(st.integers(1, 20), max_size=4).map(lambda n: tuple(sorted(n))), st.booleans(), st.integers(0, 10)
)


@given(days, plans, calendars, st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_runs_on_any_days_tell_the_latest_step_once_and_miss_none(
    due: date, plan: Plan, calendar: WorkCalendar, gaps: list[int]
):
    start = FIRST - 30 * DAY
    told: list[Step] = []
    since = start
    for gap in gaps:
        today = since + gap * DAY
        step = due_days(plan, calendar, since, today, oldest=due).get(due)
        passed = steps(due, plan, calendar, since, today)
        assert step == (passed[-1] if passed else None)
        told += [step] if step else []
        since = today
    assert len({step.number for step in told}) == len(told), "no step twice"
    everything = steps(due, plan, calendar, start, since)
    assert set(told) <= set(everything)
    assert not everything or told[-1] == everything[-1]
    if set(gaps) == {1}:
        assert told == everything, "nothing is missed where it runs every day"


@given(days, plans, calendars)
def test_steps_fall_on_working_days_one_a_day_in_order(due: date, plan: Plan, calendar: WorkCalendar):
    found = steps(due, plan, calendar, FIRST - 60 * DAY, FIRST + 200 * DAY)
    assert all(calendar.is_working(step.day) for step in found)
    assert len({step.day for step in found}) == len(found)
    assert [step.number for step in found] == sorted((step.number for step in found), reverse=True)
    assert all((step.day <= due) if step.number >= 0 else (step.day > due) for step in found)


@given(days, plans, calendars, days, st.integers(0, 60))
def test_the_stretch_that_is_looked_at_changes_no_step(due, plan, calendar, since, length):
    until = since + length * DAY
    everything = steps(due, plan, calendar, FIRST - 400 * DAY, FIRST + 400 * DAY)
    assert steps(due, plan, calendar, since, until) == [step for step in everything if since < step.day <= until]
