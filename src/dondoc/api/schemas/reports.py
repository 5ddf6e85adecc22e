"""Reports: what is owed, periods, what units send, the draft."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.api.schemas.organisations import UnitRef
from dondoc.reports.actions import FormGiven
from dondoc.reports.consolidated import Desk, Numbers
from dondoc.reports.figures import UnitCells
from dondoc.reports.models import (
    Cadence,
    Heading,
    Obligation,
    ObligationState,
    Passage,
    PeriodState,
    ReportPart,
    ReportPeriod,
    UnitReport,
)
from dondoc.rounds.models import AddresseeState
from dondoc.rounds.queries import Counts

LONG = 20_000
Words = Annotated[str, Field(max_length=LONG)]


class ObligationRow(Schema):
    """A report that is owed."""

    id: int
    version: int
    title: str
    state: ObligationState
    cadence: Cadence
    unit: UnitRef = Field(description="Who consolidates it")
    recipient: str
    via: str
    document: int | None

    @classmethod
    def row(cls, row: Obligation) -> ObligationRow:
        names = ("version", "title", "recipient", "via")
        return cls(
            **{name: getattr(row, name) for name in names},
            id=row.pk,
            state=ObligationState(row.state),
            cadence=Cadence(row.cadence),
            unit=UnitRef.of(row.unit),
            document=row.document_id,
        )


class PeriodQuery(Slice):
    """Which periods."""

    state: PeriodState | None = None
    obligation: Id | None = None


class PeriodRow(Schema):
    """One period of a report; figures count from `first` to `last`, both included."""

    id: int
    version: int
    obligation: int
    label: str
    state: PeriodState
    first: date
    last: date
    units_by: date
    send_by: date
    document: int | None

    @classmethod
    def row(cls, row: ReportPeriod) -> PeriodRow:
        return cls(**_period(row))


def _period(row: ReportPeriod) -> dict[str, object]:
    names = ("version", "label", "first", "last", "units_by", "send_by")
    return {name: getattr(row, name) for name in names} | {
        "id": row.pk,
        "obligation": row.obligation_id,
        "state": PeriodState(row.state),
        "document": row.document_id,
    }


class CellsRow(Schema):
    """The four cells of a unit; without a unit the sum."""

    unit: UnitRef | None
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int

    @classmethod
    def of(cls, row: UnitCells) -> CellsRow:
        return cls(unit=UnitRef.of(row.unit) if row.unit else None, **dict(row.by_cell))


class MeasureRow(Schema):
    """A number that was asked for, summed over the units that have sent."""

    id: int
    name: str
    unit_of: str
    total: Decimal
    before: Decimal | None = Field(description="The sum of the period before")


class PeriodFull(PeriodRow):
    """A period with its numbers, and how far it is."""

    sent: int
    answered: int
    late: int
    cells: list[CellsRow]
    measures: list[MeasureRow]

    @classmethod
    def of(cls, row: ReportPeriod, counts: Counts, found: list[UnitCells], told: Numbers) -> PeriodFull:
        measures = [
            MeasureRow(
                id=one.pk,
                name=one.name,
                unit_of=one.unit_of,
                total=told.total(one.pk),
                before=told.before.get(one.name),
            )
            for one in told.measures
        ]
        return cls(
            **_period(row),
            sent=counts.sent,
            answered=counts.answered,
            late=counts.late,
            cells=[CellsRow.of(one) for one in found],
            measures=measures,
        )


class SourceRow(Schema):
    """A passage that a section was made of."""

    passage: int
    unit: str
    text: str
    state: str = Field(description="used, edited or missing")
    news: str = Field(description="new, changed or same against the period before; empty where there is none")
    task: int | None
    update: int | None


class SectionRow(Schema):
    """A section of the draft with its sources."""

    id: int
    version: int
    part: ReportPart
    topic: str
    text: str
    sources: list[SourceRow]

    @classmethod
    def of(cls, desk: Desk) -> SectionRow:
        row = desk.section
        return cls(
            id=row.pk,
            version=row.version,
            part=ReportPart(row.part),
            topic=row.topic,
            text=row.text,
            sources=[
                SourceRow(
                    passage=one.passage.pk,
                    unit=one.passage.report.mark,
                    text=one.passage.text,
                    state=one.state,
                    news=one.news,
                    task=one.passage.task_id,
                    update=one.passage.update_id,
                )
                for one in desk.sources
            ],
        )


class SectionIn(Strict):
    text: str = Field(max_length=200_000)


class UnitReportRow(Schema):
    """What a unit owes for a period."""

    id: int
    version: int
    period: int
    title: str
    label: str
    name: str
    state: AddresseeState
    due_on: date
    answered_at: datetime | None

    @classmethod
    def row(cls, row: UnitReport) -> UnitReportRow:
        return cls(**_report(row))


def _report(row: UnitReport) -> dict[str, object]:
    return {
        "id": row.pk,
        "version": row.version,
        "period": row.period_id,
        "title": row.period.obligation.title,
        "label": row.period.label,
        "name": row.name,
        "state": AddresseeState(row.addressee.state),
        "due_on": row.period.units_by,
        "answered_at": row.addressee.answered_at,
    }


class PassageRow(Schema):
    """One thing that a unit tells."""

    id: int
    heading: Heading
    topic: str
    text: str
    left_out: bool
    task: int | None
    update: int | None

    @classmethod
    def of(cls, row: Passage) -> PassageRow:
        return cls(
            id=row.pk,
            heading=Heading(row.heading),
            topic=row.topic,
            text=row.text,
            left_out=row.is_left_out,
            task=row.task_id,
            update=row.update_id,
        )


class ValueRow(Schema):
    """A number of a unit."""

    measure: int
    name: str
    value: Decimal | None


class UnitReportFull(UnitReportRow):
    """A unit's part with all that stands in it."""

    passages: list[PassageRow]
    values: list[ValueRow]

    @classmethod
    def of(cls, row: UnitReport, passages: list[Passage]) -> UnitReportFull:
        given = {value.measure_id: value.value for value in row.values.all()}
        asked = row.period.obligation.measures.filter(is_asked=True)
        return cls(
            **_report(row),
            passages=[PassageRow.of(one) for one in passages],
            values=[ValueRow(measure=one.pk, name=one.name, value=given.get(one.pk)) for one in asked],
        )


class PassageIn(Strict):
    id: Id
    text: Words
    left_out: bool = False


class AddedIn(Strict):
    heading: Heading
    text: Words


class ValueIn(Strict):
    measure: Id
    value: Decimal | None = Field(max_digits=18, decimal_places=2)


class UnitReportIn(Strict):
    """What changes; passages that are not named stay as they are."""

    passages: list[PassageIn] = Field([], max_length=1000)
    added: list[AddedIn] = Field([], max_length=100)
    values: list[ValueIn] = Field([], max_length=100)
    send: bool = Field(False, description="Send it in; else it is only kept")

    def given(self) -> FormGiven:
        return FormGiven(
            texts={one.id: one.text for one in self.passages},
            left_out=frozenset(one.id for one in self.passages if one.left_out),
            added=[(one.heading.value, one.text) for one in self.added],
            values={one.measure: one.value for one in self.values},
        )
