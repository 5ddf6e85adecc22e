"""The log: one row for each thing that an action changed. Rows are only ever added."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class EntryQuerySet(models.QuerySet):
    """Entries are read and added, never changed."""

    def update(self, **values: Any) -> int:
        raise Unchangeable("log entries are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Unchangeable("log entries are never deleted")


class Unchangeable(RuntimeError):
    """Something tried to change the log."""


class Entry(models.Model):
    """Who did what to which object, from what to what.

    ``changes`` maps a field's name to ``[before, after]``; of a created object ``before`` is null.
    ``behalf`` is the person whose place a deputy took. Names are kept as text too, so that history keeps the old names.
    ``agency`` is the id of the agency in whose log the entry stands (this room knows no agencies); null for what
    concerns the whole installation.
    """

    agency = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    behalf = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    model = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    subject_model = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=300)
    changes = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["model", "object_id"], name="audit_object"),
            models.Index(fields=["subject_model", "subject_id", "id"], name="audit_subject"),
            models.Index(fields=["agency", "id"], name="audit_agency"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable("log entries are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Unchangeable("log entries are never deleted")
