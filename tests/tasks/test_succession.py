"""Rooms are merged, split and closed: open work passes on, history keeps the old names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.organisations.actions import merge_units
from dondoc.tasks.actions import follow_successions, hand_over, release_leavers
from dondoc.tasks.leaving import estates, orphan_parts
from dondoc.tasks.models import Part
from tests.tasks.work import Desk, assigned

TODAY = date(2026, 11, 2)


@pytest.fixture
def task(office):
    return assigned(office)


def lead(task):
    return task.assignments.get(part=Part.LEAD)


def test_open_work_passes_to_the_one_that_followed(office, task):
    name = lead(task).name
    merge_units(None, [office.units["telecom"]], [office.units["science"]], timezone.localdate())
    assert lead(task).unit == office.units["science"]
    assert lead(task).name == name, "as printed"
    assert Entry.objects.filter(action="task.pass_on", subject_id=str(task.pk)).exists()


def test_what_is_closed_stays_where_it_was_done(office, task):
    Desk(office, "coordinator").cancel(task, "Thôi")
    merge_units(None, [office.units["telecom"]], [office.units["science"]], timezone.localdate())
    assert lead(task).unit == office.units["telecom"]


def test_a_merger_ahead_passes_on_when_its_day_has_come(office, task):
    on = timezone.localdate() + timedelta(days=30)
    merge_units(None, [office.units["telecom"]], [office.units["science"]], on)
    assert lead(task).unit == office.units["telecom"]
    assert follow_successions(None, on - timedelta(days=1)) == 0
    assert follow_successions(None, on) == 1
    assert follow_successions(None, on) == 0


def test_where_several_followed_a_person_has_to_say_which(office, task):
    news = [office.units["science"], office.units["centre"]]
    merge_units(None, [office.units["telecom"]], news, timezone.localdate())
    assert lead(task).unit == office.units["telecom"]
    today = timezone.localdate()
    mine = office.as_("coordinator", today)
    [estate] = estates(mine, today)
    assert ([row.task for row in estate.parts], set(estate.successors)) == ([task], set(news))
    name = lead(task).name
    with pytest.raises(NotAllowed):
        hand_over(office.people["head_science"], office.as_("head_science", today), {lead(task).pk: news[1].pk})
    with pytest.raises(Refused, match="kết thúc"):
        hand_over(office.people["coordinator"], mine, {lead(task).pk: office.units["telecom"].pk})
    assert hand_over(office.people["coordinator"], mine, {lead(task).pk: news[1].pk}) == 1
    assert (lead(task).unit, lead(task).name) == (news[1], name)
    assert not orphan_parts(mine, today).exists()
    with pytest.raises(Refused, match="tải lại"):
        hand_over(office.people["coordinator"], mine, {lead(task).pk: news[0].pk})


def test_a_unit_does_not_join_what_it_comes_to_lead(office, task):
    """The office joins the task that the telecom room leads."""
    news = [office.units["science"], office.units["office"]]
    merge_units(None, [office.units["telecom"]], news, timezone.localdate())
    today = timezone.localdate()
    hand_over(office.people["coordinator"], office.as_("coordinator", today), {lead(task).pk: news[1].pk})
    assert lead(task).unit == office.units["office"]
    assert not task.assignments.filter(part=Part.COORDINATE, unit=office.units["office"]).exists()


def test_people_go_along_where_the_form_says_so(office, task):
    officer = office.people["officer"]
    Desk(office, "head_telecom").delegate(task, [officer.pk])
    day = timezone.localdate()
    merge_units(None, [office.units["telecom"]], [office.units["science"]], day, with_people=True)
    assert set(officer.posts.values_list("unit", "until")) == {
        (office.units["telecom"].pk, day),
        (office.units["science"].pk, None),
    }
    assert release_leavers(None, day) == 0
    assert task.assignments.filter(part=Part.PERFORM, person=officer).exists()


def test_a_difficulty_goes_to_who_followed_its_holder(office, task):
    head = Desk(office, "head_telecom")
    raised = head.raise_difficulty(task, "Thiếu máy", to_unit=office.units["planning"].pk)
    merge_units(None, [office.units["planning"]], [office.units["office"]], timezone.localdate())
    raised.refresh_from_db()
    assert raised.holder == office.units["office"]


def test_work_goes_along_several_successions(office, task):
    day = timezone.localdate()
    ahead = day + timedelta(days=10)
    merge_units(None, [office.units["telecom"]], [office.units["science"]], ahead)
    merge_units(None, [office.units["science"]], [office.units["centre"]], ahead + timedelta(days=1))
    assert follow_successions(None, ahead + timedelta(days=1)) == 1
    assert lead(task).unit == office.units["centre"]
