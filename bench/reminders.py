"""How fast very many tasks are reminded of: ``python -m bench.reminders DATABASE COUNT`` prints figures as JSON lines.

The reference is reading those tasks once through the ORM. The bar holds for a day with tasks due all over the year; for
orientation there is the worst day that one can think of, on which every single task has its step and each is told to
its head and all its partners. A second run of each must add nothing.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from datetime import datetime, time, timedelta

os.environ.setdefault("DONDOC_DATA", tempfile.mkdtemp(prefix="dondoc-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

from dondoc.cli.site import prepare

# isort: split
from django.db.models import QuerySet
from django.utils import timezone

from bench.figures import Figure, cpu_seconds, seconds
from bench.filling import fill
from bench.pages import settle, show
from dondoc.notices.models import Notice, ReminderMark
from dondoc.notices.reminders import remind
from dondoc.schedule.calendar import WorkCalendar
from dondoc.tasks.models import Assignment, Phase, Task

MOST_TIMES = 3.0
LOT = 2000


def main(database: str, count: str) -> None:
    prepare()
    # Nobody is reminded on a day off.
    today = WorkCalendar().roll_forward(timezone.localdate())
    now = timezone.make_aware(datetime.combine(today, time(7)))
    fill(int(count), today)
    settle()
    title = f"{database}: reminders for {int(count):,} tasks"
    reading = min(seconds(read, cpu_seconds) for _ in range(3))
    show(Figure(f"{title}: reading them once", reading, "s"))
    measure(f"{title}, a day", now, reading, MOST_TIMES)
    week = today + timedelta(days=7)
    QuerySet(Task).filter(phase=Phase.OPEN).update(due_on=week, sort_on=week, confirmed_at=None)
    QuerySet(Assignment).filter(phase=Phase.OPEN).update(sort_on=week)
    settle()
    measure(f"{title}, the worst day", now, min(seconds(read, cpu_seconds) for _ in range(3)))


def read() -> int:
    """Read all open tasks once, as objects, a lot at a time."""
    return sum(1 for _ in Task.objects.filter(phase=Phase.OPEN).order_by().iterator(chunk_size=LOT))


def measure(title: str, now: datetime, reading: float, bar: float | None = None) -> None:
    """The first run against the reading, and that a second one adds nothing."""
    Notice.objects.all().delete()
    before = memory()
    first = run(now)
    told = Notice.objects.count()
    second = run(now)
    show(Figure(f"{title}: notices", told, "rows"))
    show(Figure(f"{title}: time / reading", first / reading, "ratio", bar))
    show(Figure(f"{title}: time", first, "s"))
    show(Figure(f"{title}: time again", second, "s"))
    show(Figure(f"{title}: told twice", Notice.objects.count() - told, "rows", 0))
    show(Figure(f"{title}: memory added", (memory() - before) / 1024, "MB", 60))


def run(now: datetime) -> float:
    """One run as on a day on which nothing has run yet, in seconds of the processor."""
    ReminderMark.objects.all().delete()
    return seconds(lambda: remind(now), cpu_seconds)


def memory() -> int:
    """The most that the process has had so far, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(*sys.argv[1:])
