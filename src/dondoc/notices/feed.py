"""A person's days due as a calendar that other programs subscribe to.

The address holds a secret of 256 bits that opens this one calendar and nothing else; who knows it needs no account.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from dondoc.audit.models import Entry
from dondoc.notices.links import task_link
from dondoc.notices.models import Feed
from dondoc.notices.words import cut, sentence
from dondoc.organisations.models import Role
from dondoc.organisations.queries import Membership, membership
from dondoc.tasks.models import Assignment, Part, Phase, Task, TaskState
from dondoc.tasks.visibility import visible_tasks
from dondoc.writing.calendar import Due
from dondoc.writing.calendar import feed as write

PAST = timedelta(days=60)
"""So long what is done stays in the calendar."""

MOST = 2000
HEADS = frozenset({Role.UNIT_HEAD, Role.LEADER, Role.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Calendar:
    """The answer to a calendar program. ``etag`` changes exactly when the bytes do."""

    body: bytes
    etag: str


def secret_hash(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def calendar(secret: str, now: datetime) -> Calendar | None:
    """The calendar behind a secret; None where there is no such address, or its person has left.

    Seven queries at most. Tasks are those that the person does, directs or follows, those that a unit under them leads
    or joins, and for its other members those that it leads and has passed on to nobody; open or closed lately.
    """
    found = Feed.objects.select_related("person").filter(secret_hash=secret_hash(secret)).first()
    if found is None:
        return None
    mine = membership(found.person, timezone.localdate(now))
    if mine.agency is None:
        return None
    tasks = list(_tasks(mine)[:MOST])
    changed = _changed([task.pk for task in tasks])
    dues = [_due(task, changed.get(task.pk) or task.confirmed_at or now) for task in tasks]
    body = write(f"Đôn Đốc: {found.person.full_name}", dues)
    return Calendar(body, hashlib.sha256(body).hexdigest()[:32])


def _tasks(mine: Membership) -> QuerySet[Task]:
    """The person's own tasks; of units only those where they work, not all below."""
    headed = [grant.unit_id for grant in mine.posts if grant.role in HEADS]
    joined = Q(unit__in=headed, part__in=[Part.LEAD, Part.COORDINATE])
    parts = Assignment.objects.filter(Q(person=mine.person) | joined, task=OuterRef("pk"))
    led = Assignment.objects.filter(unit__in=mine.unit_ids, part=Part.LEAD, task=OuterRef("pk"))
    passed_on = Assignment.objects.filter(part=Part.PERFORM, task=OuterRef("pk"))
    rows = visible_tasks(mine).filter(due_on__isnull=False, collective=False)
    rows = rows.filter(Exists(parts) | (Exists(led) & ~Exists(passed_on)))
    lately = Q(phase=Phase.OPEN) | Q(due_on__gte=mine.today - PAST)
    return rows.filter(lately).select_related("document").order_by("-due_on", "pk")


def _changed(ids: Iterable[int]) -> dict[int, datetime]:
    """When each task last changed: the time of its newest log entry."""
    rows = Entry.objects.filter(subject_model="tasks.task", subject_id__in=[str(pk) for pk in ids])
    return {int(pk): at for pk, at in rows.order_by().values_list("subject_id").annotate(Max("at"))}


def _due(task: Task, changed_at: datetime) -> Due:
    assert task.due_on is not None
    document = f"Theo {task.document.kind} {task.document.code}".rstrip() if task.document else ""
    lines = [task.text, f"Sản phẩm: {task.deliverable}" if task.deliverable else "", document]
    return Due(
        # A recurring duty keeps the events of its past days.
        uid=f"task-{task.pk}-{task.due_on:%Y%m%d}@dondoc" if task.due.startswith("FREQ=") else f"task-{task.pk}@dondoc",
        title=sentence(cut(task.text)),
        due_on=task.due_on,
        changed_at=changed_at,
        sequence=task.version,
        description="\n".join(line for line in lines if line),
        url=task_link(task.pk),
        done=task.state == TaskState.DONE,
        cancelled=task.state == TaskState.CANCELLED,
        alarm=True,
    )
