"""What was published."""

from __future__ import annotations

from django.db import models

from dondoc.audit.recording import Recorded
from dondoc.documents.models import Document
from dondoc.organisations.models import Agency, Person, Unit


class Medium(models.TextChoices):
    """Where something was published."""

    PORTAL = "portal", "Cổng, trang thông tin điện tử"
    FACEBOOK = "facebook", "Facebook"
    ZALO = "zalo", "Zalo"
    YOUTUBE = "youtube", "YouTube"
    LOUDSPEAKER = "loudspeaker", "Loa truyền thanh"
    BROADCAST = "broadcast", "Phát thanh, truyền hình"
    NEWSPAPER = "newspaper", "Báo"
    POSTER = "poster", "Pa nô, áp phích, tờ rơi"
    MEETING = "meeting", "Hội nghị, sinh hoạt thôn"
    OTHER = "other", "Khác"


class LinkState(models.TextChoices):
    """What a check of the link found."""

    UNCHECKED = "unchecked", "Chưa kiểm tra"
    WORKS = "works", "Mở được"
    BROKEN = "broken", "Không mở được"


class Publication(Recorded):
    """Something published on a day: its title, where, the link to it, and how many people it reached. ``plan`` is the
    document that asked for it. ``link_status`` is what the other side answered (HTTP), null where nobody did."""

    unlogged = ("link_state", "link_status", "checked_at")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="publications")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    medium = models.CharField(max_length=12, choices=Medium)
    link = models.CharField(max_length=1000, blank=True)
    published_on = models.DateField()
    reach = models.PositiveIntegerField(null=True, blank=True)
    plan = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="publications")
    note = models.TextField(blank=True)
    link_state = models.CharField(max_length=10, choices=LinkState, default=LinkState.UNCHECKED)
    link_status = models.PositiveSmallIntegerField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-published_on", "-id"]
        indexes = [models.Index(fields=["agency", "-published_on", "-id"], name="publication_register")]

    def __str__(self) -> str:
        return self.title
