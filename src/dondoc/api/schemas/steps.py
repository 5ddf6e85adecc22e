"""What may be done with a task, and what each step takes. A field has the name of the need that it meets."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Strict
from dondoc.api.schemas.tasks import Changed
from dondoc.tasks.states import Need
from dondoc.tasks.steps import Step

Words = Annotated[str, Field(max_length=20_000)]
Link = Annotated[str, Field(max_length=1000)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]


class NeedRow(Schema):
    """A field of a step: its name in the body, and its Vietnamese label."""

    name: str
    label: str

    @classmethod
    def of(cls, need: Need) -> NeedRow:
        return cls(name=need.name.lower(), label=need.value)


class StepRow(Schema):
    """A step that is open to you now. POST to `address` what it `needs`, and what you like of what it `takes`."""

    name: str
    label: str = Field(description="Vietnamese, as on the button")
    address: str
    needs: list[NeedRow]
    takes: list[NeedRow]
    danger: bool = Field(description="Ask the person once more before")

    @classmethod
    def of(cls, step: Step, address: str) -> StepRow:
        return cls(
            name=step.name,
            label=step.label,
            address=address,
            needs=[NeedRow.of(need) for need in step.needs],
            takes=[NeedRow.of(need) for need in step.takes],
            danger=step.danger,
        )


class ReasonIn(Strict):
    reason: Words


class NoteIn(Strict):
    note: Words = ""


class ReportIn(Strict):
    note: Words = ""
    percent: int | None = Field(None, ge=0, le=100)
    links: list[Link] = Field([], max_length=20, description="Addresses that show what was done")


class SubmitIn(Strict):
    note: Words
    links: list[Link] = Field([], max_length=20, description="Addresses that show what was done")


class DelegateIn(Strict):
    people: list[Id] = Field(max_length=100, description="Officers of the leading unit; replaces whoever did it before")
    note: Words = ""


class ForwardIn(Strict):
    unit: Id
    text: Words = Field("", description="Words of the new task; default: those of this one")
    day: Day | None = Field(None, description="Last day, not after this task's; default: the same")


class ReassignIn(Strict):
    unit: Id
    reason: Words


class AskExtensionIn(Strict):
    day: Day = Field(description="The new last day")
    reason: Words


class DecideExtensionIn(Strict):
    granted: bool
    day: Day | None = Field(None, description="Another day than the one asked for")
    note: Words = Field("", description="The reason; needed for a refusal")


class DifficultyIn(Strict):
    note: Words = Field(description="What stands in the way")
    proposal: Words = Field("", description="What the unit proposes")
    to_unit: Id | None = Field(None, description="Who is to answer; default: the next station above")


class UrgeManyIn(Strict):
    ids: list[Id] = Field(min_length=1, max_length=500)
    note: Words = ""


class Urged(Schema):
    urged: list[int]


class RuleIn(Strict):
    rule: str = Field(max_length=120, description='A rule (RFC 5545) or words: "trước ngày 20 hằng tháng"')
    day: Day = Field(description="The first day on which it holds")


class EndIn(Strict):
    day: Day = Field(description="The last day of the duty")


class Forwarded(Schema):
    """A task that was forwarded down, and the task that was made."""

    task: Changed
    child: Changed
