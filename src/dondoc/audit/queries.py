"""Reading the log: the story of one object, and what happened last."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models

from dondoc.audit.models import Entry


def story(instance: models.Model) -> models.QuerySet[Entry]:
    """All that happened to ``instance`` and its parts, oldest first; actors come with it in the same query."""
    return (
        Entry.objects.filter(subject_model=instance._meta.label_lower, subject_id=str(instance.pk))
        .select_related("actor", "behalf")
        .order_by("id")
    )


def latest(agency_id: int | None = None, subjects: Collection[str] | None = None) -> models.QuerySet[Entry]:
    """The log, newest first: of one agency (all where None), about objects of some models ("tasks.task", …)."""
    entries = Entry.objects.select_related("actor", "behalf").order_by("-id")
    if agency_id is not None:
        entries = entries.filter(agency=agency_id)
    if subjects is not None:
        entries = entries.filter(subject_model__in=subjects)
    return entries
