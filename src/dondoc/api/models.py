"""Tokens of programs that act for a person, and how often somebody has asked."""

from __future__ import annotations

from datetime import date

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.organisations.models import Person


class TokenScope(models.TextChoices):
    READ = "read", "Chỉ đọc"
    WRITE = "write", "Đọc và ghi"


class ApiToken(Recorded):
    """A key with which a program acts as ``person``, with all that person's rights and no more.

    Only ``digest``, the SHA-256 of the secret, is kept (the secret has 256 random bits, so it needs no salt); ``hint``
    is its beginning, by which its owner knows it again. ``expires_on`` is the first day on which it no longer works.
    """

    unlogged = ("digest", "last_used_at")

    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=5, choices=TokenScope, default=TokenScope.READ)
    hint = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.person

    def works(self, today: date) -> bool:
        """Whether the token still opens the door on a day."""
        return self.revoked_at is None and today < self.expires_on


class RateWindow(models.Model):
    """How many requests ``key`` (a token, a person, an address) has made in the window that began at ``start``, in
    seconds since 1970. Counted in the database, so that all processes count together; not logged, for it is no
    content."""

    key = models.CharField(max_length=64)
    start = models.BigIntegerField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "start"], name="rate_window_once")]
