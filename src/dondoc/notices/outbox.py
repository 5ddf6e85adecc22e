"""Sends what is queued. At least once: a message that was being sent when the process died goes out again under its
key once its lease is over; two processes never have one message at the same time."""

from __future__ import annotations

import logging
import time
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from smtplib import SMTPException
from types import TracebackType
from urllib.parse import urlsplit

import apprise
import requests
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F, Q, QuerySet

from dondoc.notices import rounds, webhooks
from dondoc.notices.models import Channel, Sending, SendingState

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60))
"""Between one try and the next; after the last the message counts as failed."""


class NotSent(Exception):
    """The channel did not take the message."""


class Channels(AbstractContextManager["Channels"]):
    """The connections that a run of the outbox keeps open."""

    def __init__(self) -> None:
        self.session = requests.Session()
        self.mail = get_connection()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()
        self.mail.close()

    def send(self, sending: Sending, now: datetime) -> None:
        """Hand one message over. Raises NotSent, OSError (requests and sockets), SMTPException."""
        match sending.channel:
            case Channel.EMAIL:
                _mail(self.mail, sending)
            case Channel.WEBHOOK:
                webhooks.post(self.session, sending, now)
            case _:
                _notify(sending)


def _mail(connection: object, sending: Sending) -> None:
    payload = rounds.with_link(sending.payload)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    # The same Message-ID each time: mail programs show a message that comes twice once.
    headers = {"Message-ID": f"<{sending.key.replace(':', '.')}@{host}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(
        payload["subject"], payload["text"], None, [payload["to"]], connection=connection, headers=headers
    )
    message.attach_alternative(payload["html"], "text/html")
    message.send()


def _notify(sending: Sending) -> None:
    if sending.address is None or not sending.address.active:
        raise NotSent("Địa chỉ đã bị tắt.")
    service = apprise.Apprise()
    if not service.add(sending.address.url):
        raise NotSent("Địa chỉ không đúng.")
    if not service.notify(title=sending.payload["subject"], body=sending.payload["text"]):
        raise NotSent("Dịch vụ không nhận tin.")


def deliver(now: datetime, limit: int = 500) -> int:
    """Send what is due at ``now``, at most ``limit`` messages; returns how many were sent."""
    started = time.monotonic()
    sent = 0
    with Channels() as channels:
        for pk in _due(now).order_by("next_at", "pk").values_list("pk", flat=True)[:limit]:
            # A long run must not take messages for a time that is over.
            moment = now + timedelta(seconds=time.monotonic() - started)
            if claim(pk, moment):
                sent += _try(channels, pk, moment)
    return sent


def _due(now: datetime) -> QuerySet[Sending]:
    free = Q(lease=None) | Q(lease__lt=now)
    return Sending.objects.filter(free, state=SendingState.WAITING, next_at__lte=now)


def claim(pk: int, now: datetime) -> bool:
    """Take one message for this process; False where another has it, or it has gone."""
    return bool(_due(now).filter(pk=pk).update(lease=now + LEASE, attempts=F("attempts") + 1))


def _try(channels: Channels, pk: int, now: datetime) -> bool:
    sending = Sending.objects.select_related("hook", "address").get(pk=pk)
    try:
        channels.send(sending, now)
    except (NotSent, rounds.LinkGone, SMTPException, OSError, ValueError) as error:
        log.warning("%s: %s", sending, error)
        _put_off(sending, str(error), now)
        return False
    Sending.objects.filter(pk=pk).update(state=SendingState.SENT, sent_at=now, lease=None, error="")
    return True


def _put_off(sending: Sending, error: str, now: datetime) -> None:
    over = sending.attempts > len(PAUSES)
    pause = timedelta() if over else PAUSES[sending.attempts - 1]
    state = SendingState.FAILED if over else SendingState.WAITING
    Sending.objects.filter(pk=sending.pk).update(state=state, next_at=now + pause, lease=None, error=error[:300])
