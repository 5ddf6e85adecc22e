"""Recurring duties: the days on which a rule falls, as printed and as worked, and the reporting periods of the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.due import Due


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a rule falls: ``nominal`` as the rule says, ``working`` the last working day that keeps it (the working
    day before where the nominal day is off and the bound is exclusive, else the next one, Civil Code Art. 148.5)."""

    nominal: date
    working: date


@dataclass(frozen=True, slots=True)
class Course:
    """A due that holds from a day on, until a day (inclusive) or for good."""

    due: Due
    since: date
    until: date | None = None


def occurrences(due: Due, first: date, last: date, calendar: WorkCalendar) -> Iterator[Occurrence]:
    """All occurrences whose nominal day lies in ``[first, last]``, in order."""
    if last < first:
        return
    if due.rule is None:
        if due.end is not None and first <= due.end <= last:
            yield _worked(due, due.end, calendar)
        return
    begin, end = datetime.combine(first, datetime.min.time()), datetime.combine(last, datetime.min.time())
    for found in due.rrule(first).between(begin, end, inc=True):
        yield _worked(due, found.date(), calendar)


def _worked(due: Due, nominal: date, calendar: WorkCalendar) -> Occurrence:
    return Occurrence(nominal, calendar.roll_back(nominal) if due.exclusive else calendar.roll_forward(nominal))


def of_courses(courses: list[Course], first: date, last: date, calendar: WorkCalendar) -> Iterator[Occurrence]:
    """Occurrences of a duty whose rule was changed or ended: each course only in its own time."""
    for course in sorted(courses, key=lambda c: c.since):
        until = last if course.until is None else min(last, course.until)
        yield from occurrences(course.due, max(first, course.since), until, calendar)


def change(courses: list[Course], due: Due, since: date) -> list[Course]:
    """The courses after a new rule is set from ``since`` on: what ran then ends the day before."""
    return [*end(courses, since - timedelta(days=1)), Course(due, since)]


def end(courses: list[Course], last: date) -> list[Course]:
    """The courses after the duty is ended with ``last`` as its final day."""
    kept = [c for c in courses if c.since <= last]
    return [Course(c.due, c.since, last if c.until is None else min(c.until, last)) for c in kept]


class Period(StrEnum):
    """Periods of administrative reports, Decree 09/2019/NĐ-CP Art. 8."""

    MONTH = "month"
    QUARTER = "quarter"
    FIRST_HALF = "first-half"
    SECOND_HALF = "second-half"
    NINE_MONTHS = "nine-months"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DataWindow:
    """The days whose figures a report covers, and the last day to send it to the Government."""

    first: date
    last: date
    send_by: date


MONTHS_BACK = {
    Period.MONTH: 1,
    Period.QUARTER: 3,
    Period.FIRST_HALF: 6,
    Period.SECOND_HALF: 6,
    Period.NINE_MONTHS: 9,
    Period.YEAR: 12,
}


def data_window(period: Period, year: int, number: int = 1) -> DataWindow:
    """The window of Decree 09/2019/NĐ-CP Art. 12 (from the 15th to the 14th) and the sending day of Art. 13 (the
    25th of the period's last month).

    ``number`` is the month or quarter. Raises ValueError where there is no such period."""
    month = last_month(period, number)
    last = date(year, month, 14)
    first = last - relativedelta(months=MONTHS_BACK[period]) + timedelta(days=1)
    return DataWindow(first, last, date(year, month, 25))


def last_month(period: Period, number: int) -> int:
    """The number of a period's last month. Raises ValueError where there is no such period."""
    match period:
        case Period.MONTH if 1 <= number <= 12:
            return number
        case Period.QUARTER if 1 <= number <= 4:
            return 3 * number
        case Period.FIRST_HALF:
            return 6
        case Period.NINE_MONTHS:
            return 9
        case Period.SECOND_HALF | Period.YEAR:
            return 12
        case _:
            raise ValueError(f"no {period} number {number}")
