"""A round of asking, whom it asks, the links by which somebody without an account answers, and who was chased when."""

from __future__ import annotations

from typing import Any

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import Document
from dondoc.organisations.models import Agency, Person, Unit


class RoundKind(models.TextChoices):
    """What is asked for; each kind is a room above that adds itself in ``kinds``."""

    CONSULTATION = "consultation", "Lấy ý kiến dự thảo"
    PROPOSALS = "proposals", "Đề xuất nhiệm vụ"
    SURVEY = "survey", "Tổng hợp nhu cầu, rà soát"
    REPORT = "report", "Báo cáo"


class RoundState(models.TextChoices):
    PREPARING = "preparing", "Đang chuẩn bị"
    OPEN = "open", "Đang lấy trả lời"
    CLOSED = "closed", "Đã kết thúc"


class Silence(models.TextChoices):
    """What it means that an addressee does not answer in time."""

    NOTHING = "nothing", "Ghi là chưa trả lời"
    AGREES = "agrees", "Coi là thống nhất"


class AddresseeState(models.TextChoices):
    WAITING = "waiting", "Chưa mở"
    SEEN = "seen", "Đã xem"
    ANSWERED = "answered", "Đã trả lời"
    RETURNED = "returned", "Đề nghị bổ sung"


SILENT = (AddresseeState.WAITING, AddresseeState.SEEN, AddresseeState.RETURNED)
"""The states of who still owes an answer."""


class AnswerChannel(models.TextChoices):
    """How an answer came."""

    WEB = "web", "Tài khoản"
    LINK = "link", "Liên kết"
    EXCEL = "excel", "Tệp Excel"
    LETTER = "letter", "Công văn"
    HAND = "hand", "Nhập tay"


def default_chasing() -> dict[str, Any]:
    """Three days and one day before the day due, on it, and every third day after it."""
    return {"before": [3, 1], "on_day": True, "every": 3}


class Round(Recorded):
    """One request to many. ``unit`` runs it for the agency. ``due_on`` is the last day that is in time, a working day
    of the agency's calendar (Civil Code 2015 Art. 148.5), ``first_due_on`` the same before it was put off. ``letter``
    is the document that asks. ``silence_basis`` says which provision lets silence count as consent. ``chasing`` is
    ``{"before": [days], "on_day": bool, "every": days}``, ``chased_on`` the last day for which chasing was done.
    ``contact`` is shown to addressees: whom to ask. ``version`` guards against two people writing over each other.
    """

    unlogged = ("version", "chased_on")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="rounds")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=RoundKind)
    title = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    contact = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.PREPARING)
    letter = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="rounds")
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    silence = models.CharField(max_length=10, choices=Silence, default=Silence.NOTHING)
    silence_basis = models.CharField(max_length=300, blank=True)
    chasing = models.JSONField(default=default_chasing)
    chased_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["agency", "kind", "-id"], name="round_register"),
            models.Index(fields=["state", "due_on"], name="round_clock"),
        ]

    def __str__(self) -> str:
        return self.title


class Addressee(Recorded):
    """One body that is asked: a unit of the organisation, or (``unit`` null) an outside body by its name.

    ``group`` is the collective as it was written ("Ủy ban nhân dân các xã, phường, đặc khu"). ``key`` is the folded
    name, so that nobody is asked twice. ``email`` is where a link may be sent. ``answered_as`` is who answered as they
    wrote it, where no account says it. Contacts of people stay out of the log. ``reason`` is why an answer was sent
    back. ``version`` guards against two answers at once.
    """

    unlogged = ("key", "email", "answered_as", "version")

    round = models.ForeignKey(Round, models.CASCADE, related_name="addressees")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=250)
    key = models.CharField(max_length=250)
    group = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)
    email = models.EmailField(blank=True)
    state = models.CharField(max_length=10, choices=AddresseeState, default=AddresseeState.WAITING)
    seen_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_as = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, choices=AnswerChannel, blank=True)
    late = models.BooleanField(default=False)
    letter = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="answers_to_rounds")
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "key"], name="addressee_once")]
        indexes = [
            models.Index(fields=["round", "state"], name="addressee_state"),
            models.Index(fields=["unit", "round"], name="addressee_unit"),
        ]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.round


class Link(Recorded):
    """An address under which one addressee answers without an account.

    The token in it is an HMAC of ``nonce`` under the installation's key, so that it can be shown again to who runs the
    round, and only its SHA-256 is kept: who reads the database alone cannot make it. ``expires_on`` is the first day
    on which it no longer works.
    """

    unlogged = ("nonce", "digest", "used_at")

    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="links")
    nonce = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["addressee"], condition=models.Q(revoked_at=None), name="one_working_link")
        ]

    def __str__(self) -> str:
        return f"Liên kết của {self.addressee}"

    def audit_subject(self) -> models.Model:
        return self.addressee.round


class ChaseMeans(models.TextChoices):
    """How an addressee was chased."""

    NOTICE = "notice", "Thông báo, thư điện tử"
    LETTER = "letter", "Công văn đôn đốc"


class Chase(Recorded):
    """An addressee was reminded of an answer that it owes. ``by`` is null where the program did so at a step;
    ``step`` is then ``due day:days before it`` (negative after it), so that no step is done twice. ``letter`` is the
    outgoing document, where a letter was written."""

    unlogged = ("step",)

    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="chases")
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    means = models.CharField(max_length=10, choices=ChaseMeans, default=ChaseMeans.NOTICE)
    step = models.CharField(max_length=24, null=True, blank=True)  # noqa: DJ001  null, so that chases by hand are many
    note = models.TextField(blank=True)
    letter = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="chases")

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["addressee", "step"], name="chase_step_once")]

    def __str__(self) -> str:
        return f"Đôn đốc {self.addressee}"

    def audit_subject(self) -> models.Model:
        return self.addressee.round
