"""Messages to other systems: queued with what they tell, signed so that the other side can check who sent them.

A message is JSON: {"delivery", "event" ("reminder" or the kind of an event), "agency", "at", "task": {"id", "text",
"due_on", "days", "link"}, "note"}. Header ``X-DonDoc-Signature: t=<seconds>,v1=<hex>`` is HMAC-SHA256, with the secret,
over "<seconds>.<body>"; ``X-DonDoc-Delivery`` is the same whenever one message is sent again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import requests
from django.utils import timezone

from dondoc.notices.coming import Due
from dondoc.notices.happenings import Happening
from dondoc.notices.links import task_link
from dondoc.notices.models import Channel, Sending, WebHook
from dondoc.organisations.models import Agency
from dondoc.tasks.models import Task

TIMEOUT = 10
"""Seconds that another system has to answer."""

TOLERANCE = 300
"""Seconds that a signature is good for."""


def queue_reminders(agency: Agency, lot: Iterable[Due], now: datetime) -> None:
    """One message for each hook, task, day due and step."""
    hooks = _hooks(agency)
    if not hooks:
        return
    lot = list(lot)
    tasks = _texts(one.row.id for one in lot)
    today = timezone.localdate(now)
    rows = []
    for one in lot:
        told = {**_task(one.row.id, tasks, one.row.due_on), "days": (one.row.due_on - today).days}
        name = f"{one.row.id}:{one.row.due_on:%Y%m%d}:{one.step.number}"
        rows += _sendings(agency, hooks, name, {"event": "reminder", "task": told}, now)
    _queue(rows)


def queue_events(agency: Agency, found: Iterable[Happening], now: datetime) -> None:
    """One message for each hook, task and kind of event that an action brought about."""
    hooks = _hooks(agency)
    if not hooks:
        return
    once = {(one.task_id, one.kind): one for one in found}.values()
    tasks = _texts(one.task_id for one in once if one.task_id is not None)
    rows = []
    for one in once:
        task = _task(one.task_id, tasks, one.due_on) if one.task_id is not None else None
        message = {"event": str(one.kind), "task": task, "note": one.note}
        rows += _sendings(agency, hooks, f"e{one.entry_id}:{one.kind}", message, now)
    _queue(rows)


def _hooks(agency: Agency) -> list[int]:
    return list(WebHook.objects.filter(agency=agency, active=True).values_list("pk", flat=True))


def _texts(ids: Iterable[int]) -> dict[int, tuple[str, date | None]]:
    rows = Task.objects.filter(pk__in=list(ids)).values_list("pk", "text", "due_on")
    return {pk: (text, due_on) for pk, text, due_on in rows}


def _task(task_id: int, tasks: dict[int, tuple[str, date | None]], due_on: date | None) -> dict[str, Any]:
    text, now_due = tasks.get(task_id, ("", None))
    day = due_on or now_due
    return {"id": task_id, "text": text, "due_on": day.isoformat() if day else None, "link": task_link(task_id)}


def _sendings(
    agency: Agency, hooks: Iterable[int], name: str, message: dict[str, Any], now: datetime
) -> Iterator[Sending]:
    for hook_id in hooks:
        key = f"hook:{hook_id}:{name}"
        payload = {"delivery": key, "agency": agency.unit.name, "at": now.isoformat(), **message}
        yield Sending(
            key=key,
            channel=Channel.WEBHOOK,
            agency=agency,
            hook_id=hook_id,
            payload=payload,
            next_at=now,
            made_at=now,
        )


def _queue(rows: Iterable[Sending]) -> None:
    Sending.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def signature(secret: str, seconds: int, body: bytes) -> str:
    """The header that goes with a body that was signed at a time (seconds since 1970)."""
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"


def is_genuine(secret: str, header: str, body: bytes, seconds: int) -> bool:
    """Whether a message comes from whoever knows the secret, and was signed not long before now (``seconds``)."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    if not parts.get("t", "").isdigit() or abs(seconds - int(parts["t"])) > TOLERANCE:
        return False
    return hmac.compare_digest(signature(secret, int(parts["t"]), body), header)


def post(session: requests.Session, sending: Sending, now: datetime) -> None:
    """Send one message. Raises requests.RequestException where the other side cannot be reached or refuses it."""
    assert sending.hook is not None
    body = json.dumps(sending.payload, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-DonDoc-Delivery": sending.key,
        "X-DonDoc-Signature": signature(sending.hook.secret, int(now.timestamp()), body),
    }
    # Nobody who answers may send the message on to somewhere else.
    answer = session.post(sending.hook.url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False)
    if not answer.ok or answer.is_redirect:
        raise requests.HTTPError(f"HTTP {answer.status_code}")
