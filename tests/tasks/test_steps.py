"""The state machine: the table itself, and that the actions keep to it for everybody in every state."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.tasks import actions
from dondoc.tasks.models import Task, TaskState
from dondoc.tasks.states import TABLE, TRANSITIONS
from dondoc.tasks.steps import allowed
from tests.tasks.work import Desk, assigned, put

PEOPLE = ("leader", "head_telecom", "officer")
OTHERS = ("clerk", "coordinator", "outsider")
DAY = date(2026, 12, 18)

# How each step of the table is taken, with everything that it needs.
TAKEN = {
    "confirm": lambda office, desk, task: actions.confirm(desk.person, desk.membership, [task.pk]),
    "dismiss": lambda office, desk, task: desk.dismiss(task),
    "restore": lambda office, desk, task: desk.restore(task),
    "accept": lambda office, desk, task: desk.accept(task),
    "send_back": lambda office, desk, task: desk.send_back(task, "Không đúng chức năng"),
    "insist": lambda office, desk, task: desk.insist(task, "Đúng chức năng"),
    "delegate": lambda office, desk, task: desk.delegate(task, [office.people["officer"].pk]),
    "forward": lambda office, desk, task: desk.forward(task, office.units["centre"].pk),
    "report": lambda office, desk, task: desk.report(task, "Đang làm", percent=40),
    "submit": lambda office, desk, task: desk.submit(task, "Đã xong"),
    "withdraw": lambda office, desk, task: desk.withdraw(task),
    "approve": lambda office, desk, task: desk.approve(task),
    "return": lambda office, desk, task: desk.return_result(task, "Thiếu phụ lục"),
    "ask_extension": lambda office, desk, task: desk.ask_extension(task, until=DAY, reason="Chờ số liệu"),
    "decide_extension": lambda office, desk, task: desk.decide_extension(task, True),
    "reassign": lambda office, desk, task: desk.reassign(task, office.units["centre"].pk, reason="Đúng việc"),
    "change_rule": lambda office, desk, task: desk.change_rule(task, due="hằng tháng", since=DAY),
    "end_rule": lambda office, desk, task: desk.end_rule(task, DAY),
    "urge": lambda office, desk, task: actions.urge(desk.person, desk.membership, [task.pk]),
    "cancel": lambda office, desk, task: desk.cancel(task, "Không còn phù hợp"),
    "reopen": lambda office, desk, task: desk.reopen(task, "Đóng nhầm"),
    "follow": lambda office, desk, task: desk.follow(task),
    "unfollow": lambda office, desk, task: desk.unfollow(task),
}


@pytest.mark.parametrize("people", [PEOPLE, pytest.param(OTHERS, marks=pytest.mark.load)], ids=["close", "others"])
@pytest.mark.parametrize("state", list(TaskState))
def test_what_is_said_to_be_allowed_is_what_can_be_done(office, state, people):
    """For everybody in every state: a step that is offered goes through, one that is not is refused and changes
    nothing."""
    task = put(assigned(office), state)
    steps = {name for name in TRANSITIONS if name in TAKEN}
    for name in people:
        desk = Desk(office, name)
        offered = {step.name for step in allowed(desk.membership, task)}
        for step in steps:
            before = Task.objects.values().get(pk=task.pk)
            sid = transaction.savepoint()
            try:
                TAKEN[step](office, desk, task)
                done = True
            except Refused:
                done = False
                assert Task.objects.values().get(pk=task.pk) == before
            finally:
                transaction.savepoint_rollback(sid)
            assert done or step not in offered, (name, state, step)
            assert not done or step in offered or step in ("dismiss", "restore", "unfollow", "follow", "urge"), (
                name,
                state,
                step,
            )


def test_the_table_leads_from_every_state_but_the_last_and_reaches_all():
    targets = {row.target for row in TABLE if row.target}
    sources = {state for row in TABLE if row.target for state in row.sources}
    assert targets >= set(TaskState) - {TaskState.PROPOSED}
    assert sources == set(TaskState)
    assert len(TRANSITIONS) == len(TABLE)


def test_every_step_logs_under_the_name_in_the_table(office):
    task = assigned(office)
    desk = Desk(office, "head_telecom")
    for step in ("accept", "report", "submit"):
        TAKEN[step](office, desk, task)
        assert Entry.objects.filter(action=TRANSITIONS[step].logs, subject_id=str(task.pk)).exists(), step


def test_a_refusal_says_who_may(office):
    task = assigned(office)
    with pytest.raises(NotAllowed, match=r"Chỉ lãnh đạo đơn vị chủ trì hoặc người thực hiện được chọn “Tiếp nhận”"):
        Desk(office, "coordinator").accept(task)


def test_a_step_that_the_state_does_not_know_says_what_the_state_is(office):
    task = assigned(office)
    with pytest.raises(Refused, match="trạng thái “Đã giao” nên không thể “Nghiệm thu”"):
        Desk(office, "coordinator").approve(task)


def test_whoever_cannot_see_a_task_is_told_nothing_of_it(office):
    task = assigned(office)
    with pytest.raises(NotAllowed, match="không được xem"):
        Desk(office, "head_science").accept(task)
    assert allowed(office.as_("head_science"), task) == []
