"""What counts for whom, and the counts: derived from tasks, parts and periods (``dondoc.tasks.counting``)."""

from __future__ import annotations

from django.db import models

from dondoc.organisations.models import Agency, Person, Unit
from dondoc.tasks.models.counting import loose

NOBODY = 0
"""An id that no row has: beside null, equal rows would not be seen to be equal."""


class Owned(models.Model):
    """Whose it is: of the unit ``unit`` that leads, or of the person ``person`` who leads or performs; the other of the
    two is ``NOBODY``. Beside a person stands ``lead``, the unit that leads, if one does.

    ``load``: work in hand, a task that is open and that the person performs, by its day (``NEVER``: none). Otherwise a
    product to be evaluated, of a ``kind`` of task, by the day due, without one by the day done: ``late`` days past its
    day where it is ``done``, ``returns`` times returned.
    """

    agency = loose(Agency)
    load = models.BooleanField(default=False)
    unit = loose(Unit, default=NOBODY)
    person = loose(Person, default=NOBODY)
    lead = loose(Unit, default=NOBODY)
    kind = models.CharField(max_length=10, blank=True)
    day = models.DateField()
    done = models.BooleanField(default=False)
    late = models.IntegerField(default=0)
    returns = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Credit(Owned):
    """One thing that counts for one unit or person: a task (``period`` is 0), or a period of a recurring duty."""

    task = loose("tasks.Task")
    period = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "load", "period", "unit", "person"], name="credited_once")
        ]
        indexes = [
            models.Index(fields=["agency", "load", "unit", "person", "day", "task", "period"], name="credits_of_one"),
            models.Index(
                fields=["agency", "day", "task", "period"],
                condition=models.Q(load=False, person=NOBODY),
                name="credits_of_units",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}/{self.period}: {self.unit_id or self.person_id}"


class CreditTally(Owned):
    """How many things count alike for a unit or person. ``monthly`` rows are of a month, and ``day`` is its first;
    others of a day, for what is open: only there does it matter whether the day is over.

    Several rows may stand for one place, some of them negative, as those of ``Tally``.
    """

    monthly = models.BooleanField()
    number = models.IntegerField(default=0)

    class Meta:
        # All columns, so that the table itself is never looked at; whose it is before what, as it is added up.
        indexes = [
            models.Index(
                fields=[
                    *("agency", "load", "monthly", "day", "unit", "person", "lead"),
                    *("kind", "done", "late", "returns", "number"),
                ],
                name="credits_of_days",
            ),
            models.Index(fields=["agency", "load", "monthly", "unit", "person", "day"], name="credits_by_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id or self.person_id} {self.day}: {self.number}"
