"""What lies on whose desk, beside ``tasks.work``: the room's, the follower's, and who is behind.

Each desk is read through the indexes of parts in the order of the due day, and bounded: a desk is for working at, the
register is for looking things up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from dondoc.documents.models import Document, Party
from dondoc.organisations.models import Role
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.tasks.loads import Load, loads
from dondoc.tasks.models import NEVER, Assignment, Extension, Part, Phase, Task, TaskState, Urging
from dondoc.tasks.register import NARROW, Bare, bare, heads, units_below
from dondoc.tasks.statistics import late_units

MOST = 200
"""Tasks on one desk; those due first."""

HEADING = frozenset({Role.UNIT_HEAD, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Behind:
    """A leading unit that is late: how many tasks, and the first day that was missed."""

    unit_id: int
    name: str
    overdue: int


def headed_units(membership: Membership) -> list[int]:
    """The units that the member heads, their own or those of somebody they stand in for."""
    return [grant.unit_id for grant in membership.posts if grant.role in HEADING]


def of_room(membership: Membership) -> list[Bare]:
    """Open tasks that the member's units lead, those due first, in so much as sorts them: at most three queries."""
    units = headed_units(membership)
    if not units:
        return []
    led = _open(membership).filter(part=Part.LEAD, task__collective=False)
    below = units_below(units)
    if len(below) > NARROW:
        return bare(_ids(led.filter(unit__in=subtree_ids(units))))
    return bare(heads([led.filter(unit=unit) for unit in below], ("sort_on", "id"), MOST))


def room_loads(membership: Membership, today: date) -> list[Load]:
    """What the officers of the member's units have to do, the busiest first. One query."""
    return loads(membership.agency, today, led_by=headed_units(membership))


def behind(membership: Membership, today: date) -> list[Behind]:
    """The units of the agency that lead overdue tasks, the most overdue first, as the statistics count them but for
    those whose result waits for acceptance. Two queries."""
    return [Behind(unit.pk, unit.name, late) for unit, late in late_units(membership, today)]


def overdue(membership: Membership, today: date, unit_id: int | None = None) -> list[int]:
    """Overdue tasks of the agency (of one leading unit), the latest first, at most ``MOST``. A submitted result is no
    longer late. One query."""
    if unit_id is not None:
        rows = _open(membership).filter(part=Part.LEAD, sort_on__lt=today, task__collective=False, unit=unit_id)
        return _ids(rows.exclude(task__state=TaskState.SUBMITTED))
    return _first(_tasks(membership).filter(sort_on__lt=today).exclude(state=TaskState.SUBMITTED))


def overdue_of(membership: Membership, today: date, ids: Iterable[int]) -> list[int]:
    """Those of some tasks that are overdue tasks of the agency. One query."""
    return _first(_tasks(membership).filter(pk__in=list(ids), sort_on__lt=today).exclude(state=TaskState.SUBMITTED))


def in_state(membership: Membership, state: TaskState) -> list[int]:
    """Open tasks of the agency in a state, those due first, at most ``MOST``. One query."""
    return _first(_tasks(membership).filter(state=state))


def _first(rows: QuerySet[Task]) -> list[int]:
    return list(rows.order_by("sort_on", "id").values_list("pk", flat=True)[:MOST])


def _tasks(membership: Membership) -> QuerySet[Task]:
    return Task.objects.filter(agency=membership.agency, phase=Phase.OPEN, collective=False)


def extensions_asked(membership: Membership) -> QuerySet[Extension]:
    """Requests for more time that wait for a decision, with their tasks."""
    rows = Extension.objects.filter(agency=membership.agency, granted=None, task__phase=Phase.OPEN)
    return rows.select_related("task", "by").order_by("until", "id")[:MOST]


@dataclass(frozen=True, slots=True)
class Urged:
    """One urging of several tasks at once: by a word, or by a letter (``letter`` set)."""

    first: Urging
    tasks: list[Task]

    @property
    def letter(self) -> Document | None:
        return self.first.letter

    @property
    def day(self) -> date:
        return timezone.localdate(self.first.at)


TOGETHER = timedelta(seconds=10)
URGED_SHOWN = 300


def urged(membership: Membership) -> list[Urged]:
    """What was urged lately in the agency, newest first; what one person urged at once, or by one letter, together.
    Four queries."""
    rows = Urging.objects.filter(task__agency=membership.agency).select_related("task", "by", "letter")
    parties = Prefetch("letter__parties", Party.objects.order_by("role", "order"))
    found: list[Urged] = []
    for row in rows.prefetch_related(parties, "letter__attachments").order_by("-id")[:URGED_SHOWN]:
        if found and _together(found[-1].first, row):
            found[-1].tasks.append(row.task)
        else:
            found.append(Urged(row, [row.task]))
    return found


def _together(one: Urging, other: Urging) -> bool:
    same = (one.letter_id, one.by_id, one.note) == (other.letter_id, other.by_id, other.note)
    return same and (one.letter_id is not None or one.at - other.at <= TOGETHER)


def days(tasks: Iterable[Bare], today: date, ahead: int = 7) -> dict[str, list[Bare]]:
    """Tasks by how near they are: ``overdue``, ``week`` (the next ``ahead`` days), ``later``, ``none`` (no day)."""
    found: dict[str, list[Bare]] = {"overdue": [], "week": [], "later": [], "none": []}
    for task in tasks:
        if task.sort_on == NEVER:
            found["none"].append(task)
        elif task.sort_on < today:
            found["overdue"].append(task)
        else:
            found["week" if (task.sort_on - today).days <= ahead else "later"].append(task)
    return found


def _open(membership: Membership) -> QuerySet[Assignment]:
    return Assignment.objects.filter(agency=membership.agency, phase=Phase.OPEN)


def _ids(rows: QuerySet[Assignment]) -> list[int]:
    ids = rows.order_by("sort_on", "task_id").values_list("task_id", flat=True)[: MOST * 2]
    return list(dict.fromkeys(ids))[:MOST]
