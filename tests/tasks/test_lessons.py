"""What reviewers correct comes out as annotated sentences that the rules' own reader takes."""

from __future__ import annotations

import pytest

from dondoc.audit.errors import NotAllowed
from dondoc.language.rules import read_example
from dondoc.tasks import actions
from dondoc.tasks.lessons import lessons
from tests.tasks.work import Desk, assigned


def found(office, **wanted):
    rows = lessons(office.as_("coordinator"))
    return [row for row in rows if all(getattr(row, name) == value for name, value in wanted.items())]


def test_nothing_was_corrected_nothing_is_taught(office):
    assigned(office)
    assert found(office, field="due") == []


def test_a_dismissed_proposal_is_a_counter_example(office):
    task = assigned(office)
    other = task.document.tasks.get(clause="3")
    desk = Desk(office, "coordinator")
    actions.dismiss(desk.person, desk.membership, other.pk)
    (lesson,) = found(office, verdict="dismissed")
    assert other.text.split()[0] in lesson.example
    assert read_example(lesson.example).marks == ()


def test_a_corrected_time_marks_the_right_words(office):
    task = assigned(office)
    words = task.text.split()[0]
    desk = Desk(office, "coordinator")
    actions.correct(desk.person, desk.membership, task.pk, {"time_text": words, "due": "2026-12-30"})
    (lesson,) = found(office, field="due")
    ((_, value),) = read_example(lesson.example).marks
    assert (lesson.verdict, value) == ("corrected", "2026-12-30")


def test_a_missed_task_marks_its_sentence(office):
    task = assigned(office)
    desk = Desk(office, "coordinator")
    added = actions.add(
        desk.person, desk.membership, task.document_id, task.start, task.end, lead=[task.assignments.first().name]
    )
    actions.confirm(desk.person, desk.membership, [added.pk])
    (lesson,) = found(office, verdict="missed")
    assert read_example(lesson.example).marks[0][1] == "task"


def test_who_sees_a_part_only_learns_nothing(office):
    with pytest.raises(NotAllowed):
        list(lessons(office.as_("officer")))
