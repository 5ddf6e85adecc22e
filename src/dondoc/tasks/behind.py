"""The list behind a figure of the statistics: the very things that it counts, so that both are the same number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.tasks.models import NEVER, Counted
from dondoc.tasks.visibility import VIEW_ALL


@dataclass(frozen=True, slots=True)
class Behind:
    """Which figure: ``cell`` a name of ``statistics.CELLS`` (empty: the sum of the four), of the leading unit ``unit``
    or of ``below`` with all below it, of a document; ``since``/``until`` (inclusive) narrow to days due and leave out
    what has none. ``by_first_day``: by the first day due, before any extension."""

    cell: str = ""
    unit: int | None = None
    below: int | None = None
    document: int | None = None
    since: date | None = None
    until: date | None = None
    by_first_day: bool = False


def counted(membership: Membership, today: date) -> QuerySet[Counted]:
    """What counts of the tasks that the member's units lead; of the whole agency for those who see all."""
    rows = Counted.objects.filter(agency=membership.agency, counts_from__lte=today)
    return rows if may(membership, VIEW_ALL) else rows.filter(unit__in=subtree_ids(membership.unit_ids))


def cell(name: str, today: date, by_first_day: bool = False) -> Q:
    """The condition of a cell; of none for any other name."""
    due = "first_due_on" if by_first_day else "due_on"
    # Written so, the databases see that the indexes of open and of done things fit.
    done, still_open = Q(done_on__isnull=False), Q(done_on__isnull=True)
    return {
        "done_on_time": done & Q(done_on__lte=F(due)),
        "done_late": done & Q(done_on__gt=F(due)),
        "open_in_time": still_open & Q(**{f"{due}__gte": today}),
        "open_overdue": still_open & Q(**{f"{due}__lt": today}),
        "early": done & Q(done_on__lt=F(due), **{f"{due}__lt": NEVER}),
        "returned": Q(returned=True),
        "extended": Q(extended=True),
    }.get(name, Q())


def behind(membership: Membership, today: date, which: Behind) -> QuerySet[Counted]:
    """The things that a figure counts, with task, unit and document; open ones those due first, done ones the newest
    first."""
    due = "first_due_on" if which.by_first_day else "due_on"
    rows = counted(membership, today).filter(cell(which.cell, today, which.by_first_day))
    if which.unit:
        rows = rows.filter(unit=which.unit)
    if which.below:
        rows = rows.filter(unit__in=subtree_ids([which.below]))
    if which.document:
        rows = rows.filter(task__document=which.document)
    if which.since or which.until:
        rows = rows.filter(**{f"{due}__lt": NEVER})
    if which.since:
        rows = rows.filter(**{f"{due}__gte": which.since})
    if which.until:
        rows = rows.filter(**{f"{due}__lte": which.until})
    order = (f"-{due}", "-task", "-period") if which.cell in DONE else (due, "task", "period")
    # Loaded behind the page that is shown: to sort joined rows takes many times as long.
    return rows.prefetch_related("task__document", "unit").order_by(*order)


DONE = frozenset({"done_on_time", "done_late", "early"})
