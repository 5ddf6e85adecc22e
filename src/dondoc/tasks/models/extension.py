"""More time: asked for with a reason, decided by who assigned the work."""

from __future__ import annotations

from django.db import models

from dondoc.organisations.models import Agency, Person
from dondoc.tasks.models.progress import OfTask


class Extension(OfTask):
    """A request for a later last day and its decision. ``before`` is the day that stood, ``until`` the one asked for,
    ``granted_until`` the one given. ``granted`` is null until it is decided; ``at``/``by`` are of the request."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    reason = models.TextField()
    before = models.DateField()
    until = models.DateField()
    granted = models.BooleanField(null=True, blank=True)
    granted_until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta(OfTask.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(granted__isnull=True), name="extension_one_open"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "id"], condition=models.Q(granted__isnull=True), name="extension_open")
        ]

    def __str__(self) -> str:
        return f"Gia hạn đến {self.until:%d/%m/%Y}"
