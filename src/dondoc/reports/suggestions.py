"""Reports that confirmed tasks ask for and nobody has set up yet: the cascade of a document as one chain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from dondoc.documents.models import Document
from dondoc.organisations.models import Unit, UnitKind
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, children_units
from dondoc.reports.models import PERIODS, Cadence
from dondoc.reports.policies import MANAGE
from dondoc.schedule.recurrence import Period
from dondoc.schedule.reporting import DayOf, Slot, regime_of
from dondoc.tasks.models import Assignment, Part, Phase, Task, TaskKind
from dondoc.tasks.visibility import visible_tasks

MOST = 200
CLOSING = re.compile(r"\b(tổng kết|sơ kết)\b", re.IGNORECASE)
UNITS_AHEAD = 4
"""Days that a room has by default from the units' day to its own, where the document names none."""
CUT_AHEAD = 5
"""Days by default from the cut-off to the units' day."""


@dataclass(frozen=True, slots=True)
class Station:
    """A stage as the document says it."""

    name: str
    on: DayOf
    collective: bool = False
    task_id: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A report to set up, with everything that the tasks say about it. ``units`` are those that would owe; ``month``
    and ``first_on`` are of a report that is owed once, as in ``Obligation``."""

    document: Document
    cadence: str
    stages: tuple[Station, ...]
    title: str
    unit: Unit | None
    recipient: str
    via: str
    cut_off: DayOf
    units: list[Unit] = field(default_factory=list)
    month: date | None = None
    first_on: date | None = None

    @property
    def key(self) -> str:
        once = f"-{self.task_ids[-1]}" if self.cadence == Cadence.ONCE else ""
        return f"{self.document.pk}-{self.cadence}{once}"

    @property
    def task_ids(self) -> list[int]:
        return [one.task_id for one in self.stages if one.task_id is not None]


def open_duties(membership: Membership) -> QuerySet[Task]:
    """Duties of reporting that the member sees and that stand in no chain yet."""
    rows = visible_tasks(membership, (Phase.OPEN,)).filter(
        kind=TaskKind.REPORT, fanned_out=False, report_stages=None, document__isnull=False
    )
    return rows.select_related("document").prefetch_related("assignments__unit").order_by("document", "order", "id")


def suggestions(membership: Membership, today: date) -> list[Suggestion]:
    """What waits to be set up, document by document. At most twelve queries; empty for those who may not."""
    if membership.agency is None or not may(membership, MANAGE):
        return []
    chains = [*_recurring(membership), *_once(membership, today)]
    if not chains:
        return []
    inside = {unit.pk: unit for unit in own_units(membership, today)}
    children = _children([task for one in chains for task, _ in one.rows if task.collective])
    return [_suggestion(one, inside, children) for one in chains]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Duties that make one cascade, each with its day; ``month`` as in ``Obligation``."""

    cadence: str
    rows: list[tuple[Task, DayOf]]
    month: date | None = None


def _recurring(membership: Membership) -> list[_Chain]:
    """The recurring duties of each document, by how often."""
    chains: dict[tuple[int, str], list[tuple[Task, DayOf]]] = defaultdict(list)
    for task in open_duties(membership).filter(due__startswith="FREQ=")[:MOST]:
        found = regime_of(task.due, before=task.exclusive)
        if found is not None and task.document_id is not None:
            chains[task.document_id, cadence_of(found[0])].append((task, found[1]))
    return [_Chain(cadence, rows) for (_, cadence), rows in chains.items()]


def _once(membership: Membership, today: date) -> list[_Chain]:
    """The reports that documents ask for once, to be put together from many: closing reports, and what all units have
    to report on a day. A report that one unit just writes needs no form and stays a task."""
    regular = Task.objects.filter(document=OuterRef("document"), kind=TaskKind.REPORT, due__startswith="FREQ=")
    rows = open_duties(membership).filter(due_on__gte=today).exclude(due__startswith="FREQ=")
    by_document: dict[int, list[tuple[date, Task]]] = defaultdict(list)
    for task in rows.annotate(is_regular=Exists(regular.exclude(phase=Phase.PROPOSAL)))[:MOST]:
        day = last_day(task.due)
        if day is not None and task.document_id is not None:
            by_document[task.document_id].append((day, task))
    found = []
    for dated in by_document.values():
        stations: list[tuple[date, Task]] = []
        for day, task in sorted(dated, key=lambda row: (row[0], row[1].pk)):
            stations.append((day, task))
            if not task.collective:
                found += _closing(stations)
                stations = []
        found += _closing(stations)
    return found


