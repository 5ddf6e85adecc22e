"""Systems outside that tasks are reported to, what was sent when, and how their list compares."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import StoredFile
from dondoc.organisations.models import Agency, Person


class OutsideSystem(Recorded):
    """A system that tasks are reported to by a list, and how that list is made.

    ``columns`` is a list of ``{"title", "field"}`` in the order of the system's form, ``field`` a name of
    ``outside.fields.FIELDS``; ``words`` maps a name of ``outside.fields.SITUATIONS`` to the system's word for it.
    ``documents`` are the ids of those whose tasks are reported; none: all tasks of the agency.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="outside_systems")
    name = models.CharField(max_length=120)
    columns = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    documents = models.JSONField(default=list)
    ended = models.BooleanField(default=False)

    class Meta:
        ordering = ["ended", "name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="outside_system_once")]

    def __str__(self) -> str:
        return self.name


class Delivery(Recorded):
    """What was sent: the file, and the rows by task, so that the next one can say what is new."""

    unlogged = ("rows",)

    system = models.ForeignKey(OutsideSystem, models.PROTECT, related_name="deliveries")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="deliveries")
    name = models.CharField(max_length=255)
    rows = models.JSONField(default=dict)
    count = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.system


class Comparison(Recorded):
    """Their list against ours on a day: ``differences`` are ``{"task", "text", "column", "ours", "theirs"}``,
    ``unknown`` their rows that fit no task of ours, ``missing`` ids of tasks that they do not have."""

    unlogged = ("differences", "unknown", "missing")

    system = models.ForeignKey(OutsideSystem, models.PROTECT, related_name="comparisons")
    name = models.CharField(max_length=255)
    same = models.PositiveIntegerField(default=0)
    differences = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.system
