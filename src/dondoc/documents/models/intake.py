"""Files on their way in, and through which ways they come."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models.documents import Direction, Document, StoredFile
from dondoc.organisations.models import Agency, Person


class IntakeState(models.TextChoices):
    WAITING = "waiting", "Chờ đọc"
    READING = "reading", "Đang đọc"
    DONE = "done", "Đã đọc"
    DUPLICATE = "duplicate", "Trùng văn bản đã có"
    ASKING = "asking", "Cần trả lời"
    SPLIT = "split", "Đã tách thành nhiều văn bản"
    FAILED = "failed", "Không đọc được"
    DISCARDED = "discarded", "Đã bỏ"


class Arrival(models.TextChoices):
    """Through which way a file came in."""

    PAGE = "page", "Trang web"
    API = "api", "Phần mềm khác"
    FOLDER = "folder", "Thư mục"
    MAIL = "mail", "Hộp thư"
    IMPORT = "import", "Nhập hàng loạt"
    PARCEL = "parcel", "Tách từ gói tệp"


class Same(models.TextChoices):
    """What becomes of a file whose issuer, number, symbol and date the register has already; REREAD: it is a file of
    ``Intake.document`` that somebody made the main one."""

    ASK = "ask", "Hỏi lại"
    COPY = "copy", "Gộp làm bản khác"
    SEPARATE = "separate", "Vào sổ riêng"
    REREAD = "reread", "Đọc lại"


class Intake(Recorded):
    """One file on its way in, or several that are one document (``more``); the row is its own queue entry.

    A worker takes it by setting ``lease_until``; whoever finds a lease that has run out may take it again. Reading,
    registering and ``state`` = done are one transaction, so a crash leaves nothing half done and nothing twice.
    ``document`` is what came of it; set before it is read, it is an issued document whose own file is read for its
    text and its tasks (or, with REREAD, anew from another file). ``origin`` says where it came from (a path, a sender
    and subject, the parcel it was in); ``origin_key`` is a digest of exactly that, so that the same place is never
    taken in twice however often an import is begun anew.
    """

    unlogged = ("lease_until", "attempts", "worker", "origin_key")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="intakes")
    direction = models.CharField(max_length=10, choices=Direction, default=Direction.INCOMING)
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="intakes")
    state = models.CharField(max_length=10, choices=IntakeState, default=IntakeState.WAITING)
    message = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="intakes")
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=60, blank=True)
    arrival = models.CharField(max_length=10, choices=Arrival, default=Arrival.PAGE)
    origin = models.CharField(max_length=500, blank=True)
    origin_key = models.CharField(max_length=64, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    same = models.CharField(max_length=10, choices=Same, default=Same.ASK)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "lease_until", "id"], name="intake_queue"),
            models.Index(fields=["agency", "-id"], name="intake_list"),
            models.Index(fields=["file"], name="intake_file"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "origin_key"], name="intake_origin_once", condition=~models.Q(origin_key="")
            )
        ]

    def __str__(self) -> str:
        return self.name


class IntakeFile(Recorded):
    """A further file of an intake: it came with the first one and belongs to the same document."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="more")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.intake


class Inlet(models.Model):
    """How far a watched folder or mailbox has been looked through. ``key`` names it as the settings do, without its
    password; ``cursor`` is where the next look begins, ``lease`` until when one process looks; ``error`` says in
    Vietnamese why the last look failed."""

    key = models.CharField(max_length=300, unique=True)
    cursor = models.CharField(max_length=100, blank=True)
    lease = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.key
