"""What the program writes into the units' forms: their tasks' updates within the window, told as an official would.

Reads only; ``actions.filling`` puts the result into the forms. Six queries for all units of a period together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from dondoc.documents.models import Document
from dondoc.reports.figures import not_own, overdue_by, scope
from dondoc.reports.models import Heading, ReportPeriod
from dondoc.tasks.models import Assignment, Difficulty, Occurrence, Part, Task, TaskKind, TaskState, Update

LONGEST_TOPIC = 140
_SUBHEADING = re.compile(r"[.)]?\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class Found:
    """One passage as the program writes it; ``key`` says what it is about, so that it is written once."""

    unit_id: int
    heading: Heading
    topic: str
    text: str
    task_id: int | None = None
    update_id: int | None = None
    difficulty_id: int | None = None

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        """What it is about: a task once (whatever heading it moves to), and once more among what comes next."""
        kind = self.heading if self.heading in (Heading.NEXT, Heading.PROPOSAL) else ""
        return kind, self.task_id if self.difficulty_id is None else None, self.difficulty_id


def found_in(period: ReportPeriod, units: Sequence[int], today: date) -> list[Found]:
    """The passages of all units, in the order of the tasks in their documents."""
    parts = list(_led(period, units))
    topics = Topics(period, (row.task for row in parts))
    found: list[Found] = []
    for row in parts:
        assert row.unit_id is not None
        found += [
            Found(row.unit_id, heading, topics.of(row.task), text, row.task_id, update)
            for heading, text, update in _told(period, row.task, today)
        ]
    return found + _difficulties(period, units)


def _led(period: ReportPeriod, units: Sequence[int]) -> QuerySet[Assignment]:
    """The parts of tasks in scope that the units lead, with what was told within the window."""
    tasks = Task.objects.filter(not_own(period), **scope(period), collective=False)
    tasks = tasks.filter(confirmed_at__date__lte=period.last).exclude(state=TaskState.CANCELLED)
    tasks = tasks.filter(Q(done_on__isnull=True) | Q(done_on__gte=period.first))
    told = Update.objects.filter(at__date__gte=period.first, at__date__lte=period.last).order_by("id")
    done = Occurrence.objects.filter(done_on__gte=period.first, done_on__lte=period.last, skipped=False)
    return (
        Assignment.objects.filter(part=Part.LEAD, unit__in=units, task__in=tasks)
        .select_related("task__document")
        .prefetch_related(
            Prefetch("task__update_set", told, to_attr="told"),
            Prefetch("task__occurrences", done.order_by("due_on"), to_attr="periods_done"),
        )
        .order_by("task__document", "task__order", "task_id")
    )


def _told(period: ReportPeriod, task: Task, today: date) -> list[tuple[Heading, str, int | None]]:
    """What is told about one task."""
    with_words = [update for update in task.told if update.text.strip()]
    last = with_words[-1] if with_words else None
    heading = _heading(period, task, today)
    found = []
    is_silent = last is None and heading == Heading.UNDER_WAY
    if heading is not None and not (is_silent and (task.continuous or task.kind == TaskKind.REPORT)):
        found.append((heading, sentence(task, last, heading, task.periods_done), last.pk if last else None))
    if _is_next(period, task):
        found.append((Heading.NEXT, f"{said(task.text)} (hạn {task.due_on:%d/%m/%Y}).", None))
    return found


def _heading(period: ReportPeriod, task: Task, today: date) -> Heading | None:
    """Where a task stands at the end of the window. None: nothing to tell of a task that begins later."""
    if task.done_on is not None and task.done_on <= period.last:
        return Heading.DONE
    if task.periods_done:
        return Heading.DONE
    if task.due_on is not None and task.due_on <= overdue_by(period, today):
        return Heading.LATE
    return Heading.UNDER_WAY


def _is_next(period: ReportPeriod, task: Task) -> bool:
    following = period.last + (period.last - period.first) + timedelta(days=1)
    return task.done_on is None and task.due_on is not None and period.last < task.due_on <= following


def sentence(task: Task, update: Update | None, heading: Heading, periods: Sequence[Occurrence] = ()) -> str:
    """A task and what was told of it, as one paragraph."""
    told = update.text.strip() if update else "chưa có cập nhật trong kỳ"
    words = f"{said(task.text)}: {told.rstrip('.')}"
    if heading == Heading.LATE and task.due_on is not None:
        return f"{words} (hạn {task.due_on:%d/%m/%Y}{_percent(task)})."
    if heading == Heading.UNDER_WAY and task.percent:
        return f"{words} (đạt {task.percent}%)."
    if periods and len(periods) > 1:
        return f"{words} (đã thực hiện {len(periods):02d} kỳ)."
    return f"{words}."


def _percent(task: Task) -> str:
    return f", đạt {task.percent}%" if task.percent else ""


def said(words: str) -> str:
    """Words as the beginning of a sentence, without the stop at their end."""
    words = " ".join(words.split()).rstrip(" .;,:")
    return words[:1].upper() + words[1:]


def _difficulties(period: ReportPeriod, units: Sequence[int]) -> list[Found]:
    """What stood in the way within the window, and what was asked for."""
    rows = Difficulty.objects.filter(agency=period.agency_id, unit__in=units, raised_at__date__lte=period.last)
    rows = rows.filter(Q(state="open") | Q(answered_at__date__gte=period.first)).exclude(state="withdrawn")
    if period.obligation.only_document and period.obligation.document_id:
        rows = rows.filter(task__document=period.obligation.document_id)
    found = []
    for row in rows.select_related("task").order_by("id"):
        answered = row.answered_at and timezone.localdate(row.answered_at) <= period.last
        after = f" Đã được trả lời ngày {timezone.localdate(row.answered_at):%d/%m/%Y}." if answered else ""
        about = f" (nhiệm vụ: {said(row.task.text)})" if row.task else ""
        text = f"{said(row.text)}{about}.{after}"
        found.append(Found(row.unit_id, Heading.DIFFICULTY, "", text, row.task_id, None, row.pk))
        if row.proposal.strip():
            words = f"{said(row.proposal)}."
            found.append(Found(row.unit_id, Heading.PROPOSAL, "", words, row.task_id, None, row.pk))
    return found


class Topics:
    """Under which topic a task stands: the heading in its document, or the document where the report is about many."""

    def __init__(self, period: ReportPeriod, tasks: Iterable[Task]) -> None:
        self.single = period.obligation.document_id if period.obligation.only_document else None
        self._headings: dict[str, str] = {}
        tops = {_top(task) for task in tasks if task.document_id == self.single} - {""}
        if self.single and tops:
            document = Document.objects.select_related("text").filter(pk=self.single).first()
            content = document.text.content if document and hasattr(document, "text") else ""
            self._headings = {top: heading_of(content, top) for top in tops}

    def of(self, task: Task) -> str:
        if self.single:
            return self._headings.get(_top(task), "")
        return about(task.document) if task.document else "Nhiệm vụ khác"


def about(document: Document) -> str:
    """A document as a topic: its type and number, and what it is about in so far as there is room."""
    name = " ".join(part for part in (document.kind or "Văn bản", document.code and f"số {document.code}") if part)
    subject = " ".join(document.subject.split())
    whole = f"Thực hiện {name}{': ' if subject else ''}{subject}"
    return whole if len(whole) <= LONGEST_TOPIC else f"{whole[: LONGEST_TOPIC - 1].rsplit(' ', 1)[0]}…"


def _top(task: Task) -> str:
    """The outermost number of a clause that lies within another ("II.3" → "II"); a paragraph of its own has none."""
    top, dot, _ = task.clause.partition(".")
    return top if dot else ""


def heading_of(content: str, top: str) -> str:
    """The words of the numbered heading ``top`` in a text; "" where there is none that is short enough to be one."""
    for line in content.splitlines():
        stripped = line.strip()
        if stripped.startswith(top) and (match := _SUBHEADING.match(stripped[len(top) :])):
            words = match[1].strip().rstrip(".:;")
            return _sentence_case(words) if 3 < len(words) <= LONGEST_TOPIC else ""
    return ""


def _sentence_case(words: str) -> str:
    return words.capitalize() if words.isupper() else words


def by_unit(found: Iterable[Found]) -> dict[int, list[Found]]:
    """The passages of each unit."""
    rows: dict[int, list[Found]] = defaultdict(list)
    for one in found:
        rows[one.unit_id].append(one)
    return rows
