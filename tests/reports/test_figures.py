"""Numbers of a report = the lists behind them = what the log says, whatever was done on which day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.audit.errors import Refused
from dondoc.audit.models import Entry
from dondoc.reports.figures import Cell, behind, cells, overdue_by
from dondoc.reports.models import ReportPeriod
from dondoc.tasks import actions as tasks
from dondoc.tasks.models import Task
from tests.organisation import Office
from tests.reports.work import duty, moment
from tests.reports.work import opened as opened_period

TODAY = date(2026, 11, 20)
DAYS = st.integers(-40, 20).map(lambda n: date(2026, 11, 10) + timedelta(days=n))
STEPS = st.sampled_from(["accept", "report", "submit", "approve", "return_result", "cancel", "reopen", "withdraw"])
RULE = "trước ngày 12 hằng tháng"
ROOMS = {"telecom": "head_telecom", "science": "head_science"}


def step(office: Office, name: str, room: str, task: Task, day: date) -> None:
    """One step on a day by who may take it; what is not open then is left out, as it would be."""
    owner = name in ("approve", "return_result", "cancel", "reopen")
    who = "coordinator" if owner else ROOMS[room]
    words = {"report": ("Đang làm",), "submit": ("Xong",), "return_result": ("Thiếu",), "cancel": ("Thôi",)}
    given_words = words.get(name, ("Mở lại",) if name == "reopen" else ())
    with moment(day), suppress(Refused):
        getattr(tasks, name)(office.people[who], office.as_(who, day), task.pk, *given_words)


Log = dict[str, dict[str, dict[str, Any]]]


def replayed() -> Log:
    """What the log says each object is now: model → id → fields."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for entry in Entry.objects.order_by("id"):
        rows = found.setdefault(entry.model, {})
        if "" in entry.changes and entry.changes[""][1] is None:
            rows.pop(entry.object_id, None)
            continue
        row = rows.setdefault(entry.object_id, {})
        row |= {name: after for name, (_, after) in entry.changes.items() if name}
    return found


def day_of(value: Any) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None


def cell_of(row: dict[str, Any], period: ReportPeriod) -> Cell | None:
    """The cell of something with days; None where it belongs to an earlier report."""
    done, due = day_of(row.get("done_on")), day_of(row.get("due_on"))
    if done is not None and done < period.first:
        return None
    if done is not None and done <= period.last:
        return Cell.DONE_LATE if due is not None and done > due else Cell.DONE_ON_TIME
    return Cell.OPEN_OVERDUE if due is not None and due <= overdue_by(period, TODAY) else Cell.OPEN_IN_TIME


def from_log(period: ReportPeriod) -> Counter[tuple[int, Cell]]:
    """The four cells by unit, counted from the log alone: of tasks, and of the periods of recurring ones."""
    log = replayed()
    own = {row.get("task_id") for row in log["reports.stage"].values()}
    leads = {row["task_id"]: row.get("unit_id") for row in log["tasks.assignment"].values() if row["part"] == "lead"}
    counts: Counter[tuple[int, Cell]] = Counter()
    recurring = set()
    for pk, row in log["tasks.task"].items():
        number = int(pk)
        confirmed = row.get("confirmed_at")
        if number in own or row.get("collective") or row.get("continuous") or not confirmed:
            continue
        is_recurring = str(row.get("due", "")).startswith("FREQ=")
        if (
            row["state"] in ("proposed", "dismissed", "cancelled")
            or row.get("document_id") != period.obligation.document_id
        ):
            continue
        if is_recurring:
            recurring.add(number)
            continue
        day = timezone.localdate(datetime.fromisoformat(confirmed))
        cell = cell_of(row, period)
        if day <= period.last and cell is not None and leads.get(number) is not None:
            counts[leads[number], cell] += 1
    for number, cell in periods_of(log, recurring, period):
        if leads.get(number) is not None:
            counts[leads[number], cell] += 1
    return counts


def periods_of(log: Log, tasks: set[int], period: ReportPeriod) -> Iterator[tuple[int, Cell]]:
    """The periods of recurring tasks as they count, each with its task: those due or done by the end of the window, and
    of those to come the one that ran at its end."""
    by_task: dict[int, list[dict[str, Any]]] = {number: [] for number in tasks}
    for row in log.get("tasks.occurrence", {}).values():
        if row["task_id"] in by_task and not row.get("skipped"):
            by_task[row["task_id"]].append(row)
    for number, rows in by_task.items():
        running = True
        for row in sorted(rows, key=lambda row: str(row["due_on"])):
            due, done, cell = day_of(row["due_on"]), day_of(row.get("done_on")), cell_of(row, period)
            counts = due <= period.last or (done is not None and done <= period.last) or running
            running = running and not (due > period.last and (done is None or done > period.last))
            if counts and cell is not None:
                yield number, cell


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(list(ROOMS)), DAYS), min_size=1, max_size=2),
    st.lists(st.sampled_from(list(ROOMS)), min_size=1, max_size=2),
    st.lists(st.tuples(st.integers(0, 3), STEPS, DAYS), max_size=8),
)
def test_numbers_are_those_of_the_lists_and_of_the_log(
    opened: ReportPeriod, office: Office, made, often, steps
) -> None:
    with transaction.atomic():
        document = opened.obligation.document
        dues = [(room, str(due)) for room, due in made] + [(room, RULE) for room in often]
        works = [
            (room, duty(office, document, f"làm việc {at}", date(2026, 8, 3), lead=office.units[room].name, due=due))
            for at, (room, due) in enumerate(dues)
        ]
        for at, name, day in sorted(steps, key=lambda one: one[2]):
            room, task = works[at % len(works)]
            step(office, name, room, task, day)
        shown = cells(opened, TODAY)
        expected = from_log(opened)
        for row in shown[1:]:
            for cell, count in zip(Cell, row.counts, strict=True):
                assert count == len(behind(opened, cell, TODAY, row.unit.pk)) == expected.get((row.unit.pk, cell), 0)
        assert shown[0].total == sum(expected.values())
        transaction.set_rollback(True)


@pytest.fixture
def opened(office: Office) -> ReportPeriod:
    return opened_period(office)
