"""What waits for whom, and how the work stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.difficulties import DifficultyRow
from dondoc.api.schemas.organisations import UnitRef
from dondoc.api.schemas.progress import ExtensionRow
from dondoc.api.schemas.steps import Day
from dondoc.api.schemas.tasks import TaskRow
from dondoc.organisations.policies import require
from dondoc.tasks.models import Extension
from dondoc.tasks.statistics import CELLS, Cells, four_cells
from dondoc.tasks.work import Lot, exceptions, my_work

router = Router(tags=["desk"])


class Work(Schema):
    """ "Việc của tôi": each open task stands in one list, in the order of the due day."""

    new: list[TaskRow] = Field(description="Waits to be taken on by the head of its unit")
    overdue: list[TaskRow]
    week: list[TaskRow]
    later: list[TaskRow]
    waiting: list[TaskRow] = Field(description="With others: a result to be accepted")
    more: bool = Field(description="There are more than these")


class Asked(ExtensionRow):
    """More time that somebody asks for, and for which task."""

    task: int
    text: str

    @classmethod
    def row(cls, row: Extension) -> Asked:
        return cls(**ExtensionRow.of(row).model_dump(), task=row.task_id, text=row.task.text)


class TaskLot(Schema):
    """The first of them, and how many there are (counted to a bound)."""

    items: list[TaskRow]
    total: int


class AskedLot(Schema):
    items: list[Asked]
    total: int


class DifficultyLot(Schema):
    items: list[DifficultyRow]
    total: int


class Exceptional(Schema):
    """What is out of order or waits for a decision."""

    overdue: TaskLot
    submitted: TaskLot
    sent_back: TaskLot
    extensions: AskedLot
    difficulties: DifficultyLot


class CellsRow(Schema):
    """The four cells of one leading unit (null: of all); early, returned and extended stand beside them."""

    unit: UnitRef | None
    total: int
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    early: int
    returned: int
    extended: int

    @classmethod
    def of(cls, cells: Cells) -> CellsRow:
        counts = {name: getattr(cells, name) for name in CELLS}
        return cls(unit=UnitRef.of(cells.unit) if cells.unit else None, total=cells.total, **counts)


class StatisticsQuery(Schema):
    """What is counted."""

    since: Day | None = Field(None, description="First due day")
    until: Day | None = Field(None, description="Last due day")
    by_first_day: bool = Field(False, description="Measure by the day before any extension")
    unit: Id | None = Field(None, description="A unit with all below it")


def _rows(tasks: Iterable[Any], today: date) -> list[TaskRow]:
    return [TaskRow.row(task, today) for task in tasks]


@router.get("/me/work", response=Work)
def work(request: HttpRequest) -> Work:
    """What you have to do."""
    found = my_work(request.membership, request.today)
    names = ("new", "overdue", "week", "later", "waiting")
    return Work(**{name: _rows(getattr(found, name), request.today) for name in names}, more=found.more)


@router.get("/exceptions", response=Exceptional)
def exceptional(request: HttpRequest) -> Exceptional:
    """The leader's page: what is red, what waits for your decision."""
    require(request.membership, "tasks.follow")
    found = exceptions(request.membership, request.today)

    def tasks(lot: Lot) -> TaskLot:
        return TaskLot(items=_rows(lot.rows, request.today), total=lot.total)

    held = [DifficultyRow.row(row, request.today) for row in found.difficulties.rows]
    return Exceptional(
        overdue=tasks(found.overdue),
        submitted=tasks(found.submitted),
        sent_back=tasks(found.sent_back),
        extensions=AskedLot(items=[Asked.row(row) for row in found.extensions.rows], total=found.extensions.total),
        difficulties=DifficultyLot(items=held, total=found.difficulties.total),
    )


@router.get("/statistics", response=Listing[CellsRow])
def statistics(request: HttpRequest, query: Query[StatisticsQuery]) -> Listing[CellsRow]:
    """Done on time, done late, open in time, open overdue, of each leading unit that you see; the sum comes first.
    Continuous duties are kept out."""
    cells = four_cells(
        request.membership,
        request.today,
        since=query.since,
        until=query.until,
        by_first_day=query.by_first_day,
        unit=query.unit,
    )
    return Listing(items=[CellsRow.of(row) for row in cells])
