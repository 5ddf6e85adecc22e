"""What one unit sends in for a period."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.organisations.models import Person, Unit
from dondoc.reports.models.obligation import Measure
from dondoc.reports.models.period import ReportPeriod
from dondoc.rounds.models import Addressee
from dondoc.tasks.models import Difficulty, Task, Update


class Heading(models.TextChoices):
    """Under what a unit tells something."""

    DONE = "done", "Kết quả đã hoàn thành"
    UNDER_WAY = "under_way", "Đang thực hiện"
    LATE = "late", "Chậm tiến độ và nguyên nhân"
    DIFFICULTY = "difficulty", "Khó khăn, vướng mắc"
    NEXT = "next", "Nhiệm vụ trọng tâm kỳ tới"
    PROPOSAL = "proposal", "Đề xuất, kiến nghị"


class UnitReport(Recorded):
    """A unit's part; ``unit`` is null for an outside body that is asked by its name.

    Whether it was sent, and when, is told by its addressee in the round. ``filled_at`` is when it was last filled from
    the unit's work. ``version`` guards against two people writing over each other.
    """

    period = models.ForeignKey(ReportPeriod, models.CASCADE, related_name="unit_reports")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    addressee = models.OneToOneField(Addressee, models.CASCADE, related_name="unit_report")
    filled_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    unlogged = ("version", "filled_at")

    class Meta:
        ordering = ["addressee__order", "id"]
        constraints = [models.UniqueConstraint(fields=["period", "unit"], name="unit_report_once")]

    def __str__(self) -> str:
        return f"Báo cáo của {self.name}"

    @property
    def name(self) -> str:
        """Who reports."""
        return self.addressee.name

    @property
    def mark(self) -> str:
        """Who reports, as short as it is known."""
        return (self.unit.abbreviation if self.unit else "") or self.addressee.name

    def audit_subject(self) -> models.Model:
        return self.period


class Passage(Recorded):
    """One thing that is told. ``filled`` is what the program wrote from ``task``, its ``update`` or ``difficulty``;
    while ``text`` is still the same it is brought up to date. ``is_left_out``: the unit took it out."""

    report = models.ForeignKey(UnitReport, models.CASCADE, related_name="passages")
    heading = models.CharField(max_length=12, choices=Heading)
    topic = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    filled = models.TextField(blank=True)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, blank=True, related_name="+")
    update = models.ForeignKey(Update, models.SET_NULL, null=True, blank=True, related_name="+")
    difficulty = models.ForeignKey(Difficulty, models.SET_NULL, null=True, blank=True, related_name="+")
    order = models.PositiveIntegerField(default=0)
    is_left_out = models.BooleanField(default=False)

    unlogged = ("filled",)

    class Meta:
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["report", "order"], name="passage_order")]

    def __str__(self) -> str:
        return self.text[:120]

    def audit_subject(self) -> models.Model:
        return self.report.period


class MeasureValue(Recorded):
    """A number that a unit gave."""

    report = models.ForeignKey(UnitReport, models.CASCADE, related_name="values")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="values")
    value = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "measure"], name="measure_value_once")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value}"

    def audit_subject(self) -> models.Model:
        return self.report.period
