from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from dondoc.notices.models import Notice, ReminderMark
from dondoc.tasks.models import Task
from tests.organisation import Office
from tests.tasks.work import assigned


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path: Path) -> None:
    """Originals in a folder of the test's own; mails are on, and go to a list."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.MAILS = True
    settings.SITE_URL = "https://dondoc.example.vn"


def at(day: date, hour: int = 7) -> datetime:
    """A time of a day in Việt Nam."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


@pytest.fixture
def task(office: Office) -> Task:
    """Led by the room of telecommunications with the office as partner, due on Thursday 19/11/2026; nobody has been
    told anything yet."""
    return fresh(assigned(office))


def fresh(task: Task, confirmed: date = date(2026, 10, 5)) -> Task:
    """Make a task look as if it had been given on a day, and forget what was told when it was."""
    QuerySet(Task).filter(pk=task.pk).update(confirmed_at=at(confirmed, 12))
    QuerySet(Task).filter(parent=task).update(confirmed_at=at(confirmed, 12))
    Notice.objects.all().delete()
    task.refresh_from_db()
    return task


def start_on(office: Office, day: date) -> None:
    """The reminders of a day are out."""
    ReminderMark.objects.update_or_create(agency=office.agency, defaults={"day": day})


def days_of(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]
