"""What people decide about an evaluation: the formula, objective causes, general marks, and what was closed."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.tasks.models import Occurrence, Task


class SpanKind(models.TextChoices):
    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    YEAR = "year", "Năm"


class Formula(Recorded):
    """How points are counted from a day on (``evaluation.scoring.Rule``). Later days take the newest one; what was
    closed keeps its own."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="formulas")
    valid_from = models.DateField()
    values = models.JSONField(default=dict)
    basis = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-valid_from", "-id"]

    def __str__(self) -> str:
        return f"Cách tính từ {self.valid_from:%d/%m/%Y}"


class ExcuseOf(models.TextChoices):
    DELAY = "delay", "Chậm tiến độ"
    REVIEW = "review", "Kết quả bị trả lại"


class Excuse(Recorded):
    """The competent person confirmed that a delay or returned result had an objective cause; nothing is taken off.
    ``occurrence`` names the period of a recurring duty."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="excuses")
    task = models.ForeignKey(Task, models.CASCADE, related_name="excuses")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, null=True, blank=True, related_name="excuses")
    of = models.CharField(max_length=10, choices=ExcuseOf)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "occurrence", "of"], name="excuse_of_period_once"),
            models.UniqueConstraint(
                fields=["task", "of"], condition=models.Q(occurrence=None), name="excuse_of_task_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.reason[:80]}"

    def audit_subject(self) -> models.Model:
        return self.task


class GeneralMark(Recorded):
    """Points for the general criteria (of 30) that a unit or person got in a span."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="general_marks")
    kind = models.CharField(max_length=10, choices=SpanKind)
    first = models.DateField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    points = models.DecimalField(max_digits=5, decimal_places=2)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "first", "unit"], name="general_mark_of_unit_once"),
            models.UniqueConstraint(fields=["agency", "kind", "first", "person"], name="general_mark_of_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.person}: {self.points}"


class AppealOf(models.TextChoices):
    DELAY = "delay", "Điểm tiến độ"
    REVIEW = "review", "Điểm chất lượng"
    GENERAL = "general", "Điểm tiêu chí chung"


class AppealState(models.TextChoices):
    OPEN = "open", "Chờ trả lời"
    GRANTED = "granted", "Đã điều chỉnh"
    KEPT = "kept", "Giữ nguyên điểm"
    WITHDRAWN = "withdrawn", "Đã rút"


class Appeal(Recorded):
    """Somebody asks that a point of their own evaluation be looked at again, and what was answered.

    ``task`` (with ``occurrence``, the period of a recurring duty) names the product whose point it is; the general
    criteria have none. Where it is granted, the points change as they always do: by an ``Excuse`` or a ``GeneralMark``.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SpanKind)
    first = models.DateField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="appeals")
    of = models.CharField(max_length=10, choices=AppealOf)
    task = models.ForeignKey(Task, models.CASCADE, null=True, blank=True, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=2000)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=AppealState, default=AppealState.OPEN)
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["agency", "kind", "first"], name="appeals_of_span"),
            models.Index(fields=["agency", "-id"], condition=models.Q(state="open"), name="appeals_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.text[:80]}"


class ClosedSpan(Recorded):
    """A month, quarter or year whose scores were settled; they are shown as they were then."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="closed_spans")
    kind = models.CharField(max_length=10, choices=SpanKind)
    first = models.DateField()
    rule = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    on = models.DateField()

    class Meta:
        ordering = ["-first"]
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "first"], name="closed_span_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first:%d/%m/%Y}"


class Result(Recorded):
    """The score of one unit or person in a closed span (``evaluation.scoring.kept``), never changed after.

    ``lines`` are what adds up to it (``scoring.kept_line``) beside the lines of ``units``, which are kept once, with
    them.
    """

    unlogged = ("score", "lines", "units")

    span = models.ForeignKey(ClosedSpan, models.PROTECT, related_name="results")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    level = models.CharField(max_length=60, blank=True)
    score = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    units = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["span", "unit"], name="result_of_unit_once"),
            models.UniqueConstraint(fields=["span", "person"], name="result_of_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.person}: {self.total}"

    def audit_subject(self) -> models.Model:
        return self.span
