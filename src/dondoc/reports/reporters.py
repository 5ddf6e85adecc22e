"""Who sends in a period, read once for everything that a page tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from dondoc.organisations.models import Unit
from dondoc.reports.models import ReportPeriod, UnitReport
from dondoc.rounds.models import Addressee, AddresseeState
from dondoc.rounds.queries import Counts, counts_among


@dataclass(frozen=True, slots=True)
class Reporters:
    """Everybody asked, in order, and the parts of those who have one, each with its unit and addressee."""

    period: ReportPeriod
    addressees: list[Addressee]
    reports: list[UnitReport]

    @property
    def units(self) -> list[Unit]:
        """The units that send, in the order of the agency's list."""
        found = [report.unit for report in self.reports if report.unit is not None]
        return sorted(found, key=lambda unit: (unit.order, unit.name))

    @property
    def sent(self) -> list[UnitReport]:
        """The parts that were sent."""
        return [report for report in self.reports if report.addressee.state == AddresseeState.ANSWERED]

    def counts(self, today: date) -> Counts:
        """How many have sent. No query."""
        return counts_among(self.period.asked, self.addressees, today)


def reporters(period: ReportPeriod, *, with_chases: bool = False) -> Reporters:
    """All who are asked in a period; with ``chased`` and ``chased_at`` on them where asked for. One query."""
    rows = Addressee.objects.filter(round=period.asked_id).select_related("unit", "unit_report")
    if with_chases:
        rows = rows.annotate(chased=Count("chases"), chased_at=Max("chases__at"))
    addressees = list(rows.order_by("order", "id"))
    reports = []
    for row in addressees:
        # Whoever was asked by hand has a part only once it is opened, or the night has come.
        report = getattr(row, "unit_report", None)
        if report is not None:
            report.unit = row.unit
            reports.append(report)
    return Reporters(period, addressees, reports)
