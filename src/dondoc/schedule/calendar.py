"""The working-day calendar of Vietnamese public agencies and the legal way of counting days.

Days off: Saturdays, Sundays, the public holidays of Labour Code 2019 Art. 112 and the days swapped by the Prime
Minister (package ``holidays``); an agency can override any day, because swaps are often decided after the package was
made.
Counting: Civil Code 2015 Art. 147 (the day of the event is not counted) and Art. 148 (a period ends at 24:00 of its
last day; if that is a day off, of the next working day; months end on the same date or the last day of the month).
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays
from dateutil.relativedelta import relativedelta

_DAY = timedelta(days=1)
_WEEKEND = {5: "Thứ Bảy", 6: "Chủ nhật"}


@lru_cache(maxsize=128)
def _public(year: int) -> tuple[dict[date, str], frozenset[date]]:
    """Public holidays of a year with their Vietnamese names, and Saturdays that are worked in exchange."""
    table = holidays.country_holidays("VN", years=year, language="vi")
    worked = frozenset(day for day in getattr(table, "weekend_workdays", ()) if day.year == year)
    return {day: str(name) for day, name in table.items()}, worked


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked. ``days_off`` (day → Vietnamese reason) and ``worked`` are the agency's own corrections;
    where both name a day, ``days_off`` wins."""

    days_off: Mapping[date, str] = field(default_factory=dict)
    worked: Set[date] = frozenset()

    def why_off(self, day: date) -> str | None:
        """The Vietnamese reason why a day is not worked; None for a working day."""
        if day in self.days_off:
            return self.days_off[day]
        if day in self.worked:
            return None
        names, swapped = _public(day.year)
        if day in names:
            return names[day]
        return None if day in swapped else _WEEKEND.get(day.weekday())

    def is_working(self, day: date) -> bool:
        return self.why_off(day) is None

    def roll_forward(self, day: date) -> date:
        """The day itself or the next working day (Civil Code Art. 148.5)."""
        while not self.is_working(day):
            day += _DAY
        return day

    def roll_back(self, day: date) -> date:
        """The day itself or the working day before: the last day for work that must be in *before* a day."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def add_days(self, event: date, count: int) -> date:
        """The last day of ``count`` calendar days from an event; moved to a working day where it is a day off."""
        return self.roll_forward(event + count * _DAY)

    def add_working_days(self, event: date, count: int) -> date:
        """The ``count``-th working day after an event (before it where negative); the event's day is not counted."""
        step = _DAY if count >= 0 else -_DAY
        day = event
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def add_months(self, event: date, count: int) -> date:
        """The same date ``count`` months later, or the last day of that month; moved to a working day."""
        return self.roll_forward(event + relativedelta(months=count))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative where ``end`` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working(start + n * _DAY) for n in range(1, (end - start).days + 1))
