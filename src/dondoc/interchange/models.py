"""The log of edXML messages, each with what its header said."""

from __future__ import annotations

from django.db import models

from dondoc.documents.models import Document, Intake
from dondoc.organisations.models import Agency, Person


class MessageWay(models.TextChoices):
    IN = "in", "Đến"
    OUT = "out", "Đi"


class MessageKind(models.TextChoices):
    DOCUMENT = "document", "Văn bản"
    STATUS = "status", "Trạng thái xử lý"


class MessageState(models.TextChoices):
    """``WAITING``: came and is not looked at; ``READY``: made and not yet fetched or written out."""

    WAITING = "waiting", "Chờ đọc"
    READ = "read", "Đã đọc"
    FAILED = "failed", "Không đọc được"
    READY = "ready", "Chờ gửi"
    SENT = "sent", "Đã gửi"


class EdxmlMessage(models.Model):
    """A message that came or went; the row is itself the record of it.

    ``edxml_id`` is the DocumentId of the document that it carries or reports on, ``code`` that document's number and
    symbol. ``about`` of a status is the message with that document. ``status`` is a code "01" … "16". ``header`` keeps
    what else the message said. ``attachments`` are ids of the files that go with an outgoing document.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="edxml_messages")
    way = models.CharField(max_length=3, choices=MessageWay)
    kind = models.CharField(max_length=8, choices=MessageKind)
    state = models.CharField(max_length=8, choices=MessageState)
    document = models.ForeignKey(Document, models.CASCADE, null=True, blank=True, related_name="edxml_messages")
    intake = models.OneToOneField(Intake, models.SET_NULL, null=True, blank=True, related_name="edxml_message")
    about = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="statuses")
    edxml_id = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    partner_id = models.CharField(max_length=60, blank=True)
    partner_name = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=2, blank=True)
    description = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    steering = models.BooleanField(default=False)
    business = models.CharField(max_length=2, blank=True)
    response_for = models.JSONField(default=list)
    attachments = models.JSONField(default=list)
    header = models.JSONField(default=dict)
    departures = models.JSONField(default=list)
    signature_state = models.CharField(max_length=12, blank=True)
    signer = models.CharField(max_length=250, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["agency", "-id"], name="edxml_log"),
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="edxml_waiting"),
            models.Index(fields=["agency", "edxml_id"], name="edxml_document_id"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "status"], condition=models.Q(way="out", kind="status"), name="status_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code or self.edxml_id}".strip()
