"""Documents in their registers, their files, what was read out of them, how outgoing ones go out."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.reading.faces import Face, FaceWord


class StoredFile(Recorded):
    """An original, kept under its SHA-256 and never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.sha256[:12]


class PageFace(models.Model):
    """Derived: the words that were recognised on a page of a file that is a picture, and where they stand.

    ``number`` counts pages from 0, ``turn`` quarters against the clock until the page stands upright; ``confidence``
    is from 0 to 100; ``words`` are [text, left, top, right, bottom] as shares of the upright page.
    """

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="faces")
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(default=0)
    confidence = models.FloatField()
    words = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="page_face_once")]

    def __str__(self) -> str:
        return f"Trang {self.number + 1}"

    def face(self) -> Face:
        words = tuple(FaceWord(*word) for word in self.words)
        return Face(self.number, self.turn, words, self.confidence)


class Direction(models.TextChoices):
    INCOMING = "incoming", "Văn bản đến"
    OUTGOING = "outgoing", "Văn bản đi"
    INTERNAL = "internal", "Văn bản nội bộ"


class DocumentState(models.TextChoices):
    REVIEW = "review", "Chờ xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"


class Document(Recorded):
    """A document in a register of an agency; its key is issuer + symbol + number + date (Party numbers restart each
    term and symbols are local, so no part of the key is enough).

    ``issued_on`` is the exact day where it is printed; ``issued_text`` is ISO 8601 as precise as printed ("2025-08").
    ``key`` is the folded key, empty where number or symbol is missing. ``provenance`` maps a field's name to
    ``{"start", "end", "rule", "confidence", "read"}``: the words it came from and what was read before correction.
    ``folded_code`` and ``folded`` are for finding. ``version`` guards against two people writing over each other.
    """

    unlogged = ("provenance", "key", "folded", "folded_code", "version")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="documents")
    direction = models.CharField(max_length=10, choices=Direction, default=Direction.INCOMING)
    state = models.CharField(max_length=12, choices=DocumentState, default=DocumentState.REVIEW)
    kind = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_text = models.CharField(max_length=10, blank=True)
    issuer_name = models.CharField(max_length=250, blank=True)
    issuer = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="issued")
    subject = models.TextField(blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    signer_capacity = models.CharField(max_length=10, blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    received_on = models.DateField(null=True, blank=True)
    arrival_number = models.PositiveIntegerField(null=True, blank=True)
    arrival_year = models.PositiveSmallIntegerField(null=True, blank=True)
    key = models.CharField(max_length=400, blank=True, db_index=True)
    folded_code = models.CharField(max_length=80, blank=True)
    folded = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    provenance = models.JSONField(default=dict)
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "direction", "arrival_year", "arrival_number"], name="arrival_number_once"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "direction", "-id"], name="document_register"),
            models.Index(fields=["agency", "folded_code"], name="document_code"),
        ]

    def __str__(self) -> str:
        day = f"{self.issued_on:%d/%m/%Y}" if self.issued_on else self.issued_text
        return " ".join(part for part in (self.kind, self.code or self.symbol, day) if part) or "Văn bản"


class DocumentText(models.Model):
    """Derived: the document as it reads, with its layout; made again from the original at any time.

    ``layout`` is what ``documents.layout`` writes: paragraphs, tables, notes and pages as offsets into ``content``.
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="text")
    content = models.TextField()
    layout = models.JSONField()
    warnings = models.JSONField(default=list)


class Place(models.TextChoices):
    """What a file is within its document (``extraction.belonging``; LETTER: the e-mail that brought it). The words of
    its appendices are read with those of the main file."""

    MAIN = "main", "Văn bản chính"
    APPENDIX = "appendix", "Phụ lục"
    DRAFT = "draft", "Dự thảo kèm theo"
    COPY = "copy", "Bản khác"
    ENCLOSED = "enclosed", "Văn bản gửi kèm"
    LETTER = "letter", "Thư chuyển đến"


class Attachment(Recorded):
    """A file of a document, under the name it came with."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=255)
    order = models.PositiveSmallIntegerField(default=0)
    place = models.CharField(max_length=10, choices=Place, default=Place.MAIN)

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.document


class Citation(Recorded):
    """Another document that this one names; ``target`` is that document where the register knows it.

    ``is_asked``: the register has documents that may be meant, and a person has to say. ``settled_by`` said which one;
    ``refused`` are ids of documents that are not meant.
    """

    unlogged = ("folded", "is_asked")

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    code = models.CharField(max_length=80)
    folded = models.CharField(max_length=80, db_index=True)
    issued_text = models.CharField(max_length=10, blank=True)
    issuer_name = models.CharField(max_length=250, blank=True)
    relation = models.CharField(max_length=20, default="mentions")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    target = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="cited_by")
    is_asked = models.BooleanField(default=False)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    refused = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-document", "start"], name="citation_asked", condition=models.Q(is_asked=True))
        ]

    def __str__(self) -> str:
        return self.code

    def audit_subject(self) -> models.Model:
        return self.document


class Party(Recorded):
    """A name under "Kính gửi" (to) or "Nơi nhận" (copy), and the unit it was resolved to."""

    class Role(models.TextChoices):
        TO = "to", "Kính gửi"
        COPY = "copy", "Nơi nhận"

    document = models.ForeignKey(Document, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=4, choices=Role)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["role", "order"]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.document


class Issue(Recorded):
    """How an outgoing document goes out: who drafted it, who signs, how many copies, when it was sent.

    The row exists from the day on which a draft was put forward; ``issued_on`` of the document and a number come
    with the act of issuing. ``kept_by`` is who keeps the file copy (Decree 30/2020/NĐ-CP, Annex IV). ``made_here``: its
    first file is a Word file that this program wrote, so that number and day can be written into a copy of it.
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="issue")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    signer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    copies = models.PositiveSmallIntegerField(default=1)
    kept_by = models.CharField(max_length=120, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    made_here = models.BooleanField(default=False)
    prepared_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "document"], name="issue_unit")]

    def __str__(self) -> str:
        return str(self.document)

    def audit_subject(self) -> models.Model:
        return self.document


class OutgoingNumber(Recorded):
    """A number of a sequence of outgoing documents: of ``document``, kept for the day ``on``, or ``voided``.

    ``until`` is the last of a stretch of numbers that were given outside of this register (voided, ``note`` says why);
    else it is ``number`` itself. So every number from the first to the last is accounted for. ``year`` is that of the
    sequence: the calendar year, for a Party body the year in which its term began.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="outgoing_numbers")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    until = models.PositiveIntegerField()
    on = models.DateField()
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="outgoing_number")
    voided = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["year", "series", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "series", "number"], name="outgoing_number_once")
        ]

    def __str__(self) -> str:
        words = f"Số {self.number}" if self.until == self.number else f"Số {self.number}–{self.until}"
        return f"{words} ({self.series}, {self.year})"
