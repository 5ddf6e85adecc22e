"""What counts for whom, and where it is counted: products of units and people, and the work that people have in hand.

Continuous duties give no products (Decision 23/2018/QĐ-TTg), a collective task counts as its children, a recurring duty
as its periods; what has no day counts once it is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from dondoc.tasks.counting.facts import Counts
from dondoc.tasks.models import Assignment, Credit, Occurrence, Part, Phase, Task, TaskState
from dondoc.tasks.visibility import REAL

NUMBER = "number"


class Crediting(NamedTuple):
    """The columns of a ``Credit``; the first five are its key."""

    task_id: int
    load: bool
    period: int
    unit_id: int
    person_id: int
    agency_id: int
    lead_id: int
    kind: str
    day: date
    done: bool
    late: int
    returns: int


class Spot(NamedTuple):
    """The columns by which a ``CreditTally`` is found."""

    agency_id: int
    load: bool
    monthly: bool
    day: date
    unit_id: int
    person_id: int
    lead_id: int
    kind: str
    done: bool
    late: int
    returns: int


class _Task(NamedTuple):
    pk: int
    agency: int
    kind: str
    state: str
    phase: int
    due: str
    due_on: date | None
    done_on: date | None
    sort_on: date
    continuous: bool
    collective: bool
    returns: int

    @property
    def counts(self) -> bool:
        return not (self.continuous or self.collective or self.state == TaskState.CANCELLED)


class _Thing(NamedTuple):
    """A product: of which period, by which day, and what became of it."""

    period: int
    day: date
    done: bool
    late: int
    returns: int


def credited(task_ids: Iterable[int]) -> list[Crediting]:
    """What counts of these tasks for whom. Three queries."""
    ids = list(task_ids)
    rows = Task.objects.filter(pk__in=ids, phase__in=REAL).order_by()
    tasks = [_Task(*row) for row in rows.values_list(*_Task._fields)]
    periods: dict[int, list[_Thing]] = defaultdict(list)
    things = Occurrence.objects.filter(task__in=ids, skipped=False).order_by()
    for task, pk, *days in things.values_list("task", "pk", "due_on", "done_on", "returns"):
        periods[task].append(_thing(pk, *days))
    parts: dict[int, list[tuple[str, int | None, int | None]]] = defaultdict(list)
    doing = Assignment.objects.filter(Q(part=Part.LEAD) | Q(part=Part.PERFORM, person__isnull=False), task__in=ids)
    for task, *part in doing.order_by("pk").values_list("task", "part", "unit", "person"):
        parts[task].append((part[0], part[1], part[2]))
    return [one for task in tasks for one in _of_task(task, parts[task.pk], periods[task.pk])]


def _thing(period: int, due_on: date | None, done_on: date | None, returns: int) -> _Thing:
    late = max(0, (done_on - due_on).days) if done_on and due_on else 0
    day = due_on or done_on
    assert day is not None
    return _Thing(period, day, done_on is not None, late, returns)


def _of_task(
    task: _Task, parts: list[tuple[str, int | None, int | None]], periods: list[_Thing]
) -> Iterator[Crediting]:
    units = list(dict.fromkeys(unit for part, unit, _ in parts if part == Part.LEAD and unit))
    people = dict.fromkeys(person for *_, person in parts if person)
    lead = units[0] if units else 0
    if task.phase == Phase.OPEN:
        for person in dict.fromkeys(person for part, _, person in parts if part == Part.PERFORM and person):
            yield Crediting(task.pk, True, 0, 0, person, task.agency, lead, "", task.sort_on, False, 0, 0)
    if not task.counts:
        return
    things = list(periods)
    if not task.due.startswith("FREQ=") and (task.due_on or task.done_on):
        things.append(_thing(0, task.due_on, task.done_on, task.returns))
    for thing in things:
        what = (task.kind, *thing[1:])
        yield from (Crediting(task.pk, False, thing.period, unit, 0, task.agency, 0, *what) for unit in units)
        yield from (Crediting(task.pk, False, thing.period, 0, one, task.agency, lead, *what) for one in people)


def known_credits(task_ids: Iterable[int]) -> list[Crediting]:
    """What was counted of these tasks so far, not to be changed by anybody else before this transaction ends."""
    rows = Credit.objects.select_for_update().filter(task__in=list(task_ids)).order_by("pk")
    return [Crediting(*row) for row in rows.values_list(*Crediting._fields)]


def count_credits(found: Iterable[Crediting], sign: int, counts: Counts) -> None:
    """Add (``sign`` 1) or take away (-1) what they give in each place."""
    for one in found:
        for monthly in (True, False) if not one.done else (True,):
            day = one.day.replace(day=1) if monthly else one.day
            whose = (one.unit_id, one.person_id, one.lead_id)
            spot = Spot(one.agency_id, one.load, monthly, day, *whose, one.kind, one.done, one.late, one.returns)
            counts[spot, NUMBER] += sign
