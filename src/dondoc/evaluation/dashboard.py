"""What the leader's page shows: where the agency stands, against each plan, over the months, what is late and why.

All figures come from what counts in the statistics (``tasks.counting``), and ``tasks.behind`` gives the list that a
figure counts, so that both are the same number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from dondoc.documents.chain import Node, paths
from dondoc.documents.models import Document
from dondoc.evaluation.spans import Span
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Post
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.tasks.behind import Behind, behind, cell, counted
from dondoc.tasks.models import (
    Assignment,
    Counted,
    Difficulty,
    DifficultyState,
    Extension,
    Part,
    Phase,
    Tally,
    Task,
    TaskState,
    Update,
)
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


def trend(membership: Membership, today: date, months: int = MONTHS) -> list[Month]:
    """The last months up to this one, by day due. One query over the counts by month."""
    spans = [Span.of("month", today)]
    while len(spans) < months:
        spans.append(spans[-1].before())
    rows = Tally.objects.filter(agency=membership.agency, first=False, monthly=True, counts_from__lte=today)
    if not may(membership, VIEW_ALL):
        rows = rows.filter(unit__in=subtree_ids(membership.unit_ids))
    rows = rows.filter(day__gte=spans[-1].first, day__lte=spans[0].first).order_by()
    sums = rows.values_list("day").annotate(Sum("on_time"), Sum("late"), Sum("open"))
    found = {day: numbers for day, *numbers in sums}
    return [Month(span.first, *found.get(span.first, (0, 0, 0))) for span in reversed(spans)]


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
    names = ("kind", "code", "symbol", "issued_text", "subject")
    cells = ("done_on_time", "done_late", "open_in_time", "open_overdue")
    sums = rows.values("task__document", *(f"task__document__{name}" for name in names)).annotate(
        **{name: Count("pk", filter=cell(name, today)) for name in cells}
    )
    found = sorted(sums, key=lambda row: (-row["open_overdue"], -row["open_in_time"], -row["task__document"]))[:shown]
    chains = paths(membership, [row["task__document"] for row in found])
    return [
        Plan(
            Document(pk=row["task__document"], **{name: row[f"task__document__{name}"] for name in names}),
            *(row[name] for name in cells),
            chain=chains.get(row["task__document"], [])[:-1],
        )
        for row in found
    ]


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


def standing(membership: Membership, today: date) -> Standing:
    """What is late, and what comes within three weeks. One query."""
    rows = with_reasons(counted(membership, today).filter(done_on=None, due_on__lte=today + AHEAD))
    names = ("task", "task__text", "unit__name", "due_on", "task__percent", "task__state")
    flags = ("has_difficulty", "has_asked", "has_told")
    found = list(rows.order_by("due_on", "task").values_list(*names, *flags)[:LOOKED_AT])
    opened = [_open(row, today) for row in found]
    late = [one for one in opened if one.late > 0]
    whole = len(found) < LOOKED_AT or len(late) < LOOKED_AT
    counts = Counter(one.reason for one in late) if whole else Counter()
    reasons = [(name, label, counts[name]) for name, label in REASONS.items() if counts[name]]
    return Standing(late[:LATE], reasons, [one for one in opened if one.late <= 0][:NEXT], whole)


def _open(row: tuple[Any, ...], today: date) -> Open:
    task, text, unit, due_on, percent, state, difficulty, asked, told = row
    reason = reason_of(difficulty, asked, told, state)
    return Open(task, text, unit, due_on, (today - due_on).days, percent, reason)


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """How much an officer has to do: open tasks and how many of them are overdue."""

    person: int
    name: str
    open: int
    overdue: int


def loads(membership: Membership, today: date, shown: int = LOADS) -> list[PersonLoad]:
    """The officers of the member's units (all for those who see all) with most to do, the most overdue first. One
    query."""
    # Naming the people lets the database go from one to the next in the index of parts by person.
    sees_all = may(membership, VIEW_ALL)
    units = [membership.agency_unit_id] if sees_all and membership.agency_unit_id else membership.unit_ids
    posts = Post.objects.filter(valid_posts(today), unit__in=subtree_ids(units))
    rows: Iterable[dict[str, Any]] = (
        _performing(membership)
        .filter(person__in=posts.order_by().values("person"))
        .order_by()
        .values("person", "person__full_name")
        .annotate(open=Count("pk"), overdue=Count("pk", filter=Q(sort_on__lt=today)))
        .order_by("-overdue", "-open", "person__full_name")[:shown]
    )
    return [PersonLoad(row["person"], row["person__full_name"], row["open"], row["overdue"]) for row in rows]
