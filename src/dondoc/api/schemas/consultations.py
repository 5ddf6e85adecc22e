"""A consultation on a draft: how far it is, its pieces, the opinions and what became of them."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from dondoc.api.schemas.asked import PieceRow
from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.consultations.models import Consultation, Opinion, Provision, Treatment
from dondoc.consultations.queries import Standing


class OutlineRow(PieceRow):
    """A piece with how many opinions there are on it, and how many of them wait."""

    said: int
    pending: int

    @classmethod
    def row(cls, piece: Provision) -> OutlineRow:
        return cls(**PieceRow.of(piece).model_dump(), said=piece.said, pending=piece.pending)


class ConsultationFull(Schema):
    """A consultation with the figures of its answers. `agreed` answered without any opinion, `agreed_but` with some."""

    round: int
    draft_name: str
    opinions: int
    pending: int
    adopted: int
    explained: int
    agreed: int
    agreed_but: int
    with_opinions: int
    pieces: list[OutlineRow]

    @classmethod
    def of(cls, found: Consultation, standing: Standing, pieces: list[Provision]) -> ConsultationFull:
        figures = {name: getattr(standing, name) for name in Standing.__dataclass_fields__}
        rows = [OutlineRow.row(piece) for piece in pieces]
        return cls(round=found.round_id, draft_name=found.draft_name, pieces=rows, **figures)


class OpinionQuery(Slice):
    """Which opinions."""

    treatment: Treatment | None = None
    provision: Id | None = Field(None, description="Only those on this piece")
    addressee: Id | None = None


class OpinionRow(Schema):
    """One opinion; `provision` null: on the draft as a whole. `place` is the place as written, where it is finer."""

    id: int
    addressee: int
    addressee_name: str
    provision: int | None
    place: str
    text: str
    treatment: Treatment
    response: str
    decided_at: datetime | None

    @classmethod
    def of(cls, row: Opinion) -> OpinionRow:
        names = ("place", "text", "treatment", "response", "decided_at")
        return cls(
            id=row.pk,
            addressee=row.addressee_id,
            addressee_name=row.addressee.name,
            provision=row.provision_id,
            **{name: getattr(row, name) for name in names},
        )


class TreatIn(Strict):
    """What becomes of opinions, several at once in the same words."""

    opinions: list[Id] = Field(min_length=1, max_length=1000)
    treatment: Treatment
    response: str = Field("", max_length=20_000)
