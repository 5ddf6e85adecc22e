"""The counts behind the statistics: always what counting one by one gives."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.tasks.behind import Behind, behind
from dondoc.tasks.counting import compact, differences, keep, rebuild, recount
from dondoc.tasks.models import Assignment, Counted, Occurrence, Part, Tally, Task, TaskState
from dondoc.tasks.statistics import CELLS, four_cells, late_units
from tests.tasks.work import Desk, assigned

TODAY = date(2026, 11, 2)
UNITS = ("telecom", "science", "centre")
DAY = st.integers(-50, 70).map(lambda days: TODAY + timedelta(days=days))
PERIOD = st.fixed_dictionaries(
    {
        "due_on": DAY,
        "first_due_on": DAY,
        "done_on": st.none() | DAY,
        "skipped": st.booleans(),
        "returns": st.integers(0, 1),
    }
)
TASK = st.fixed_dictionaries(
    {
        "state": st.sampled_from(list(TaskState)),
        "due_on": st.none() | DAY,
        "first_due_on": st.none() | DAY,
        "done_on": st.none() | DAY,
        "due": st.sampled_from(["", "", "FREQ=MONTHLY;BYMONTHDAY=20"]),
        "continuous": st.booleans(),
        "collective": st.booleans(),
        "returns": st.integers(0, 2),
        "extensions": st.integers(0, 1),
    }
)
THING = st.tuples(st.sampled_from(UNITS), TASK, st.lists(PERIOD, max_size=4, unique_by=lambda row: row["due_on"]))
ASKED = st.fixed_dictionaries({"since": st.none() | DAY, "until": st.none() | DAY, "by_first_day": st.booleans()})


def write(office, unit, fields, periods, task=None) -> Task:
    """Past the actions: whatever may stand in the database must be counted right."""
    task = Task(pk=task and task.pk, agency=office.agency, text="x", **fields)
    task.derive()
    if task.pk:
        QuerySet(Task).filter(pk=task.pk).update(phase=task.phase, **fields)
        QuerySet(Assignment).filter(task=task).update(unit=office.units[unit])
        QuerySet(Occurrence).filter(task=task)._raw_delete("default")
    else:
        QuerySet(Task).bulk_create([task])
        lead = Assignment(task=task, part=Part.LEAD, name="x", unit=office.units[unit])
        lead.derive()
        QuerySet(Assignment).bulk_create([lead])
    QuerySet(Occurrence).bulk_create([Occurrence(task=task, nominal=row["due_on"], **row) for row in periods])
    return task


def by_hand(things, today, since, until, by_first_day) -> dict[str, list[int]]:
    """The cells of each unit, looked at one by one."""
    found: dict[str, list[int]] = {}
    for unit, task, rows in things:
        if task["collective"] or task["state"] in (TaskState.PROPOSED, TaskState.DISMISSED, TaskState.CANCELLED):
            continue
        periods = [row for row in rows if not row["skipped"]]
        ahead = [row["due_on"] for row in periods if row["done_on"] is None and row["due_on"] >= today]
        owed = [row for row in periods if row["done_on"] or row["due_on"] <= today or row["due_on"] == min(ahead)]
        if not task["continuous"] and not task["due"]:
            owed.append(task)
        for row in owed:
            due = row["first_due_on" if by_first_day else "due_on"]
            if (since or until) and (due is None or due < (since or due) or due > (until or due)):
                continue
            cells, done = found.setdefault(unit, [0] * 7), row["done_on"]
            late = due is not None and (done or today) > due
            cells[(1 if late else 0) if done else (3 if late else 2)] += 1
            cells[4] += bool(done and due and done < due)
            cells[5] += row["returns"] > 0
            cells[6] += row.get("extensions", 0) > 0
    return found


def read(office, today, **asked) -> dict[str, list[int]]:
    names = {office.units[name].pk: name for name in UNITS}
    total, *rows = four_cells(office.as_("leader"), today, **asked)
    assert [getattr(total, name) for name in CELLS] == [sum(getattr(row, name) for row in rows) for name in CELLS]
    lists = [behind(office.as_("leader"), today, Behind(name, **asked)).count() for name in CELLS]
    assert lists == [getattr(total, name) for name in CELLS]
    return {names[row.unit.pk]: [getattr(row, name) for name in CELLS] for row in rows}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(THING, max_size=6), after=st.lists(THING, max_size=6), asked=ASKED, days=st.integers(0, 40))
def test_counts_are_what_counting_one_by_one_gives(office, before, after, asked, days):
    """Counted anew, after changes of some tasks and after rows were brought together, on whatever day one looks."""
    today = TODAY + timedelta(days=days)
    with transaction.atomic():
        tasks = [write(office, *thing) for thing in before]
        rebuild(office.agency)
        assert read(office, TODAY, **asked) == by_hand(before, TODAY, **asked)
        changed = [write(office, *thing, task) for thing, task in zip(after, tasks, strict=False)]
        changed += [write(office, *thing) for thing in after[len(tasks) :]]
        recount(task.pk for task in changed)
        expected = by_hand([*after, *before[len(after) :]], today, **asked)
        assert read(office, today, **asked) == expected
        assert differences(office.agency) == 0
        compact()
        assert read(office, today, **asked) == expected
        assert Tally.objects.count() == Tally.objects.values(*PLACE).distinct().count()
        transaction.set_rollback(True)


PLACE = ("agency", "unit", "first", "monthly", "day", "counts_from")


def test_who_is_late_and_has_nothing_handed_in(office):
    task = assigned(office)
    day = task.due_on + timedelta(days=1)
    leader = office.as_("leader")
    assert late_units(leader, task.due_on) == []
    assert late_units(leader, day) == [(office.units["telecom"], 1)]
    Desk(office, "head_telecom").submit(task, "Xong")
    assert late_units(leader, day) == []
    Desk(office, "coordinator").return_result(task, "Còn thiếu")
    assert late_units(leader, day) == [(office.units["telecom"], 1)]


def test_the_nights_look_mends_what_was_written_past_the_program(office):
    task = assigned(office)
    assert not keep()
    QuerySet(Task).filter(pk=task.pk).update(done_on=task.due_on, state=TaskState.DONE)
    assert four_cells(office.as_("leader"), TODAY)[0].open_in_time == 1
    assert keep() == 1
    assert four_cells(office.as_("leader"), TODAY)[0].done_on_time == 1


def test_a_proposal_costs_nothing_and_a_report_of_progress_changes_nothing(office):
    task = assigned(office)
    before = list(Tally.objects.order_by("pk").values_list("pk", flat=True))
    assert set(Counted.objects.values_list("task", flat=True)) == {task.pk}
    Desk(office, "head_telecom").report(task, "Đang làm", percent=20)
    assert list(Tally.objects.order_by("pk").values_list("pk", flat=True)) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_counting_anew_and_bringing_together_beside_writers_loses_nothing(transactional_db, office):
    """Tasks are cancelled and reopened while the counts are rebuilt and compacted again and again."""
    tasks = [assigned(office, clause) for clause in ("1", "3")]
    stop, problems = threading.Event(), []

    def work(task):
        for _ in range(5):
            Desk(office, "coordinator").cancel(task, "Nhầm")
            Desk(office, "coordinator").reopen(task, "Làm tiếp")

    def tidy():
        while not stop.is_set():
            compact()
            rebuild(office.agency)
            assert differences(office.agency) == 0

    def guarded(function, *given):
        try:
            function(*given)
        except Exception as error:  # noqa: BLE001  shown by the assertion below
            problems.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=guarded, args=(work, task)) for task in tasks]
    cleaner = threading.Thread(target=guarded, args=(tidy,))
    for thread in (cleaner, *workers):
        thread.start()
    for thread in workers:
        thread.join()
    stop.set()
    cleaner.join()
    assert not problems
    assert differences(office.agency) == 0
