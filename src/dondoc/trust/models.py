"""Certificates that the agency trusts, what was found in each file, and signing that is under way."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import Attachment, StoredFile
from dondoc.organisations.models import Agency, Person


class Certificate(Recorded):
    """A certificate that is trusted by itself: of a root or issuing authority. ``der`` is the certificate,
    ``fingerprint`` its SHA-256 in hexadecimal."""

    unlogged = ("der",)

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="trusted_certificates")
    name = models.CharField(max_length=250)
    organisation = models.CharField(max_length=250, blank=True)
    issuer = models.CharField(max_length=250, blank=True)
    serial = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    der = models.BinaryField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["agency", "fingerprint"], name="trusted_certificate_once")]

    def __str__(self) -> str:
        return self.name


class SignatureState(models.TextChoices):
    """What the check of a file came to; the values are those of ``signatures.report.FileState``."""

    UNASKED = "", "Chờ kiểm tra chữ ký số"
    UNSIGNED = "unsigned", "Không có chữ ký số"
    VALID = "valid", "Chữ ký số hợp lệ"
    UNVERIFIED = "unverified", "Chữ ký số chưa xác minh được"
    CHANGED = "changed", "Bị sửa sau khi ký số"
    INVALID = "invalid", "Chữ ký số không hợp lệ"
    UNSUPPORTED = "unsupported", "Chưa kiểm tra được loại chữ ký số này"
    FAILED = "failed", "Không kiểm tra được chữ ký số"


class SignatureCheck(models.Model):
    """Derived: what the check of a file found. The row is its own queue entry while ``waiting``.

    ``asked`` counts how often a check was asked for, so that an answer to an older question is known as such.
    ``signatures`` is a list of the fields of ``signatures.report.SignatureReport``, times in ISO 8601.
    """

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="signature_check")
    state = models.CharField(max_length=12, choices=SignatureState, default=SignatureState.UNASKED, blank=True)
    signatures = models.JSONField(default=list)
    problem = models.CharField(max_length=300, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    waiting = models.BooleanField(default=True)
    asked = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(waiting=True), name="signature_check_queue"),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class SigningRequest(Recorded):
    """A PDF that waits for a signature made elsewhere: ``prepared`` holds the room for it, between the bytes ``start``
    and ``end``; ``digest`` (SHA-256, hexadecimal) is of all other bytes and is what is signed."""

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="signing_requests")
    prepared = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    signer_name = models.CharField(max_length=120, blank=True)
    result = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
    ended = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Ký số {self.attachment}"[:300]

    def audit_subject(self) -> models.Model:
        return self.attachment.document
