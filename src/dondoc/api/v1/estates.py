"""Open work of units that have ended with several successors, or none: what waits, and who takes it over."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from dondoc.api.schemas.common import Id, Listing, Strict
from dondoc.api.schemas.organisations import UnitRef
from dondoc.organisations.policies import require
from dondoc.tasks import actions, leaving
from dondoc.tasks.models import Part

router = Router(tags=["desk"])


class LeftPart(Schema):
    """A part in a task that the unit left."""

    id: int
    task: int
    text: str
    part: Part
    due_on: date | None


class EstateRow(Schema):
    """What a unit that has ended left open, and the units that followed it."""

    unit: UnitRef
    ended_on: date
    successors: list[UnitRef]
    parts: list[LeftPart]

    @classmethod
    def of(cls, estate: leaving.Estate) -> EstateRow:
        assert estate.unit.valid_until is not None
        parts = [
            LeftPart(id=row.pk, task=row.task_id, text=row.task.text, part=Part(row.part), due_on=row.task.due_on)
            for row in estate.parts
        ]
        successors = [UnitRef.of(unit) for unit in estate.successors]
        return cls(unit=UnitRef.of(estate.unit), ended_on=estate.unit.valid_until, successors=successors, parts=parts)


class Choice(Strict):
    part: Id
    unit: Id


class HandOverIn(Strict):
    choices: list[Choice] = Field(min_length=1, max_length=200)


class HandedOver(Schema):
    count: int


@router.get("/estates", response=Listing[EstateRow])
def list_estates(request: HttpRequest) -> Listing[EstateRow]:
    """What ended units left open and nobody has taken over."""
    require(request.membership, "tasks.follow")
    return Listing(items=[EstateRow.of(one) for one in leaving.estates(request.membership, request.today)])


@router.post("/estates", response=HandedOver)
def hand_over(request: HttpRequest, body: HandOverIn) -> HandedOver:
    """Say which unit takes over which part; all of them or none."""
    choices = {one.part: one.unit for one in body.choices}
    return HandedOver(count=actions.hand_over(request.user, request.membership, choices))
