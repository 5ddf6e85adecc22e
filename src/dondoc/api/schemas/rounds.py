"""Rounds of asking many, whom they ask, and how far each is."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.api.schemas.documents import DocumentRef
from dondoc.api.schemas.organisations import UnitRef
from dondoc.rounds.models import Addressee, AddresseeState, AnswerChannel, Round, RoundKind, RoundState, Silence
from dondoc.rounds.queries import Counts


class RoundQuery(Slice):
    """Which rounds."""

    kind: RoundKind | None = None
    state: RoundState | None = None


class CountsOut(Schema):
    """How far a round is. `silent` owe an answer, `returned` among them; `consent` the silent whose silence counts as
    consent once the day due is over."""

    sent: int
    seen: int
    answered: int
    late: int
    returned: int
    silent: int
    consent: int
    channels: dict[str, int] = Field(description="Channel → answers that came by it")

    @classmethod
    def of(cls, counts: Counts) -> CountsOut:
        return cls(**{name: getattr(counts, name) for name in cls.model_fields})


class RoundRef(Schema):
    """A round, as other things name it."""

    id: int
    kind: RoundKind
    title: str
    state: RoundState
    due_on: date | None = Field(description="The last day that is in time")
    unit: UnitRef = Field(description="Who runs it")
    agency: str

    @classmethod
    def plain(cls, asked: Round) -> dict:
        return {
            "id": asked.pk,
            "kind": asked.kind,
            "title": asked.title,
            "state": asked.state,
            "due_on": asked.due_on,
            "unit": UnitRef.of(asked.unit),
            "agency": asked.agency.unit.name,
        }


class RoundRow(RoundRef):
    """A round with its counts."""

    counts: CountsOut

    @classmethod
    def row(cls, asked: Round, counts: Counts) -> RoundRow:
        return cls(**RoundRef.plain(asked), counts=CountsOut.of(counts))


class RoundFull(RoundRow):
    """A round with what addressees are told."""

    note: str
    contact: str
    first_due_on: date | None
    silence: Silence
    silence_basis: str
    letter: DocumentRef | None
    opened_at: datetime | None
    closed_at: datetime | None

    @classmethod
    def full(cls, asked: Round, counts: Counts) -> RoundFull:
        names = ("note", "contact", "first_due_on", "silence", "silence_basis", "opened_at", "closed_at")
        return cls(
            **RoundRef.plain(asked),
            counts=CountsOut.of(counts),
            letter=DocumentRef.of(asked.letter) if asked.letter else None,
            **{name: getattr(asked, name) for name in names},
        )


class AddresseeQuery(Slice):
    """Which addressees."""

    state: AddresseeState | None = None
    silent: bool = Field(False, description="Only who owes an answer")
    text: str = Field("", max_length=200, description="Words of the name, without marks")


class AddresseeRow(Schema):
    """One body that is asked. `unit` is null for a body outside of the organisation."""

    id: int
    name: str
    unit: int | None
    group: str
    state: AddresseeState
    seen_at: datetime | None
    answered_at: datetime | None
    channel: AnswerChannel | None
    late: bool
    reason: str = Field(description="Why the answer was sent back")
    chased: int

    @classmethod
    def of(cls, row: Addressee) -> AddresseeRow:
        names = ("name", "group", "state", "seen_at", "answered_at", "late", "reason", "chased")
        return cls(
            id=row.pk, unit=row.unit_id, channel=row.channel or None, **{name: getattr(row, name) for name in names}
        )


class ChaseIn(Strict):
    """Whom to remind: without `addressees` all that owe an answer."""

    addressees: list[Id] | None = Field(None, max_length=5000)
    text: str = Field("", max_length=2000)


class Chased(Schema):
    """How many were reminded."""

    reminded: int
