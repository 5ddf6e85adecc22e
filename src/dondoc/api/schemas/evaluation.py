"""Scores of units and people, with every point."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Strict
from dondoc.api.schemas.organisations import PersonRef, UnitRef
from dondoc.evaluation.models import ExcuseOf
from dondoc.evaluation.queries import Board, Row
from dondoc.evaluation.scoring import Line, Score
from dondoc.evaluation.sheets import ScoreSheet

PAGE = 200


class LineRow(Schema):
    """What one product (a task, or a period of a recurring one) adds, and why in words."""

    task: int
    occurrence: int | None
    label: str
    due_on: date | None
    done_on: date | None
    returns: int
    assigned: float = Field(description="Converted products: 1 × coefficient")
    quantity: float
    quality: float
    timeliness: float
    words: str

    @classmethod
    def of(cls, line: Line) -> LineRow:
        product = line.product
        names = ("task", "occurrence", "label", "due_on", "done_on", "returns")
        points = ("assigned", "quantity", "quality", "timeliness", "words")
        return cls(**{name: getattr(product, name) for name in names}, **{name: getattr(line, name) for name in points})


class Points(Schema):
    """A score. Percentages and totals are null where nothing was due."""

    products: int
    done: int
    quantity: float | None
    quality: float | None
    timeliness: float | None
    results: float | None
    general: float
    total: float | None
    level: str

    @classmethod
    def of(cls, score: Score) -> Points:
        names = ("quantity", "quality", "timeliness", "results", "general", "total", "level")
        return cls(products=score.sums.products, done=score.sums.done, **{name: getattr(score, name) for name in names})


class ScoreFull(Points):
    """A score with the products behind it, a page at a time."""

    closed: bool
    pages: int
    lines: list[LineRow]

    @classmethod
    def full(cls, sheet: ScoreSheet, page: int) -> ScoreFull:
        found = sheet.page(page, PAGE)
        points, closed = Points.of(sheet.score).model_dump(), sheet.closed is not None
        return cls(**points, closed=closed, pages=found.pages, lines=[LineRow.of(line) for line in found.lines])


class StandingRow(Schema):
    """A unit or person of the board; the rank is null where nothing was due."""

    rank: int | None
    unit: UnitRef | None
    person: PersonRef | None
    points: Points

    @classmethod
    def of(cls, row: Row) -> StandingRow:
        unit = UnitRef.of(row.unit) if row.unit else None
        person = PersonRef.of(row.person) if row.person else None
        return cls(rank=row.rank, unit=unit, person=person, points=Points.of(row.score))


class BoardOut(Schema):
    """All scores of a month, quarter or year that you see."""

    first: date
    last: date
    closed_on: date | None
    units: list[StandingRow]
    people: list[StandingRow]

    @classmethod
    def of(cls, board: Board) -> BoardOut:
        return cls(
            first=board.span.first,
            last=board.span.last,
            closed_on=board.closed.on if board.closed else None,
            units=[StandingRow.of(row) for row in board.units],
            people=[StandingRow.of(row) for row in board.people],
        )


class ExcuseIn(Strict):
    """An objective cause of a delay or a returned result."""

    task: Id
    occurrence: Id | None = None
    of: ExcuseOf
    reason: str = Field(max_length=500)


class ExcuseRow(Schema):
    id: int


class GeneralIn(Strict):
    """Points for the general criteria, of one unit or one person."""

    points: float = Field(ge=0, le=100)
    unit: Id | None = None
    person: Id | None = None
    note: str = Field("", max_length=500)


class Closed(Schema):
    """A span that was settled."""

    first: date
    closed_on: date
