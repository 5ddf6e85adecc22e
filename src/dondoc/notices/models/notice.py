"""What a person is told in the program."""

from __future__ import annotations

from django.db import models

from dondoc.organisations.models import Agency, Person
from dondoc.rounds.models import Addressee
from dondoc.tasks.models import Difficulty, Task


class NoticeKind(models.TextChoices):
    """What a notice is about; the first four come from the calendar, the others from what somebody did."""

    BEFORE = "before", "Sắp đến hạn"
    TODAY = "today", "Đến hạn hôm nay"
    OVERDUE = "overdue", "Quá hạn"
    PARTNER = "partner", "Việc phối hợp sắp đến hạn"
    NEW = "new", "Nhiệm vụ mới"
    JOINED = "joined", "Nhiệm vụ phối hợp mới"
    DELEGATED = "delegated", "Được giao thực hiện"
    PASSED = "passed", "Nhiệm vụ được chuyển đến"
    RELEASED = "released", "Người thực hiện đã thôi vị trí, cần giao lại"
    URGED = "urged", "Đôn đốc"
    SUBMITTED = "submitted", "Kết quả chờ nghiệm thu"
    RETURNED = "returned", "Kết quả bị trả lại"
    SENT_BACK = "sent_back", "Đơn vị trả lại việc"
    ACCEPTED = "accepted", "Kết quả được nghiệm thu"
    CANCELLED = "cancelled", "Nhiệm vụ bị hủy"
    REOPENED = "reopened", "Nhiệm vụ được mở lại"
    MOVED = "moved", "Thời hạn thay đổi"
    EXTENSION_ASKED = "extension_asked", "Đề nghị gia hạn"
    EXTENSION_GRANTED = "extension_granted", "Đồng ý gia hạn"
    EXTENSION_REFUSED = "extension_refused", "Không đồng ý gia hạn"
    DIFFICULTY = "difficulty", "Khó khăn, vướng mắc cần giải quyết"
    ANSWERED = "answered", "Khó khăn, vướng mắc đã được trả lời"
    ASKED = "asked", "Đề nghị trả lời"
    CHASED = "chased", "Đôn đốc trả lời"
    ASKED_MORE = "asked_more", "Đề nghị bổ sung trả lời"
    ARRIVED = "arrived", "Văn bản mới đến"
    NOT_TAKEN = "not_taken", "Tệp đến cần xem lại"
    APPEALED = "appealed", "Đề nghị xem lại điểm đánh giá"
    APPEAL_ANSWERED = "appeal_answered", "Đề nghị xem lại điểm đã được trả lời"


REMINDERS = frozenset({NoticeKind.BEFORE, NoticeKind.TODAY, NoticeKind.OVERDUE, NoticeKind.PARTNER})
EVENTS = frozenset(NoticeKind) - REMINDERS


class Notice(models.Model):
    """One thing that one person is told about a task, a difficulty that may concern none, or what their unit is asked.

    ``key`` names what was told to whom (task, last day, step, person; or the log entry), so that nothing is told twice
    whoever tells it, however often. ``due_on`` and ``days`` (from the day of telling to ``due_on``, negative when late)
    are as they were when it was told; ``note`` is what somebody wrote (a reason, an answer). ``mailed`` is the day of
    the digest that it was in.
    """

    key = models.CharField(max_length=80, unique=True)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", db_index=False)
    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="notices")
    difficulty = models.ForeignKey(Difficulty, models.CASCADE, null=True, related_name="+")
    addressee = models.ForeignKey(Addressee, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    due_on = models.DateField(null=True)
    days = models.SmallIntegerField(null=True)
    actor = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed = models.DateField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_list"),
            models.Index(fields=["person"], name="notice_unread", condition=models.Q(read_at=None)),
            models.Index(fields=["at"], name="notice_unmailed", condition=models.Q(mailed=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.task}"
