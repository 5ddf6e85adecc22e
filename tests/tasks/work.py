"""Shortcuts to a task in a given place of its life."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from dondoc.tasks import actions
from dondoc.tasks.models import Assignment, Task, TaskState
from tests.documents.papers import registered
from tests.organisation import Office
from tests.remembered import remembered


@remembered
def all_confirmed(office: Office, document_id: int) -> None:
    """The clerk confirms all tasks of a document."""
    actions.confirm_all(office.people["clerk"], office.as_("clerk"), document_id)


@remembered
def assigned(office: Office, clause: str = "1", **changes) -> Task:
    """The task of a clause of the letter, confirmed by the coordinator. ``changes`` are corrections before that."""
    document = registered(office)
    task = document.tasks.get(clause=clause)
    who = office.people["coordinator"], office.as_("coordinator")
    if changes:
        actions.correct(*who, task.pk, changes)
    actions.confirm(*who, [task.pk])
    task.refresh_from_db()
    return task


def put(task: Task, state: TaskState) -> Task:
    """Set a state past the actions."""
    task.state = state
    task.derive()
    QuerySet(Task).filter(pk=task.pk).update(state=state, phase=task.phase)
    QuerySet(Assignment).filter(task=task).update(phase=task.phase)
    task.refresh_from_db()
    return task


class Desk:
    """Somebody at work: ``desk.submit(task, "xong")`` is the action with that person and their membership."""

    def __init__(self, office: Office, name: str, today: date | None = None) -> None:
        self.person = office.people[name]
        self.membership = office.as_(name, today) if today else office.as_(name)

    def __getattr__(self, name: str):
        action = getattr(actions, name)
        return lambda task, *args, **kwargs: action(self.person, self.membership, task.pk, *args, **kwargs)
