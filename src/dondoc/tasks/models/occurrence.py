"""One period of a recurring duty, with its own day and its own result."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.tasks.models.task import Task


class Occurrence(Recorded):
    """``nominal`` is the day as the rule says, ``due_on`` the last working day that keeps it (both are shown where they
    differ). ``done_on`` is the day on which the accepted result was submitted; ``skipped`` periods are not counted."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="occurrences")
    nominal = models.DateField()
    due_on = models.DateField()
    first_due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    skipped = models.BooleanField(default=False)
    returns = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["nominal"]
        constraints = [models.UniqueConstraint(fields=["task", "nominal"], name="occurrence_once")]
        indexes = [models.Index(fields=["due_on"], name="occurrence_due")]

    def __str__(self) -> str:
        return f"Kỳ {self.nominal:%d/%m/%Y}"

    def audit_subject(self) -> models.Model:
        return self.task
