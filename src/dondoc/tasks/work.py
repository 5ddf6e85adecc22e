"""What waits for whom: "Việc của tôi", and what a leader has to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.documents.paging import bounded_count
from dondoc.organisations.models import UnitAncestry
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.tasks.filters import RegisterFilters
from dondoc.tasks.models import (
    Assignment,
    Difficulty,
    DifficultyState,
    Extension,
    Part,
    Phase,
    Task,
    TaskState,
)
from dondoc.tasks.register import Bare, bare, heads, loaded, many_heads, register, stretches, units_below
from dondoc.tasks.relations import HEADS
from dondoc.tasks.visibility import VIEW_ALL, parts_of

MOST = 100
"""So many open tasks of one person are looked at; who has more sees those due first."""
WEEK = timedelta(days=7)
T = TypeVar("T", Task, Bare)


@dataclass(frozen=True, slots=True)
class MyWork(Generic[T]):
    """A person's open tasks: each stands in one list, in the order of the due day. ``new`` waits to be taken on by its
    unit's head, ``waiting`` is with others (a result to be accepted). ``more``: there are more than were looked at."""

    new: list[T] = field(default_factory=list)
    overdue: list[T] = field(default_factory=list)
    week: list[T] = field(default_factory=list)
    later: list[T] = field(default_factory=list)
    waiting: list[T] = field(default_factory=list)
    more: bool = False


def my_work(membership: Membership, today: date) -> MyWork[Task]:
    """What a member has to do: what they lead or perform in person, what the units that they head lead, and what their
    own unit leads and nobody performs yet. At most six queries."""
    ids = _first(membership)
    return _listed(membership, loaded(ids[:MOST]), today, len(ids) > MOST)


def my_bare_work(membership: Membership, today: date) -> MyWork[Bare]:
    """The same with no more of a task than sorts it (``register.Bare``): for a page that shows the first of each
    list and loads only those. Two queries."""
    ids = _first(membership)
    return _listed(membership, bare(ids[:MOST]), today, len(ids) > MOST)


def _first(membership: Membership) -> list[int]:
    return heads(_mine(membership), ("sort_on", "id"), MOST + 1)


def _listed(membership: Membership, tasks: list[T], today: date, more: bool) -> MyWork[T]:
    work: MyWork[T] = MyWork(more=more)
    is_head = any(grant.role in HEADS for grant in membership.posts)
    for task in tasks:
        _list_for(work, task, today, is_head).append(task)
    return work


def _list_for(work: MyWork[T], task: T, today: date, is_head: bool) -> list[T]:
    if task.state in {TaskState.SUBMITTED, TaskState.SENT_BACK}:
        return work.waiting
    if task.state == TaskState.ASSIGNED and is_head:
        return work.new
    if task.sort_on < today:
        return work.overdue
    return work.week if task.sort_on <= today + WEEK else work.later


def _mine(membership: Membership) -> list[QuerySet]:
    if membership.agency is None:
        return []
    rows = Assignment.objects.filter(agency=membership.agency, phase=Phase.OPEN)
    mine = [rows.filter(person=membership.person, part__in=(Part.LEAD, Part.PERFORM))]
    headed = {grant.unit_id for grant in membership.posts if grant.role in HEADS}
    led = rows.filter(part=Part.LEAD, task__collective=False)
    performed = Assignment.objects.filter(task=OuterRef("task"), part=Part.PERFORM)
    mine += [led.filter(unit=unit) for unit in sorted(headed)]
    mine += [led.filter(~Exists(performed), unit=unit) for unit in sorted(membership.unit_ids - headed)]
    return mine


@dataclass(frozen=True, slots=True)
class Lot:
    """Some of what waits, and how much there is (``total`` counts up to ``COUNTED`` + 1)."""

    rows: Sequence[object]
    total: int


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What needs a decision or a word: only what is out of order or waits for this member."""

    overdue: Lot
    submitted: Lot
    sent_back: Lot
    extensions: Lot
    difficulties: Lot


SHOWN = 20
COUNTED = 500
"""So many are counted; a ``total`` above means more than that."""


def exceptions(membership: Membership, today: date, shown: int = SHOWN) -> Exceptions:
    """The leader's page: overdue tasks, results to be accepted, work sent back, more time asked for, difficulties that
    the member's units hold; up to ``shown`` rows of each. At most nine queries."""
    overdue, submitted, sent_back = _lots(
        membership,
        today,
        shown,
        RegisterFilters(due="overdue"),
        RegisterFilters(state=TaskState.SUBMITTED),
        RegisterFilters(state=TaskState.SENT_BACK),
    )
    asked, held = asked_extensions(membership), held_difficulties(membership)
    return Exceptions(overdue, submitted, sent_back, _lot(asked, shown), _lot(held, shown))


def asked_extensions(membership: Membership) -> QuerySet[Extension]:
    """Requests for more time that nobody has decided on yet, of tasks that the member sees, oldest first."""
    if membership.agency is None:
        return Extension.objects.none()
    rows = Extension.objects.filter(agency=membership.agency, granted=None)
    if not may(membership, VIEW_ALL):
        parts = parts_of(membership).filter(task=OuterRef("task"))
        rows = rows.filter(Q(task__confirmed_by=membership.person) | Exists(parts))
    return rows.select_related("task", "by").order_by("id")


def _lots(membership: Membership, today: date, shown: int, *filters: RegisterFilters) -> list[Lot]:
    """The heads of several registers, loaded together."""
    units = units_below(membership.unit_ids)
    found = [stretches(membership, one, today, units) for one in filters]
    if any(one is None for one in found):
        return [_lot(register(membership, one, today), shown) for one in filters]
    ids = many_heads([one or [] for one in found], ("sort_on", "id"), COUNTED + 1)
    tasks = {task.pk: task for task in loaded([pk for one in ids for pk in one[:shown]])}
    return [Lot([tasks[pk] for pk in one[:shown]], len(one)) for one in ids]


def _lot(rows: QuerySet, shown: int) -> Lot:
    first = list(rows[: shown + 1])
    return Lot(first[:shown], len(first) if len(first) <= shown else bounded_count(rows, COUNTED))


def difficulties(membership: Membership) -> QuerySet[Difficulty]:
    """The difficulties that a member sees: raised by their units, held by them now or before, raised in person; all of
    the agency for those who see all."""
    if membership.agency is None:
        return Difficulty.objects.none()
    rows = Difficulty.objects.filter(agency=membership.agency)
    if not may(membership, VIEW_ALL):
        below = UnitAncestry.objects.filter(ancestor__in=list(membership.unit_ids)).values("descendant")
        passed = Q(pk__in=Difficulty.objects.filter(hops__unit__in=below).values("pk"))
        rows = rows.filter(Q(unit__in=below) | Q(holder__in=below) | Q(raised_by=membership.person) | passed)
    return rows.select_related("task", "unit", "holder", "raised_by", "answered_by").order_by("answer_by", "id")


def held_difficulties(membership: Membership) -> QuerySet[Difficulty]:
    """Open difficulties that wait for an answer from the member's units; for leaders those that the agency holds."""
    rows = difficulties(membership).filter(state=DifficultyState.OPEN)
    if may(membership, VIEW_ALL):
        return rows.filter(holder=membership.agency_unit_id)
    return rows.filter(holder__in=list(membership.unit_ids))
