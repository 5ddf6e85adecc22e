"""Reports that are owed again and again: to whom, for which periods, through which stages, by whom and with what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import Document
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.schedule.recurrence import Period
from dondoc.schedule.reporting import DayOf, Slot, slots
from dondoc.tasks.models import Task


class Cadence(models.TextChoices):
    """How often a report is owed (Decree 09/2019/NĐ-CP, Art. 8)."""

    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF = "half", "6 tháng một lần"
    NINE_MONTHS = "nine_months", "9 tháng"
    YEAR = "year", "Hằng năm"
    ONCE = "once", "Một lần (tổng kết, sơ kết)"
    AD_HOC = "ad_hoc", "Chuyên đề, đột xuất"


PERIODS: dict[str, tuple[Period, ...]] = {
    Cadence.MONTH: (Period.MONTH,),
    Cadence.QUARTER: (Period.QUARTER,),
    Cadence.HALF: (Period.FIRST_HALF, Period.SECOND_HALF),
    Cadence.NINE_MONTHS: (Period.NINE_MONTHS,),
    Cadence.YEAR: (Period.YEAR,),
    Cadence.ONCE: (),
    Cadence.AD_HOC: (),
}


class ObligationState(models.TextChoices):
    ACTIVE = "active", "Đang áp dụng"
    ENDED = "ended", "Đã kết thúc"
    DISMISSED = "dismissed", "Không lập"


class Obligation(Recorded):
    """A report that the agency or one of its units owes. ``unit`` consolidates it.

    ``document`` is where it comes from; with ``only_document`` it is about the tasks of that document alone, else about
    all. Figures are cut off on ``cut_off_day`` of the month that lies ``cut_off_months`` after the period's last one;
    a period is opened ``opens_before`` working days before the units' day. Periods that end before ``since`` are not
    made. Of a report that is owed once, ``month`` is the first day of the month that its days are told from, and
    ``first_on`` the first day whose figures it covers. A row in state ``dismissed`` keeps that nobody wants the
    proposal of its stage's task. ``facts`` names the kinds of figures of other work that its draft takes in
    (``rounds.facts``).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="obligations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=ObligationState, default=ObligationState.ACTIVE)
    cadence = models.CharField(max_length=12, choices=Cadence)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="obligations")
    only_document = models.BooleanField(default=False)
    recipient = models.CharField(max_length=300, blank=True)
    via = models.CharField(max_length=300, blank=True)
    cut_off_day = models.PositiveSmallIntegerField(default=14)
    cut_off_months = models.SmallIntegerField(default=0)
    opens_before = models.PositiveSmallIntegerField(default=7)
    since = models.DateField()
    month = models.DateField(null=True, blank=True)
    first_on = models.DateField(null=True, blank=True)
    facts = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    unlogged = ("version",)

    class Meta:
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["agency", "state", "title"], name="obligation_register")]

    def __str__(self) -> str:
        return self.title

    @property
    def periods(self) -> tuple[Period, ...]:
        return PERIODS[self.cadence]

    @property
    def is_once(self) -> bool:
        return self.cadence == Cadence.ONCE

    def slots(self, since: date, until: date) -> Iterator[Slot]:
        """The periods whose last month begins within ``[since, until]``; of a report owed once that of its days."""
        if not self.is_once:
            yield from slots(self.periods, since, until)
        elif self.month is not None and since <= self.month <= until:
            yield Slot(Period.MONTH, self.month.year, self.month.month)

    def window(self, slot: Slot) -> tuple[date, date]:
        """The first and the last day whose figures a period covers."""
        first, last = self.cut_off.window(slot)
        return (self.first_on or first) if self.is_once else first, last

    @property
    def cut_off(self) -> DayOf:
        return DayOf(self.cut_off_day, self.cut_off_months)


class Stage(Recorded):
    """One station of the cascade: who reports by which day of the period, and the task that says so.

    ``collective``: each of the units that owe (``Owing``) does. ``day``, ``months`` and ``before`` as in
    ``schedule.reporting.DayOf``. The last stage is the report itself.
    """

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    collective = models.BooleanField(default=False)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, blank=True, related_name="report_stages")
    day = models.PositiveSmallIntegerField()
    months = models.SmallIntegerField(default=0)
    before = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["obligation", "order"], name="stage_once")]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.obligation

    @property
    def on(self) -> DayOf:
        return DayOf(self.day, self.months, self.before)


class Owing(Recorded):
    """A unit that sends in its part."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="owing")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["obligation", "unit"], name="owing_once")]

    def __str__(self) -> str:
        return self.unit.name

    def audit_subject(self) -> models.Model:
        return self.obligation


class Measure(Recorded):
    """A number that every unit is asked for; ``unit_of`` says what is counted ("lớp", "triệu đồng")."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="measures")
    name = models.CharField(max_length=200)
    unit_of = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_asked = models.BooleanField(default=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.obligation
