"""Officers move and leave: nothing stays with who is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dondoc.audit.models import Entry
from dondoc.notices.models import Notice
from dondoc.notices.words import remark
from dondoc.organisations.actions import deactivate_person, end_post, give_post, reactivate_person
from dondoc.tasks.actions import release_leavers
from dondoc.tasks.models import Part, TaskState
from tests.tasks.work import Desk, assigned


@pytest.fixture
def task(office):
    """A task of the telecom room that its officer does and follows."""
    task = assigned(office)
    Desk(office, "head_telecom").delegate(task, [office.people["officer"].pk])
    Desk(office, "officer").follow(task)
    Desk(office, "officer").report(task, "Đang làm", percent=30)
    return task


def doing(task) -> set[str]:
    return {row.person.username for row in task.assignments.filter(part__in=(Part.PERFORM, Part.FOLLOW))}


def test_the_work_of_somebody_who_leaves_goes_back_to_the_head_at_once(office, task):
    deactivate_person(office.people["administrator"], office.people["officer"], timezone.localdate())
    assert doing(task) == set()
    task.refresh_from_db()
    assert (task.state, task.percent) == (TaskState.IN_PROGRESS, 30)
    notice = Notice.objects.get(kind="released")
    assert notice.person == office.people["head_telecom"]
    assert remark(notice) == "Bùi Anh Tuấn: Đỗ Hải Yến không còn ở đơn vị."
    assert Entry.objects.filter(action="task.release", subject_id=str(task.pk)).exists()


def test_who_gets_another_post_in_the_unit_on_the_same_day_keeps_the_work(office, task):
    boss, officer, day = office.people["administrator"], office.people["officer"], timezone.localdate()
    end_post(boss, officer.posts.get(), day)
    give_post(boss, officer, office.units["telecom"], "unit_head", since=day)
    assert release_leavers(None, day) == 0
    assert doing(task) == {"chuyenvien"}


def test_who_goes_to_another_room_leaves_the_work_and_may_go_on_following(office, task):
    boss, officer = office.people["administrator"], office.people["officer"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    end_post(boss, officer.posts.get(), tomorrow)
    give_post(boss, officer, office.units["science"], "officer", since=tomorrow)
    assert release_leavers(None, tomorrow - timedelta(days=1)) == 0
    assert release_leavers(None, tomorrow) == 1
    assert release_leavers(None, tomorrow) == 0
    assert list(task.assignments.filter(person=officer).values_list("part", flat=True)) == [Part.FOLLOW]


def test_what_is_done_stays_in_the_name_of_who_did_it(office, task):
    Desk(office, "officer").submit(task, "Xong")
    Desk(office, "coordinator").approve(task)
    deactivate_person(office.people["administrator"], office.people["officer"], timezone.localdate())
    assert doing(task) == {"chuyenvien"}


def test_an_account_that_was_closed_by_mistake_is_opened_again(office, task):
    boss, officer = office.people["administrator"], office.people["officer"]
    deactivate_person(boss, officer, timezone.localdate())
    reactivate_person(boss, officer)
    assert officer.is_active
    assert not Notice.objects.filter(person=officer, kind="released").exists()
