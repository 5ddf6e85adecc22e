"""Links by which an addressee answers without an account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.organisations.secrets import digest
from dondoc.rounds.actions.locking import in_state, locked_round
from dondoc.rounds.models import Addressee, Link, Round, RoundState
from dondoc.rounds.tokens import new_nonce, token_of

AFTER_DUE = timedelta(days=15)
LONGEST = timedelta(days=366)
USED_EVERY = timedelta(minutes=5)
"""``used_at`` is as exact as this, so that reading does not write each time."""


@action("round.make_links")
def make_links(
    by: Person,
    membership: Membership,
    round_id: int,
    addressee_ids: Iterable[int] | None = None,
    expires_on: date | None = None,
) -> list[tuple[Addressee, str]]:
    """A new link for each of these addressees (None: for all that have none), with its token; an older one of the same
    addressee ends at once. ``expires_on`` is the first day on which it no longer works (default: 15 days after the
    day due). Raises NotAllowed, Refused."""
    asked = in_state(locked_round(membership, round_id), RoundState.PREPARING, RoundState.OPEN)
    expires_on = expires_on or (asked.due_on or membership.today) + AFTER_DUE
    if not membership.today < expires_on <= membership.today + LONGEST:
        raise Refused("Ngày hết hiệu lực của liên kết phải sau hôm nay và trong vòng một năm.", "expires_on")
    rows = Addressee.objects.filter(round=asked).order_by("order", "id")
    working = Link.objects.filter(addressee__round=asked, revoked_at=None)
    if addressee_ids is None:
        rows = rows.exclude(pk__in=working.values("addressee"))
    else:
        rows = rows.filter(pk__in=list(addressee_ids))
    chosen = list(rows)
    working.filter(addressee__in=[row.pk for row in chosen]).update(revoked_at=timezone.now())
    links = [_link(row, expires_on, by) for row in chosen]
    Link.objects.bulk_create(links, batch_size=500)
    return [(row, token_of(link.nonce)) for row, link in zip(chosen, links, strict=True)]


def link_mailed(asked: Round, by: Person | None) -> None:
    """A link for each addressee to whom it can be mailed and who has none. Runs inside of an action."""
    working = Link.objects.filter(addressee__round=asked, revoked_at=None).values("addressee")
    rows = Addressee.objects.filter(round=asked).exclude(email="").exclude(pk__in=working)
    assert asked.due_on is not None
    Link.objects.bulk_create([_link(row, asked.due_on + AFTER_DUE, by) for row in rows], batch_size=500)


def _link(row: Addressee, expires_on: date, by: Person | None) -> Link:
    nonce = new_nonce()
    return Link(addressee=row, nonce=nonce, digest=digest(token_of(nonce)), expires_on=expires_on, made_by=by)


@action("round.revoke_link")
def revoke_link(by: Person, membership: Membership, round_id: int, addressee_id: int) -> int:
    """End the link of an addressee at once; twice changes nothing. Raises NotAllowed, Refused."""
    asked = locked_round(membership, round_id)
    rows = Link.objects.filter(addressee=addressee_id, addressee__round=asked, revoked_at=None)
    return rows.update(revoked_at=timezone.now())


def use_link(link: Link, now: datetime) -> None:
    """Keep when a link was last used. A plain queryset: this leaves no trace in the log."""
    before = now - USED_EVERY
    if link.used_at is None or link.used_at < before:
        QuerySet(Link).filter(Q(used_at=None) | Q(used_at__lt=before), pk=link.pk).update(used_at=now)
