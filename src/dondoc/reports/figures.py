"""The numbers of a period: the four cells by unit, each with the list behind it.

They are counted as of the end of the window: what was done in it counts as done, whatever was not done by its last day
as open. What was done before the window stands in an earlier report. As in ``tasks.statistics`` continuous duties are
kept out (Decision 23/2018/QĐ-TTg), collective tasks count as their children, recurring duties as their periods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from dondoc.organisations.models import Unit
from dondoc.reports.models import ReportPeriod
from dondoc.tasks.models import Assignment, Occurrence, Part, Task, TaskState
from dondoc.tasks.visibility import REAL

LEAD = "leader"


class Cell(StrEnum):
    """One of the four cells."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"


@dataclass(frozen=True, slots=True)
class UnitCells:
    """The four cells of one unit, in the order of ``Cell``; ``unit`` None is the sum."""

    unit: Unit | None
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def by_cell(self) -> list[tuple[str, int]]:
        return [(cell.value, count) for cell, count in zip(Cell, self.counts, strict=True)]


@dataclass(frozen=True, slots=True)
class Counted:
    """A task, or a period of a recurring one, as it counts in a cell."""

    task: Task
    due_on: date | None
    done_on: date | None


def owing_units(period: ReportPeriod) -> QuerySet[Unit]:
    """The units that send in their part, in order."""
    return Unit.objects.filter(pk__in=period.unit_reports.values("unit")).order_by("order", "name")


def overdue_by(period: ReportPeriod, today: date) -> date:
    """What was due up to this day, and is not done, is overdue: the last day of the window, while it runs yesterday."""
    return min(period.last, today - timedelta(days=1))


def cells(period: ReportPeriod, today: date, units: list[Unit] | None = None) -> list[UnitCells]:
    """The sum, then each unit that owes (``units``, where they are at hand); frozen numbers of an issued report as they
    were. At most two queries."""
    units = list(owing_units(period)) if units is None else units
    counts: dict[int, tuple[int, ...]] = defaultdict(lambda: (0, 0, 0, 0))
    if period.cells and not period.is_open:
        counts |= {int(pk): tuple(row) for pk, row in period.cells.items()}
    else:
        for unit, *found in _counted(period, [unit.pk for unit in units], today):
            counts[unit] = tuple(a + b for a, b in zip(counts[unit], found, strict=True))
    rows_of = [UnitCells(unit, tuple(counts[unit.pk])) for unit in units]  # type: ignore[arg-type]
    return [UnitCells(None, summed(row.counts for row in rows_of)), *rows_of]


def summed(rows: Iterable[tuple[int, ...]]) -> tuple[int, int, int, int]:
    """Cells added up."""
    total = [0, 0, 0, 0]
    for row in rows:
        total = [a + b for a, b in zip(total, row, strict=True)]
    return total[0], total[1], total[2], total[3]


def frozen(rows: Iterable[UnitCells]) -> dict[str, list[int]]:
    """The numbers as they are kept with an issued report."""
    return {str(row.unit.pk): list(row.counts) for row in rows if row.unit is not None}


def behind(period: ReportPeriod, cell: Cell, today: date, unit: int | None = None) -> list[Counted]:
    """The list behind a number: by day due. Three queries and those of the tasks' parts."""
    units = list(owing_units(period).values_list("pk", flat=True))
    wanted = [unit] if unit in units else units if unit is None else []
    found: list[Counted] = []
    for rows, prefix, _ in _sources(period, wanted):
        shown = rows.filter(condition(period, cell, prefix, today)).select_related("task__document")
        for row in shown:
            of = row.task if prefix else row
            found.append(Counted(row.task, of.due_on, of.done_on))
    return sorted(found, key=lambda one: (one.due_on or date.max, one.task.pk))


