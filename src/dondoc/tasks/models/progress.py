"""What is told about a task on its way: reports with evidence, results that were returned, urgings."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import StoredFile
from dondoc.organisations.models import Person
from dondoc.tasks.models.task import Task


class OfTask(Recorded):
    """Something whose story is told with its task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="%(class)s_set")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    def audit_subject(self) -> models.Model:
        return self.task


class Update(OfTask):
    """A report on the way (``result`` False) or the submitted result. ``percent`` is 0 to 100, null where not told."""

    text = models.TextField(blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.text[:120] or f"{self.percent}%"


class Evidence(OfTask):
    """A file, a link or a document of the register that shows what was done. ``name`` is the file's name, the words of
    the link or the document's code."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    link = models.URLField(max_length=1000, blank=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="evidence_of"
    )

    def __str__(self) -> str:
        return self.name


class Return(OfTask):
    """A result that was not accepted (``of`` result: counts as not done), or work that a unit sent back."""

    class Of(models.TextChoices):
        RESULT = "result", "Trả lại kết quả"
        ASSIGNMENT = "assignment", "Trả lại việc được giao"

    of = models.CharField(max_length=12, choices=Of)
    reason = models.TextField()

    def __str__(self) -> str:
        return self.reason[:120]


class Fulfilment(OfTask):
    """An outgoing document fulfils a task: once it is issued it is evidence, and the result is submitted for ``by``.

    ``settled`` says that this has happened; ``message`` why it could not (the document was issued all the same).
    """

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="fulfilments")
    settled = models.BooleanField(default=False)
    message = models.CharField(max_length=300, blank=True)

    class Meta(OfTask.Meta):
        constraints = [models.UniqueConstraint(fields=["task", "document"], name="fulfilment_once")]

    def __str__(self) -> str:
        return str(self.document)


class Urging(OfTask):
    """Somebody urged the lead on. ``letter`` is the outgoing document, where a letter was written."""

    note = models.TextField(blank=True)
    letter = models.ForeignKey("documents.Document", models.SET_NULL, null=True, blank=True, related_name="urgings")

    def __str__(self) -> str:
        return self.note[:120] or "Đôn đốc"
