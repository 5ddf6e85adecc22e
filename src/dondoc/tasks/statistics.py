"""The four cells of national statistics: done on time, done late, open in time, open overdue.

Continuous duties are kept out (Decision 23/2018/QĐ-TTg), a collective task counts as its children, a recurring duty as
its periods up to the one that is running. Done early, returned and extended stand beside the cells. Being in time is
measured by the present due day or by the first one, before any extension.

They are read from counts by day and month (``counting``), so that they take no longer as tasks grow many.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum, Value

from dondoc.organisations.models import Unit
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.tasks.counting.facts import CELLS as COUNTS
from dondoc.tasks.models import NEVER, Tally
from dondoc.tasks.visibility import VIEW_ALL

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
    with all below it. One query.
    """
    rows = Tally.objects.filter(first=by_first_day)
    if unit:
        rows = rows.filter(unit__in=subtree_ids([unit]))
    counts: dict[int, Cells] = {}
    for unit_of_row, is_past, sums in _read(rows, membership, today, stretches(since, until, today)):
        known = counts.get(unit_of_row.pk) or Cells(unit_of_row)
        counts[unit_of_row.pk] = known.plus(_cells(sums, is_past))
    return _in_order([cells for cells in counts.values() if any(getattr(cells, name) for name in CELLS)])


def late_units(membership: Membership, today: date) -> list[tuple[Unit, int]]:
    """The leading units with how many overdue things they have not handed in a result for, the most first; of the same
    units and things as ``four_cells``. One query."""
    counts: Counter[Unit] = Counter()
    past = stretches(None, today - _DAY, today)
    for unit, _, sums in _read(Tally.objects.filter(first=False), membership, today, past):
        counts[unit] += sums["open"] - sums["waiting"]
    found = [(unit, late) for unit, late in counts.items() if late > 0]
    return sorted(found, key=lambda one: (-one[1], one[0].name))


def _read(
    rows: QuerySet[Tally], membership: Membership, today: date, days: Iterable[Stretch]
) -> Iterator[tuple[Unit, bool, dict[str, int]]]:
    """For each unit that the member sees, and each stretch of days: the unit, whether the days are over, its sums."""
    found = list(days)
    rows = rows.filter(agency=membership.agency, counts_from__lte=today).order_by()
    if not may(membership, VIEW_ALL):
        rows = rows.filter(unit__in=subtree_ids(membership.unit_ids))
    asked = [
        rows.filter(monthly=one.monthly, day__gte=one.first, day__lte=one.last).values_list(*NAMED).annotate(*SUMS)
        for one in found
    ]
    # Django names neither the parts of a union nor their order: the last column says which part a row is of.
    pieces = [one.annotate(part=Value(place)) for place, one in enumerate(asked)]
    for pk, name, order, *sums, place in pieces[0].union(*pieces[1:], all=True) if pieces else ():
        # What else is asked of a unit is loaded then.
        unit = Unit.from_db(None, ["id", "name", "order"], [pk, name, order])
        yield unit, found[place].last < today, dict(zip(COUNTS, sums, strict=True))


class Stretch(NamedTuple):
    """Days that are read together, from the rows of days or of months; all before today, or none."""

    monthly: bool
    first: date
    last: date


def stretches(since: date | None, until: date | None, today: date) -> Iterator[Stretch]:
    """The days asked for, cut at today: whole months by their own rows, the months at the cuts by their days."""
    first, last = since or date.min, until or NEVER
    if (since or until) and last == NEVER:
        last = NEVER - _DAY
    if first < today:
        yield from _months(first, min(last, today - _DAY))
    if last >= today:
        yield from _months(max(first, today), last)


def _months(first: date, last: date) -> Iterator[Stretch]:
    """Days from ``first`` to ``last``: those of a month that is not whole, whole months, again those of one that is
    not."""
    if first > last:
        return
    if first.day > 1:
        end = min(last, _end(first))
        yield Stretch(False, first, end)
        if end == last:
            return
        first = end + _DAY
    if last == _end(last):
        yield Stretch(True, first, last)
        return
    start = last.replace(day=1)
    if first < start:
        yield Stretch(True, first, start - _DAY)
    yield Stretch(False, start, last)


def _end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


_DAY = timedelta(days=1)
NAMED = ("unit", "unit__name", "unit__order")
"""In the order of the columns of ``Unit``, as ``from_db`` takes them."""
SUMS = tuple(Sum(name) for name in COUNTS)


def _cells(sums: dict[str, int], is_past: bool) -> dict[str, int]:
    """The cells of days that are all before today, or none."""
    return {
        "done_on_time": sums["on_time"],
        "done_late": sums["late"],
        "open_in_time": 0 if is_past else sums["open"],
        "open_overdue": sums["open"] if is_past else 0,
        "early": sums["early"],
        "returned": sums["returned"],
        "extended": sums["extended"],
    }


def _in_order(rows: list[Cells]) -> list[Cells]:
    rows.sort(key=lambda row: (row.unit.order, row.unit.name) if row.unit else (0, ""))
    total = Cells(None)
    for row in rows:
        total = total.plus({name: getattr(row, name) for name in CELLS})
    return [total, *rows]
