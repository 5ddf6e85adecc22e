"""The layouts that an agency made its own in Word."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models.documents import StoredFile
from dondoc.organisations.models import Agency, Person


class TemplateKind(models.TextChoices):
    """For which types of documents an agency may keep a template; the value is the name of the type."""

    REPORT = "Báo cáo", "Báo cáo"
    DISPATCH = "Công văn", "Công văn"
    PLAN = "Kế hoạch", "Kế hoạch"
    PROGRAMME = "Chương trình", "Chương trình"
    SLIP = "Phiếu giao việc", "Phiếu giao việc"


class LetterTemplate(Recorded):
    """The agency's own .docx for a type of documents, tried out before it was kept; without a row ours is used."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="letter_templates")
    kind = models.CharField(max_length=40, choices=TemplateKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "kind"], name="letter_template_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"
