"""Where agencies and people want to hear."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.organisations.models import Agency, Person


class Preference(Recorded):
    """What a person chose; who chose nothing gets the daily digest."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="preference")
    digest = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"Tùy chọn thông báo của {self.person}"

    def audit_subject(self) -> models.Model:
        return self.person


class WebHook(Recorded):
    """An address of another system that is told of an agency's reminders and events. ``secret`` signs each message."""

    unlogged = ("secret",)

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="webhooks")
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=64)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.url


class Address(Recorded):
    """An address of any service that Apprise knows, a person's own or (``person`` null) the agency's. ``url`` carries
    secrets and is never shown or logged; ``label`` is."""

    unlogged = ("url",)

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="addresses")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="addresses")
    label = models.CharField(max_length=100)
    url = models.CharField(max_length=1000)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label

    def audit_subject(self) -> models.Model:
        return self.person or self.agency


class Feed(Recorded):
    """A person's calendar address. Only the SHA-256 of its secret is kept; a new address ends the old one."""

    unlogged = ("secret_hash",)

    person = models.OneToOneField(Person, models.CASCADE, related_name="feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Lịch của {self.person}"

    def audit_subject(self) -> models.Model:
        return self.person
