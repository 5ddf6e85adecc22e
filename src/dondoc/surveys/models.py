"""Forms and their versions, the rounds that send them out, and the answers."""

from __future__ import annotations

from typing import Any

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.forms.definition import Form, read_form
from dondoc.organisations.models import Agency, Person
from dondoc.rounds.models import Addressee, Round


class SurveyForm(Recorded):
    """A form of an agency. ``draft`` is the definition that is worked on (``forms.definition``); what addressees fill
    in is a published version. ``ready`` names the ready-made form from which it was taken. ``revision`` guards against
    two people writing over each other."""

    unlogged = ("draft", "revision")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="survey_forms")
    title = models.CharField(max_length=300)
    draft = models.JSONField(default=dict)
    ready = models.CharField(max_length=40, blank=True)
    archived = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class FormVersion(Recorded):
    """A published version of a form; never changed."""

    unlogged = ("definition",)

    form = models.ForeignKey(SurveyForm, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["form", "-number"]
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="form_version_once")]

    def __str__(self) -> str:
        return f"{self.form}, phiên bản {self.number}"

    def audit_subject(self) -> models.Model:
        return self.form

    @property
    def content(self) -> Form:
        """The definition as it is worked with."""
        return read_form(self.definition)


class Survey(Recorded):
    """What a round asks: a version of a form. ``previous`` is the round whose answers are carried over."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="survey")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="surveys")
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="next")

    def __str__(self) -> str:
        return str(self.round)

    def audit_subject(self) -> models.Model:
        return self.round


class SurveyAnswer(Recorded):
    """What one addressee filled in. ``values`` were handed in; ``draft`` is what was saved since, null where nothing.

    Both stay out of the log as they are: actions log them with personal data masked.
    """

    unlogged = ("values", "draft", "saved_at")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    addressee = models.OneToOneField(Addressee, models.CASCADE, related_name="survey_answer")
    values = models.JSONField(default=dict)
    draft = models.JSONField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["addressee__order", "id"]

    def __str__(self) -> str:
        return f"Trả lời của {self.addressee}"

    def audit_subject(self) -> models.Model:
        return self.addressee.round

    @property
    def latest(self) -> dict[str, Any]:
        """What the addressee goes on with: the draft where there is one."""
        return self.draft if self.draft is not None else self.values


class HelpPage(Recorded):
    """A page of the handbook from which Tổ công nghệ số cộng đồng help people: one thing to do, in steps."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="help_pages")
    topic = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    steps = models.TextField()
    archived = models.BooleanField(default=False)

    class Meta:
        ordering = ["topic", "title"]

    def __str__(self) -> str:
        return self.title
