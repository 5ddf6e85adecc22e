"""When the scheduler's jobs ran."""

from __future__ import annotations

from django.db import models

from dondoc.organisations.models import Agency


class Heartbeat(models.Model):
    """One job of the scheduler. ``slot`` is the time for which it last ran to its end (not when: a run that was missed
    is made up later), ``finished_at`` when that was. ``lease`` is until when one process runs it; ``failures`` counts
    runs in a row that ended with ``error``."""

    job = models.CharField(max_length=40, unique=True)
    slot = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    lease = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.job


class ReminderMark(models.Model):
    """The last day for which an agency's reminders were all written."""

    agency = models.OneToOneField(Agency, models.CASCADE, related_name="+")
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.agency} {self.day:%d/%m/%Y}"
