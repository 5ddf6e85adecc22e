"""What the leader's page shows: where the agency stands, against each plan, over the months, what is late and why.

All figures come from what counts in the statistics (``tasks.counting``), and ``tasks.behind`` gives the list that a
figure counts, so that both are the same number.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dondoc.documents.chain import Node, paths
from dondoc.documents.models import Document
from dondoc.evaluation.spans import Span
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Post
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.tasks.behind import Behind, behind, cell, counted
from dondoc.tasks.loads import Load, loads
from dondoc.tasks.models import (
    Assignment,
    Counted,
    Difficulty,
    DifficultyState,
    Extension,
    Part,
    Phase,
    Task,
    TaskState,
    Update,
)
from dondoc.tasks.statistics import Cells, cells_and_months
from dondoc.tasks.visibility import REAL, VIEW_ALL

MONTHS = 12
PLANS_LOOKED_AT = 30
PLANS = 6
LATE = 6
NEXT = 6
LOADS = 8
LOOKED_AT = 600
"""Open tasks, those due first, among which what is late and what comes next is sought."""
AHEAD = timedelta(days=21)


def late_because(membership: Membership, today: date, which: Behind, reason: str) -> QuerySet[Counted]:
    """The things behind a figure that are not done for a reason."""
    return with_reasons(behind(membership, today, which)).filter(reason_condition(reason))


def performed(membership: Membership, person_id: int) -> QuerySet[Assignment]:
    """The open tasks that somebody performs, those due first."""
    rows = _performing(membership).filter(person=person_id)
    return rows.prefetch_related("task__document").order_by("sort_on", "task")


def _performing(membership: Membership) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(agency=membership.agency, phase=Phase.OPEN, part=Part.PERFORM)
    if may(membership, VIEW_ALL):
        return rows
    led = Assignment.objects.filter(task=OuterRef("task"), part=Part.LEAD, unit__in=subtree_ids(membership.unit_ids))
    return rows.filter(Exists(led))


@dataclass(frozen=True, slots=True)
class Month:
    """What was due in a month: done in time, done late, open."""

    first: date
    on_time: int = 0
    late: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        return self.on_time + self.late + self.open


def cells_and_trend(membership: Membership, today: date, months: int = MONTHS) -> tuple[list[Cells], list[Month]]:
    """The four cells of all and of each unit, and the last months up to this one, by day due. One query."""
    spans = [Span.of("month", today)]
    while len(spans) < months:
        spans.append(spans[-1].before())
    cells, found = cells_and_months(membership, today, spans[-1].first, spans[0].first)
    names = ("on_time", "late", "open")
    return cells, [
        Month(span.first, *(found[span.first][name] for name in names)) if span.first in found else Month(span.first)
        for span in reversed(spans)
    ]


@dataclass(frozen=True, slots=True)
class Plan:
    """A document that gave tasks, how they stand, and what it stands on, the highest first."""

    document: Document
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    chain: list[Node] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.done_on_time + self.done_late + self.open_in_time + self.open_overdue


def plans(membership: Membership, today: date, shown: int = PLANS) -> list[Plan]:
    """The newest documents with tasks, those with most overdue first, with the whole chain above each. Three
    queries."""
    real = Task.objects.filter(document=OuterRef("pk"), phase__in=REAL)
    newest = Document.objects.filter(Exists(real), agency=membership.agency).order_by("-id").values("pk")
    # Not narrowed to the agency once more, or the database would walk all that counts in it.
    rows = Counted.objects.filter(task__document__in=newest[:PLANS_LOOKED_AT], counts_from__lte=today).order_by()
    if not may(membership, VIEW_ALL):
        rows = rows.filter(unit__in=subtree_ids(membership.unit_ids))
    cells = ("done_on_time", "done_late", "open_in_time", "open_overdue")
    sums = rows.values("task__document").annotate(**{name: Count("pk", filter=cell(name, today)) for name in cells})
    found = sorted(sums, key=lambda row: (-row["open_overdue"], -row["open_in_time"], -row["task__document"]))[:shown]
    chains = paths(membership, [row["task__document"] for row in found])
    return [_plan(chains[row["task__document"]], *(row[name] for name in cells)) for row in found]


def _plan(chain: list[Node], *cells: int) -> Plan:
    document = chain[-1].document
    assert document is not None, "who sees a task sees its document"
    return Plan(document, *cells, chain=chain[:-1])


REASONS = {
    "difficulty": "Vướng mắc chưa được trả lời",
    "extension": "Đã xin gia hạn, chờ quyết định",
    "submitted": "Đã báo cáo, chờ nghiệm thu",
    "returned": "Kết quả bị trả lại",
    "sent_back": "Đơn vị trả lại việc",
    "untouched": "Chưa tiếp nhận",
    "silent": "Đã nhận, chưa báo cáo tiến độ",
    "working": "Đang làm, đã báo cáo tiến độ",
}
"""Why something that is open is not done, the nearest first."""


def with_reasons(rows: QuerySet[Counted]) -> QuerySet[Counted]:
    """With what tells why each is not done."""
    difficulty = Difficulty.objects.filter(task=OuterRef("task"), state=DifficultyState.OPEN)
    asked = Extension.objects.filter(task=OuterRef("task"), granted=None)
    told = Update.objects.filter(task=OuterRef("task"), percent__isnull=False)
    return rows.annotate(has_difficulty=Exists(difficulty), has_asked=Exists(asked), has_told=Exists(told))


_BY_STATE = {
    "submitted": TaskState.SUBMITTED,
    "returned": TaskState.RETURNED,
    "sent_back": TaskState.SENT_BACK,
    "untouched": TaskState.ASSIGNED,
}


def reason_of(difficulty: bool, asked: bool, told: bool, state: str) -> str:
    """The name of ``REASONS`` that fits."""
    if difficulty:
        return "difficulty"
    if asked:
        return "extension"
    by_state = {value: name for name, value in _BY_STATE.items()}
    return by_state.get(TaskState(state)) or ("working" if told else "silent")


def reason_condition(name: str) -> Q:
    """The same as a condition on ``with_reasons``; of nothing for an unknown name."""
    if name == "difficulty":
        return Q(has_difficulty=True)
    if name == "extension":
        return Q(has_difficulty=False, has_asked=True)
    free = Q(has_difficulty=False, has_asked=False)
    if name in _BY_STATE:
        return free & Q(task__state=_BY_STATE[name])
    if name in ("silent", "working"):
        return free & ~Q(task__state__in=list(_BY_STATE.values())) & Q(has_told=name == "working")
    return Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is open: ``late`` days past its day (negative: still to come), and why it is not done."""

    task: int
    text: str
    unit: str
    due_on: date
    late: int
    percent: int
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is late and why (counts by reason, in the order of ``REASONS``), and what comes next. ``whole`` is False
    where more is late than was looked at; the counts are left out then."""

    late: list[Open]
    reasons: list[tuple[str, str, int]]
    next: list[Open]
    whole: bool


def standing(membership: Membership, today: date, overdue: int) -> Standing:
    """What is late, and what comes within three weeks. ``overdue``: how many things are late (``statistics``); where
    these are more than would be looked at, only what is shown is read. One query."""
    opened = counted(membership, today).filter(done_on=None, due_on__lte=today + AHEAD)
    whole = overdue < LOOKED_AT
    rows = with_reasons(opened if whole else _first(opened.order_by("due_on", "task"), today))
    names = ("task", "task__text", "unit__name", "due_on", "task__percent", "task__state")
    flags = ("has_difficulty", "has_asked", "has_told")
    found = [_open(row, today) for row in rows.order_by("due_on", "task").values_list(*names, *flags)[:LOOKED_AT]]
    late = [one for one in found if one.late > 0]
    counts = Counter(one.reason for one in late) if whole else Counter()
    reasons = [(name, label, counts[name]) for name, label in REASONS.items() if counts[name]]
    return Standing(late[:LATE], reasons, [one for one in found if one.late <= 0][:NEXT], whole)


def _first(rows: QuerySet[Counted], today: date) -> QuerySet[Counted]:
    """The first that are late and the first that come."""
    # Django writes no limits inside of a union for SQLite: the keys are found by statements inside of one.
    late, coming = rows.filter(due_on__lt=today)[:LATE], rows.filter(due_on__gte=today)[:NEXT]
    return Counted.objects.filter(Q(pk__in=late.values("pk")) | Q(pk__in=coming.values("pk")))


def _open(row: tuple[Any, ...], today: date) -> Open:
    task, text, unit, due_on, percent, state, difficulty, asked, told = row
    reason = reason_of(difficulty, asked, told, state)
    return Open(task, text, unit, due_on, (today - due_on).days, percent, reason)


def busiest(membership: Membership, today: date, shown: int = LOADS) -> list[Load]:
    """The officers of the member's units (all for those who see all) with most to do, the most overdue first. One
    query."""
    sees_all = may(membership, VIEW_ALL)
    units = [membership.agency_unit_id] if sees_all and membership.agency_unit_id else membership.unit_ids
    posts = Post.objects.filter(valid_posts(today), unit__in=subtree_ids(units)).order_by()
    led_by = None if sees_all else membership.unit_ids
    return loads(membership.agency, today, led_by=led_by, people=posts.values("person"), shown=shown)
