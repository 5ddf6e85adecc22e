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
from typing import NamedTuple

from django.db.models import Case, CharField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

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

    def plus(self, other: Cells) -> Cells:
        return Cells(
            self.unit,
            self.done_on_time + other.done_on_time,
            self.done_late + other.done_late,
            self.open_in_time + other.open_in_time,
            self.open_overdue + other.open_overdue,
            self.early + other.early,
            self.returned + other.returned,
            self.extended + other.extended,
        )


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
    rows = tallied(by_first_day=by_first_day)
    if unit:
        rows = rows.filter(unit__in=subtree_ids([unit]))
    counts: dict[int, Cells] = {}
    for unit_of_row, is_past, sums in _read(rows, membership, today, stretches(since, until, today)):
        known = counts.get(unit_of_row.pk) or Cells(unit_of_row)
        counts[unit_of_row.pk] = known.plus(_cells(sums, is_past))
    return _in_order([cells for cells in counts.values() if any(getattr(cells, name) for name in CELLS)])


def tallied(*, by_first_day: bool = False) -> QuerySet[Tally]:
    """The counts by the present or by the first day due."""
    # Lists of one: of a bare flag SQLite does not see that it is the beginning of an index.
    return Tally.objects.filter(first__in=[by_first_day])


def late_units(membership: Membership, today: date) -> list[tuple[Unit, int]]:
    """The leading units with how many overdue things they have not handed in a result for, the most first; of the same
    units and things as ``four_cells``. One query."""
    counts: Counter[Unit] = Counter()
    past = stretches(None, today - _DAY, today)
    for unit, _, sums in _read(tallied(), membership, today, past):
        counts[unit] += sums["open"] - sums["waiting"]
    found = [(unit, late) for unit, late in counts.items() if late > 0]
    return sorted(found, key=lambda one: (-one[1], one[0].name))


def cells_and_months(
    membership: Membership, today: date, first: date, last: date
) -> tuple[list[Cells], dict[date, dict[str, int]]]:
    """``four_cells`` of all days, and beside them by the first day of each month between two days the sums of what is
    due in it (``on_time``, ``late``, ``open`` and the like), of the same units and things. One query."""
    rows = _seen(tallied(), membership, today)
    months = rows.filter(monthly__in=[True], day__gte=first, day__lte=last)
    # A month stands where the others have the name of their unit: one statement for both.
    named = {"nobody": Value(0), "month": Cast("day", CharField()), "place": Value(0)}
    by_month = months.annotate(**named).values_list(*named).annotate(*SUMS, part=Value(MONTHS))
    counts: dict[int, Cells] = {}
    found: dict[date, dict[str, int]] = {}
    for pk, name, order, is_past, sums in _rows(rows, today, stretches(None, None, today), by_month):
        if is_past is None:
            found[date.fromisoformat(name)] = sums
        else:
            known = counts.get(pk) or Cells(_unit(pk, name, order))
            counts[pk] = known.plus(_cells(sums, is_past))
    return _in_order([cells for cells in counts.values() if any(getattr(cells, name) for name in CELLS)]), found


MONTHS = 99
"""The part of a union that is by months."""


def _seen(rows: QuerySet[Tally], membership: Membership, today: date) -> QuerySet[Tally]:
    rows = rows.filter(agency=membership.agency, counts_from__lte=today).order_by()
    return rows if may(membership, VIEW_ALL) else rows.filter(unit__in=subtree_ids(membership.unit_ids))


def _read(
    rows: QuerySet[Tally], membership: Membership, today: date, days: Iterable[Stretch]
) -> Iterator[tuple[Unit, bool, dict[str, int]]]:
    """For each unit that the member sees, and each stretch of days: the unit, whether the days are over, its sums."""
    for pk, name, order, is_past, sums in _rows(_seen(rows, membership, today), today, days):
        yield _unit(pk, name, order), bool(is_past), sums


def _unit(pk: int, name: str, order: int) -> Unit:
    """What else is asked of it is loaded then."""
    return Unit.from_db(None, ["id", "name", "order"], [pk, name, order])


def _rows(
    rows: QuerySet[Tally], today: date, days: Iterable[Stretch], *beside: QuerySet
) -> Iterator[tuple[int, str, int, bool | None, dict[str, int]]]:
    """The columns of a unit, whether the days are over (None: a row of ``beside``), the sums."""
    past = Case(When(day__lt=today, then=1), default=0)
    asked = [rows.filter(condition).values_list(*NAMED) for condition in _conditions(days)]
    # Django names neither the parts of a union nor their order: the last column says which part a row is of.
    pieces = [*(one.annotate(*SUMS, part=past) for one in asked), *beside]
    for pk, name, order, *sums, part in pieces[0].union(*pieces[1:], all=True) if pieces else ():
        yield pk, name, order, None if part == MONTHS else part == 1, dict(zip(COUNTS, sums, strict=True))


def _conditions(days: Iterable[Stretch]) -> Iterator[Q]:
    """Stretches of months as one condition, and of days that touch: each costs a query of its own."""
    months = Q()
    known: Stretch | None = None
    for one in sorted(days):
        if one.monthly:
            months |= Q(day__gte=one.first, day__lte=one.last)
        elif known is not None and known.last + _DAY == one.first:
            known = Stretch(False, known.first, one.last)
        else:
            yield from _days(known)
            known = one
    yield from _days(known)
    if months:
        yield months & Q(monthly__in=[True])


def _days(stretch: Stretch | None) -> Iterator[Q]:
    if stretch is not None:
        yield Q(monthly__in=[False], day__gte=stretch.first, day__lte=stretch.last)


class Stretch(NamedTuple):
    """Days that are read together, from the rows of days or of months; of months all before today, or none."""

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


def _cells(sums: dict[str, int], is_past: bool) -> Cells:
    """The cells of days that are all before today, or none."""
    late, waiting = (sums["open"], 0) if is_past else (0, sums["open"])
    done = sums["on_time"], sums["late"]
    return Cells(None, *done, waiting, late, sums["early"], sums["returned"], sums["extended"])


def _in_order(rows: list[Cells]) -> list[Cells]:
    rows.sort(key=lambda row: (row.unit.order, row.unit.name) if row.unit else (0, ""))
    total = Cells(None)
    for row in rows:
        total = total.plus(row)
    return [total, *rows]
