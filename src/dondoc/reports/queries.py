"""Reads of reports: which a member sees, what their units owe, how far each period is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Exists, OuterRef, Prefetch, Q, QuerySet, Value

from dondoc.organisations.models import UnitAncestry
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.reports.chain import Link, chain, faults, next_slot
from dondoc.reports.models import Obligation, ObligationState, Owing, Passage, PeriodState, ReportPeriod, UnitReport
from dondoc.reports.policies import VIEW_ALL
from dondoc.rounds.models import RoundState
from dondoc.rounds.policies import answering_units
from dondoc.rounds.queries import Counts, counts_of
from dondoc.tasks.calendars import calendar_of


def obligations(membership: Membership) -> QuerySet[Obligation]:
    """The reports that a member sees: all of the agency for those who see all, else those that the member's units
    consolidate or owe a part of."""
    if membership.agency is None:
        return Obligation.objects.none()
    rows = Obligation.objects.filter(agency=membership.agency).exclude(state=ObligationState.DISMISSED)
    if not may(membership, VIEW_ALL):
        rows = rows.filter(_mine(membership))
    return rows.select_related("unit", "agency__unit", "document").prefetch_related("stages")


def _mine(membership: Membership, prefix: str = "") -> Q:
    mine = subtree_ids(membership.unit_ids)
    owing = Owing.objects.filter(obligation=OuterRef(f"{prefix}pk" if not prefix else "obligation"), unit__in=mine)
    return Q(**{f"{prefix}unit__in": mine}) | Q(Exists(owing))


def periods(membership: Membership) -> QuerySet[ReportPeriod]:
    """The periods of reports that a member sees, the newest first; ``worked_on`` says whether they consolidate it."""
    if membership.agency is None:
        return ReportPeriod.objects.none()
    rows = ReportPeriod.objects.filter(agency=membership.agency)
    if not may(membership, VIEW_ALL):
        rows = rows.filter(_mine(membership, "obligation__"))
    rows = rows.select_related(
        "obligation__unit", "obligation__document", "agency__unit", "asked", "document", "occurrence__task"
    )
    return rows.annotate(worked_on=_worked_on(membership))


def _worked_on(membership: Membership) -> Exists | Value:
    """Whether the member consolidates the report of a period, as ``policies.works_on`` says it."""
    if may(membership, VIEW_ALL):
        return Value(True, output_field=BooleanField())
    mine = UnitAncestry.objects.filter(ancestor__in=membership.unit_ids, descendant=OuterRef("obligation__unit"))
    return Exists(mine)


def running(membership: Membership) -> QuerySet[ReportPeriod]:
    """Those that are not issued yet, the next due first."""
    rows = periods(membership).exclude(state__in=(PeriodState.ISSUED, PeriodState.CANCELLED))
    return rows.order_by("send_by", "id")


def owed_by(membership: Membership) -> QuerySet[UnitReport]:
    """The parts that the member's own units owe now, the next due first."""
    rows = UnitReport.objects.filter(unit__in=answering_units(membership), addressee__round__state=RoundState.OPEN)
    return rows.select_related("period__obligation__unit", "addressee", "unit").order_by("period__units_by", "id")


def unit_report(membership: Membership, report_id: int) -> UnitReport | None:
    """A unit's part: of one's own units, or of a report that one works on; None where there is no such."""
    rows = UnitReport.objects.select_related(
        "period__obligation__unit", "period__agency__unit", "period__asked", "unit", "addressee__round", "edited_by"
    )
    own = Q(unit__in=answering_units(membership))
    if membership.agency is not None:
        whole = Q(period__agency=membership.agency)
        if not may(membership, VIEW_ALL):
            whole &= Q(period__obligation__unit__in=subtree_ids(membership.unit_ids))
        own |= whole
    return rows.filter(own, pk=report_id).first()


def passages_of(report: UnitReport) -> list[Passage]:
    """A form's passages with what they stand on. One query."""
    return list(report.passages.select_related("task", "update__by", "difficulty").order_by("order", "id"))


def progress(shown: Iterable[ReportPeriod], today: date) -> dict[int, Counts]:
    """How far each period is, by its id. One query."""
    by_round = {period.asked_id: period.pk for period in shown}
    found = counts_of([period.asked for period in shown], today)
    return {by_round[pk]: counts for pk, counts in found.items()}


@dataclass(frozen=True, slots=True)
class Cascade:
    """The chain of an obligation in its next period, and what is wrong with it."""

    label: str
    links: list[Link]
    faults: list[str]


def cascade(obligation: Obligation, today: date, label: str = "") -> Cascade | None:
    """The chain of the period that comes next; None for ad hoc reports."""
    slot = next_slot(obligation, today)
    if slot is None:
        return None
    links = chain(obligation, obligation.stages.all(), slot, calendar_of(obligation.agency))
    return Cascade(label, links, faults(links))


def with_parts(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """With who owes and the measures loaded."""
    return rows.prefetch_related(Prefetch("owing", Owing.objects.select_related("unit")), "measures")
