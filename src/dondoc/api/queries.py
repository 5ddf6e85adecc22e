"""Reads of tokens."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from dondoc.api.models import ApiToken
from dondoc.organisations.models import Person
from dondoc.organisations.secrets import digest

USED_EVERY = timedelta(minutes=5)
"""``last_used_at`` is as exact as this, so that reading does not write each time."""


def tokens_of(person: Person) -> QuerySet[ApiToken]:
    """A person's tokens, newest first, those that have ended too."""
    return ApiToken.objects.filter(person=person)


def token_with(secret: str, today: date) -> ApiToken | None:
    """The working token that has this secret, with its person; None for any other."""
    token = ApiToken.objects.filter(digest=digest(secret)).select_related("person").first()
    return token if token is not None and token.works(today) and token.person.is_active else None


def note_use(token: ApiToken, now: datetime) -> None:
    """Keep when a token was last used. A plain queryset: this leaves no trace in the log."""
    before = now - USED_EVERY
    if token.last_used_at is None or token.last_used_at < before:
        rows = QuerySet(ApiToken).filter(Q(last_used_at=None) | Q(last_used_at__lt=before), pk=token.pk)
        rows.update(last_used_at=now)
