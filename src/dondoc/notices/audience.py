"""Who has which part in a lot of tasks, and who of them hears of what. Two queries a lot, however many tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dondoc.notices.staff import Staff
from dondoc.tasks.models import Assignment, Part


@dataclass(slots=True)
class Parts:
    """The units and people of one task, by part."""

    units: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, rows: Rows) -> Parts:
        parts = cls()
        for part, unit_id, person_id in rows:
            if unit_id is not None:
                parts.units[part].append(unit_id)
            if person_id is not None:
                parts.people[part].append(person_id)
        return parts


Rows = tuple[tuple[str, int | None, int | None], ...]
"""Part, unit and person of each that has a part in a task."""


def rows_of(task_ids: Iterable[int]) -> dict[int, Rows]:
    """Who has a part in many tasks; one query. Equal where the same units and people have the same parts."""
    found: dict[int, Rows] = defaultdict(tuple)
    rows = Assignment.objects.filter(task__in=list(task_ids)).order_by("task", "part", "unit", "person")
    for task_id, *row in rows.values_list("task", "part", "unit", "person"):
        found[task_id] += (tuple(row),)
    return found


def parts_of(task_ids: Iterable[int]) -> dict[int, Parts]:
    """The parts of many tasks; one query."""
    return {task_id: Parts.of(rows) for task_id, rows in rows_of(task_ids).items()}


def doers(staff: Staff, parts: Parts) -> frozenset[int]:
    """The heads of the leading unit, and the officers who do the work."""
    return leads(staff, parts) | _both(staff, parts, Part.PERFORM)


def leads(staff: Staff, parts: Parts) -> frozenset[int]:
    """The heads of the leading unit."""
    return _both(staff, parts, Part.LEAD)


def partners(staff: Staff, parts: Parts) -> frozenset[int]:
    """The heads of the coordinating units."""
    return _both(staff, parts, Part.COORDINATE)


def watchers(staff: Staff, parts: Parts, confirmed_by: int | None) -> frozenset[int]:
    """Who is told that a task is late: its followers and who gave it; where none of them is left, the office."""
    return followers(staff, parts) | staff.person(confirmed_by) or staff.office()


def followers(staff: Staff, parts: Parts) -> frozenset[int]:
    """Who follows the task."""
    return _both(staff, parts, Part.FOLLOW)


def _both(staff: Staff, parts: Parts, part: str) -> frozenset[int]:
    units = (staff.heads(unit) for unit in parts.units[part])
    people = (staff.person(person) for person in parts.people[part])
    return frozenset().union(*units, *people)
