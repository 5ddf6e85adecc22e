"""Due values: what they print, what they refuse, when they fall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.due import Due, DueKind
from dondoc.schedule.recurrence import (
    Course,
    DataWindow,
    Period,
    change,
    data_window,
    end,
    occurrences,
    of_courses,
)

CALENDAR = WorkCalendar()
DAYS = st.dates(min_value=date(2016, 1, 1), max_value=date(2036, 12, 31))
RULES = st.sampled_from(
    [
        "FREQ=MONTHLY;BYMONTHDAY=23",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4",
        "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=14",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=14",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10",
        "FREQ=MONTHLY",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;BYDAY=TH",
        "FREQ=WEEKLY",
        "FREQ=DAILY",
        "FREQ=MONTHLY;INTERVAL=5",
        "FREQ=YEARLY;INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
    ]
)


@given(
    st.one_of(
        DAYS.map(Due.day),
        st.tuples(DAYS, st.integers(0, 999)).map(lambda p: Due.span(p[0], p[0] + timedelta(days=p[1]))),
        DAYS.map(Due.open),
        RULES.map(Due.recurring),
        st.sampled_from((Due(DueKind.CONTINUOUS), Due(DueKind.ON_DEMAND))),
    )
)
def test_round_trip(due: Due) -> None:
    assert Due.parse(str(due)) == due


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2025",
        "2025-13-01",
        "20/12/2025",
        "2025-12-31/2025-01-01",
        "2025-01-01/x",
        "FREQ=OFTEN",
        "FREQ=",
        "BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=99",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "soon",
    ],
)
def test_what_is_no_due_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        Due.parse(words)


def test_last_day() -> None:
    assert Due.parse("2025-08-06").last_day == date(2025, 8, 6)
    assert Due.parse("2025-10-01/2025-12-31").last_day == date(2025, 12, 31)
    assert Due.parse("continuous").last_day is None
    assert Due.parse("2025-01-01/..").last_day is None


def test_next_occurrences() -> None:
    assert Due.parse("FREQ=MONTHLY;BYMONTHDAY=23").next_occurrences(date(2025, 8, 23), 2) == [
        date(2025, 9, 23),
        date(2025, 10, 23),
    ]
    assert Due.parse("FREQ=MONTHLY;INTERVAL=3").next_occurrences(date(2025, 8, 4), 2) == [
        date(2025, 9, 30),
        date(2025, 12, 31),
    ]
    assert Due.parse("FREQ=YEARLY").next_occurrences(date(2025, 12, 31)) == [date(2026, 12, 31)]
    assert Due.parse("FREQ=WEEKLY").next_occurrences(date(2025, 8, 4)) == [date(2025, 8, 8)]
    assert Due.parse("2025-08-06").next_occurrences(date(2025, 8, 4), 3) == [date(2025, 8, 6)]
    assert Due.parse("2025-08-06").next_occurrences(date(2025, 8, 6)) == []
    assert Due.parse("on-demand").next_occurrences(date(2025, 8, 6)) == []


def test_a_single_due_has_no_rule() -> None:
    with pytest.raises(ValueError, match="recurring"):
        Due.parse("2025-08-06").rrule(date(2025, 1, 1))


def test_an_exclusive_bound_is_kept_by_the_working_day_before() -> None:
    due = Due.recurring("FREQ=MONTHLY;BYMONTHDAY=23", exclusive=True)
    [august] = occurrences(due, date(2025, 8, 1), date(2025, 8, 31), CALENDAR)
    assert (august.nominal, august.working) == (date(2025, 8, 23), date(2025, 8, 22))
    inclusive = Due.recurring("FREQ=MONTHLY;BYMONTHDAY=23")
    assert next(occurrences(inclusive, date(2025, 8, 1), date(2025, 8, 31), CALENDAR)).working == date(2025, 8, 25)


def test_a_single_due_occurs_once() -> None:
    due = Due.parse("2025-08-09")
    assert [o.working for o in occurrences(due, date(2025, 8, 1), date(2025, 8, 31), CALENDAR)] == [date(2025, 8, 11)]
    assert list(occurrences(due, date(2025, 9, 1), date(2025, 9, 30), CALENDAR)) == []
    assert list(occurrences(due, date(2025, 9, 2), date(2025, 9, 1), CALENDAR)) == []


@given(RULES, DAYS, st.integers(0, 800))
def test_every_occurrence_lies_in_its_window(rule: str, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = list(occurrences(Due.recurring(rule), first, last, CALENDAR))
    assert all(first <= o.nominal <= last and CALENDAR.is_working(o.working) for o in found)
    assert [o.nominal for o in found] == sorted({o.nominal for o in found})


@given(RULES, DAYS)
def test_occurrences_do_not_depend_on_where_one_looks_from(rule: str, first: date) -> None:
    due, last = Due.recurring(rule), date(first.year, 12, 31)
    whole = [o.nominal for o in occurrences(due, date(first.year, 1, 1), last, CALENDAR)]
    assert [o.nominal for o in occurrences(due, first, last, CALENDAR)] == [d for d in whole if d >= first]


def test_a_rule_changes_from_a_day_on_and_ends() -> None:
    monthly, quarterly = Due.parse("FREQ=MONTHLY;BYMONTHDAY=23"), Due.parse("FREQ=MONTHLY;INTERVAL=3")
    courses = change([Course(monthly, date(2025, 1, 1))], quarterly, date(2025, 4, 1))
    courses = end(courses, date(2025, 10, 15))
    days = [o.nominal for o in of_courses(courses, date(2025, 1, 1), date(2026, 12, 31), CALENDAR)]
    assert days == [date(2025, 1, 23), date(2025, 2, 23), date(2025, 3, 23), date(2025, 6, 30), date(2025, 9, 30)]
    assert end(courses, date(2024, 1, 1)) == []


@pytest.mark.parametrize(
    ("period", "number", "window"),
    [
        (Period.MONTH, 8, DataWindow(date(2025, 7, 15), date(2025, 8, 14), date(2025, 8, 25))),
        (Period.MONTH, 1, DataWindow(date(2024, 12, 15), date(2025, 1, 14), date(2025, 1, 25))),
        (Period.QUARTER, 3, DataWindow(date(2025, 6, 15), date(2025, 9, 14), date(2025, 9, 25))),
        (Period.FIRST_HALF, 1, DataWindow(date(2024, 12, 15), date(2025, 6, 14), date(2025, 6, 25))),
        (Period.SECOND_HALF, 1, DataWindow(date(2025, 6, 15), date(2025, 12, 14), date(2025, 12, 25))),
        (Period.NINE_MONTHS, 1, DataWindow(date(2024, 12, 15), date(2025, 9, 14), date(2025, 9, 25))),
        (Period.YEAR, 1, DataWindow(date(2024, 12, 15), date(2025, 12, 14), date(2025, 12, 25))),
    ],
)
def test_data_windows_of_decree_09_2019(period: Period, number: int, window: DataWindow) -> None:
    assert data_window(period, 2025, number) == window


def test_there_is_no_thirteenth_month() -> None:
    with pytest.raises(ValueError, match="13"):
        data_window(Period.MONTH, 2025, 13)
    with pytest.raises(ValueError, match="5"):
        data_window(Period.QUARTER, 2025, 5)
