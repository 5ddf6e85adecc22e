"""What is passed on is never due after what it was passed on from, whichever of the two is changed."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import Refused
from dondoc.tasks.models import Occurrence, Task
from tests.organisation import Office
from tests.tasks.work import Desk, assigned


@pytest.fixture
def pair(office: Office) -> tuple[Task, Task]:
    """A task of the room, due on 19/11/2026, and what its head passed on to the centre, due the same day."""
    task = assigned(office)
    child = Desk(office, "head_telecom").forward(task, office.units["centre"].pk)
    task.refresh_from_db()
    return task, child


def test_a_child_cannot_be_corrected_to_a_day_after_its_parent(office: Office, pair):
    with pytest.raises(Refused, match="không được sau thời hạn của nhiệm vụ cấp trên"):
        Desk(office, "coordinator").correct(pair[1], {"due": "2026-12-01"})


def test_a_child_of_a_dated_task_cannot_recur(office: Office, pair):
    with pytest.raises(Refused, match="chu kỳ"):
        Desk(office, "coordinator").correct(pair[1], {"due": "trước ngày 12 hằng tháng"})


def test_a_parent_cannot_be_corrected_to_a_day_before_its_open_children(office: Office, pair):
    with pytest.raises(Refused, match="Có 1 việc đã chuyển xuống"):
        Desk(office, "coordinator").correct(pair[0], {"due": "2026-11-10"})
    Desk(office, "coordinator").correct(pair[1], {"due": "2026-11-09"})
    task = Desk(office, "coordinator").correct(pair[0], {"due": "2026-11-10"})
    assert task.due_on == date(2026, 11, 10)


def test_a_reopened_child_comes_back_within_its_parent(office: Office, pair):
    desk = Desk(office, "coordinator")
    Desk(office, "leader").cancel(pair[1], "Lồng ghép")
    desk.correct(pair[0], {"due": "2026-11-10"})
    child = Desk(office, "leader").reopen(pair[1], "Vẫn cần làm")
    assert child.due_on == date(2026, 11, 10)


def test_a_task_that_recurs_no_more_keeps_no_open_periods(office: Office):
    task = assigned(office, due="trước ngày 20 hằng tháng")
    assert Occurrence.objects.filter(task=task).exists()
    task = Desk(office, "coordinator").correct(task, {"due": "2026-12-10"})
    assert task.due_on == date(2026, 12, 10)
    assert not Occurrence.objects.filter(task=task).exists()


def test_a_task_that_begins_to_recur_stands_at_its_first_period(office: Office):
    task = Desk(office, "coordinator").correct(assigned(office), {"due": "trước ngày 12 hằng tháng"})
    assert task.due_on == Occurrence.objects.filter(task=task).order_by("nominal").first().due_on
