"""A call for tasks of a plan and what was proposed."""

from __future__ import annotations

from pydantic import Field

from dondoc.api.schemas.asked import TaskSaid
from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.proposals.models import Call, ProposalState, ProposedTask


class CallFull(Schema):
    """A call with how many proposals stand in each state."""

    round: int
    plan_name: str
    states: dict[str, int]

    @classmethod
    def of(cls, call: Call, numbers: dict[str, int]) -> CallFull:
        states = {state: numbers.get(state, 0) for state in ProposalState.values}
        return cls(round=call.round_id, plan_name=call.plan_name, states=states)


class ProposalQuery(Slice):
    """Which proposals."""

    state: ProposalState | None = None


class ProposalRow(TaskSaid):
    """One proposed task. `due` is the time understood (docs/due.md); a merged one points at the one that took it in;
    `task` is what it became."""

    id: int
    addressee: int
    addressee_name: str
    due: str
    section: str
    position: int
    state: ProposalState
    reason: str
    merged_into: int | None
    task: int | None

    @classmethod
    def row(cls, row: ProposedTask) -> ProposalRow:
        names = ("due", "section", "position", "state", "reason")
        return cls(
            **TaskSaid.of(row).model_dump(),
            id=row.pk,
            addressee=row.addressee_id,
            addressee_name=row.addressee.name,
            merged_into=row.merged_into_id,
            task=row.task_id,
            **{name: getattr(row, name) for name in names},
        )


class AcceptIn(Strict):
    """Proposals that go into the plan, at the end of `section`."""

    proposals: list[Id] = Field(min_length=1, max_length=1000)
    section: str = Field("", max_length=200)


class RejectIn(Strict):
    """Proposals that do not, and why."""

    proposals: list[Id] = Field(min_length=1, max_length=1000)
    reason: str = Field(max_length=2000)


class Decided(Schema):
    """How many were decided."""

    decided: int
