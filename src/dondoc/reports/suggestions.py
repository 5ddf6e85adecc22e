"""Reports that confirmed tasks ask for and nobody has set up yet: the cascade of a document as one chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from dondoc.documents.models import Document
from dondoc.organisations.models import Unit, UnitKind
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, children_units, standing
from dondoc.reports.models import PERIODS
from dondoc.reports.policies import MANAGE
from dondoc.schedule.reporting import DayOf, Slot, regime_of
from dondoc.tasks.models import Assignment, Part, Phase, Task, TaskKind
from dondoc.tasks.visibility import visible_tasks

MOST = 200
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
    """A report to set up, with everything that the tasks say about it. ``units`` are those that would owe."""

    document: Document
    cadence: str
    stages: tuple[Station, ...]
    title: str
    unit: Unit | None
    recipient: str
    via: str
    cut_off: DayOf
    units: list[Unit] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.document.pk}-{self.cadence}"

    @property
    def task_ids(self) -> list[int]:
        return [one.task_id for one in self.stages if one.task_id is not None]


def open_duties(membership: Membership) -> QuerySet[Task]:
    """Recurring duties of reporting that the member sees and that stand in no chain yet."""
    rows = visible_tasks(membership, (Phase.OPEN,)).filter(
        kind=TaskKind.REPORT, fanned_out=False, due__startswith="FREQ=", report_stages=None, document__isnull=False
    )
    return rows.select_related("document").prefetch_related("assignments__unit").order_by("document", "order", "id")


def suggestions(membership: Membership, today: date) -> list[Suggestion]:
    """What waits to be set up, document by document. At most ten queries; empty for those who may not."""
    if membership.agency is None or not may(membership, MANAGE):
        return []
    chains: dict[tuple[int, str], list[tuple[Task, DayOf]]] = defaultdict(list)
    for task in open_duties(membership)[:MOST]:
        found = regime_of(task.due, before=task.exclusive)
        if found is not None and task.document_id is not None:
            chains[task.document_id, cadence_of(found[0])].append((task, found[1]))
    inside = {unit.pk: unit for unit in own_units(membership, today)}
    children = _children([task for rows in chains.values() for task, _ in rows if task.collective])
    return [_suggestion(cadence, rows, inside, children) for (_, cadence), rows in chains.items()]


def cadence_of(periods: Iterable[object]) -> str:
    """The cadence whose periods these are."""
    wanted = tuple(periods)
    return next(cadence.value for cadence, own in PERIODS.items() if own == wanted)  # type: ignore[attr-defined]


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


def _suggestion(
    cadence: str, rows: list[tuple[Task, DayOf]], inside: dict[int, Unit], children: dict[int, list[Unit]]
) -> Suggestion:
    ordered = sorted(rows, key=lambda row: row[1].nominal(_some(cadence)))
    stages = [Station(_who(task), on, task.collective, task.pk) for task, on in ordered]
    last, _ = next(((task, on) for task, on in reversed(ordered) if not task.collective), ordered[-1])
    units = [unit for task, _ in ordered for unit in children.get(task.pk, [])] or list(inside.values())
    if not any(stage.collective for stage in stages):
        stages.insert(0, Station("Các phòng, đơn vị gửi phần của mình", earlier(stages[0].on, UNITS_AHEAD), True))
    lead = _lead(last)
    document = last.document
    assert document is not None
    return Suggestion(
        document=document,
        cadence=cadence,
        stages=tuple(stages),
        title=f"Báo cáo kết quả thực hiện {named(document)}",
        unit=lead if lead is not None and lead.pk in inside else None,
        recipient=last.recipient,
        via=last.via,
        cut_off=earlier(stages[0].on, CUT_AHEAD),
        units=list(dict.fromkeys(units)),
    )


def named(document: Document) -> str:
    """A document within a sentence: "Kế hoạch số 263/KH-UBND"."""
    code = f" số {document.code}" if document.code else ""
    return f"{document.kind or 'văn bản'}{code}"


def earlier(on: DayOf, days: int) -> DayOf:
    """Some days before, in the same month or at the end of the one before."""
    if on.day > days:
        return DayOf(min(on.day, 30) - days if on.day >= 31 else on.day - days, on.months, on.before)
    return DayOf(30 + on.day - days, on.months - 1, on.before)


def _some(cadence: str) -> Slot:
    return Slot(PERIODS[cadence][0], 2001)


def _lead(task: Task) -> Unit | None:
    return next((row.unit for row in task.assignments.all() if row.part == Part.LEAD), None)


def _who(task: Task) -> str:
    name = next((row.name for row in task.assignments.all() if row.part == Part.LEAD), "Đơn vị báo cáo")
    via = f" (qua {task.via})" if task.via else ""
    to = f" báo cáo {task.recipient}{via}" if task.recipient else " báo cáo"
    return f"{name[:1].upper()}{name[1:]}{to}"[:300]


def standing_units(ids: Iterable[int], today: date) -> QuerySet[Unit]:
    """Those of the units that exist today, in order."""
    return Unit.objects.filter(Q(pk__in=list(ids)) & standing(today)).order_by("order", "name")
