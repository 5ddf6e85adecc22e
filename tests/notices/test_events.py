"""What people hear of what others did."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dondoc.audit.recording import action
from dondoc.notices.models import Notice
from dondoc.notices.words import remark, title
from dondoc.organisations.actions import merge_units
from dondoc.tasks.actions import answer_difficulty, confirm_all, raise_difficulty
from dondoc.tasks.actions import urge as urge_tasks
from dondoc.tasks.models import Assignment, Part, Task
from tests.documents.papers import registered
from tests.notices.conftest import fresh
from tests.tasks.work import Desk, assigned

REASON = "Thiếu phụ lục số liệu."


def told() -> set[tuple[str, str]]:
    return set(Notice.objects.values_list("person__username", "kind"))


def desk(office, name: str) -> Desk:
    return Desk(office, name)


def test_a_confirmed_task_is_told_to_the_head_of_the_room_and_its_partners(office):
    assigned(office)
    assert told() == {("tp.bcvt", "new")}, "the partner here is the office, whose head confirmed it"
    notice = Notice.objects.get()
    assert title(notice) == "Nhiệm vụ mới (hạn 19/11/2026)"
    assert remark(notice) == "Trần Văn Khải"


def test_a_proposal_is_told_to_nobody(office):
    registered(office)
    assert not told()


def test_of_a_collective_each_unit_hears_of_its_own(office):
    document = registered(office)
    confirm_all(office.people["clerk"], office.as_("clerk"), document.pk)
    science = Notice.objects.filter(person=office.people["head_science"])
    assert [notice.task.fanned_out for notice in science] == [True]
    keys = list(Notice.objects.values_list("person", "task", "kind"))
    assert len(keys) == len(set(keys))


def test_the_officer_hears_of_what_was_passed_on(office, task):
    desk(office, "head_telecom").delegate(task, [office.people["officer"].pk])
    assert told() == {("chuyenvien", "delegated")}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("head_telecom", "submit", ("Đã xong",))], {("tonghop", "submitted")}),
        ([("head_telecom", "send_back", (REASON,))], {("tonghop", "sent_back")}),
        ([("coordinator", "cancel", (REASON,))], {("tp.bcvt", "cancelled")}),
    ],
)
def test_each_step_is_told_to_those_whose_turn_it_is(office, task, steps, expected):
    for who, name, arguments in steps:
        getattr(desk(office, who), name)(task, *arguments)
    assert told() == expected


def ask(office, task) -> None:
    desk(office, "head_telecom").ask_extension(task, until=date(2026, 12, 1), reason=REASON)


def urge(office, task) -> None:
    urge_tasks(office.people["coordinator"], office.as_("coordinator"), [task.pk], "Đề nghị khẩn trương.")


@pytest.mark.parametrize(("step", "expected"), [(ask, ("tonghop", "extension_asked")), (urge, ("tp.bcvt", "urged"))])
def test_asking_and_urging_are_told_with_their_words(office, task, step, expected):
    step(office, task)
    assert told() == {expected}
    assert Notice.objects.get().note in (REASON, "Đề nghị khẩn trương.")


def test_a_task_that_is_called_off_says_why(office, task):
    desk(office, "coordinator").cancel(task, REASON)
    assert Notice.objects.get().note == REASON


def test_a_returned_result_comes_with_the_reason_and_once(office, task):
    desk(office, "head_telecom").submit(task, "Đã xong")
    Notice.objects.all().delete()
    desk(office, "coordinator").return_result(task, REASON)
    [notice] = Notice.objects.all()
    assert (notice.person.username, notice.kind) == ("tp.bcvt", "returned")
    assert remark(notice) == f"Trần Văn Khải: {REASON}"


def test_an_accepted_result_is_told(office, task):
    desk(office, "head_telecom").submit(task, "Đã xong")
    Notice.objects.all().delete()
    desk(office, "coordinator").approve(task)
    assert told() == {("tp.bcvt", "accepted")}


def test_the_next_period_of_a_recurring_duty_is_no_change_of_day(office):
    task = fresh(assigned(office, due="FREQ=MONTHLY;BYMONTHDAY=24", time_text="chậm nhất ngày 24 hằng tháng"))
    desk(office, "head_telecom").submit(task, "Báo cáo")
    desk(office, "coordinator").approve(task)
    assert told() == {("tonghop", "submitted"), ("tp.bcvt", "accepted")}


@pytest.mark.parametrize(("granted", "kind"), [(True, "extension_granted"), (False, "extension_refused")])
def test_the_decision_about_more_time_is_told(office, task, granted, kind):
    ask(office, task)
    Notice.objects.all().delete()
    desk(office, "coordinator").decide_extension(task, granted=granted, answer="Theo kế hoạch chung.")
    [notice] = Notice.objects.filter(person=office.people["head_telecom"])
    assert (notice.kind, notice.note) == (kind, "Theo kế hoạch chung.")
    assert not granted or title(notice) == "Đồng ý gia hạn: hạn mới 01/12/2026"


@action("test.calendar")
def move_day(by, task: Task, day: date) -> None:
    task = Task.objects.get(pk=task.pk)
    task.due_on = day
    task.save()


def test_a_difficulty_is_told_to_who_must_answer_and_the_answer_to_who_raised_it(office, task):
    officer = office.people["officer"], office.as_("officer")
    desk(office, "head_telecom").delegate(task, [officer[0].pk])
    Notice.objects.all().delete()
    leaders = office.units["leaders"].pk
    difficulty = raise_difficulty(*officer, task.pk, "Chưa có kinh phí", to_unit=leaders)
    [notice] = Notice.objects.all()
    assert (notice.person.username, notice.kind, notice.task) == ("giamdoc", "difficulty", task)
    assert title(notice).startswith("Khó khăn, vướng mắc cần giải quyết (trả lời trước hết ngày ")
    Notice.objects.all().delete()
    answer_difficulty(office.people["leader"], office.as_("leader"), difficulty.pk, "Đã bố trí.")
    assert told() == {("chuyenvien", "answered"), ("tp.bcvt", "answered")}


def test_a_free_difficulty_is_answered_to_who_raised_it(office):
    officer = office.people["officer"], office.as_("officer")
    difficulty = raise_difficulty(*officer, None, "Thiếu người", to_unit=office.units["leaders"].pk)
    answer_difficulty(office.people["leader"], office.as_("leader"), difficulty.pk, "Sẽ điều động.")
    assert told() == {("giamdoc", "difficulty"), ("chuyenvien", "answered")}
    answer = Notice.objects.get(kind="answered")
    assert (answer.difficulty, answer.task) == (difficulty, None)


def test_a_merged_room_s_work_is_told_to_its_successor(office, task):
    administrator = office.people["administrator"]
    merge_units(administrator, [office.units["telecom"]], [office.units["science"]], timezone.localdate())
    assert ("tp.qlkh", "passed") in told()


def test_a_day_that_the_calendar_moved_is_told_to_all_concerned(office, task):
    desk(office, "leader").follow(task)
    move_day(None, task, date(2026, 11, 23))
    assert told() == {("tp.bcvt", "moved"), ("tonghop", "moved"), ("giamdoc", "moved")}
    notice = Notice.objects.first()
    assert (title(notice), notice.note) == ("Thời hạn thay đổi: hạn mới 23/11/2026", "Trước: 19/11/2026.")


@action("test.succession")
def pass_on(by, task: Task, unit) -> None:
    lead = Assignment.objects.get(task=task, part=Part.LEAD)
    lead.unit, lead.name = unit, unit.name
    lead.save()


def test_a_task_that_came_from_a_room_that_ended_is_told_to_its_successor(office, task):
    pass_on(None, task, office.units["science"])
    assert told() == {("tp.qlkh", "passed")}


def test_nobody_hears_of_what_they_did_themselves(office, task):
    head = office.people["head_telecom"]
    QuerySet(Assignment).filter(task=task).update(unit=office.units["telecom"])
    desk(office, "head_telecom").delegate(task, [head.pk, office.people["officer"].pk])
    assert told() == {("chuyenvien", "delegated")}


def test_an_action_that_is_undone_tells_nobody(office, task):
    with pytest.raises(RuntimeError):
        _fails(office.people["coordinator"], office, task)
    assert not told()


@action("test.fails")
def _fails(by, office, task) -> None:
    urge(office, task)
    raise RuntimeError


def test_telling_costs_the_same_for_one_task_as_for_many(office):
    counts = []
    for number in (1, 8):
        tasks = [assigned_bare(office, n) for n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            move_many(None, tasks)
        counts.append(len([q for q in queries if "notices_" in q["sql"] or "organisations_" in q["sql"]]))
    assert counts[0] == counts[1]


def assigned_bare(office, number: int) -> Task:
    now = fresh(assigned(office)) if not Task.objects.exists() else Task.objects.filter(clause="1").first()
    [task] = QuerySet(Task).bulk_create(
        [Task(agency=office.agency, text=f"Việc {number}", due_on=now.due_on, state="assigned", phase=1)]
    )
    unit = office.units["telecom"]
    QuerySet(Assignment).bulk_create(
        [Assignment(task=task, part=Part.LEAD, unit=unit, name=unit.name, agency=office.agency)]
    )
    return task


@action("test.many")
def move_many(by, tasks) -> None:
    for task in tasks:
        row = Task.objects.get(pk=task.pk)
        row.due_on = date(2026, 12, 30)
        row.save()
