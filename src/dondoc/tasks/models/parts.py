"""Who has which part in a task."""

from __future__ import annotations

from typing import Any

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.tasks.models.task import NEVER, Phase, Task


class Part(models.TextChoices):
    """The part that somebody has in a task. Exactly one unit leads (Conclusion 226-KL/TW); ``perform`` are the people
    to whom its head has delegated the work."""

    LEAD = "lead", "Chủ trì"
    COORDINATE = "coordinate", "Phối hợp"
    DIRECT = "direct", "Chỉ đạo"
    FOLLOW = "follow", "Theo dõi"
    PERFORM = "perform", "Thực hiện"


class Assignment(Recorded):
    """A unit's or person's part in a task. ``name`` is as printed; ``unit`` and ``person`` are what it was resolved
    to (both null: nobody has said yet who is meant).

    ``collective`` marks a name that stands for several units ("các phòng thuộc Sở"), which the organisation knows;
    ``excluded`` holds the ids of those among them that a reviewer took out. ``agency``, ``phase`` and ``sort_on`` are
    the task's, kept here so that the list of a unit's or person's tasks is one stretch of an index.
    """

    unlogged = ("agency", "phase", "sort_on")

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    part = models.CharField(max_length=10, choices=Part)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="assignments")
    collective = models.BooleanField(default=False)
    excluded = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    phase = models.PositiveSmallIntegerField(choices=Phase, default=Phase.PROPOSAL)
    sort_on = models.DateField(default=NEVER)

    class Meta:
        ordering = ["part", "order"]
        indexes = [
            models.Index(fields=["unit", "agency", "phase", "sort_on", "task", "part"], name="assignment_of_unit"),
            models.Index(fields=["person", "agency", "phase", "sort_on", "task", "part"], name="assignment_of_person"),
            models.Index(fields=["unit", "agency", "phase", "task", "part"], name="assignment_newest_unit"),
            models.Index(fields=["person", "agency", "phase", "task", "part"], name="assignment_newest_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.name}"

    def audit_subject(self) -> models.Model:
        return self.task

    def derive(self) -> None:
        """Copy the task's derived columns; ``save`` does so itself, bulk writes have to call it."""
        self.agency_id, self.phase, self.sort_on = self.task.agency_id, self.task.phase, self.task.sort_on

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