def condition(period: ReportPeriod, cell: Cell, prefix: str, today: date) -> Q:
    """The condition of a cell; ``prefix`` leads from the row to what has the days."""
    done, due = f"{prefix}done_on", f"{prefix}due_on"
    is_done = Q(**{f"{done}__lte": period.last})
    is_open = Q(**{f"{done}__isnull": True}) | Q(**{f"{done}__gt": period.last})
    late = Q(**{f"{due}__lte": overdue_by(period, today)})
    no_day = Q(**{f"{due}__isnull": True})
    match cell:
        case Cell.DONE_ON_TIME:
            return is_done & (no_day | Q(**{f"{done}__lte": F(due)}))
        case Cell.DONE_LATE:
            return is_done & Q(**{f"{done}__gt": F(due)})
        case Cell.OPEN_OVERDUE:
            return is_open & late
        case _:
            return is_open & (no_day | ~late)


def _counted(period: ReportPeriod, units: list[int], today: date) -> QuerySet[Any]:
    """Rows of a unit and its four counts, of tasks and of periods. One query."""
    tasks, periods = (
        rows.annotate(**{LEAD: F(lead)}).values_list(LEAD).annotate(**_sums(period, prefix, today)).order_by()
        for rows, prefix, lead in _sources(period, units)
    )
    return tasks.union(periods, all=True)


def _sums(period: ReportPeriod, prefix: str, today: date) -> dict[str, Count]:
    return {cell.value: Count("pk", filter=condition(period, cell, prefix, today)) for cell in Cell}


def _sources(period: ReportPeriod, units: list[int]) -> list[tuple[QuerySet[Any], str, str]]:
    """What is counted: parts of tasks, and periods of recurring ones; each with the way to its days and its unit."""
    return [(_tasks(period, units), "task__", "unit"), (_periods(period, units), "", "lead_unit")]


def scope(period: ReportPeriod) -> dict[str, Any]:
    """The tasks that a report is about."""
    found: dict[str, Any] = {"agency": period.agency_id, "phase__in": REAL}
    if period.obligation.only_document and period.obligation.document_id:
        found["document"] = period.obligation.document_id
    return found


def not_own(period: ReportPeriod) -> Q:
    """Without the duties of reporting that this very report fulfils; on tasks."""
    return ~Q(report_stages__obligation=period.obligation_id) & ~Q(
        parent__report_stages__obligation=period.obligation_id
    )


def counted_tasks(period: ReportPeriod) -> QuerySet[Task]:
    """The tasks in scope that were confirmed by the end of the window and not done before it, but recurring ones."""
    tasks = Task.objects.filter(not_own(period), **scope(period), continuous=False, collective=False)
    tasks = tasks.filter(confirmed_at__date__lte=period.last).exclude(state=TaskState.CANCELLED)
    return tasks.filter(_not_before(period)).exclude(due__startswith="FREQ=")


def _not_before(period: ReportPeriod) -> Q:
    return Q(done_on__isnull=True) | Q(done_on__gte=period.first)


def _tasks(period: ReportPeriod, units: list[int]) -> QuerySet[Assignment]:
    return Assignment.objects.filter(part=Part.LEAD, unit__in=units, task__in=counted_tasks(period))


def _periods(period: ReportPeriod, units: list[int]) -> QuerySet[Occurrence]:
    tasks = Task.objects.filter(not_own(period), **scope(period)).exclude(state=TaskState.CANCELLED)
    lead = Assignment.objects.filter(task=OuterRef("task"), part=Part.LEAD).order_by("id").values("unit")[:1]
    rows = Occurrence.objects.filter(_not_before(period), task__in=tasks, skipped=False)
    # Periods are made ahead for calendars; of those to come only the one that ran at the end of the window counts.
    still_open = Q(done_on__isnull=True) | Q(done_on__gt=period.last)
    before = Occurrence.objects.filter(
        still_open, task=OuterRef("task"), skipped=False, due_on__gt=period.last, due_on__lt=OuterRef("due_on")
    )
    rows = rows.filter(Q(due_on__lte=period.last) | Q(done_on__lte=period.last) | ~Exists(before))
    return rows.annotate(lead_unit=Subquery(lead)).filter(lead_unit__in=units)
