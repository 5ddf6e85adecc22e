"""Up the chain with a clock: room → agency → who stands above it."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import NotAllowed, Refused, Stale
from dondoc.tasks import actions
from dondoc.tasks.actions import escalate, raise_difficulty
from dondoc.tasks.models import DifficultyState, Hop, Part, TaskState
from dondoc.tasks.work import difficulties, exceptions, held_difficulties
from tests.tasks.work import Desk, assigned, put

TODAY = date(2026, 11, 2)


@pytest.fixture
def task(office):
    return assigned(office)


@pytest.fixture
def difficulty(office, task):
    return Desk(office, "officer").raise_difficulty(task, "Chưa có số liệu của xã", proposal="Cử người hỗ trợ")


def desk(office, name, today=TODAY):
    return office.people[name], office.as_(name, today)


def test_it_goes_to_the_agency_and_has_three_working_days(office, difficulty):
    assert (difficulty.unit, difficulty.holder) == (office.units["telecom"], office.units["department"])
    assert difficulty.answer_by == date(2026, 11, 5)
    assert [hop.because for hop in difficulty.hops.all()] == [Hop.Because.RAISED]
    assert list(held_difficulties(office.as_("leader"))) == [difficulty]
    assert exceptions(office.as_("leader"), TODAY).difficulties.total == 1


def test_an_answer_closes_it_and_may_give_work(office, difficulty):
    given = {"text": "Cung cấp số liệu xã", "unit": office.units["centre"].pk, "due_on": date(2026, 11, 10)}
    answered = actions.answer_difficulty(*desk(office, "leader"), difficulty.pk, "Đồng ý", task=given)
    assert answered.state == DifficultyState.ANSWERED
    assert answered.outcome.assignments.get(part=Part.LEAD).unit == office.units["centre"]
    assert answered.hops.get().left_on == TODAY
    with pytest.raises(Refused, match="đã trả lời"):
        actions.answer_difficulty(*desk(office, "leader"), difficulty.pk, "Lần nữa")


def test_only_its_holder_answers(office, difficulty):
    for name in ("officer", "head_telecom", "head_science", "clerk"):
        with pytest.raises(NotAllowed):
            actions.answer_difficulty(*desk(office, name), difficulty.pk, "Tôi trả lời")


def test_the_clock_takes_it_up_once_a_station_and_each_hop_is_timed(office, difficulty):
    assert escalate(None, date(2026, 11, 5)) == []
    assert escalate(None, date(2026, 11, 6)) == [difficulty]
    assert escalate(None, date(2026, 11, 6)) == []
    difficulty.refresh_from_db()
    assert difficulty.holder == office.province
    first, second = difficulty.hops.all()
    assert (first.left_on, second.since, second.because) == (date(2026, 11, 6), date(2026, 11, 6), Hop.Because.CLOCK)
    assert escalate(None, date(2026, 12, 30)) == [], "at the top it stays and shows as late"


@pytest.mark.parametrize("ending", ["done", "cancelled", "closed past the program"])
def test_what_belongs_to_a_task_that_is_over_goes_up_no_more(office, task, difficulty, ending):
    if ending == "done":
        Desk(office, "officer").submit(task, "Xong")
        Desk(office, "coordinator").approve(task)
    elif ending == "cancelled":
        Desk(office, "coordinator").cancel(task, "Không còn cần")
    else:
        put(task, TaskState.DONE)
    assert escalate(None, date(2026, 11, 6)) == []
    difficulty.refresh_from_db()
    assert (difficulty.state, difficulty.holder) == (DifficultyState.WITHDRAWN, office.units["department"])
    assert "nhiệm vụ đã kết thúc" in difficulty.answer
    assert difficulty.hops.get().left_on is not None
    assert not held_difficulties(office.as_("leader"))


def test_the_answer_of_who_stands_above_is_recorded_by_who_follows(office, difficulty):
    escalate(None, date(2026, 11, 6))
    answered = actions.answer_difficulty(*desk(office, "coordinator"), difficulty.pk, "UBND tỉnh đã có ý kiến")
    assert answered.state == DifficultyState.ANSWERED


def test_it_can_be_passed_up_and_taken_back(office, difficulty):
    with pytest.raises(Refused, match="lý do"):
        actions.pass_up(*desk(office, "leader"), difficulty.pk, " ")
    passed = actions.pass_up(*desk(office, "leader"), difficulty.pk, "Vượt thẩm quyền")
    assert passed.holder == office.province
    with pytest.raises(Refused, match="Không còn cấp nào"):
        actions.pass_up(*desk(office, "leader"), difficulty.pk, "Lên nữa")
    with pytest.raises(NotAllowed):
        actions.withdraw_difficulty(*desk(office, "head_science"), difficulty.pk)
    with pytest.raises(Stale):
        actions.withdraw_difficulty(*desk(office, "officer"), difficulty.pk, version=0)
    gone = actions.withdraw_difficulty(*desk(office, "officer"), difficulty.pk)
    assert gone.state == DifficultyState.WITHDRAWN


def test_freely_raised_and_sent_to_a_room(office):
    free = raise_difficulty(*desk(office, "officer"), None, "Thiếu máy", to_unit=office.units["office"].pk)
    assert (free.task, free.holder) == (None, office.units["office"])
    assert free in difficulties(office.as_("clerk"))
    assert free not in difficulties(office.as_("head_science"))
    with pytest.raises(Refused, match="Hãy ghi rõ"):
        raise_difficulty(*desk(office, "officer"), None, "")
