"""The agency's own working days move open due days, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.queries import story
from dondoc.tasks.actions import ask_extension, confirm_all, correct, decide_extension, forward, set_calendar
from dondoc.tasks.models import Task
from tests.documents.papers import registered
from tests.organisation import Office

FRIDAY, THURSDAY = date(2026, 12, 18), date(2026, 12, 17)


@pytest.fixture
def task(office: Office) -> Task:
    """A confirmed task of the telecom room, due on Friday 18/12/2026."""
    document = registered(office)
    found = document.tasks.get(clause="1")
    correct(office.people["clerk"], office.as_("clerk"), found.pk, {"time_text": "", "due": "18/12/2026"})
    confirm_all(office.people["clerk"], office.as_("clerk"), document.pk)
    found.refresh_from_db()
    assert found.due_on == FRIDAY
    return found


def close(office: Office, *days: date, who: str = "coordinator") -> list[Task]:
    return set_calendar(office.people[who], office.as_(who), dict.fromkeys(days, "Nghỉ bù"), [])


def test_a_day_off_moves_the_last_day_and_the_log_tells(office: Office, task: Task) -> None:
    assert task in close(office, FRIDAY)
    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (date(2026, 12, 21), date(2026, 12, 21))
    assert story(task).last().action == "tasks.set_calendar"
    close(office)
    task.refresh_from_db()
    assert task.due_on == FRIDAY


def test_before_a_day_off_is_the_working_day_before(office: Office, task: Task) -> None:
    clerk = office.people["coordinator"]
    correct(clerk, office.as_("coordinator"), task.pk, {"time_text": "trước ngày 19/12/2026"})
    task.refresh_from_db()
    assert task.due_on == FRIDAY
    close(office, FRIDAY)
    task.refresh_from_db()
    assert task.due_on == THURSDAY


def test_what_was_extended_stays_as_decided(office: Office, task: Task) -> None:
    head, leader = office.people["head_telecom"], office.people["leader"]
    ask_extension(head, office.as_("head_telecom"), task.pk, until=date(2026, 12, 25), reason="Chờ số liệu")
    decide_extension(leader, office.as_("leader"), task.pk, granted=True)
    assert task not in close(office, date(2026, 12, 25))
    task.refresh_from_db()
    assert task.due_on == date(2026, 12, 25)


def test_no_child_is_due_after_its_parent(office: Office, task: Task) -> None:
    head = office.people["head_telecom"]
    correct(office.people["coordinator"], office.as_("coordinator"), task.pk, {"time_text": "trước ngày 19/12/2026"})
    child = forward(head, office.as_("head_telecom"), task.pk, unit_id=office.units["planning"].pk)
    assert child.due_on == FRIDAY
    close(office, FRIDAY)
    task.refresh_from_db()
    child.refresh_from_db()
    assert (task.due_on, child.due_on) == (THURSDAY, THURSDAY)


def test_periods_of_a_recurring_duty_keep_their_own_day(office: Office) -> None:
    document = registered(office)
    found = document.tasks.get(clause="1")
    clerk = office.people["clerk"]
    correct(clerk, office.as_("clerk"), found.pk, {"time_text": "trước ngày 25 hằng tháng"})
    confirm_all(clerk, office.as_("clerk"), document.pk)
    found.refresh_from_db()
    period = found.occurrences.first()
    assert period is not None
    before = period.due_on
    close(office, before)
    period.refresh_from_db()
    found.refresh_from_db()
    assert period.due_on < before
    assert found.due_on == period.due_on


def test_who_may_and_what_is_refused(office: Office, task: Task) -> None:
    with pytest.raises(NotAllowed):
        close(office, FRIDAY, who="head_telecom")
    with pytest.raises(Refused, match="lý do nghỉ ngày 18/12/2026"):
        set_calendar(office.people["coordinator"], office.as_("coordinator"), {FRIDAY: " "}, [])
    task.refresh_from_db()
    assert task.due_on == FRIDAY
