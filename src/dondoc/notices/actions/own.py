"""What somebody does with what is their own: notices, the choice of the digest, the calendar address."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from dondoc.audit.recording import action
from dondoc.notices.feed import secret_hash
from dondoc.notices.models import Feed, Notice, Preference
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership


def mark_read(by: Person, membership: Membership, notice_ids: Iterable[int], now: datetime) -> int:
    """Mark one's own notices as read; others' are left alone. Reading is no change of work, so it is not logged."""
    rows = Notice.objects.filter(person=membership.person, pk__in=list(notice_ids), read_at=None)
    return rows.update(read_at=now)


def mark_all_read(by: Person, membership: Membership, now: datetime, until_id: int | None = None) -> int:
    """Mark all of one's notices as read; those newer than ``until_id`` (the newest shown) stay unread."""
    rows = Notice.objects.filter(person=membership.person, read_at=None)
    return (rows if until_id is None else rows.filter(pk__lte=until_id)).update(read_at=now)


@action("notices.choose_digest")
def choose_digest(by: Person, membership: Membership, wanted: bool) -> Preference:
    """Get the daily e-mail or not."""
    found = Preference.objects.filter(person=membership.person).first() or Preference(person=membership.person)
    found.digest = wanted
    found.save()
    return found


@action("notices.make_feed")
def make_feed(by: Person, membership: Membership, now: datetime) -> str:
    """A new secret for one's calendar address; the old address ends. The secret is shown now and never again."""
    secret = secrets.token_urlsafe(32)
    found = Feed.objects.filter(person=membership.person).first() or Feed(person=membership.person)
    found.secret_hash, found.made_at = secret_hash(secret), now
    found.save()
    return secret


@action("notices.end_feed")
def end_feed(by: Person, membership: Membership) -> None:
    """End one's calendar address; doing so twice changes nothing."""
    for found in Feed.objects.filter(person=membership.person):
        found.delete()
