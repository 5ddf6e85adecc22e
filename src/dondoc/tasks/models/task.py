"""A task from proposal to done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import Document
from dondoc.organisations.models import Agency, Person


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
    RETURNED = "returned", "Bị trả lại kết quả"
    SENT_BACK = "sent_back", "Đơn vị trả lại việc"
    DONE = "done", "Hoàn thành"
    CANCELLED = "cancelled", "Đã hủy"


OPEN_STATES = (
    TaskState.ASSIGNED,
    TaskState.ACCEPTED,
    TaskState.IN_PROGRESS,
    TaskState.SUBMITTED,
    TaskState.RETURNED,
    TaskState.SENT_BACK,
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

    ``due`` is the contract's string (docs/due.md), ``exclusive`` where the words said "trước"; ``due_on`` is the last
    day that is still in time, resolved with the working-day calendar, ``first_due_on`` the same before any extension,
    ``ends_on`` the last day of a recurring duty that was ended. ``continuous`` duties stay out of on-time statistics
    (Decision 23/2018/QĐ-TTg). A collective lead has one child task for each unit; ``collective`` marks the parent,
    which is followed through its children and not counted itself, ``fanned_out`` those children. ``start``/``end``
    are offsets of the sentence in the document's text. ``version`` guards against two people writing over each other.
    ``percent`` is what was last reported, ``submitted_on`` the day of the last submission (the day that counts for
    being in time), ``returns`` how often a result was returned, ``extensions`` how often more time was given.
    ``phase`` and ``sort_on`` are derived from ``state`` and ``due_on`` for the indexes.
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
    exclusive = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
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
    percent = models.PositiveSmallIntegerField(default=0)
    submitted_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    returns = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    phase = models.PositiveSmallIntegerField(choices=Phase, default=Phase.PROPOSAL)
    sort_on = models.DateField(default=NEVER)

    class Meta:
        ordering = ["document_id", "order", "id"]
        indexes = [
            models.Index(fields=["agency", "phase", "sort_on", "id", "fanned_out"], name="task_register"),
            models.Index(fields=["agency", "phase", "-id"], name="task_newest"),
            models.Index(fields=["agency", "phase", "state", "sort_on", "id"], name="task_state"),
            models.Index(fields=["document", "order"], name="task_document"),
            models.Index(
                fields=["agency", "done_on"],
                condition=models.Q(due_on=None, done_on__isnull=False),
                name="task_done_undated",
            ),
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
            parts = models.QuerySet(self.assignments.model).filter(task=self)
            parts.update(phase=self.phase, sort_on=self.sort_on)
