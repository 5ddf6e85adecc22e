"""Reports that are owed, their periods, what units send in, and what is made of it."""

from dondoc.reports.models.draft import ReportPart, ReportSection, SectionVersion
from dondoc.reports.models.obligation import PERIODS, Cadence, Measure, Obligation, ObligationState, Owing, Stage
from dondoc.reports.models.period import PeriodState, ReportPeriod
from dondoc.reports.models.unit_report import Heading, MeasureValue, Passage, UnitReport

__all__ = [
    "PERIODS",
    "Cadence",
    "Heading",
    "Measure",
    "MeasureValue",
    "Obligation",
    "ObligationState",
    "Owing",
    "Passage",
    "PeriodState",
    "ReportPart",
    "ReportPeriod",
    "ReportSection",
    "SectionVersion",
    "Stage",
    "UnitReport",
]
