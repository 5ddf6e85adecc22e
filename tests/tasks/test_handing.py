"""Delegated, forwarded down, given more time."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.tasks.models import Extension, Part, TaskState
from dondoc.tasks.visibility import visible_tasks
from tests.tasks.work import Desk, assigned

DUE = date(2026, 11, 19)
LATER = date(2026, 12, 4)


@pytest.fixture
def task(office):
    return assigned(office)


def test_delegating_leaves_the_unit_responsible(office, task):
    head = Desk(office, "head_telecom")
    officer = office.people["officer"]
    delegated = head.delegate(task, [officer.pk], text="Làm trước phần hạ tầng")
    assert delegated.state == TaskState.ACCEPTED
    assert delegated.assignments.get(part=Part.PERFORM).person == officer
    assert delegated.assignments.get(part=Part.LEAD).unit == office.units["telecom"]
    assert Desk(office, "officer").submit(task, "Xong").state == TaskState.SUBMITTED


def test_work_is_delegated_to_own_people_only(office, task):
    head = Desk(office, "head_telecom")
    for ids in ([], [office.people["head_science"].pk], [999_999]):
        with pytest.raises(Refused):
            head.delegate(task, ids)


def test_a_child_is_not_due_after_its_parent(office, task):
    head = Desk(office, "head_telecom")
    child = head.forward(task, office.units["centre"].pk, text="Lập biểu mẫu", due_on=date(2026, 11, 12))
    assert (child.parent, child.due_on, child.state) == (task, date(2026, 11, 12), TaskState.ASSIGNED)
    assert head.forward(task, office.units["science"].pk).due_on == DUE
    with pytest.raises(Refused, match="không được sau thời hạn của nhiệm vụ cấp trên"):
        head.forward(task, office.units["planning"].pk, due_on=LATER)
    assert visible_tasks(office.as_("head_science")).count() == 1


def test_who_forwarded_decides_about_the_child(office, task):
    head = Desk(office, "head_telecom")
    child = head.forward(task, office.units["science"].pk)
    Desk(office, "head_science").submit(child, "Xong")
    assert head.approve(child).state == TaskState.DONE


def test_a_closed_unit_gets_nothing(office, task):
    with pytest.raises(Refused, match="không tồn tại hoặc đã kết thúc"):
        Desk(office, "head_telecom").forward(task, 999_999)


def test_more_time_is_asked_for_and_decided_and_the_first_day_stays(office, task):
    Desk(office, "head_telecom").ask_extension(task, until=LATER, reason="Chờ số liệu của xã")
    with pytest.raises(NotAllowed):
        Desk(office, "head_telecom").decide_extension(task, True)
    Desk(office, "leader").decide_extension(task, True, until=date(2026, 12, 1))
    task.refresh_from_db()
    assert (task.due_on, task.first_due_on, task.extensions) == (date(2026, 12, 1), DUE, 1)
    extension = Extension.objects.get()
    assert (extension.until, extension.granted_until, extension.before) == (LATER, date(2026, 12, 1), DUE)


def test_more_time_is_refused_with_a_reason(office, task):
    Desk(office, "head_telecom").ask_extension(task, until=LATER, reason="Chờ số liệu")
    with pytest.raises(Refused, match="lý do không đồng ý"):
        Desk(office, "leader").decide_extension(task, False)
    Desk(office, "leader").decide_extension(task, False, answer="Đã đủ thời gian")
    task.refresh_from_db()
    assert (task.due_on, task.extensions) == (DUE, 0)


@pytest.mark.parametrize("until", [DUE, date(2026, 11, 1)])
def test_more_time_is_later_than_now_and_than_the_day(office, task, until):
    with pytest.raises(Refused):
        Desk(office, "head_telecom").ask_extension(task, until=until, reason="x")


def test_one_request_at_a_time(office, task):
    head = Desk(office, "head_telecom")
    head.ask_extension(task, until=LATER, reason="x")
    with pytest.raises(Refused, match="đang chờ quyết định"):
        head.ask_extension(task, until=LATER, reason="x")
    with pytest.raises(Refused):
        Desk(office, "head_telecom").ask_extension(task, until=LATER, reason=" ")


def test_a_task_without_a_day_needs_no_more_time(office):
    task = assigned(office, due="")
    with pytest.raises(Refused, match="không có thời hạn"):
        Desk(office, "head_telecom").ask_extension(task, until=LATER, reason="x")


def test_an_extension_of_a_child_stays_within_its_parent(office, task):
    child = Desk(office, "head_telecom").forward(task, office.units["science"].pk, due_on=date(2026, 11, 10))
    with pytest.raises(Refused, match="cấp trên"):
        Desk(office, "head_science").ask_extension(child, until=LATER, reason="x")


def test_following_and_no_longer(office, task):
    clerk = Desk(office, "leader")
    clerk.follow(task)
    clerk.follow(task)
    assert task.assignments.filter(part=Part.FOLLOW).count() == 1
    clerk.unfollow(task)
    assert not task.assignments.filter(part=Part.FOLLOW).exists()
