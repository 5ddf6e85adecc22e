"""A call for tasks of a plan, and the tasks that units propose."""

from __future__ import annotations

from typing import Any

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import Document
from dondoc.organisations.keys import folded
from dondoc.organisations.models import Person, Unit
from dondoc.rounds.models import Addressee, Round
from dondoc.tasks.models import Task


class Call(Recorded):
    """What a round of this kind asks for: tasks of the plan ``plan_name`` ("Kế hoạch cải cách hành chính năm 2027");
    ``plan`` is the outgoing document that it became."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="call")
    plan_name = models.CharField(max_length=300)
    plan = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="calls")

    def __str__(self) -> str:
        return self.plan_name

    def audit_subject(self) -> models.Model:
        return self.round


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", "Chờ xem xét"
    ACCEPTED = "accepted", "Đưa vào kế hoạch"
    ASKED_BACK = "asked_back", "Đề nghị làm rõ"
    REJECTED = "rejected", "Không đưa vào"
    MERGED = "merged", "Đã gộp"


class ProposedTask(Recorded):
    """One task as an addressee proposes it and the caller edits it. ``lead`` and ``partners`` are names as written,
    ``lead_unit`` the unit that the lead was resolved to; ``time_text`` is the time as written ("Quý II năm 2027"),
    ``due`` the same as the contract's string (docs/due.md). ``section`` is the heading of the plan under which it
    stands, ``position`` its place there. A merged one points at the one that took it in; ``task`` is what it became."""

    unlogged = ("folded", "version")

    call = models.ForeignKey(Call, models.CASCADE, related_name="tasks")
    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="proposed_tasks")
    order = models.PositiveIntegerField(default=0)
    text = models.TextField()
    lead = models.CharField(max_length=300, blank=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    partners = models.CharField(max_length=600, blank=True)
    product = models.CharField(max_length=600, blank=True)
    time_text = models.CharField(max_length=300, blank=True)
    due = models.CharField(max_length=120, blank=True)
    section = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.PROPOSED)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    task = models.ForeignKey(Task, models.SET_NULL, null=True, blank=True, related_name="proposals")
    folded = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["call", "state", "position", "id"], name="proposed_table")]

    def __str__(self) -> str:
        return self.text[:120]

    def audit_subject(self) -> models.Model:
        return self.addressee.round

    def derive(self) -> None:
        """Bring ``folded`` up to date; ``save`` does so itself, bulk writes have to call it."""
        self.folded = folded(self.text)[:2000]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
