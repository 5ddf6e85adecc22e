"""What stands beside the draft: numbers summed, the sources of each line, and what differs from the last period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Subquery

from dondoc.organisations.keys import folded
from dondoc.reports.facts import TakenFact, taken_facts
from dondoc.reports.merging import sources
from dondoc.reports.models import (
    Measure,
    MeasureValue,
    Passage,
    PeriodState,
    ReportPeriod,
    ReportSection,
    UnitReport,
)
from dondoc.reports.reporters import reporters
from dondoc.reports.sent import part_of, sent_passages
from dondoc.rounds.models import AddresseeState


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers asked for: by unit's report and measure, with the totals of the period before by the measure's
    name."""

    measures: list[Measure]
    reports: list[UnitReport]
    values: dict[tuple[int, int], Decimal]
    before: dict[str, Decimal] = field(default_factory=dict)

    def of(self, report_id: int, measure_id: int) -> Decimal | None:
        return self.values.get((report_id, measure_id))

    def total(self, measure_id: int) -> Decimal:
        """The sum over all units that have sent."""
        return sum((value for (_, measure), value in self.values.items() if measure == measure_id), Decimal(0))

    def change(self, measure: Measure) -> Decimal | None:
        """By how much the sum differs from the period before; None where there is none."""
        before = self.before.get(measure.name)
        return None if before is None else self.total(measure.pk) - before


def numbers(period: ReportPeriod, sent: list[UnitReport] | None = None) -> Numbers:
    """The numbers that units have sent (``sent``: their parts, where they are at hand), and those of the period before.
    At most three queries."""
    measures = list(period.obligation.measures.filter(is_asked=True))
    if not measures:
        return Numbers([], [], {})
    totals: dict[str, Decimal] = defaultdict(Decimal)
    found: dict[tuple[int, int], Decimal] = {}
    for value in _values(period):
        if value.of == period.pk:
            found[value.report_id, value.measure_id] = value.value
        else:
            totals[value.measure.name] += value.value
    return Numbers(measures, reporters(period).sent if sent is None else sent, found, dict(totals))


def _values(period: ReportPeriod) -> Iterable[MeasureValue]:
    """The numbers of the period and of the one before, each with the period that it is ``of``."""
    rows = MeasureValue.objects.filter(_this_or_previous(period), report__addressee__state=AddresseeState.ANSWERED)
    return rows.select_related("measure").annotate(of=F("report__period"))


def _this_or_previous(period: ReportPeriod) -> Q:
    """What belongs to parts of the period, or of the one before."""
    return Q(report__period=period) | Q(report__period=Subquery(_earlier(period).values("pk")[:1]))


def _earlier(period: ReportPeriod) -> QuerySet[ReportPeriod]:
    rows = ReportPeriod.objects.filter(obligation=period.obligation_id, last__lt=period.last)
    return rows.exclude(state=PeriodState.CANCELLED).order_by("-last")


def previous(period: ReportPeriod) -> ReportPeriod | None:
    """The period of the same report before this one."""
    return _earlier(period).first()


@dataclass(slots=True)
class Source:
    """A passage beside the draft. ``state``: used, edited (no line holds its words any more), missing; ``news``: how it
    stands to what the unit told of the same in the last period (new, changed, same; empty where there was none);
    ``is_resent``: the unit has sent other words since it was merged."""

    passage: Passage
    state: str
    news: str
    is_resent: bool


@dataclass(slots=True)
class Desk:
    """A section with what it was made of."""

    section: ReportSection
    sources: list[Source]
    facts: list[TakenFact] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return sum(source.state == "missing" for source in self.sources)

    @property
    def fresh(self) -> int:
        return sum(source.news in ("new", "changed") for source in self.sources)


def desks(period: ReportPeriod, only: int | None = None, sections: Iterable[ReportSection] | None = None) -> list[Desk]:
    """The sections (one where ``only`` is its id) with their sources. At most two queries."""
    passages: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    told: dict[tuple[int | None, int], str] = {}
    for passage in sent_passages(period, with_previous=_this_or_previous(period)):
        if passage.report.period_id == period.pk:
            passages[part_of(passage)].append(passage)
        elif passage.task_id is not None:
            told[passage.report.unit_id, passage.task_id] = passage.text
    rows = period.sections.select_related("edited_by") if sections is None else sections
    wanted = [row for row in rows if only is None or row.pk == only]
    return [Desk(row, _sources(row, passages[row.part, row.topic], told or None), taken_facts(row)) for row in wanted]


def _sources(
    row: ReportSection, passages: list[Passage], before: dict[tuple[int | None, int], str] | None
) -> list[Source]:
    held = {pk for one in sources(row.text, {one.pk: one.text for one in passages}) for pk in one}
    exact = folded(row.text)
    found = []
    for passage in passages:
        taken = row.taken.get(str(passage.pk))
        state = "used" if folded(passage.text) in exact else "edited" if passage.pk in held else "missing"
        found.append(Source(passage, state, _news(passage, before), taken is not None and taken != passage.text))
    return found


def _news(passage: Passage, before: dict[tuple[int | None, int], str] | None) -> str:
    if before is None or passage.task_id is None:
        return ""
    told = before.get((passage.report.unit_id, passage.task_id))
    if told is None:
        return "new"
    return "same" if folded(told) == folded(passage.text) else "changed"
