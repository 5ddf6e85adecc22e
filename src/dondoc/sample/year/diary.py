"""What is planned for which day."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dondoc.schedule.calendar import WorkCalendar

Work = Callable[[], None]
CALENDAR = WorkCalendar()


class Diary:
    """Work by day, in the order in which it was planned."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._waiting: list[tuple[date, int, Work]] = []
        self._number = itertools.count()

    def on(self, day: date, work: Work) -> None:
        """Plan work for the first working day from ``day`` on, never before today."""
        day = CALENDAR.roll_forward(max(day, self.today))
        heapq.heappush(self._waiting, (day, next(self._number), work))

    def after(self, days: int, work: Work) -> None:
        """Plan work for so many days from today."""
        self.on(self.today + timedelta(days=days), work)

    def due(self) -> Iterator[Work]:
        """What is to be done today, also what is planned for today meanwhile."""
        while self._waiting and self._waiting[0][0] <= self.today:
            yield heapq.heappop(self._waiting)[2]
