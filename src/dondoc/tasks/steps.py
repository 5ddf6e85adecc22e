"""What may I do with this task now, and what must I give for it: one answer for pages, API and actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dondoc.organisations.queries import Membership
from dondoc.tasks.models import Part, Task, TaskState
from dondoc.tasks.periods import is_recurring
from dondoc.tasks.relations import relations
from dondoc.tasks.states import FOR_COLLECTIVES, TABLE, Actor, Need, Transition


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is open to a member. ``needs`` must be given, ``takes`` may be."""

    name: str
    label: str
    needs: tuple[Need, ...]
    takes: tuple[Need, ...]
    danger: bool


def allowed(membership: Membership, task: Task, today: date | None = None) -> list[Step]:
    """The steps that are open to the member now, in the order of the table."""
    actors = relations(membership, task)
    return [
        Step(row.name, row.label, row.needs, row.takes, row.danger)
        for row in TABLE
        if fits(row, task) and row.who & actors and _makes_sense(row, membership, task)
    ]


def fits(transition: Transition, task: Task) -> bool:
    """Whether the task is in a state, and of a sort, that knows the step."""
    if task.collective and transition.name not in FOR_COLLECTIVES:
        return False
    return TaskState(task.state) in transition.sources


def may_step(transition: Transition, actors: frozenset[Actor]) -> bool:
    return bool(transition.who & actors)


def _makes_sense(transition: Transition, membership: Membership, task: Task) -> bool:
    match transition.name:
        case "ask_extension":
            return task.due_on is not None and not _asked(task)
        case "decide_extension":
            return _asked(task)
        case "change_rule" | "end_rule":
            return is_recurring(task)
        case "follow":
            return not _follows(membership, task)
        case "unfollow":
            return _follows(membership, task)
    return True


def _asked(task: Task) -> bool:
    return task.extension_set.filter(granted=None).exists()


def _follows(membership: Membership, task: Task) -> bool:
    return any(row.part == Part.FOLLOW and row.person_id == membership.person.pk for row in task.assignments.all())
