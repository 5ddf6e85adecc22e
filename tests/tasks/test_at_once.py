"""Two people act on one task at the same moment: one wins, the other is told what changed, and nothing is lost."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from dondoc.audit.errors import Refused, Stale
from dondoc.tasks.counting import differences
from dondoc.tasks.models import TaskState, Update
from tests.tasks.work import Desk, assigned

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def at_once(*steps) -> list[object]:
    """Take the steps in threads that begin together; what each gave, or the refusal that it met."""
    barrier, came = threading.Barrier(len(steps)), [None] * len(steps)

    def one(place, step):
        try:
            barrier.wait(30)
            came[place] = step()
        except Exception as error:  # noqa: BLE001  looked at by the test
            came[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return came


def test_of_a_result_that_two_decide_on_one_decision_stands(transactional_db, office):
    task = assigned(office)
    Desk(office, "head_telecom").submit(task, "Xong")
    task.refresh_from_db()
    coordinator, leader = Desk(office, "coordinator"), Desk(office, "leader")
    came = at_once(
        lambda: coordinator.approve(task, version=task.version),
        lambda: leader.return_result(task, "Còn thiếu", version=task.version),
    )
    refusals = [one for one in came if isinstance(one, Exception)]
    assert len(refusals) == 1
    assert isinstance(refusals[0], Stale)
    state = "done" if refusals[0] is came[1] else "returned"
    assert refusals[0].changed["state"] == TaskState(state).label
    task.refresh_from_db()
    assert task.state == state
    assert differences(office.agency) == 0


def test_reports_of_two_are_both_kept_and_counted(transactional_db, office):
    task = assigned(office)
    Desk(office, "head_telecom").accept(task)
    head = Desk(office, "head_telecom")
    came = at_once(*(lambda words=words: head.report(task, words, percent=30) for words in ("Một", "Hai")))
    assert not [one for one in came if isinstance(one, Exception)]
    assert set(Update.objects.filter(task=task).values_list("text", flat=True)) == {"Một", "Hai"}
    before, task = task.version, type(task).objects.get(pk=task.pk)
    assert task.version >= before + 2


def test_who_comes_second_without_a_version_is_told_by_the_state(transactional_db, office):
    task = assigned(office)
    coordinator = Desk(office, "coordinator")
    came = at_once(lambda: coordinator.cancel(task, "Nhầm"), lambda: coordinator.cancel(task, "Trùng"))
    refusals = [one for one in came if isinstance(one, Exception)]
    assert [type(one) for one in refusals] == [Refused]
