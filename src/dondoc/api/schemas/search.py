"""What a search asks and finds."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from dondoc.documents.search import Filters, Hit, Section
from dondoc.documents.search.snippets import Pieces

Kind = Literal["document", "task", "update", "difficulty", "opinion"]


class SearchQuery(Schema):
    """Words as somebody types them: without marks, a number with or without its signs, phrases in quotes."""

    text: str = Field(..., max_length=200, description="Words to find, for example `chuyen doi so` or `684/ubnd`")
    kind: Kind | None = Field(None, description="Only this kind; all where left out, a few of each")
    since: date | None = Field(None, description="First day of issue, entry or, of tasks, of being due")
    until: date | None = Field(None, description="Last such day")
    issuer: str = Field("", max_length=200, description="Words of the issuing body's name")
    state: str = Field("", max_length=20, description="A state of the kind that is asked for")
    page: int = Field(1, ge=1, le=200, description="Page of one kind")
    size: int = Field(20, ge=1, le=50, description="Hits of a page")

    def filters(self) -> Filters:
        return Filters(self.since, self.until, self.issuer, self.state)


class Piece(Schema):
    """A stretch of text; `marked` where it is what was looked for."""

    words: str
    marked: bool


class HitRow(Schema):
    """Something that was found."""

    kind: Kind
    id: int
    about: int = Field(
        ..., description="Id of the thing whose page tells of it: of an update the task, of an opinion the round"
    )
    title: str
    snippet: list[Piece]
    facts: list[str]
    day: date | None
    state: str = Field(..., description="The state, in Vietnamese")

    @classmethod
    def of(cls, hit: Hit) -> HitRow:
        return cls(
            kind=hit.kind,
            id=hit.pk,
            about=hit.about,
            title="".join(words for words, _ in hit.title),
            snippet=pieces(hit.snippet),
            facts=list(hit.facts),
            day=hit.day,
            state=hit.state,
        )


class FoundOfKind(Schema):
    """What was found of a kind. `total` is counted up to a bound; `more` says that there is more than that."""

    kind: Kind
    total: int
    more: bool
    items: list[HitRow]

    @classmethod
    def of(cls, section: Section) -> FoundOfKind:
        items = [HitRow.of(hit) for hit in section.hits]
        return cls(kind=section.source.name, total=section.total, more=section.more, items=items)


def pieces(found: Pieces) -> list[Piece]:
    return [Piece(words=words, marked=marked) for words, marked in found]
