"""A draft and its pieces, the answers of addressees, their opinions and what became of them."""

from __future__ import annotations

from typing import Any

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import Document, StoredFile
from dondoc.organisations.keys import folded
from dondoc.organisations.models import Person
from dondoc.rounds.models import Addressee, Round


class Consultation(Recorded):
    """What a round of this kind asks about. ``draft_name`` is how letters and tables call the draft ("dự thảo Quyết
    định ban hành Quy chế …")."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="consultation")
    draft_name = models.CharField(max_length=400)

    def __str__(self) -> str:
        return self.draft_name

    def audit_subject(self) -> models.Model:
        return self.round


class Draft(Recorded):
    """One version of the draft; number 1 is what addressees are asked about, later ones show what came of it."""

    unlogged = ("content",)

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="drafts")
    number = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    content = models.TextField()
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="draft_once")]

    def __str__(self) -> str:
        return f"Dự thảo lần {self.number}"

    def audit_subject(self) -> models.Model:
        return self.consultation.round


class Provision(Recorded):
    """A piece of a draft that opinions are given on; ``key``, ``label`` and ``level`` as ``extraction.provisions``
    makes them, mended by a person before the round opens. Level 0 is a heading that takes no opinions."""

    unlogged = ("text",)

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="provisions")
    order = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="provision_once")]

    def __str__(self) -> str:
        return f"{self.label}. {self.title}" if self.title else self.label

    def audit_subject(self) -> models.Model:
        return self.draft.consultation.round

    @property
    def body(self) -> str:
        """The text without a first line that only repeats label and title."""
        first, _, rest = self.text.partition("\n")
        return rest if self.title and " ".join(first.split()).endswith(self.title) else self.text


class Answer(Recorded):
    """What an addressee says of the draft as a whole; its opinions stand in ``Opinion``."""

    addressee = models.OneToOneField(Addressee, models.CASCADE, related_name="consultation_answer")
    agrees = models.BooleanField(default=False)
    letter = models.ForeignKey("AnswerLetter", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return "Thống nhất" if self.agrees else "Có ý kiến góp ý"

    def audit_subject(self) -> models.Model:
        return self.addressee.round


class LetterState(models.TextChoices):
    READ = "read", "Chờ xác nhận"
    CONFIRMED = "confirmed", "Đã nhập ý kiến"
    DISCARDED = "discarded", "Đã bỏ"


class AnswerLetter(Recorded):
    """A letter or e-mail of opinions that was read and waits for a person to confirm its rows. ``content`` is its
    words; it came as a file, as a document of the register, or was pasted. ``addressee`` is who sent it, where that
    could be told."""

    unlogged = ("content",)

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="letters")
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    content = models.TextField()
    layout = models.JSONField(default=dict)
    sender = models.CharField(max_length=250, blank=True)
    code = models.CharField(max_length=80, blank=True)
    addressee = models.ForeignKey(Addressee, models.SET_NULL, null=True, blank=True, related_name="answer_letters")
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.READ)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def audit_subject(self) -> models.Model:
        return self.consultation.round


class Treatment(models.TextChoices):
    """What the drafting body does with an opinion."""

    PENDING = "pending", "Chưa xử lý"
    ADOPTED = "adopted", "Tiếp thu"
    PARTLY = "partly", "Tiếp thu một phần"
    EXPLAINED = "explained", "Giải trình"


DECIDED = (Treatment.ADOPTED, Treatment.PARTLY, Treatment.EXPLAINED)


class Opinion(Recorded):
    """One opinion of one addressee on one piece (``provision`` null: on the draft as a whole). ``place`` is the place
    as it was written where it is finer than the piece ("Điểm a Khoản 2 Điều 5"). From a letter, ``start``/``end`` are
    the words it was read from and ``page`` their page. ``response`` says how it was adopted or why not."""

    unlogged = ("folded", "version")

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="opinions")
    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="opinions")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="opinions")
    place = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    folded = models.TextField(blank=True)
    letter = models.ForeignKey(AnswerLetter, models.PROTECT, null=True, blank=True, related_name="opinions")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    treatment = models.CharField(max_length=10, choices=Treatment, default=Treatment.PENDING)
    response = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["consultation", "provision", "id"], name="opinion_table"),
            models.Index(fields=["consultation", "treatment"], name="opinion_treatment"),
        ]

    def __str__(self) -> str:
        return self.text[:120]

    def audit_subject(self) -> models.Model:
        return self.addressee.round

    def derive(self) -> None:
        """Bring ``folded`` up to date; ``save`` does so itself, bulk writes have to call it."""
        self.folded = folded(self.text)[:4000]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
