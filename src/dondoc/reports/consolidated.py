"""What stands beside the draft: numbers summed, the sources of each line, and what differs from the last period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from dondoc.organisations.keys import folded
from dondoc.reports.merging import sources
from dondoc.reports.models import Measure, MeasureValue, Passage, ReportPeriod, ReportSection, UnitReport
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


def numbers(period: ReportPeriod) -> Numbers:
    """The numbers that units have sent, and those of the period before. Five queries."""
    measures = list(period.obligation.measures.filter(is_asked=True))
    if not measures:
        return Numbers([], [], {})
    reports = period.unit_reports.filter(addressee__state=AddresseeState.ANSWERED).select_related("unit", "addressee")
    earlier = previous(period)
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for value in _values(earlier) if earlier else ():
        totals[value.measure.name] += value.value
    found = {(value.report_id, value.measure_id): value.value for value in _values(period)}
    return Numbers(measures, list(reports.order_by("addressee__order")), found, dict(totals))


def _values(period: ReportPeriod) -> Iterable[MeasureValue]:
    rows = MeasureValue.objects.filter(report__period=period, report__addressee__state=AddresseeState.ANSWERED)
    return rows.select_related("measure")


def previous(period: ReportPeriod) -> ReportPeriod | None:
    """The period of the same report before this one."""
    rows = ReportPeriod.objects.filter(obligation=period.obligation_id, last__lt=period.last)
    return rows.exclude(state="cancelled").order_by("-last").first()


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

    @property
    def missing(self) -> int:
        return sum(source.state == "missing" for source in self.sources)

    @property
    def fresh(self) -> int:
        return sum(source.news in ("new", "changed") for source in self.sources)


def desks(period: ReportPeriod, only: int | None = None) -> list[Desk]:
    """The sections (one where ``only`` is its id) with their sources. Four queries."""
    passages: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in sent_passages(period):
        passages[part_of(passage)].append(passage)
    before = _before(period)
    rows = period.sections.select_related("edited_by")
    wanted = [row for row in rows if only is None or row.pk == only]
    return [Desk(row, _sources(row, passages[row.part, row.topic], before)) for row in wanted]


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


def _before(period: ReportPeriod) -> dict[tuple[int | None, int], str] | None:
    earlier = previous(period)
    if earlier is None:
        return None
    rows = Passage.objects.filter(
        report__period=earlier, report__addressee__state=AddresseeState.ANSWERED, task__isnull=False, is_left_out=False
    )
    return {(unit, task): text for unit, task, text in rows.values_list("report__unit", "task", "text")}
