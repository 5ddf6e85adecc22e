"""Periods of reports: which there are, the days whose figures they cover, and by when each stage of a cascade is due.

The regime of Decree 09/2019/NĐ-CP (Art. 8, 12, 13) is what an agency starts from; its own days may differ.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.due import anchored
from dondoc.schedule.recurrence import MONTHS_BACK, Period, last_month

NUMBERS = {Period.MONTH: range(1, 13), Period.QUARTER: range(1, 5)}
"""Numbers of the periods of a year; the others have one."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of the calendar. ``number`` is the month or quarter, else 1."""

    period: Period
    year: int
    number: int = 1

    @property
    def last_month(self) -> date:
        """The first day of the period's last month. Raises ValueError where there is no such period."""
        return date(self.year, last_month(self.period, self.number), 1)


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day told by its place in a period: ``day`` of the month that lies ``months`` after the period's last one
    (before it where negative); past the end of a month its last day. ``before`` keeps that the words name the first day
    that is too late ("trước ngày 24" is day 23), so that a day off moves to the working day before and not after."""

    day: int
    months: int = 0
    before: bool = False

    def nominal(self, slot: Slot) -> date:
        """The last day in time, as the words say."""
        return self._in(slot.last_month)

    def working(self, slot: Slot, calendar: WorkCalendar) -> date:
        """The working day that keeps it (Civil Code 2015 Art. 148.5)."""
        nominal = self.nominal(slot)
        return calendar.roll_back(nominal) if self.before else calendar.roll_forward(nominal)

    def _in(self, month: date) -> date:
        month += relativedelta(months=self.months)
        return month.replace(day=min(self.day, monthrange(month.year, month.month)[1]))

    def window(self, slot: Slot) -> tuple[date, date]:
        """With this as the cut-off: the first and the last day whose figures the period covers."""
        before = self._in(slot.last_month - relativedelta(months=MONTHS_BACK[slot.period]))
        return before + timedelta(days=1), self.nominal(slot)


CUT_OFF, SEND_BY = DayOf(14), DayOf(25)
"""Figures to the 14th (Decree 09/2019/NĐ-CP Art. 12), sent by the 25th of the last month (Art. 13)."""


def slots(periods: Collection[Period], since: date, until: date) -> Iterator[Slot]:
    """The periods whose last month begins within ``[since, until]``, in order."""
    found = (
        Slot(period, year, number)
        for year in range(since.year, until.year + 1)
        for period in periods
        for number in NUMBERS.get(period, (1,))
    )
    yield from sorted((one for one in found if since <= one.last_month <= until), key=lambda one: one.last_month)


def lags(days: Sequence[date], calendar: WorkCalendar) -> list[int]:
    """Working days from each day of a chain to the one after it; a chain holds where all are positive."""
    return [calendar.working_days_between(one, other) for one, other in pairwise(days)]


_QUARTERS = {(3, 6, 9, 12): 0, (1, 4, 7, 10): 1, (2, 5, 8, 11): -1}
_HALVES = {(6, 12): 0, (1, 7): 1, (5, 11): -1}


def regime_of(rule: str, *, before: bool = False) -> tuple[tuple[Period, ...], DayOf] | None:
    """The periods and the day that a recurrence rule (RFC 5545) of a report means: "FREQ=MONTHLY;BYMONTHDAY=23" is
    each month by the 23rd. None for rules that are no reporting period (daily, weekly, several days)."""
    parts = dict(part.split("=", 1) for part in anchored(rule).split(";"))
    day = parts.get("BYMONTHDAY", "-1")
    if parts["FREQ"] not in ("MONTHLY", "YEARLY") or "," in day or "BYDAY" in parts:
        return None
    number = 31 if int(day) < 0 else int(day)
    months = tuple(sorted(int(month) for month in parts.get("BYMONTH", "").split(",") if month))
    if not months:
        return ((Period.MONTH,), DayOf(number, 0, before)) if parts["FREQ"] == "MONTHLY" else None
    if months in _QUARTERS:
        return (Period.QUARTER,), DayOf(number, _QUARTERS[months], before)
    if months in _HALVES:
        return (Period.FIRST_HALF, Period.SECOND_HALF), DayOf(number, _HALVES[months], before)
    if len(months) > 1:
        return None
    if months == (9,):
        return (Period.NINE_MONTHS,), DayOf(number, 0, before)
    # A yearly report in spring is about the year before.
    return (Period.YEAR,), DayOf(number, months[0] - 12 if months[0] > 3 else months[0], before)
