"""A slow reference of the daily reminders: task by task and person by person, without any sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from dondoc.notices.models import REMINDERS, Notice, ReminderMark
from dondoc.notices.plans import plans_of, urgency_of
from dondoc.notices.steps import Step, steps
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Agency, Deputy, Post, Role, Unit
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.models import Assignment, Part, Phase, Task, TaskState

HEADS = (Role.UNIT_HEAD, Role.LEADER)


class Expected:
    """What has to be told on a day; made before the day's reminders run, compared after."""

    def __init__(self, agency: Agency, today: date) -> None:
        self.agency, self.today = agency, today
        self.calendar = calendar_of(agency)
        self.posts = _posts(agency, today)
        self.before = _keys()
        self.keys = set(self._keys())

    def differences(self) -> Iterator[str]:
        """Reminders that are missing, and such as nobody should have got; a sentence each."""
        now = _keys()
        for key in sorted(self.keys - now):
            yield f"Thiếu lời nhắc {key} ngày {self.today:%d/%m/%Y}."
        for key in sorted(now - self.before - self.keys):
            yield f"Thừa lời nhắc {key} ngày {self.today:%d/%m/%Y}."

    def _keys(self) -> Iterator[str]:
        mark = ReminderMark.objects.filter(agency=self.agency).first()
        since = mark.day if mark else self.today - timedelta(days=1)
        plans = plans_of(self.agency)
        parts = _parts()
        rows = Task.objects.filter(agency=self.agency, phase=Phase.OPEN, collective=False, due_on__isnull=False)
        for task in rows if since < self.today else ():
            assert task.due_on is not None
            found = steps(task.due_on, plans[urgency_of(task.urgency)], self.calendar, since, self.today)
            if found and _was_given_before(task, found[-1]):
                yield from self._of_task(task, found[-1], parts.get(task.pk, []))

    def _of_task(self, task: Task, step: Step, parts: list[Assignment]) -> Iterator[str]:
        late, waits = step.number < 0, task.state in (TaskState.SUBMITTED, TaskState.SENT_BACK)
        told: set[int] = set()
        if late:
            watchers = self._with_part(parts, Part.FOLLOW) | self._person(task.confirmed_by_id)
            told |= watchers or self._office()
        if not waits:
            told |= self._with_part(parts, Part.LEAD) | self._with_part(parts, Part.PERFORM)
        partners = set() if late or waits else self._with_part(parts, Part.COORDINATE) - told
        start = f"{task.pk}:{task.due_on:%Y%m%d}"
        yield from (f"{start}:{step.number}:{person}" for person in told)
        yield from (f"{start}:p:{person}" for person in partners)

    def _with_part(self, parts: list[Assignment], part: str) -> set[int]:
        mine = [row for row in parts if row.part == part]
        found = [self._heads(row.unit_id) for row in mine] + [self._person(row.person_id) for row in mine]
        return set().union(*found) if found else set()

    def _heads(self, unit_id: int | None) -> set[int]:
        while unit_id is not None and unit_id in self.posts.parents:
            if unit_id == self.agency.unit_id:
                return self._office()
            here = [one for one in self.posts.held if one[1] == unit_id]
            found = {p for p, _, role in here if role in HEADS} or {p for p, _, r in here if r == Role.COORDINATOR}
            if found:
                return found
            unit_id = self.posts.parents[unit_id]
        return set()

    def _person(self, person_id: int | None) -> set[int]:
        if person_id is None or all(person != person_id for person, _, _ in self.posts.held):
            return set()
        return {person_id} | {deputy for holder, deputy in self.posts.deputies if holder == person_id}

    def _office(self) -> set[int]:
        office = {person for person, _, role in self.posts.held if role == Role.COORDINATOR}
        return office or {person for person, _, role in self.posts.held if role == Role.LEADER}


class _Posts:
    """Who holds what: (person, unit, role) with deputies among them, (holder, deputy), and the unit above each."""

    def __init__(self) -> None:
        self.held: list[tuple[int, int, str]] = []
        self.deputies: list[tuple[int, int]] = []
        self.parents: dict[int, int | None] = {}


def _posts(agency: Agency, today: date) -> _Posts:
    found = _Posts()
    units = {unit.pk: unit.parent_id for unit in Unit.objects.all()}
    found.parents = {unit: parent for unit, parent in units.items() if _is_below(unit, agency.unit_id, units)}
    posts = {post.pk: post for post in Post.objects.filter(valid_posts(today), person__is_active=True)}
    own = {pk: post for pk, post in posts.items() if post.unit_id in found.parents}
    found.held = [(post.person_id, post.unit_id, post.role) for post in own.values()]
    for deputy in Deputy.objects.filter(since__lte=today, until__gt=today, person__is_active=True, post__in=list(own)):
        post = own[deputy.post_id]
        found.held.append((deputy.person_id, post.unit_id, post.role))
        found.deputies.append((post.person_id, deputy.person_id))
    return found


def _is_below(unit: int | None, top: int, parents: dict[int, int | None]) -> bool:
    while unit is not None and unit != top:
        unit = parents[unit]
    return unit == top


def _parts() -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = {}
    for row in Assignment.objects.filter(phase=Phase.OPEN):
        found.setdefault(row.task_id, []).append(row)
    return found


def _was_given_before(task: Task, step: Step) -> bool:
    midnight = timezone.make_aware(datetime.combine(step.day, time.min))
    return task.confirmed_at is None or task.confirmed_at < midnight


def _keys() -> set[str]:
    return set(Notice.objects.filter(kind__in=REMINDERS).values_list("key", flat=True))
