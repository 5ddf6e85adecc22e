"""The sample's past, played in order: each thing is done as of its own moment, so that the log reads like weeks."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from dondoc.schedule.calendar import WorkCalendar

Work = Callable[[date], None]
CALENDAR = WorkCalendar()
CLICK = timedelta(seconds=40)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the program's clock stand at ``moment``. Only for the sample, which is loaded before anybody works here."""
    clock = timezone.now
    timezone.now = lambda: moment  # type: ignore[assignment]
    try:
        yield
    finally:
        timezone.now = clock


def working(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the first working day from ``day`` on, at local time."""
    return timezone.make_aware(datetime.combine(CALENDAR.roll_forward(day), time(hour, minute)))


@dataclass
class Timeline:
    """What happens when. Work gets the day on which it happens; what would lie after ``now`` has not happened yet."""

    now: datetime
    _waiting: list[tuple[datetime, int, Work]] = field(default_factory=list)
    _number: Iterator[int] = field(default_factory=itertools.count)

    def add(self, moment: datetime, work: Work) -> None:
        if moment <= self.now:
            heapq.heappush(self._waiting, (moment, next(self._number), work))

    def play(self) -> None:
        """Do everything in order; work may add more."""
        last: datetime | None = None
        while self._waiting:
            moment, _, work = heapq.heappop(self._waiting)
            # Things planned for one moment follow each other, as people's clicks do.
            last = min(self.now, max(moment, last + CLICK)) if last else moment
            with at(last):
                work(timezone.localdate(moment))
