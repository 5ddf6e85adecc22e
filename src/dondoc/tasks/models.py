"""A task from proposal to done, and who has which part in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import Document
from dondoc.organisations.models import Agency, Person, Unit


class TaskKind(models.TextChoices):
    TASK = "task", "Nhiệm vụ"
    REPORT = "report", "Báo cáo"
    COMMENT = "comment", "Góp ý"


class TaskState(models.TextChoices):
    PROPOSED = "proposed", "Chờ xác nhận"
    DISMISSED = "dismissed", "Không phải nhiệm vụ"
    ASSIGNED = "assigned", "Đã giao"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    IN_PROGRESS = "in_progress", "Đang thực hiện"
    SUBMITTED = "submitted", "Chờ nghiệm thu"
    RETURNED = "returned", "Bị trả lại"
    DONE = "done", "Hoàn thành"
    CANCELLED = "cancelled", "Đã hủy"


OPEN_STATES = (
    TaskState.ASSIGNED,
    TaskState.ACCEPTED,
    TaskState.IN_PROGRESS,
    TaskState.SUBMITTED,
    TaskState.RETURNED,
)


class Phase(models.IntegerChoices):
    """The states in three lots, so that lists of open tasks are one stretch of an index."""

    PROPOSAL = 0, "Đề xuất"
    OPEN = 1, "Đang mở"
    CLOSED = 2, "Đã đóng"


PHASES = dict.fromkeys(OPEN_STATES, Phase.OPEN) | {
    TaskState.PROPOSED: Phase.PROPOSAL,
    TaskState.DISMISSED: Phase.PROPOSAL,
    TaskState.DONE: Phase.CLOSED,
    TaskState.CANCELLED: Phase.CLOSED,
}

NEVER = date.max
"""``sort_on`` of a task without a due day."""


class Task(Recorded):
    """One duty. A row in state ``proposed`` is what was read, not yet a task: only a named person's confirmation
    makes it one, and every list of tasks leaves proposals out.

    ``due`` is the contract's string (docs/due.md); ``due_on`` the last day that is still in time, resolved with the
    working-day calendar; ``first_due_on`` the same before any extension. ``continuous`` duties stay out of on-time
    statistics (Decision 23/2018/QĐ-TTg). A collective lead has one child task for each unit; ``collective`` marks
    the parent, which is followed through its children and not counted itself, ``fanned_out`` those children.
    ``start``/``end`` are offsets of the sentence in the document's text. ``version`` guards against two people writing
    over each other. ``phase`` and ``sort_on`` are derived from ``state`` and ``due_on`` for the indexes.
    """

    unlogged = ("provenance", "version", "folded", "phase", "sort_on")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tasks")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="tasks")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=10, choices=TaskKind, default=TaskKind.TASK)
    state = models.CharField(max_length=12, choices=TaskState, default=TaskState.PROPOSED)
    text = models.TextField()
    clause = models.CharField(max_length=40, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)
    deliverable = models.TextField(blank=True)
    time_text = models.CharField(max_length=300, blank=True)
    due = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    continuous = models.BooleanField(default=False)
    collective = models.BooleanField(default=False)
    fanned_out = models.BooleanField(default=False)
    condition = models.CharField(max_length=300, blank=True)
    recipient = models.CharField(max_length=300, blank=True)
    via = models.CharField(max_length=300, blank=True)
    funds = models.CharField(max_length=300, blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    confidence = models.FloatField(default=1.0)
    provenance = models.JSONField(default=dict)
    folded = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    phase = models.PositiveSmallIntegerField(choices=Phase, default=Phase.PROPOSAL)
    sort_on = models.DateField(default=NEVER)

    class Meta:
        ordering = ["document_id", "order", "id"]
        indexes = [
            models.Index(fields=["agency", "phase", "sort_on", "id", "fanned_out"], name="task_register"),
            models.Index(fields=["agency", "phase", "-id"], name="task_newest"),
            models.Index(fields=["document", "order"], name="task_document"),
            models.Index(fields=["confirmed_by", "agency", "phase", "sort_on", "id"], name="task_confirmed_by"),
            models.Index(fields=["confirmed_by", "agency", "phase", "id"], name="task_confirmed_newest"),
        ]

    def __str__(self) -> str:
        return self.text[:120]

    def derive(self) -> None:
        """Bring the derived columns up to date; ``save`` does so itself, bulk writes have to call it."""
        self.phase = PHASES[TaskState(self.state)]
        self.sort_on = self.due_on or NEVER

    def save(self, *args: Any, **kwargs: Any) -> None:
        known = self._loaded or {}
        self.derive()
        moved = (self.phase, self.sort_on) != (known.get("phase"), known.get("sort_on"))
        super().save(*args, **kwargs)
        if known and moved:
            # A plain queryset: derived columns leave no trace in the log.
            parts = models.QuerySet(Assignment).filter(task=self)
            parts.update(phase=self.phase, sort_on=self.sort_on)


class Part(models.TextChoices):
    """The part that somebody has in a task. Exactly one unit leads (Conclusion 226-KL/TW)."""

    LEAD = "lead", "Chủ trì"
    COORDINATE = "coordinate", "Phối hợp"
    DIRECT = "direct", "Chỉ đạo"
    FOLLOW = "follow", "Theo dõi"


class Assignment(Recorded):
    """A unit's or person's part in a task. ``name`` is as printed; ``unit`` and ``person`` are what it was resolved
    to (both null: nobody has said yet who is meant).

    ``collective`` marks a name that stands for several units ("các phòng thuộc Sở"), which the organisation knows;
    ``excluded`` holds the ids of those among them that a reviewer took out. ``agency``, ``phase`` and ``sort_on`` are
    the task's, kept here so that the list of a unit's or person's tasks is one stretch of an index.
    """

    unlogged = ("agency", "phase", "sort_on")

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    part = models.CharField(max_length=10, choices=Part)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="assignments")
    collective = models.BooleanField(default=False)
    excluded = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    phase = models.PositiveSmallIntegerField(choices=Phase, default=Phase.PROPOSAL)
    sort_on = models.DateField(default=NEVER)

    class Meta:
        ordering = ["part", "order"]
        indexes = [
            models.Index(fields=["unit", "agency", "phase", "sort_on", "task", "part"], name="assignment_of_unit"),
            models.Index(fields=["person", "agency", "phase", "sort_on", "task", "part"], name="assignment_of_person"),
            models.Index(fields=["unit", "agency", "phase", "task", "part"], name="assignment_newest_unit"),
            models.Index(fields=["person", "agency", "phase", "task", "part"], name="assignment_newest_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.name}"

    def audit_subject(self) -> models.Model:
        return self.task

    def derive(self) -> None:
        """Copy the task's derived columns; ``save`` does so itself, bulk writes have to call it."""
        self.agency_id, self.phase, self.sort_on = self.task.agency_id, self.task.phase, self.task.sort_on

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