def _closing(stations: list[tuple[date, Task]]) -> list[_Chain]:
    """A chain that ends with its last station, where it is one that many feed."""
    if not any(task.collective or task.is_regular or CLOSING.search(task.text) for _, task in stations):
        return []
    month = stations[-1][0].replace(day=1)
    rows = [(task, DayOf(day.day, _months(month, day), task.exclusive)) for day, task in stations]
    return [_Chain(Cadence.ONCE.value, rows, month)]


def _months(month: date, day: date) -> int:
    return (day.year - month.year) * 12 + day.month - month.month


def last_day(due: str) -> date | None:
    """The last day of a due value that is one day or a span; None for all others."""
    try:
        return date.fromisoformat(due.rpartition("/")[2])
    except ValueError:
        return None


def cadence_of(periods: Iterable[object]) -> str:
    """The cadence whose periods these are."""
    wanted = tuple(periods)
    return next(cadence.value for cadence, own in PERIODS.items() if own == wanted)


def own_units(membership: Membership, today: date) -> list[Unit]:
    """The rooms and centres right below the agency: who reports to it, where a document does not say."""
    assert membership.agency is not None
    rows = children_units(membership.agency.unit, today).exclude(kind=UnitKind.LEADERS)
    return list(rows.order_by("order", "name"))


def _children(collectives: list[Task]) -> dict[int, list[Unit]]:
    """The units to which the collective duties were given."""
    found: dict[int, list[Unit]] = defaultdict(list)
    parts = Assignment.objects.filter(task__parent__in=[task.pk for task in collectives], part=Part.LEAD)
    for row in parts.filter(unit__isnull=False).select_related("task", "unit").order_by("unit__order", "unit__name"):
        if row.task.parent_id is not None and row.unit is not None:
            found[row.task.parent_id].append(row.unit)
    return found


def _suggestion(chain: _Chain, inside: dict[int, Unit], children: dict[int, list[Unit]]) -> Suggestion:
    ordered = sorted(chain.rows, key=lambda row: row[1].nominal(_some(chain)))
    stages = [Station(_who(task), on, task.collective, task.pk) for task, on in ordered]
    last, _ = next(((task, on) for task, on in reversed(ordered) if not task.collective), ordered[-1])
    units = [unit for task, _ in ordered for unit in children.get(task.pk, [])] or list(inside.values())
    if not any(stage.collective for stage in stages):
        stages.insert(0, Station("Các phòng, đơn vị gửi phần của mình", earlier(stages[0].on, UNITS_AHEAD), True))
    elif all(stage.collective for stage in stages):
        stages.append(Station("Tổng hợp, gửi báo cáo", later(stages[-1].on, UNITS_AHEAD)))
    lead = _lead(last)
    document = last.document
    assert document is not None
    return Suggestion(
        document=document,
        cadence=chain.cadence,
        stages=tuple(stages),
        title=title_of(last, document),
        unit=lead if lead is not None and lead.pk in inside else None,
        recipient=last.recipient,
        via=last.via,
        cut_off=earlier(stages[0].on, CUT_AHEAD),
        units=list(dict.fromkeys(units)),
        month=chain.month,
        first_on=document.issued_on or document.received_on if chain.month else None,
    )


def title_of(task: Task, document: Document) -> str:
    """How a report is called: after what the task says it is."""
    kind = CLOSING.search(task.text)
    return f"Báo cáo {kind[1].lower() if kind else 'kết quả'} thực hiện {named(document)}"


def named(document: Document) -> str:
    """A document within a sentence: "Kế hoạch số 263/KH-UBND"."""
    code = f" số {document.code}" if document.code else ""
    return f"{document.kind or 'văn bản'}{code}"


def earlier(on: DayOf, days: int) -> DayOf:
    """Some days before, in the same month or at the end of the one before."""
    if on.day > days:
        return DayOf(min(on.day, 30) - days if on.day >= 31 else on.day - days, on.months, on.before)
    return DayOf(30 + on.day - days, on.months - 1, on.before)


def later(on: DayOf, days: int) -> DayOf:
    """Some days after, in the same month or at the beginning of the next."""
    if on.day + days <= 28:
        return DayOf(on.day + days, on.months, on.before)
    return DayOf(on.day + days - 28, on.months + 1, on.before)


def _some(chain: _Chain) -> Slot:
    if chain.month is not None:
        return Slot(Period.MONTH, chain.month.year, chain.month.month)
    return Slot(PERIODS[chain.cadence][0], 2001)


def _lead(task: Task) -> Unit | None:
    return next((row.unit for row in task.assignments.all() if row.part == Part.LEAD), None)


def _who(task: Task) -> str:
    name = next((row.name for row in task.assignments.all() if row.part == Part.LEAD), "Đơn vị báo cáo")
    via = f" (qua {task.via})" if task.via else ""
    to = f" báo cáo {task.recipient}{via}" if task.recipient else " báo cáo"
    return f"{name[:1].upper()}{name[1:]}{to}"[:300]
