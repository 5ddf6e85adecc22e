"""Systems outside that tasks are reported to."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from dondoc.api.schemas.common import Id, Listing, Slice, Strict
from dondoc.documents.keyset import stretch
from dondoc.organisations.policies import require
from dondoc.outside import actions
from dondoc.outside.fields import plain
from dondoc.outside.models import Delivery, OutsideSystem
from dondoc.outside.queries import SEND, reported, row_of, systems

router = Router(tags=["outside"])


class SystemRow(Schema):
    """A system, with the titles of its columns."""

    id: int
    name: str
    ended: bool
    columns: list[str]


class ToldRow(Schema):
    """A row as the system is told it today; `change` says what is other than last time."""

    task: int
    cells: dict[str, str]
    change: str


class DeliverIn(Strict):
    """The form of the file."""

    form: str = Field("xlsx", pattern="^(xlsx|csv)$")


class DeliveryRow(Schema):
    """What was sent."""

    id: int
    name: str
    count: int
    at: datetime

    @classmethod
    def of(cls, row: Delivery) -> DeliveryRow:
        return cls(id=row.pk, name=row.name, count=row.count, at=row.at)


@router.get("", response=Listing[SystemRow])
def list_systems(request: HttpRequest, query: Query[Slice]) -> Listing[SystemRow]:
    """The systems of the agency."""
    rows, following = stretch(systems(request.membership), ("id",), query.after, query.limit)
    items = [SystemRow(id=s.pk, name=s.name, ended=s.ended, columns=[c["title"] for c in s.columns]) for s in rows]
    return Listing(items=items, next=following)


def _system(request: HttpRequest, system_id: int) -> OutsideSystem:
    require(request.membership, SEND)
    system = systems(request.membership).filter(pk=system_id).first()
    if system is None:
        raise Http404
    return system


@router.get("/{system_id}/rows", response=Listing[ToldRow])
def rows(request: HttpRequest, system_id: Id, query: Query[Slice]) -> Listing[ToldRow]:
    """What the system is told today, in its columns and words."""
    system = _system(request, system_id)
    last = system.deliveries.first()
    tasks, following = stretch(reported(system).order_by("id"), ("id",), query.after, query.limit)
    titles = [column["title"] for column in system.columns]
    told = [row_of(system, task, request.today, last.rows if last else None) for task in tasks]
    items = [
        ToldRow(
            task=row.task, cells=dict(zip(titles, [plain(cell) for cell in row.cells], strict=True)), change=row.change
        )
        for row in told
    ]
    return Listing(items=items, next=following)


@router.post("/{system_id}/deliveries", response={201: DeliveryRow})
def deliver(request: HttpRequest, system_id: Id, body: DeliverIn) -> Status[DeliveryRow]:
    """Make the list of today and keep it as sent."""
    _system(request, system_id)
    return Status(201, DeliveryRow.of(actions.deliver(request.user, request.membership, system_id, body.form)))
