"""The outbox: what is to leave the program, and what has left."""

from __future__ import annotations

from django.db import models

from dondoc.notices.models.addresses import Address, WebHook
from dondoc.organisations.models import Agency, Person


class Channel(models.TextChoices):
    EMAIL = "email", "Thư điện tử"
    WEBHOOK = "webhook", "Web hook"
    APPRISE = "apprise", "Kênh khác"


class SendingState(models.TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"


class Sending(models.Model):
    """One message that leaves the program, queued in the same transaction as what it tells.

    ``key`` is unique and travels with the message (Message-ID, X-DonDoc-Delivery): after a crash between sending and
    noting it, the message goes out again under the same key, and the other side may drop it (at least once). ``lease``
    is until when one process has it; ``next_at`` when it is tried next. ``payload`` is what the channel needs.
    """

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=10, choices=Channel)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    hook = models.ForeignKey(WebHook, models.CASCADE, null=True, related_name="sendings")
    address = models.ForeignKey(Address, models.CASCADE, null=True, related_name="sendings")
    payload = models.JSONField()
    state = models.CharField(max_length=10, choices=SendingState, default=SendingState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    lease = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["next_at", "id"], name="sending_due", condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.key}"
