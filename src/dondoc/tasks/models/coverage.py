"""Which task of ours carries out which item of a document above."""

from __future__ import annotations

from django.db import models

from dondoc.tasks.models.progress import OfTask
from dondoc.tasks.models.task import Task


class Coverage(OfTask):
    """A person said that ``task`` carries out ``item``: what was read out of a document that the task's own document
    carries out."""

    item = models.ForeignKey(Task, models.CASCADE, related_name="covered_by")

    class Meta(OfTask.Meta):
        constraints = [models.UniqueConstraint(fields=["task", "item"], name="coverage_once")]

    def __str__(self) -> str:
        return str(self.item)
