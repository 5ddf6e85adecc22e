"""The four cells of national statistics: done on time, done late, open in time, open overdue.

Continuous duties are kept out (Decision 23/2018/QĐ-TTg), a collective task counts as its children, a recurring duty as
its periods up to the one that is running. Done early, returned and extended stand beside the cells. Being in time is
measured by the present due day or by the first one, before any extension.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from dondoc.organisations.models import Unit
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.tasks.models import Assignment, Occurrence, Part, Task, TaskState
from dondoc.tasks.visibility import REAL, VIEW_ALL

CELLS = ("done_on_time", "done_late", "open_in_time", "open_overdue", "early", "returned", "extended")


@dataclass(frozen=True, slots=True)
class Cells:
    """Counts of one unit (None: of all). The first four add up to ``total``; the others stand beside them."""

    unit: Unit | None
    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    early: int = 0
    returned: int = 0
    extended: int = 0

    @property
    def total(self) -> int:
        return self.done_on_time + self.done_late + self.open_in_time + self.open_overdue

    def plus(self, other: dict[str, Any]) -> Cells:
        return Cells(self.unit, **{name: getattr(self, name) + int(other[name]) for name in CELLS})


def four_cells(
    membership: Membership,
    today: date,
    *,
    since: date | None = None,
    until: date | None = None,
    by_first_day: bool = False,
    unit: int | None = None,
) -> list[Cells]:
    """The cells of each leading unit, in the order of the units; the sum comes first. All of the agency for those who
    see all, else what the member's units (with all below) lead.

    ``since``/``until`` (inclusive) narrow to due days; tasks without a day then fall out. ``unit`` narrows to a unit
    with all below it. Three queries.
    """
    tasks, periods = _tasks(membership), _periods(membership, today)
    day = "first_due_on" if by_first_day else "due_on"
    units = subtree_ids([unit]) if unit else None
    counts: dict[int, Cells] = {}
    for counted, prefix, lead in ((tasks, "task__", "unit"), (periods, "", "lead_unit")):
        rows = counted.filter(**{f"{lead}__in": units}) if units is not None else counted
        within = _within(rows, prefix + day, since, until)
        for row in within.values(lead).annotate(**_sums(prefix, day, today)).order_by():
            known = counts.get(row[lead]) or Cells(None)
            counts[row[lead]] = known.plus(row)
    return _named(counts)


def _tasks(membership: Membership) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(agency=membership.agency, phase__in=REAL, part=Part.LEAD, unit__isnull=False)
    if not may(membership, VIEW_ALL):
        rows = rows.filter(unit__in=subtree_ids(membership.unit_ids))
    counted = rows.filter(task__continuous=False, task__collective=False)
    return counted.exclude(task__state=TaskState.CANCELLED).exclude(task__due__startswith="FREQ=")


def _periods(membership: Membership, today: date) -> QuerySet[Occurrence]:
    tasks = Task.objects.filter(pk=OuterRef("task"), agency=membership.agency, phase__in=REAL)
    lead = Assignment.objects.filter(task=OuterRef("task"), part=Part.LEAD).order_by("id").values("unit")[:1]
    rows = Occurrence.objects.filter(Exists(tasks.exclude(state=TaskState.CANCELLED)), skipped=False)
    # Periods are made ahead for calendars and reminders; only the one that is running now is work already owed.
    before = Occurrence.objects.filter(
        task=OuterRef("task"), skipped=False, done_on=None, due_on__gte=today, due_on__lt=OuterRef("due_on")
    )
    rows = rows.filter(Q(done_on__isnull=False) | Q(due_on__lte=today) | ~Exists(before))
    rows = rows.annotate(lead_unit=Subquery(lead)).filter(lead_unit__isnull=False)
    return rows if may(membership, VIEW_ALL) else rows.filter(lead_unit__in=subtree_ids(membership.unit_ids))


def _within(rows: QuerySet, day: str, since: date | None, until: date | None) -> QuerySet:
    if since:
        rows = rows.filter(**{f"{day}__gte": since})
    return rows.filter(**{f"{day}__lte": until}) if until else rows


def _sums(prefix: str, day: str, today: date) -> dict[str, Count]:
    done, due = f"{prefix}done_on", f"{prefix}{day}"
    is_done, no_day = Q(**{f"{done}__isnull": False}), Q(**{f"{due}__isnull": True})
    return {
        "done_on_time": Count("pk", filter=is_done & (no_day | Q(**{f"{done}__lte": F(due)}))),
        "done_late": Count("pk", filter=is_done & Q(**{f"{done}__gt": F(due)})),
        "open_in_time": Count("pk", filter=~is_done & (no_day | Q(**{f"{due}__gte": today}))),
        "open_overdue": Count("pk", filter=~is_done & Q(**{f"{due}__lt": today})),
        "early": Count("pk", filter=is_done & Q(**{f"{done}__lt": F(due)})),
        "returned": Count("pk", filter=Q(**{f"{prefix}returns__gt": 0})),
        "extended": Count("pk", filter=Q(**{f"{prefix}extensions__gt": 0})),
    }


def _named(counts: dict[int, Cells]) -> list[Cells]:
    units = Unit.objects.in_bulk(list(counts))
    rows = [Cells(units[pk], *(getattr(cells, name) for name in CELLS)) for pk, cells in counts.items()]
    rows.sort(key=lambda row: (row.unit.order, row.unit.name) if row.unit else (0, ""))
    total = Cells(None)
    for row in rows:
        total = total.plus({name: getattr(row, name) for name in CELLS})
    return [total, *rows]
