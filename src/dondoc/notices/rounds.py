"""Telling addressees that they are asked, chased, or asked for more; and the clock that chases.

``hear`` listens to the log. People with an account get a notice, an addressee's e-mail address a message with its
link; the link itself is put in when the message leaves, so that no key lies in the outbox.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from dondoc.audit.acts import Act
from dondoc.audit.models import Entry
from dondoc.notices.links import open_link
from dondoc.notices.models import Channel, Notice, NoticeKind, Sending
from dondoc.notices.reminders import LONGEST_GAP
from dondoc.notices.steps import Plan, steps
from dondoc.rounds.actions import chase_step
from dondoc.rounds.models import Addressee, Link, Round, RoundState
from dondoc.rounds.queries import listeners
from dondoc.rounds.tokens import shown
from dondoc.tasks.calendars import calendar_of

PLACE = "{{link}}"
"""Where the link stands in a message."""
LOT = 1000


class LinkGone(Exception):
    """The link of a message was revoked before the message left."""


def hear(act: Act, entries: list[Entry]) -> None:
    """Listener of ``audit.hooks.on_acted``."""
    told = _told(entries)
    if not told:
        return
    now = entries[0].at
    ids = [pk for pk, _, _ in told.values()]
    rows = {row.pk: row for row in Addressee.objects.filter(pk__in=ids).select_related("round__agency__unit")}
    open_rows = [row for row in rows.values() if row.round.state == RoundState.OPEN]
    if not open_rows:
        return
    heard = listeners(open_rows, timezone.localdate(now))
    found = [(key, rows[pk], kind, note) for key, (pk, kind, note) in told.items() if rows[pk] in open_rows]
    _notices(act, found, heard, now)
    if settings.MAILS:
        _mails(found, now)


Told = dict[str, tuple[int, NoticeKind, str]]
"""Key of what is told → addressee, kind, words."""


def _told(entries: Iterable[Entry]) -> Told:
    found: Told = {}
    for entry in entries:
        new = {name: after for name, (_, after) in entry.changes.items()}
        match entry.model:
            case "rounds.round" if new.get("state") == "open" and entry.action == "round.open":
                for pk in Addressee.objects.filter(round=entry.object_id).values_list("pk", flat=True):
                    found[f"a{pk}"] = (pk, NoticeKind.ASKED, "")
            case "rounds.addressee" if "round_id" in new:
                found[f"a{entry.object_id}"] = (int(entry.object_id), NoticeKind.ASKED, "")
            case "rounds.addressee" if new.get("state") == "returned":
                found[f"r{entry.pk}"] = (int(entry.object_id), NoticeKind.ASKED_MORE, new.get("reason") or "")
            case "rounds.chase" if "addressee_id" in new:
                found[f"c{entry.object_id}"] = (int(new["addressee_id"]), NoticeKind.CHASED, new.get("note") or "")
    return found


Found = list[tuple[str, Addressee, NoticeKind, str]]


def _notices(act: Act, found: Found, heard: dict[int, frozenset[int]], now: datetime) -> None:
    actor_id = act.actor.pk if act.actor else None
    notices = [
        Notice(
            key=f"{key}:{person_id}",
            agency_id=row.round.agency_id,
            person_id=person_id,
            addressee_id=row.pk,
            kind=kind,
            due_on=row.round.due_on,
            actor=row.round.agency.unit.name[:120],
            note=f"{row.round.title}: {note}" if note else row.round.title,
            at=now,
        )
        for key, row, kind, note in found
        for person_id in sorted(heard.get(row.pk, ()))
        if person_id != actor_id
    ]
    Notice.objects.bulk_create(notices, batch_size=LOT, ignore_conflicts=True)


def _mails(found: Found, now: datetime) -> None:
    mails = [
        Sending(
            key=f"round:{key}",
            channel=Channel.EMAIL,
            agency_id=row.round.agency_id,
            payload={**compose(row, kind, note), "to": row.email, "addressee": row.pk},
            next_at=now,
            made_at=now,
        )
        for key, row, kind, note in found
        if row.email
    ]
    Sending.objects.bulk_create(mails, batch_size=LOT, ignore_conflicts=True)


def compose(row: Addressee, kind: NoticeKind, note: str) -> dict[str, str]:
    """Subject, plain text and HTML of a message to an addressee; ``PLACE`` stands for its link."""
    context = {"row": row, "round": row.round, "kind": NoticeKind(kind).label, "note": note, "place": PLACE}
    return {
        "subject": f"{NoticeKind(kind).label}: {row.round.title}"[:200],
        "text": render_to_string("notices/round.txt", context),
        "html": render_to_string("notices/round_mail.html", context),
    }


def with_link(payload: dict[str, Any]) -> dict[str, Any]:
    """A message with the link of its addressee put in. Raises LinkGone where it was revoked since."""
    if "addressee" not in payload:
        return payload
    link = Link.objects.filter(addressee=payload["addressee"], revoked_at=None).first()
    token = shown(link.nonce, link.digest) if link is not None else ""
    if not token:
        raise LinkGone("Liên kết đã bị thu hồi.")
    address = open_link(token)
    return payload | {name: payload[name].replace(PLACE, address) for name in ("text", "html")}


def chase_rounds(now: datetime) -> int:
    """Chase who owes an answer in each open round whose step has come; returns how many were chased.

    Run twice it chases nobody more; steps of days on which nothing ran are made up for, the latest only.
    """
    today = timezone.localdate(now)
    count = 0
    for asked in Round.objects.filter(state=RoundState.OPEN, due_on__isnull=False).select_related("agency__unit"):
        assert asked.due_on is not None
        since = max(asked.chased_on or today - timedelta(days=1), today - LONGEST_GAP)
        found = steps(asked.due_on, plan_of(asked), calendar_of(asked.agency), since, today) if since < today else []
        if found:
            count += len(chase_step(None, asked.pk, found[-1].number, today))
    return count


def plan_of(asked: Round) -> Plan:
    """The steps at which a round chases."""
    plan = asked.chasing
    return Plan(tuple(plan["before"]), plan["on_day"], plan["every"])
