"""Difficulties (khó khăn, vướng mắc): raised on a task or freely, and passed up a chain of units with a clock."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.tasks.models.task import Task


class DifficultyState(models.TextChoices):
    OPEN = "open", "Chờ giải quyết"
    ANSWERED = "answered", "Đã trả lời"
    WITHDRAWN = "withdrawn", "Đã rút"


class Difficulty(Recorded):
    """``unit`` raised it; ``holder`` has to answer by ``answer_by`` (the current hop's last day). ``outcome`` is a task
    that the answer gave rise to."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="difficulties")
    task = models.ForeignKey(Task, models.CASCADE, null=True, blank=True, related_name="difficulties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField()
    proposal = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=DifficultyState, default=DifficultyState.OPEN)
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="difficulties_held")
    answer_by = models.DateField()
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.ForeignKey(Task, models.SET_NULL, null=True, blank=True, related_name="answers")
    version = models.PositiveIntegerField(default=0)

    unlogged = ("version",)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "answer_by", "id"], name="difficulty_clock")]

    def __str__(self) -> str:
        return self.text[:120]

    def audit_subject(self) -> models.Model:
        return self.task or self


class Hop(Recorded):
    """One station of a difficulty: ``unit`` held it from ``since`` and had until ``answer_by``; ``left_on`` is the day
    on which it answered or the difficulty went on (null: it holds it now). ``because`` says why it came here."""

    class Because(models.TextChoices):
        RAISED = "raised", "Được gửi đến"
        CLOCK = "clock", "Quá hạn trả lời ở cấp dưới"
        PASSED = "passed", "Cấp dưới chuyển lên"

    difficulty = models.ForeignKey(Difficulty, models.CASCADE, related_name="hops")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField()
    answer_by = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=10, choices=Because)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.unit} {self.since:%d/%m/%Y}"

    def audit_subject(self) -> models.Model:
        return self.difficulty.audit_subject()
