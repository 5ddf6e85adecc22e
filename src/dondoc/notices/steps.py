"""On which days somebody is reminded of a day due. Plain values: no database, no clock.

Steps are counted in calendar days and fall on working days: one before the day due moves to the working day before, one
after it to the next working day. Where two fall on one day, the later step counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.schedule.calendar import WorkCalendar

_DAY = timedelta(days=1)
SPREAD = 20
"""No run of days off is longer: a step moves by fewer days than this."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``before``: days before the day due; ``on_day``: on it too; ``every``: days between reminders once it is
    overdue, the first on the day after (0: none)."""

    before: tuple[int, ...] = (7, 3, 1)
    on_day: bool = True
    every: int = 7


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """``number`` is days before the nominal day due, negative after it; ``day`` when it falls."""

    day: date
    number: int


def steps(due: date, plan: Plan, calendar: WorkCalendar, since: date, until: date) -> list[Step]:
    """The steps of a day due that fall after ``since`` and not after ``until``, one a day, in order."""
    found: dict[date, int] = {}
    for number in _numbers(due, plan, since, until):
        day = _falls_on(due, number, calendar)
        if since < day <= until:
            found[day] = min(number, found.get(day, number))
    return [Step(day, found[day]) for day in sorted(found)]


def _numbers(due: date, plan: Plan, since: date, until: date) -> Iterator[int]:
    """The numbers of the steps that can fall into the stretch, wherever days off move them."""
    # The neighbours decide which step a day belongs to, so numbers are taken from a wider stretch.
    yield from plan.before
    if plan.on_day:
        yield 0
    if plan.every > 0 and until > due:
        first = max(0, ((since - due).days - 1 - SPREAD) // plan.every)
        last = ((until - due).days - 1) // plan.every
        yield from (-1 - plan.every * n for n in range(first, last + 1))


def _falls_on(due: date, number: int, calendar: WorkCalendar) -> date:
    day = due - number * _DAY
    return calendar.roll_back(day) if number >= 0 else calendar.roll_forward(day)


def due_days(plan: Plan, calendar: WorkCalendar, since: date, today: date, oldest: date) -> dict[date, Step]:
    """The days due of which somebody is to be reminded on ``today``, each with its latest step after ``since``.

    ``oldest`` is the earliest day due that there is.
    """
    last = today + (max(plan.before, default=0) + SPREAD) * _DAY
    table = {}
    day = min(oldest, last)
    while day <= last:
        found = steps(day, plan, calendar, since, today)
        if found:
            table[day] = found[-1]
        day += _DAY
    return table
