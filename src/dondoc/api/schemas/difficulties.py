"""Difficulties (khó khăn, vướng mắc)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.api.schemas.organisations import PersonRef, UnitRef
from dondoc.api.schemas.steps import Day, Words
from dondoc.tasks.models import Difficulty, DifficultyState, Hop


class DifficultyQuery(Slice):
    """Which difficulties."""

    state: DifficultyState | None = None
    held: bool = Field(False, description="Only those that wait for an answer from your units")


class DifficultyRow(Schema):
    """A difficulty; `holder` has to answer by `answer_by`."""

    id: int
    version: int
    state: DifficultyState
    text: str
    proposal: str
    task: int | None
    unit: UnitRef
    holder: UnitRef
    answer_by: date
    late: bool
    raised_by: PersonRef | None
    raised_at: datetime
    answer: str
    answered_by: PersonRef | None
    answered_at: datetime | None
    outcome: int | None = Field(description="The task that the answer gave rise to")

    @classmethod
    def row(cls, row: Difficulty, today: date) -> DifficultyRow:
        return cls(**_row(row, today))


def _row(row: Difficulty, today: date) -> dict[str, Any]:
    names = ("version", "text", "proposal", "answer_by", "raised_at", "answer", "answered_at")
    return {name: getattr(row, name) for name in names} | {
        "id": row.pk,
        "state": DifficultyState(row.state),
        "task": row.task_id,
        "unit": UnitRef.of(row.unit),
        "holder": UnitRef.of(row.holder),
        "late": row.state == DifficultyState.OPEN and row.answer_by < today,
        "raised_by": PersonRef.of(row.raised_by) if row.raised_by else None,
        "answered_by": PersonRef.of(row.answered_by) if row.answered_by else None,
        "outcome": row.outcome_id,
    }


class HopRow(Schema):
    """A station: who held it from when to when, and why it came there."""

    unit: UnitRef
    since: date
    answer_by: date
    left_on: date | None
    because: Hop.Because
    note: str

    @classmethod
    def of(cls, hop: Hop) -> HopRow:
        names = ("since", "answer_by", "left_on", "note")
        named = {name: getattr(hop, name) for name in names}
        return cls(**named, unit=UnitRef.of(hop.unit), because=Hop.Because(hop.because))


class DifficultyFull(DifficultyRow):
    """A difficulty with its stations."""

    hops: list[HopRow]

    @classmethod
    def of(cls, row: Difficulty, today: date) -> DifficultyFull:
        return cls(**_row(row, today), hops=[HopRow.of(hop) for hop in row.hops.select_related("unit")])


class OutcomeIn(Strict):
    """A task that the answer gives rise to."""

    text: Words
    unit: Id
    due_on: Day | None = None


class AnswerIn(Strict):
    answer: Words
    task: OutcomeIn | None = None


class PassUpIn(Strict):
    note: Words = Field(description="Why it goes up")
