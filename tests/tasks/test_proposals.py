from __future__ import annotations

from datetime import date

import pytest

from dondoc.documents.actions import correct_document
from dondoc.tasks.fanning import meanings
from dondoc.tasks.models import Part, Phase, Task, TaskKind, TaskState
from dondoc.tasks.queries import RegisterFilters, proposals, register, visible_tasks
from tests.documents.papers import registered


@pytest.fixture
def document(office):
    return registered(office)


def test_duties_become_proposals_in_reading_order(document):
    tasks = list(document.tasks.all())
    assert [task.clause for task in tasks] == ["1", "2", "3"]
    assert {task.state for task in tasks} == {TaskState.PROPOSED}
    assert [task.kind for task in tasks] == [TaskKind.TASK, TaskKind.REPORT, TaskKind.TASK]
    for task in tasks:
        assert document.text.content[task.start : task.end] == task.text


def test_names_are_resolved_and_collectives_stay_collective(office, document):
    first, second, third = document.tasks.all()
    parts = {row.part: row for row in first.assignments.all()}
    assert parts[Part.LEAD].unit == office.units["telecom"]
    assert parts[Part.COORDINATE].unit == office.units["office"]
    assert parts[Part.DIRECT].person == office.people["leader"]
    assert second.collective
    assert second.assignments.get().unit is None
    assert third.assignments.get().unit == office.units["centre"]


def test_a_collective_shows_the_units_that_it_fans_out_to(office, document):
    lead = document.tasks.all()[1].assignments.get()
    meaning = meanings(office.agency, [lead], date(2026, 11, 2))[lead.pk]
    rooms = {office.units[name].pk for name in ("office", "planning", "telecom", "science", "centre")}
    assert {unit.pk for unit in meaning.units} == rooms
    assert meaning.left == meaning.units


def test_due_days_are_worked_days(document):
    first, second, third = document.tasks.all()
    assert (first.due, first.due_on) == ("2026-11-19", date(2026, 11, 19))
    assert second.due_on == date(2026, 11, 30)
    assert third.due_on == date(2026, 12, 31)


def test_a_proposal_is_no_task(office, document):
    for name in ("leader", "coordinator", "clerk", "head_telecom"):
        assert not visible_tasks(office.as_(name)).exists()
        assert not register(office.as_(name), RegisterFilters(state="all"), date(2026, 11, 2)).exists()


def test_who_may_confirm_sees_the_proposals(office, document):
    assert proposals(office.as_("clerk"), document.pk).count() == 3
    assert not proposals(office.as_("officer"), document.pk).exists()
    assert not proposals(office.as_("outsider"), document.pk).exists()


def test_what_was_read_is_kept_with_rule_and_confidence(document):
    task = document.tasks.all()[2]
    assert task.confidence == 0.6
    assert task.provenance["due"]["read"] == "2026-10-01/2026-12-31"
    assert task.provenance["lead"][0]["rule"] == "test-rule"


def test_a_corrected_subject_is_found_with_its_tasks(office, document):
    clerk = office.people["clerk"]
    correct_document(clerk, office.as_("clerk"), document.pk, {"subject": "chuẩn hóa dữ liệu đất đai"})
    assert Task.objects.filter(folded__contains="chuan hoa du lieu dat dai").count() == 3


def test_phases_follow_states():
    task = Task(state=TaskState.SUBMITTED)
    task.derive()
    assert task.phase == Phase.OPEN
