"""Counting of days: what a calendar must know for due expressions, and the plainest one (Civil Code 2015 Art. 147-148)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from dondoc.language.dates import real_date


class DayCounter(Protocol):
    """Legal counting of days; ``schedule.calendar.WorkCalendar`` is one."""

    def add_days(self, event: date, count: int) -> date: ...

    def add_working_days(self, event: date, count: int) -> date: ...

    def add_months(self, event: date, count: int) -> date: ...


class Weekdays:
    """Counts with weekends only: for use where no holiday calendar is at hand."""

    def add_days(self, event: date, count: int) -> date:
        day = event + timedelta(days=count)
        return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day

    def add_working_days(self, event: date, count: int) -> date:
        day, step = event, timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left > 0:
            day += step
            left -= day.weekday() < 5
        return day

    def add_months(self, event: date, count: int) -> date:
        month = event.month - 1 + count
        year, month = event.year + month // 12, month % 12 + 1
        day = next(d for n in range(event.day, 0, -1) if (d := real_date(year, month, n)))
        return self.add_days(day, 0)
