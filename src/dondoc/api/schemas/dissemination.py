"""What was published where for which plan."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.api.schemas.documents import DocumentRef
from dondoc.api.schemas.organisations import UnitRef
from dondoc.dissemination.models import LinkState, Medium, Publication
from dondoc.dissemination.queries import Figures, Filters


class Where(Schema):
    """Which publications; both days included."""

    since: date | None = None
    until: date | None = None
    medium: Medium | None = None
    unit: Id | None = None
    plan: Id | None = Field(None, description="The document that asked for it")

    def filters(self) -> Filters:
        medium = self.medium.value if self.medium else ""
        return Filters(self.since, self.until, medium, self.unit, self.plan)


class PublicationQuery(Where, Slice):
    """A stretch of them."""


class PublicationIn(Strict):
    """What was published on a day; `reach` is how many people it reached."""

    title: str = Field(max_length=300)
    medium: Medium
    published_on: date
    link: str = Field("", max_length=1000)
    reach: int | None = Field(None, ge=0, le=2_000_000_000)
    plan_code: str = Field("", max_length=80, description="Number of the document that asked for it")
    note: str = Field("", max_length=2000)


class PublicationRow(Schema):
    """Something published. `link_state` is what the last check of the link found."""

    id: int
    title: str
    medium: Medium
    published_on: date
    unit: UnitRef
    link: str
    link_state: LinkState
    reach: int | None
    plan: DocumentRef | None
    note: str

    @classmethod
    def of(cls, row: Publication) -> PublicationRow:
        names = ("title", "medium", "published_on", "link", "link_state", "reach", "note")
        plan = DocumentRef.of(row.plan) if row.plan else None
        return cls(id=row.pk, unit=UnitRef.of(row.unit), plan=plan, **{name: getattr(row, name) for name in names})


class MediumFigure(Schema):
    """Entries and reach of one medium."""

    medium: str
    number: int
    reach: int


class FiguresOut(Schema):
    """How much was published."""

    number: int
    reach: int
    media: list[MediumFigure]

    @classmethod
    def of(cls, found: Figures) -> FiguresOut:
        media = [MediumFigure(medium=name, number=number, reach=reach) for name, (number, reach) in found.media.items()]
        return cls(number=found.number, reach=found.reach, media=media)
