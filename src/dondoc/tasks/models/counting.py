"""What the statistics count, and the counts: derived from tasks, parts and periods (``dondoc.tasks.counting``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from dondoc.organisations.models import Agency, Unit
from dondoc.tasks.models.task import NEVER

ALWAYS = date.min
"""``counts_from`` of what counts from the beginning."""


def loose(to: Any, **options: Any) -> models.ForeignKey:
    """A reference that the database does not guard: these rows follow what they are derived from by the log."""
    return models.ForeignKey(to, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False, **options)


class Counted(models.Model):
    """One thing that counts: a task (``period`` is 0), or a period of a recurring duty by its id.

    ``due_on`` and ``first_due_on`` are ``NEVER`` where there is no day. ``counts_from`` is the first day on which a
    period is work already owed: the day after the open period before it. ``unit`` leads.
    ``waiting``: nobody is urged for it, since its result waits for acceptance or an earlier period is still open.
    """

    task = loose("tasks.Task")
    period = models.BigIntegerField(default=0)
    agency = loose(Agency)
    unit = loose(Unit)
    due_on = models.DateField(default=NEVER)
    first_due_on = models.DateField(default=NEVER)
    done_on = models.DateField(null=True)
    counts_from = models.DateField(default=ALWAYS)
    returned = models.BooleanField(default=False)
    extended = models.BooleanField(default=False)
    waiting = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "period"], name="counted_once")]
        indexes = [
            models.Index(fields=["agency", "unit", "due_on"], name="counted_of_unit"),
            models.Index(fields=["agency", "due_on", "task", "period"], name="counted_all"),
            models.Index(fields=["agency", "due_on"], condition=models.Q(done_on=None), name="counted_open"),
            models.Index(fields=["agency", "-due_on"], condition=models.Q(done_on__isnull=False), name="counted_done"),
            models.Index(fields=["agency", "due_on"], condition=models.Q(returned=True), name="counted_returned"),
            models.Index(fields=["agency", "due_on"], condition=models.Q(extended=True), name="counted_extended"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}/{self.period}"


class Tally(models.Model):
    """How many things of a unit are due on a day (``monthly``: in the month that begins with it) and what came of them.

    Several rows may stand for one day, some of them negative: they are added up when read, so that nobody waits for
    anybody when counts change, and brought together now and then (``counting.compact``). ``first`` rows go by the first
    day due, before any extension.
    """

    agency = loose(Agency)
    unit = loose(Unit)
    first = models.BooleanField()
    monthly = models.BooleanField()
    day = models.DateField()
    counts_from = models.DateField(default=ALWAYS)
    open = models.IntegerField(default=0)
    on_time = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    early = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    extended = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["agency", "first", "monthly", "day"], name="tally_of_days")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day}"
