"""What a person said to the linter."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models.documents import Document
from dondoc.organisations.models import Person


class SetAside(Recorded):
    """A finding of the linter that a person looked at and let stand, and why.

    ``key`` is ``checking.Finding.key``: the finding comes back where its words change.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="set_aside")
    rule = models.CharField(max_length=40)
    key = models.CharField(max_length=20)
    words = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="set_aside_once")]

    def __str__(self) -> str:
        return self.words or self.rule

    def audit_subject(self) -> models.Model:
        return self.document
