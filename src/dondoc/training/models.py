"""Courses with their sessions and quotas, participants, attendance."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.surveys.models import Survey


class CourseState(models.TextChoices):
    PLANNED = "planned", "Dự kiến"
    RUNNING = "running", "Đang học"
    DONE = "done", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


class Way(models.TextChoices):
    """How a course is held."""

    IN_PLACE = "in_place", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"


class Course(Recorded):
    """A class. ``places`` is how many each unit may send where no ``Quota`` says otherwise; ``cost`` is in đồng,
    ``funds`` where it comes from. ``nominations`` is the survey by which units name whom they send. ``version`` guards
    against two people writing over each other."""

    unlogged = ("version",)

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="courses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    topic = models.CharField(max_length=120, blank=True)
    audience = models.CharField(max_length=120)
    way = models.CharField(max_length=10, choices=Way, default=Way.IN_PLACE)
    place = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    places = models.PositiveSmallIntegerField(default=2)
    cost = models.PositiveBigIntegerField(null=True, blank=True)
    funds = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=CourseState, default=CourseState.PLANNED)
    nominations = models.OneToOneField(Survey, models.SET_NULL, null=True, blank=True, related_name="course")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class Session(Recorded):
    """A lesson of a course. ``nonce`` is what its QR code is made of; it works on the day of the session only."""

    unlogged = ("nonce",)

    course = models.ForeignKey(Course, models.CASCADE, related_name="sessions")
    on = models.DateField()
    hours = models.CharField(max_length=40, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    teacher = models.CharField(max_length=200, blank=True)
    nonce = models.CharField(max_length=64)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"Buổi {self.on:%d/%m/%Y}, {self.course}"

    def audit_subject(self) -> models.Model:
        return self.course


class Quota(Recorded):
    """How many one unit may send to a course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="quotas")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "unit"], name="quota_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.places}"

    def audit_subject(self) -> models.Model:
        return self.course


class Outcome(models.TextChoices):
    NONE = "none", "Chưa xét"
    PASSED = "passed", "Đạt"
    FAILED = "failed", "Không đạt"


class Participant(Recorded):
    """Somebody who takes part. ``spare``: named past the quota of the unit. ``key`` is the folded name with the phone,
    so that nobody is taken twice. ``certificate`` is the number in the agency's list of a year. The phone stays out of
    the log."""

    unlogged = ("phone", "key")

    course = models.ForeignKey(Course, models.CASCADE, related_name="participants")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    unit_name = models.CharField(max_length=250)
    full_name = models.CharField(max_length=120)
    post = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=200)
    spare = models.BooleanField(default=False)
    result = models.CharField(max_length=10, choices=Outcome, default=Outcome.NONE)
    certificate = models.PositiveIntegerField(null=True, blank=True)
    certified_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["unit_name", "full_name", "id"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="participant_once")]

    def __str__(self) -> str:
        return self.full_name

    def audit_subject(self) -> models.Model:
        return self.course


class AttendedBy(models.TextChoices):
    QR = "qr", "Mã QR"
    LIST = "list", "Điểm danh"


class Attendance(Recorded):
    """A participant was at a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="attendances")
    means = models.CharField(max_length=10, choices=AttendedBy)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "participant"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.participant}, {self.session.on:%d/%m/%Y}"

    def audit_subject(self) -> models.Model:
        return self.participant.course
