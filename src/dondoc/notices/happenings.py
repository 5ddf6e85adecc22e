"""What log entries of an action mean to people: a table from changes to kinds of notices, without the database.

The log is the one place through which every change of a task goes, so that no action can forget to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from dondoc.audit.models import Entry
from dondoc.notices.models import NoticeKind
from dondoc.tasks.models import Part

K = NoticeKind


class To(StrEnum):
    """Who hears of it."""

    DOERS = "doers"
    LEAD = "lead"
    PARTNERS = "partners"
    WATCHERS = "watchers"
    DECIDERS = "deciders"
    RAISER = "raiser"
    PERSON = "person"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that concerns a task (``task_id``, None for a free difficulty). ``whom`` is the id of a person or unit
    where ``to`` is PERSON or UNIT; ``difficulty_id`` that of the difficulty where it is about one."""

    kind: NoticeKind
    to: To
    entry_id: int
    task_id: int | None
    whom: int | None = None
    note: str = ""
    due_on: date | None = None
    difficulty_id: int | None = None


def happenings(entries: Iterable[Entry]) -> Iterator[Happening]:
    """What people must hear of, in the order of the entries."""
    entries = list(entries)
    reasons = {
        _subject(entry): _new(entry, "text") for entry in entries if entry.action in EXPLAINED and _is_update(entry)
    }
    for entry in entries:
        for one in READERS.get(entry.model, _nothing)(entry):
            yield one if one.note else replace(one, note=reasons.get(one.task_id) or "")


EXPLAINED = frozenset({"task.cancel", "task.reopen", "task.reassign"})
"""Actions whose reason is told as an update of the task."""


def _is_update(entry: Entry) -> bool:
    return entry.model == "tasks.update"


def _nothing(entry: Entry) -> Iterator[Happening]:
    return iter(())


def _new(entry: Entry, name: str) -> Any:
    """What a field is now; None where it did not change."""
    return entry.changes.get(name, (None, None))[1]


def _subject(entry: Entry) -> int | None:
    return int(entry.subject_id) if entry.subject_model == "tasks.task" else None


def _make(entry: Entry, kind: NoticeKind, to: To, **more: Any) -> Happening:
    return Happening(kind, to, entry.pk, _subject(entry), **more)


MOVES: dict[str, tuple[tuple[NoticeKind, To], ...]] = {
    "submitted": ((K.SUBMITTED, To.DECIDERS),),
    "returned": ((K.RETURNED, To.DOERS),),
    "sent_back": ((K.SENT_BACK, To.DECIDERS),),
    "cancelled": ((K.CANCELLED, To.DOERS), (K.CANCELLED, To.PARTNERS)),
}
"""New state → who hears of it."""

NEXT_PERIOD = frozenset({"task.approve", "task.make_periods", "task.decide_extension", "task.confirm"})
"""Actions whose change of the last day is told otherwise or is no news."""


def _of_task(entry: Entry) -> Iterator[Happening]:
    before, state = entry.changes.get("state", (None, None))
    if state == "assigned" and before in (None, "proposed"):
        yield _make(entry, K.NEW, To.DOERS)
        yield _make(entry, K.JOINED, To.PARTNERS)
    elif state == "assigned" and before == "sent_back":
        yield _make(entry, K.PASSED, To.LEAD)
    elif state in ("done", "accepted") and before == "submitted":
        yield _make(entry, K.ACCEPTED, To.DOERS)
    elif state == "in_progress" and before in ("done", "cancelled"):
        yield _make(entry, K.REOPENED, To.DOERS)
    for kind, to in MOVES.get(state or "", ()):
        yield _make(entry, kind, to)
    old, new = entry.changes.get("due_on", (None, None))
    if old and new and entry.action not in NEXT_PERIOD:
        day = date.fromisoformat(new)
        for to in (To.DOERS, To.PARTNERS, To.WATCHERS):
            yield _make(entry, K.MOVED, to, note=f"Trước: {date.fromisoformat(old):%d/%m/%Y}.", due_on=day)


DOES = f"{Part.PERFORM.label}: "
"""How the label of a part begins that somebody has in person."""


def _of_part(entry: Entry) -> Iterator[Happening]:
    """A part that is new, or went over to another unit or person."""
    created = "part" in entry.changes and entry.changes["part"][0] is None
    part = entry.changes["part"][1] if created else ""
    unit, person = (_new(entry, name) for name in ("unit_id", "person_id"))
    if created and part == "perform" and person:
        yield _make(entry, K.DELEGATED, To.PERSON, whom=person)
    elif created and part in ("lead", "coordinate") and (unit or person):
        kind = K.NEW if part == "lead" else K.JOINED
        yield _make(entry, kind, To.UNIT if unit else To.PERSON, whom=unit or person)
    elif entry.action == "task.release" and entry.label.startswith(DOES):
        yield _make(entry, K.RELEASED, To.LEAD, note=f"{entry.label.removeprefix(DOES)} không còn ở đơn vị.")
    elif not created and (unit or person):
        yield _make(entry, K.PASSED, To.UNIT if unit else To.PERSON, whom=unit or person)


def _of_extension(entry: Entry) -> Iterator[Happening]:
    granted = _new(entry, "granted")
    if "until" in entry.changes and granted is None:
        reason, until = _new(entry, "reason"), entry.changes["until"][1]
        yield _make(entry, K.EXTENSION_ASKED, To.DECIDERS, note=reason or "", due_on=date.fromisoformat(until))
    elif granted is not None and entry.changes.get("decided_by_id"):
        until = _new(entry, "granted_until")
        kind = K.EXTENSION_GRANTED if granted else K.EXTENSION_REFUSED
        answer = _new(entry, "answer") or ""
        for to in (To.DOERS, To.PARTNERS):
            if granted or to == To.DOERS:
                yield _make(entry, kind, to, note=answer, due_on=date.fromisoformat(until) if until else None)


def _of_difficulty(entry: Entry) -> Iterator[Happening]:
    """It came to a unit, which has until a day to answer; or it was answered, which its task's people and whoever
    raised it hear."""
    about = {"difficulty_id": int(entry.object_id)}
    holder, until = _new(entry, "holder_id"), _new(entry, "answer_by")
    if holder:
        day = date.fromisoformat(until) if until else None
        yield _make(entry, K.DIFFICULTY, To.UNIT, whom=holder, note=entry.label, due_on=day, **about)
    if _new(entry, "state") == "answered":
        for to in (To.RAISER, To.DOERS):
            yield _make(entry, K.ANSWERED, to, note=_new(entry, "answer") or "", **about)


def _of_urging(entry: Entry) -> Iterator[Happening]:
    yield _make(entry, K.URGED, To.DOERS, note=_new(entry, "note") or "")


def _of_return(entry: Entry) -> Iterator[Happening]:
    """The reason stands in its own row, beside the change of state; whoever hears, hears it with the reason."""
    of, reason = (_new(entry, name) or "" for name in ("of", "reason"))
    if of == "result":
        yield _make(entry, K.RETURNED, To.DOERS, note=reason)
    elif of == "assignment":
        yield _make(entry, K.SENT_BACK, To.DECIDERS, note=reason)


READERS: dict[str, Callable[[Entry], Iterator[Happening]]] = {
    "tasks.task": _of_task,
    "tasks.assignment": _of_part,
    "tasks.extension": _of_extension,
    "tasks.difficulty": _of_difficulty,
    "tasks.urging": _of_urging,
    "tasks.return": _of_return,
}
