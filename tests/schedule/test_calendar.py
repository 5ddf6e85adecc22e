"""Working days: public holidays, swaps, the agency's own corrections, and counting as the Civil Code does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.schedule.calendar import WorkCalendar

CALENDAR = WorkCalendar()
DAYS = st.dates(min_value=date(2016, 1, 1), max_value=date(2036, 12, 31))


@pytest.mark.parametrize(
    "day",
    ["2025-01-01", "2025-01-29", "2025-04-07", "2025-04-30", "2025-05-02", "2025-09-01", "2025-09-02", "2026-02-17",
     "2026-04-27", "2026-08-31", "2026-11-24", "2025-08-09", "2025-08-10"],
)  # fmt: skip
def test_days_off(day: str) -> None:
    assert CALENDAR.why_off(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2025-04-26", "2026-08-22", "2025-11-24", "2025-08-04"])
def test_worked_days_and_swapped_saturdays(day: str) -> None:
    assert CALENDAR.why_off(date.fromisoformat(day)) is None


def test_the_reason_is_vietnamese() -> None:
    assert CALENDAR.why_off(date(2025, 8, 9)) == "Thứ Bảy"
    assert CALENDAR.why_off(date(2025, 8, 10)) == "Chủ nhật"
    assert "Quốc khánh" in str(CALENDAR.why_off(date(2025, 9, 2)))


def test_the_agency_corrects_the_calendar() -> None:
    own = WorkCalendar({date(2026, 1, 2): "Nghỉ hoán đổi"}, frozenset({date(2026, 1, 10)}))
    assert own.why_off(date(2026, 1, 2)) == "Nghỉ hoán đổi"
    assert own.is_working(date(2026, 1, 10))
    assert own.add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 5)
    assert CALENDAR.add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 2)


def test_a_day_named_off_and_worked_is_off() -> None:
    day = date(2026, 1, 10)
    assert not WorkCalendar({day: "Mất điện"}, frozenset({day})).is_working(day)


@pytest.mark.parametrize(
    ("event", "count", "last"),
    [
        ("2025-08-28", 5, "2025-09-08"),
        ("2025-08-04", 2, "2025-08-06"),
        ("2025-08-29", 1, "2025-09-03"),
        ("2025-08-06", -2, "2025-08-04"),
    ],
)
def test_working_days(event: str, count: int, last: str) -> None:
    assert CALENDAR.add_working_days(date.fromisoformat(event), count) == date.fromisoformat(last)


def test_calendar_days_end_on_a_working_day() -> None:
    assert CALENDAR.add_days(date(2025, 8, 21), 10) == date(2025, 9, 3)
    assert CALENDAR.add_days(date(2025, 8, 4), 15) == date(2025, 8, 19)


def test_months_end_on_the_same_date_or_the_last_day() -> None:
    assert CALENDAR.add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert CALENDAR.add_months(date(2025, 8, 4), 1) == date(2025, 9, 4)


def test_rolling() -> None:
    assert CALENDAR.roll_back(date(2025, 8, 23)) == date(2025, 8, 22)
    assert CALENDAR.roll_back(date(2025, 11, 30)) == date(2025, 11, 28)
    assert CALENDAR.roll_forward(date(2025, 8, 31)) == date(2025, 9, 3)
    assert CALENDAR.roll_back(date(2025, 8, 22)) == CALENDAR.roll_forward(date(2025, 8, 22))


def test_days_between() -> None:
    assert CALENDAR.working_days_between(date(2025, 8, 28), date(2025, 9, 8)) == 5
    assert CALENDAR.working_days_between(date(2025, 9, 8), date(2025, 8, 28)) == -5
    assert CALENDAR.working_days_between(date(2025, 8, 4), date(2025, 8, 4)) == 0


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_adding_working_days_is_monotone_and_lands_on_one(event: date, count: int) -> None:
    last = CALENDAR.add_working_days(event, count)
    assert last >= event
    assert count == 0 or CALENDAR.is_working(last)
    assert CALENDAR.add_working_days(event, count + 1) > last
    assert CALENDAR.working_days_between(event, last) == count


@given(DAYS)
def test_rolling_brackets_the_day(day: date) -> None:
    assert CALENDAR.roll_back(day) <= day <= CALENDAR.roll_forward(day)
    assert CALENDAR.is_working(CALENDAR.roll_back(day)) and CALENDAR.is_working(CALENDAR.roll_forward(day))
