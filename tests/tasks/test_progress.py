from __future__ import annotations

import io
from datetime import date

import pytest

from dondoc.audit.errors import NotAllowed, Refused, Stale
from dondoc.documents import store
from dondoc.documents.models import StoredFile
from dondoc.tasks import actions
from dondoc.tasks.actions import Given
from dondoc.tasks.models import Part, Return, Task, TaskState, Update
from tests.tasks.work import Desk, assigned, put

LATER = date(2026, 12, 10)


@pytest.fixture
def task(office):
    return assigned(office)


def test_from_assigned_to_done(office, task):
    head, follower = Desk(office, "head_telecom"), Desk(office, "coordinator")
    assert head.accept(task).state == TaskState.ACCEPTED
    assert head.report(task, "Đã rà soát 12 phần mềm", percent=60).percent == 60
    submitted = head.submit(task, "Đã báo cáo Giám đốc Sở")
    assert (submitted.state, submitted.submitted_on) == (TaskState.SUBMITTED, date(2026, 11, 2))
    done = Desk(office, "coordinator", LATER).approve(task, "Đạt yêu cầu")
    assert (done.state, done.done_on) == (TaskState.DONE, date(2026, 11, 2)), "the day of submission counts"
    assert [update.result for update in task.update_set.all()] == [False, True, False]
    assert follower.person != head.person


def test_a_returned_result_counts_as_not_done_and_the_count_is_kept(office, task):
    head, follower = Desk(office, "head_telecom"), Desk(office, "coordinator")
    head.submit(task, "Xong")
    returned = follower.return_result(task, "Thiếu phụ lục")
    assert (returned.state, returned.returns, returned.submitted_on) == (TaskState.RETURNED, 1, None)
    head.submit(task, "Đã bổ sung")
    follower.approve(task)
    task.refresh_from_db()
    assert (task.state, task.returns) == (TaskState.DONE, 1)
    assert Return.objects.get().reason == "Thiếu phụ lục"


def test_evidence_comes_with_the_report(office, task):
    evidence = [
        Given("Biên bản.pdf", io.BytesIO(b"%PDF-1.4")),
        Given("", link="https://anphuoc.example/bai-viet"),
    ]
    Desk(office, "head_telecom").report(task, "", evidence=evidence)
    file, link = task.evidence_set.all()
    assert store.load(file.file.sha256) == b"%PDF-1.4"
    assert (file.name, link.name) == ("Biên bản.pdf", "anphuoc.example")
    assert not list((store.root() / "incoming").iterdir())


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Given("a.pdf", b""), "a.pdf: Tệp không có nội dung"),
        (Given("a.pdf", iter([b"x" * 1024 * 1024] * 60)), "50 MB"),
        (Given("", link="javascript:alert(1)"), "https://"),
        (Given("", link="bai-viet"), "https://"),
    ],
)
def test_wrong_evidence_keeps_nothing(office, task, given, sentence):
    with pytest.raises(Refused, match=sentence):
        Desk(office, "head_telecom").report(task, "Đang làm", evidence=[Given("tốt.txt", b"tot"), given])
    assert not Update.objects.exists()
    assert StoredFile.objects.count() == 1, "the document's own"
    assert not list((store.root() / "incoming").iterdir())


@pytest.mark.parametrize("percent", [-1, 101])
def test_percent_is_a_percentage(office, task, percent):
    with pytest.raises(Refused, match="từ 0 đến 100"):
        Desk(office, "head_telecom").report(task, percent=percent)


def test_an_empty_report_is_none(office, task):
    with pytest.raises(Refused, match="Hãy ghi nội dung"):
        Desk(office, "head_telecom").report(task)


@pytest.mark.parametrize(
    ("who", "step"),
    [("coordinator", "return_result"), ("head_telecom", "submit"), ("coordinator", "cancel"), ("leader", "reopen")],
)
def test_a_reason_is_asked_for(office, task, who, step):
    if step == "return_result":
        Desk(office, "head_telecom").submit(task, "Xong")
    if step == "reopen":
        Desk(office, "coordinator").cancel(task, "Thôi")
    with pytest.raises(Refused, match="Hãy ghi"):
        getattr(Desk(office, who), step)(task, "  ")


def test_two_at_once_one_wins_and_the_other_is_told_what_changed(office, task):
    seen = Task.objects.get(pk=task.pk).version
    Desk(office, "head_telecom").accept(task, version=seen)
    with pytest.raises(Stale) as told:
        Desk(office, "head_telecom").report(task, "Đang làm", version=seen)
    assert told.value.changed["state"] == "Đã tiếp nhận"


def test_a_unit_hands_back_what_is_not_its_work(office, task):
    head, leader = Desk(office, "head_telecom"), Desk(office, "leader")
    assert head.send_back(task, "Thuộc Trung tâm").state == TaskState.SENT_BACK
    assert leader.insist(task, "Đã thống nhất tại giao ban").state == TaskState.ASSIGNED
    head.send_back(task, "Vẫn thuộc Trung tâm")
    moved = leader.reassign(task, office.units["centre"].pk, reason="Đúng chức năng")
    assert moved.state == TaskState.ASSIGNED
    assert moved.assignments.get(part=Part.LEAD).unit == office.units["centre"]
    with pytest.raises(NotAllowed):
        head.accept(task)


def test_one_click_urges_many(office, task):
    desk = Desk(office, "coordinator")
    other = assigned_other(office, task)
    actions.urge(desk.person, desk.membership, [task.pk, other.pk], "Đề nghị báo cáo trước thứ Sáu")
    assert task.urging_set.get().note == other.urging_set.get().note == "Đề nghị báo cáo trước thứ Sáu"


def assigned_other(office, task):
    other = task.document.tasks.get(clause="3")
    actions.confirm(office.people["coordinator"], office.as_("coordinator"), [other.pk])
    return other


def test_a_collective_is_done_when_its_last_child_is(office):
    parent = assigned(office, "2")
    children = list(parent.children.all())
    follower = Desk(office, "coordinator")
    for child in children:
        put(child, TaskState.SUBMITTED)
        follower.approve(child)
    parent.refresh_from_db()
    assert (parent.state, parent.done_on) == (TaskState.DONE, date(2026, 11, 2))
    follower.reopen(children[0], "Số liệu sai")
    parent.refresh_from_db()
    assert parent.state == TaskState.ASSIGNED


def test_cancelling_takes_everything_below_along(office):
    parent = assigned(office, "2")
    Desk(office, "coordinator").cancel(parent, "Đã có chỉ đạo khác")
    assert {child.state for child in parent.children.all()} == {TaskState.CANCELLED}
