"""Some weeks of the simulated agency with a merger in them: whatever people do, the invariants hold on every day."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import models, transaction
from django.test import override_settings

from dondoc.audit.errors import Refused
from dondoc.organisations.models import Agency, Person, Role, Succession
from dondoc.sample.year.changes import NEW_ROOM
from dondoc.sample.year.invariants import Scene, breaches
from dondoc.sample.year.ledger import Ledger
from dondoc.sample.year.simulation import Check, Plan, Report, simulate
from dondoc.tasks.models import Part, Phase, Task, TaskState

pytestmark = [pytest.mark.django_db, pytest.mark.load]
UNTIL = date(2026, 7, 6)
PLAN = Plan(UNTIL, days=20, tasks=16, people=45, seed=3, check=Check.WEEKLY)


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    """The weeks, played once for this module and taken back behind it."""
    folder: Path = tmp_path_factory.mktemp("year")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=folder), transaction.atomic():
        yield simulate(PLAN)
        transaction.set_rollback(True)


@pytest.fixture
def scene(played: Report) -> Scene:
    leader = Person.objects.filter(posts__role=Role.LEADER).order_by("pk").first()
    assert leader is not None
    return Scene(Agency.objects.get(), UNTIL, Ledger(), leader, [])


def test_every_invariant_held(played: Report):
    assert not played.breaches
    assert played.checks >= 3
    assert played.tasks >= PLAN.tasks


def test_people_did_all_sorts_of_things(played: Report):
    assert {"confirm_all", "delegate", "report", "urge", "set_calendar"} <= played.steps.keys()


def test_the_merged_rooms_have_no_open_work_left(played: Report):
    olds = [row.old for row in Succession.objects.filter(new__name=NEW_ROOM)]
    assert len(olds) == 2
    open_parts = Task.objects.filter(assignments__part=Part.LEAD, assignments__unit__in=olds)
    assert not open_parts.exclude(state__in=(TaskState.DONE, TaskState.CANCELLED, TaskState.DISMISSED)).exists()


def test_a_database_in_use_is_left_alone(played: Report):
    with pytest.raises(Refused, match="trống"):
        simulate(PLAN)


def test_a_change_past_the_log_is_found(scene: Scene):
    assert not breaches(scene)
    task = Task.objects.filter(phase=Phase.OPEN).first()
    assert task is not None
    models.QuerySet(Task).filter(pk=task.pk).update(done_on=UNTIL)
    found = " ".join(breaches(scene))
    assert "nhật ký ghi" in found
    assert "mà có ngày hoàn thành" in found


def test_a_child_after_its_parent_is_found(scene: Scene):
    parent, child = Task.objects.filter(phase=Phase.OPEN, due_on__isnull=False, collective=False, parent=None)[:2]
    models.QuerySet(Task).filter(pk=child.pk).update(parent=parent, due_on=date(2027, 1, 1), sort_on=date(2027, 1, 1))
    assert any("sau nhiệm vụ cấp trên" in sentence for sentence in breaches(scene))


@pytest.mark.long
def test_a_whole_year_of_a_whole_agency_is_sound(tmp_path: Path):
    """3,000 tasks, 150 people, a merger in July, all invariants on each of 365 days: a quarter of an hour. It plays in
    a database of its own, for that must be empty."""
    command = [sys.executable, "-m", "dondoc", "simulate", "--until", "2026-11-22", "--check", "every"]
    environment = os.environ | {"DONDOC_DATA": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "vi phạm: 0" in done.stdout
