"""What one's own units are asked, and what they answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.api.schemas.rounds import RoundRef
from dondoc.consultations.models import Provision
from dondoc.proposals.models import ProposedTask
from dondoc.proposals.rows import LIMITS, MOST, Row
from dondoc.rounds.models import Addressee, AddresseeState, RoundState

_WORDS = 20_000


class AskedQuery(Slice):
    """Which requests: open ones, or those that are over."""

    state: RoundState = RoundState.OPEN


class AskedRow(Schema):
    """A request to one of your units; `id` is where the answer goes."""

    id: int
    name: str = Field(description="Who is asked")
    state: AddresseeState
    answered_at: datetime | None
    late: bool
    reason: str = Field(description="What is to be completed, where the answer was sent back")
    round: RoundRef

    @classmethod
    def plain(cls, row: Addressee) -> dict[str, Any]:
        names = ("name", "state", "answered_at", "late", "reason")
        ref = RoundRef(**RoundRef.plain(row.round))
        return {"id": row.pk, "round": ref, **{name: getattr(row, name) for name in names}}


class PieceRow(Schema):
    """A piece of the draft; level 0 is a heading that takes no opinions."""

    id: int
    key: str
    label: str
    title: str
    text: str
    level: int

    @classmethod
    def of(cls, piece: Provision) -> PieceRow:
        names = ("key", "label", "title", "text", "level")
        return cls(id=piece.pk, **{name: getattr(piece, name) for name in names})


class OpinionSaid(Strict):
    """An opinion; `provision` null: on the draft as a whole."""

    provision: Id | None = None
    text: str = Field(max_length=_WORDS)


class OpinionsIn(Strict):
    """The whole answer to a draft; it replaces what was said before."""

    agrees: bool = False
    opinions: list[OpinionSaid] = Field([], max_length=2000)


class TaskSaid(Strict):
    """One proposed task; names and times as they are written ("Quý II năm 2027")."""

    text: str = Field(max_length=LIMITS["text"])
    lead: str = Field("", max_length=LIMITS["lead"], description="Empty: the unit that proposes")
    partners: str = Field("", max_length=LIMITS["partners"])
    product: str = Field("", max_length=LIMITS["product"])
    time_text: str = Field("", max_length=LIMITS["time_text"])

    def row(self) -> Row:
        return Row(**self.model_dump())

    @classmethod
    def of(cls, row: ProposedTask) -> TaskSaid:
        return cls(**{name: getattr(row, name) for name in LIMITS})


class TasksIn(Strict):
    """All tasks that the unit proposes; those that are decided already stay as they are."""

    tasks: list[TaskSaid] = Field([], max_length=MOST)
    nothing: bool = Field(False, description="The unit says in so many words that it proposes none")


class FormIn(Strict):
    """An answer to a form: field → value; of a table a list of rows. Files are sent on the page, those sent stay."""

    values: dict[str, Any]
    draft: bool = Field(False, description="Keep it, right or wrong, and hand nothing in")


class FaultRow(Schema):
    """What is wrong with one value; in a table `row` counts from 0."""

    field: str
    row: int | None = None
    column: str = ""
    label: str
    sentence: str


class DraftOut(Schema):
    """The draft that is asked about, and what the unit has said."""

    name: str
    pieces: list[PieceRow]
    agrees: bool
    opinions: list[OpinionSaid]


class FormOut(Schema):
    """The form and what the unit goes on with: its draft, what it handed in, else what it said last time."""

    form: dict[str, Any] = Field(description="`title`, `note`, `fields` with `key`, `label`, `kind` and their rules")
    values: dict[str, Any]
    handed_in: bool
    carried: bool = Field(description="The values are those of the last round")


class AskedFull(AskedRow):
    """A request with what is asked: one of `draft`, `tasks`, `form` by the kind of the round."""

    note: str
    contact: str
    draft: DraftOut | None = None
    tasks: list[TaskSaid] | None = None
    form: FormOut | None = None


class Taken(Schema):
    """An answer that was taken. `faults` are what a kept draft still lacks."""

    state: AddresseeState
    answered_at: datetime | None
    late: bool
    due_on: date | None
    faults: list[FaultRow] = []

    @classmethod
    def of(cls, row: Addressee, faults: list[FaultRow] | None = None) -> Taken:
        return cls(
            state=row.state, answered_at=row.answered_at, late=row.late, due_on=row.round.due_on, faults=faults or []
        )
