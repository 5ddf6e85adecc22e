"""Several schedulers at the same moment, past every lock that the table of jobs has: still nobody hears twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, time

import pytest
from django.core import mail
from django.db import connection
from django.db.models import QuerySet

from dondoc.notices.digest import make_digests
from dondoc.notices.models import Notice, Sending
from dondoc.notices.outbox import deliver
from dondoc.notices.reminders import remind
from dondoc.notices.scheduling import Daily, Job, run_due
from dondoc.organisations.models import Person
from dondoc.tasks.models import Task
from tests.notices.conftest import at, start_on
from tests.tasks.crowd import crowd

DAY = date(2026, 11, 2)
SCHEDULERS = 3


def at_once(work: Callable[[], object]) -> None:
    """Do it in several threads that begin together, each with a connection of its own."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("SQLite in memory refuses the second writer at once; in a file it waits")
    barrier, problems = threading.Barrier(SCHEDULERS), []

    def one() -> None:
        try:
            barrier.wait(30)
            work()
        except Exception as error:  # noqa: BLE001  shown by the assertion below
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(SCHEDULERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not problems


@pytest.mark.django_db(transaction=True)
def test_a_job_is_run_by_one_of_them(transactional_db):
    runs = []
    job = Job("counted", "Đếm", Daily(time(7)), lambda now: runs.append(now) or 1)
    at_once(lambda: run_due(at(DAY), [job]))
    assert len(runs) == 1


@pytest.mark.django_db(transaction=True)
def test_reminders_digests_and_mails_by_three_schedulers_at_once(transactional_db, office):
    crowd(office, 120, DAY)
    QuerySet(Task).update(confirmed_at=at(date(2026, 1, 5)))
    for person in Person.objects.all():
        QuerySet(Person).filter(pk=person.pk).update(email=f"{person.username}@example.vn")
    start_on(office, date(2026, 10, 26))
    at_once(lambda: remind(at(DAY)))
    keys = list(Notice.objects.values_list("person", "task", "due_on", "days"))
    assert keys
    assert len(keys) == len(set(keys))
    at_once(lambda: make_digests(at(DAY, 8)))
    people = Notice.objects.values("person").distinct().count()
    assert Sending.objects.count() == people
    assert not Notice.objects.filter(mailed=None).exists()
    at_once(lambda: deliver(at(DAY, 8)))
    assert len(mail.outbox) == people
    assert len({message.to[0] for message in mail.outbox}) == people
