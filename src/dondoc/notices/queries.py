"""Reads: what somebody was told, what leaves the program, and where it goes."""

from __future__ import annotations

from django.db.models import QuerySet

from dondoc.notices.models import Address, Feed, Notice, Preference, Sending, WebHook
from dondoc.organisations.models import Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership

SETTINGS = "settings.edit"


def notices_of(membership: Membership, unread: bool = False) -> QuerySet[Notice]:
    """A person's notices, newest first, with the task; page by ``id`` (an index holds them in this order)."""
    rows = Notice.objects.filter(person=membership.person).select_related("task").order_by("-id")
    return rows.filter(read_at=None) if unread else rows


def unread_count(membership: Membership, most: int = 100) -> int:
    """How many notices a person has not read, counted to ``most`` ("99+"). One query on a small index."""
    return Notice.objects.filter(person=membership.person, read_at=None)[:most].count()


def wants_digest(person: Person) -> bool:
    """Whether a person gets the daily e-mail."""
    chosen = Preference.objects.filter(person=person).values_list("digest", flat=True).first()
    return True if chosen is None else chosen


def has_feed(person: Person) -> Feed | None:
    """A person's calendar address, where they made one; the secret itself is not kept."""
    return Feed.objects.filter(person=person).first()


def own_addresses(membership: Membership) -> QuerySet[Address]:
    """A person's own addresses of other services."""
    return Address.objects.filter(person=membership.person)


def agency_addresses(membership: Membership) -> QuerySet[Address]:
    """The agency's addresses of other services. Raises NotAllowed."""
    require(membership, SETTINGS)
    return Address.objects.filter(agency=membership.agency, person=None)


def webhooks(membership: Membership) -> QuerySet[WebHook]:
    """The agency's web hooks. Raises NotAllowed."""
    require(membership, SETTINGS)
    return WebHook.objects.filter(agency=membership.agency)


def sendings(membership: Membership, state: str = "") -> QuerySet[Sending]:
    """What left or is to leave the program for an agency, newest first. Raises NotAllowed.

    Mails and personal messages show when and whether, never what.
    """
    require(membership, SETTINGS)
    rows = Sending.objects.filter(agency=membership.agency).select_related("person", "hook", "address")
    rows = rows.defer("payload").order_by("-id")
    return rows.filter(state=state) if state else rows
