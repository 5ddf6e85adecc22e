"""Rooms are merged, split and closed: open work passes on, history keeps the old names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from dondoc.audit.models import Entry
from dondoc.organisations.actions import merge_units
from dondoc.tasks.actions import follow_successions
from dondoc.tasks.models import Part
from dondoc.tasks.work import orphans
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
    later = timezone.localdate()
    assert list(orphans(office.as_("coordinator", later), later)) == [task]
    Desk(office, "coordinator", later).reassign(task, office.units["centre"].pk, reason="Theo đề án sắp xếp")
    assert not orphans(office.as_("coordinator", later), later).exists()


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
