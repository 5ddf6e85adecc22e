"""What counts, and where it is counted. Plain values, and the two queries that they are read by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from dondoc.tasks.models import ALWAYS, NEVER, Assignment, Counted, Occurrence, Part, Task, TaskState
from dondoc.tasks.visibility import REAL

CELLS = ("open", "on_time", "late", "early", "returned", "extended", "waiting")


class Fact(NamedTuple):
    """The columns of a ``Counted``."""

    task_id: int
    period: int
    agency_id: int
    unit_id: int
    due_on: date
    first_due_on: date
    done_on: date | None
    counts_from: date
    returned: bool
    extended: bool
    waiting: bool


class Place(NamedTuple):
    """The columns by which a ``Tally`` is found."""

    agency_id: int
    unit_id: int
    first: bool
    monthly: bool
    day: date
    counts_from: date


Counts = Counter[tuple[Any, str]]
"""How many there are in a cell of a place (``Place``, ``credits.Spot``); a difference where some are negative."""


class _Row(NamedTuple):
    pk: int
    agency: int
    state: str
    due: str
    due_on: date | None
    first_due_on: date | None
    done_on: date | None
    continuous: bool
    returns: int
    extensions: int
    lead_unit: int


class _Period(NamedTuple):
    task: int
    pk: int
    due_on: date
    first_due_on: date
    done_on: date | None
    returns: int
    extensions: int


def facts(tasks: QuerySet[Task]) -> list[Fact]:
    """What counts of these tasks: real ones that were not cancelled and that a unit leads. A collective task counts as
    its children, a recurring duty as its periods, a continuous one not at all. Two queries."""
    lead = Assignment.objects.filter(task=OuterRef("pk"), part=Part.LEAD, unit__isnull=False).order_by("id")
    rows = tasks.filter(phase__in=REAL, collective=False).exclude(state=TaskState.CANCELLED).order_by()
    rows = rows.annotate(lead_unit=Subquery(lead.values("unit")[:1])).filter(lead_unit__isnull=False)
    found = [_Row(*row) for row in rows.values_list(*_Row._fields)]
    periods = _periods(row.pk for row in found)
    return [fact for row in found for fact in _of_task(row, periods[row.pk])]


def known_facts(task_ids: Iterable[int]) -> list[Fact]:
    """What was counted of these tasks so far, not to be changed by anybody else before this transaction ends."""
    rows = Counted.objects.select_for_update().filter(task__in=list(task_ids)).order_by("pk")
    return [Fact(*row) for row in rows.values_list(*Fact._fields)]


def _periods(task_ids: Iterable[int]) -> dict[int, list[_Period]]:
    found: dict[int, list[_Period]] = defaultdict(list)
    rows = Occurrence.objects.filter(task__in=list(task_ids), skipped=False).order_by("due_on", "pk")
    for row in rows.values_list(*_Period._fields):
        found[row[0]].append(_Period(*row))
    return found


def _of_task(row: _Row, periods: list[_Period]) -> Iterator[Fact]:
    waits = row.state == TaskState.SUBMITTED
    if not row.continuous and not row.due.startswith("FREQ="):
        yield _fact(row, 0, row, ALWAYS, waits)
    owed, open_days = ALWAYS, ALWAYS
    for period in periods:
        if period.done_on is not None:
            yield _fact(row, period.pk, period, ALWAYS)
            continue
        # Periods are made ahead for calendars and reminders; only the one that is running now is work already owed.
        if period.due_on > open_days > ALWAYS:
            owed = open_days + timedelta(days=1)
        open_days = period.due_on
        yield _fact(row, period.pk, period, owed, waits)
        # Whoever is urged is urged for the earliest open period, once; what was handed in is for that one too.
        waits = True


def _fact(row: _Row, period: int, days: _Row | _Period, counts_from: date, waits: bool = False) -> Fact:
    return Fact(
        row.pk,
        period,
        row.agency,
        row.lead_unit,
        days.due_on or NEVER,
        days.first_due_on or NEVER,
        days.done_on,
        counts_from,
        days.returns > 0,
        days.extensions > 0,
        waits and days.done_on is None,
    )


def count(facts: Iterable[Fact], sign: int, counts: Counts) -> None:
    """Add (``sign`` 1) or take away (-1) what facts give in each cell of each place."""
    for fact in facts:
        for first, due in ((False, fact.due_on), (True, fact.first_due_on)):
            cells = list(_cells(fact, due))
            for monthly, day in ((False, due), (True, due.replace(day=1))):
                place = Place(fact.agency_id, fact.unit_id, first, monthly, day, fact.counts_from)
                for cell in cells:
                    counts[place, cell] += sign


def _cells(fact: Fact, due: date) -> Iterator[str]:
    """Where a fact is counted. What has no day is never late and never early."""
    if fact.done_on is None:
        yield "open"
        if fact.waiting:
            yield "waiting"
    elif fact.done_on > due:
        yield "late"
    else:
        yield "on_time"
        if fact.done_on < due < NEVER:
            yield "early"
    if fact.returned:
        yield "returned"
    if fact.extended:
        yield "extended"
