"""One period of a report that is owed."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import Document
from dondoc.organisations.models import Agency
from dondoc.reports.models.obligation import Obligation
from dondoc.rounds.models import Round
from dondoc.schedule.recurrence import Period
from dondoc.schedule.reporting import Slot
from dondoc.tasks.models import Occurrence


class PeriodState(models.TextChoices):
    COLLECTING = "collecting", "Đang thu báo cáo"
    DRAFTING = "drafting", "Đang tổng hợp"
    HANDED_OVER = "handed_over", "Chờ cấp số, phát hành"
    ISSUED = "issued", "Đã phát hành"
    CANCELLED = "cancelled", "Đã hủy"


class ReportPeriod(Recorded):
    """``first``/``last`` are the days whose figures count, ``units_by`` the units' last day, ``send_by`` that of the
    report, both working days. ``kind`` is a ``schedule.recurrence.Period`` (empty for an ad hoc report and one
    owed once, whose ``number`` counts within the year). ``asked`` is the round that asks the units. ``occurrence`` is
    the period of the duty that the report fulfils, ``document`` the outgoing report (a draft that was withdrawn leaves
    it null).
    ``cells`` are the numbers as they stood when it was handed over (``figures.frozen``); before that they are counted
    from the tasks.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="report_periods")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="report_periods")
    kind = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()
    units_by = models.DateField()
    send_by = models.DateField()
    state = models.CharField(max_length=12, choices=PeriodState, default=PeriodState.COLLECTING)
    asked = models.OneToOneField(Round, models.PROTECT, related_name="report_period")
    occurrence = models.ForeignKey(Occurrence, models.SET_NULL, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="report_periods")
    cells = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)

    unlogged = ("version", "cells")

    class Meta:
        ordering = ["-last", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "kind", "year", "number"], name="report_period_once")
        ]
        indexes = [models.Index(fields=["agency", "state", "send_by"], name="report_period_state")]

    def __str__(self) -> str:
        return f"{self.obligation.title}, {self.label[:1].lower()}{self.label[1:]}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be written; a draft that the registry gave back can."""
        if self.state == PeriodState.HANDED_OVER:
            return self.document_id is None
        return self.state in (PeriodState.COLLECTING, PeriodState.DRAFTING)

    @property
    def slot(self) -> Slot | None:
        return Slot(Period(self.kind), self.year, self.number) if self.kind else None
