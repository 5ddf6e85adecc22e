"""Units, their names over time, people, and the posts that give people their rights."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from dondoc.audit.recording import Recorded, RecordedQuerySet


class UnitKind(models.TextChoices):
    """What a unit is in the two-level local government (since 1/7/2025) and in the Party."""

    GOVERNMENT = "government", "Chính phủ, bộ, ngành Trung ương"
    PARTY = "party", "Cơ quan Đảng"
    PROVINCE = "province", "UBND tỉnh, thành phố"
    DEPARTMENT = "department", "Sở, ban, ngành"
    COMMUNE = "commune", "UBND xã, phường, đặc khu"
    DISTRICT = "district", "UBND cấp huyện (đã bãi bỏ)"
    OFFICE = "office", "Văn phòng"
    ROOM = "room", "Phòng, ban chuyên môn"
    CENTRE = "centre", "Trung tâm, đơn vị sự nghiệp"
    LEADERS = "leaders", "Lãnh đạo"
    ASSOCIATION = "association", "Mặt trận, đoàn thể, hội"
    OTHER = "other", "Khác"


class Unit(Recorded):
    """A body that can be given work. ``valid_until`` is the first day on which it no longer exists."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=20, choices=UnitKind)
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=40, blank=True, db_index=True)
    order = models.PositiveIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class UnitName(Recorded):
    """A name that a unit has or had: official, abbreviation or alias. ``folded`` (no marks, one case, words only) and
    ``initials`` are derived, for finding."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", "Tên chính thức"
        ABBREVIATION = "abbreviation", "Tên viết tắt"
        ALIAS = "alias", "Tên gọi khác"

    unlogged = ("folded", "initials")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=250, db_index=True)
    initials = models.CharField(max_length=60, blank=True, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text

    def audit_subject(self) -> models.Model:
        return self.unit


class UnitAncestry(models.Model):
    """Derived: every pair of a unit and one above it (itself too), so that a subtree is one indexed join."""

    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Unit, models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ancestor", "descendant"], name="ancestry_once")]
        indexes = [models.Index(fields=["descendant", "ancestor"], name="ancestry_up")]


class Succession(Recorded):
    """``old`` passed its work to ``new`` on a day; merging and splitting make several rows."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="predecessions")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Agency(Recorded):
    """An agency that works in this installation: it has registers, people and settings of its own."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="agency")
    settings = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.unit.name


class PersonQuerySet(RecordedQuerySet):
    pass


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Finds people by their account name; accounts are made by ``actions``."""


class Person(Recorded, AbstractBaseUser):
    """An official. Signs in with ``username``; somebody who never signs in has an unusable password."""

    unlogged = ("password", "last_login")

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)

    objects = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name


class Role(models.TextChoices):
    """What a post lets its holder do (docs/glossary.md)."""

    CLERK = "clerk", "Văn thư"
    OFFICER = "officer", "Chuyên viên"
    UNIT_HEAD = "unit_head", "Lãnh đạo phòng, đơn vị"
    LEADER = "leader", "Lãnh đạo cơ quan"
    COORDINATOR = "coordinator", "Văn phòng, tổng hợp"
    ADMINISTRATOR = "administrator", "Quản trị"


class Post(Recorded):
    """A person's place in a unit for a time. ``until`` is the first day on which it is no longer held."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role)
    title = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person}, {self.title or self.get_role_display()}, {self.unit}"

    def audit_subject(self) -> models.Model:
        return self.person


class Deputy(Recorded):
    """``person`` stands in for the holder of ``post`` from a day until (not including) another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="deputyships")
    post = models.ForeignKey(Post, models.CASCADE, related_name="deputies")
    since = models.DateField()
    until = models.DateField()

    def __str__(self) -> str:
        return f"{self.person} thay {self.post}"

    def audit_subject(self) -> models.Model:
        return self.post.person


class SignInFailure(models.Model):
    """A wrong password, kept for a day so that guessing is slowed down on every process alike."""

    username = models.CharField(max_length=150, db_index=True)
    address = models.CharField(max_length=45, blank=True, db_index=True)
    at = models.DateTimeField(db_index=True)
