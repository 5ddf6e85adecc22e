"""Notices of what somebody did: written in the transaction of the action that did it.

``hear`` listens to the log. An action that concerns no task costs nothing; another one query for the tasks, one for
their parts, four for the people of the agency and one insert, however many tasks it changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from dondoc.audit.acts import Act
from dondoc.audit.models import Entry
from dondoc.notices import audience, webhooks
from dondoc.notices.happenings import Happening, To, happenings
from dondoc.notices.models import Notice, NoticeKind
from dondoc.notices.plans import KEY
from dondoc.notices.reminders import look_back
from dondoc.notices.staff import Staff
from dondoc.organisations.models import Agency
from dondoc.tasks.models import Difficulty, Phase, Task

RESCHEDULING = ("calendar", KEY)
"""Settings of an agency that move the days of reminders."""

COVERS = {
    NoticeKind.NEW: {NoticeKind.JOINED, NoticeKind.PASSED},
    NoticeKind.JOINED: {NoticeKind.PASSED},
    NoticeKind.DELEGATED: {NoticeKind.NEW, NoticeKind.JOINED, NoticeKind.PASSED},
}
"""Who is told the one is not told the others of the same task by the same action."""


class Concerned(NamedTuple):
    """What telling of an event needs to know of its task."""

    id: int
    agency_id: int
    due_on: date | None
    confirmed_by: int | None


@dataclass(frozen=True, slots=True)
class Scene:
    """The tasks that an action concerned, and who has a part in them."""

    tasks: dict[int, Concerned]
    parts: dict[int, audience.Parts]
    raisers: dict[int, int | None]

    def parts_of(self, one: Happening) -> audience.Parts:
        return self.parts[one.task_id] if one.task_id in self.parts else audience.Parts()

    def due_on(self, one: Happening) -> date | None:
        return self.tasks[one.task_id].due_on if one.task_id is not None else None

    def confirmed_by(self, one: Happening) -> int | None:
        return self.tasks[one.task_id].confirmed_by if one.task_id is not None else None


@dataclass(frozen=True, slots=True)
class Told:
    """One happening for one person."""

    person_id: int
    happening: Happening


def hear(act: Act, entries: list[Entry]) -> None:
    """Listener of ``audit.hooks.on_acted``."""
    _reschedule(entries)
    found = list(happenings(entries))
    if not found:
        return
    now = entries[0].at
    tasks = _tasks(found)
    agencies = {entry.pk: entry.agency for entry in entries}
    by_agency: dict[int, list[Happening]] = defaultdict(list)
    for one in found:
        agency_id = tasks[one.task_id].agency_id if one.task_id in tasks else agencies[one.entry_id]
        if agency_id is not None and (one.task_id is None or one.task_id in tasks):
            by_agency[agency_id].append(one)
    if by_agency:
        scene = Scene(tasks, audience.parts_of(tasks), _raisers(found))
        for agency in Agency.objects.filter(pk__in=by_agency).select_related("unit"):
            staff = Staff(agency, timezone.localdate(now)).load()
            _tell(act, staff, scene, by_agency[agency.pk], now)
            webhooks.queue_events(agency, by_agency[agency.pk], now)


def _tasks(found: Iterable[Happening]) -> dict[int, Concerned]:
    """The tasks that somebody works on; the parent of a collective is followed through its children."""
    ids = {one.task_id for one in found if one.task_id is not None}
    rows = Task.objects.filter(pk__in=ids, collective=False).exclude(phase=Phase.PROPOSAL)
    return {row[0]: Concerned(*row) for row in rows.values_list("pk", "agency", "due_on", "confirmed_by")}


def _raisers(found: Iterable[Happening]) -> dict[int, int | None]:
    ids = {one.difficulty_id for one in found if one.to == To.RAISER}
    return dict(Difficulty.objects.filter(pk__in=ids).values_list("pk", "raised_by")) if ids else {}


def _tell(act: Act, staff: Staff, scene: Scene, found: list[Happening], now: datetime) -> None:
    """Write the notices of one agency; nobody is told what they did themselves."""
    actor_id = act.actor.pk if act.actor else None
    notices = [
        Notice(
            key=f"e{one.happening.entry_id}:{one.happening.kind}:{one.person_id}",
            agency_id=staff.agency.pk,
            person_id=one.person_id,
            task_id=one.happening.task_id,
            difficulty_id=one.happening.difficulty_id,
            kind=one.happening.kind,
            due_on=one.happening.due_on or scene.due_on(one.happening),
            actor=str(act.actor)[:120] if act.actor else "",
            note=one.happening.note,
            at=now,
        )
        for one in _once(_listeners(staff, scene, found))
        if one.person_id != actor_id
    ]
    Notice.objects.bulk_create(notices, batch_size=2000, ignore_conflicts=True)


def _listeners(staff: Staff, scene: Scene, found: Iterable[Happening]) -> Iterator[Told]:
    for one in found:
        for person_id in sorted(_who(staff, scene, one)):
            yield Told(person_id, one)


def _who(staff: Staff, scene: Scene, one: Happening) -> frozenset[int]:
    parts = scene.parts_of(one)
    match one.to:
        case To.PERSON:
            return staff.person(one.whom)
        case To.RAISER:
            return staff.person(scene.raisers.get(one.difficulty_id or 0))
        case To.UNIT:
            return staff.heads(one.whom)
        case To.DECIDERS:
            return staff.deciders(scene.confirmed_by(one))
        case To.WATCHERS:
            return audience.followers(staff, parts)
        case To.PARTNERS:
            return audience.partners(staff, parts)
        case To.LEAD:
            return audience.leads(staff, parts)
        case _:
            return audience.doers(staff, parts)


def _once(told: Iterable[Told]) -> Iterator[Told]:
    """Of each task and kind one notice a person, that with words where there is one; and no lesser one beside."""
    kept: dict[tuple[int, int | None, NoticeKind], Told] = {}
    for one in told:
        key = (one.person_id, one.happening.task_id, one.happening.kind)
        if key not in kept or (one.happening.note and not kept[key].happening.note):
            kept[key] = one
    for (person_id, task_id, kind), one in kept.items():
        covering = (greater for greater, lesser in COVERS.items() if kind in lesser)
        if not any((person_id, task_id, greater) in kept for greater in covering):
            yield one


def _reschedule(entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry.model == "organisations.agency" and "settings" in entry.changes:
            before, after = (settings or {} for settings in entry.changes["settings"])
            if any(before.get(name) != after.get(name) for name in RESCHEDULING):
                look_back(int(entry.object_id))
