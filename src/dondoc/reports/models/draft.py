"""The consolidated report while it is being written: sections, each with its versions."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.organisations.models import Person
from dondoc.reports.models.period import ReportPeriod


class ReportPart(models.TextChoices):
    """A part of the report, in the order in which it is written."""

    OPENING = "opening", "Mở đầu"
    RESULTS = "results", "Kết quả thực hiện"
    LATE = "late", "Nhiệm vụ chậm tiến độ, nguyên nhân"
    DIFFICULTY = "difficulty", "Khó khăn, vướng mắc"
    NEXT = "next", "Nhiệm vụ trọng tâm kỳ tới"
    PROPOSAL = "proposal", "Đề xuất, kiến nghị"


class ReportSection(Recorded):
    """A stretch that is edited at once; a line of ``text`` is a paragraph. Only results are divided by ``topic``.

    ``taken`` maps the id of each passage that was merged into it to the words as they were then, and "kind:key" of each
    fact (``rounds.facts``) likewise. ``version`` guards
    against two people writing over each other; ``SectionVersion`` keeps what stood there.
    """

    period = models.ForeignKey(ReportPeriod, models.CASCADE, related_name="sections")
    part = models.CharField(max_length=12, choices=ReportPart)
    topic = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    taken = models.JSONField(default=dict, blank=True)
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    unlogged = ("text", "taken")

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["period", "part", "topic"], name="report_section_once")]

    def __str__(self) -> str:
        return self.topic or str(self.get_part_display())

    def audit_subject(self) -> models.Model:
        return self.period


class SectionVersion(models.Model):
    """What a section was, with who wrote it; savings of one person within a short time are one version."""

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="section_version_once")]
