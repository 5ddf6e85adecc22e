"""The daily digest: at most one a person and day, with what they have not read yet, and never an empty one.

It goes by e-mail and to the person's own addresses; an agency's addresses get the tasks that its people were reminded
of. A digest is queued in the transaction that marks its notices; the outbox sends it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from dondoc.notices import words
from dondoc.notices.links import absolute, answer_path, page_path, task_link
from dondoc.notices.models import REMINDERS, Address, Channel, Notice, Preference, Sending
from dondoc.organisations.models import Person

FRESH = timedelta(days=7)
"""What was told longer ago is not brought up again."""

LOT = 100
MOST = 50
"""So many lines a section; the others are counted."""


def make_digests(now: datetime) -> int:
    """Queue the digests of the day of ``now``; returns how many. Run twice it queues nothing more."""
    fresh = _fresh(now)
    people = fresh.order_by("person").values_list("person", flat=True).distinct()
    ids = iter(list(people))
    count = 0
    while lot := list(islice(ids, LOT)):
        count += _digest_lot(lot, now)
    return count + _agency_digests(now)


def _fresh(now: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(mailed=None, read_at=None, at__gte=now - FRESH, person__is_active=True)


@transaction.atomic
def _digest_lot(person_ids: Sequence[int], now: datetime) -> int:
    day = timezone.localdate(now)
    # Whoever comes second waits here, and then sees that the first has done it.
    people = list(Person.objects.select_for_update().filter(pk__in=person_ids).order_by("pk"))
    addresses = _addresses(person_ids)
    silent = set(Preference.objects.filter(person__in=person_ids, digest=False).values_list("person", flat=True))
    done = set(Sending.objects.filter(key__in=[_key(day, pk) for pk in person_ids]).values_list("key", flat=True))
    by_person = _by_person(person_ids, now)
    rows = []
    for person in people:
        notices = by_person.get(person.pk, [])
        if notices and person.pk not in silent and _key(day, person.pk) not in done:
            rows += _sendings(person, notices, addresses[person.pk], now)
    Sending.objects.bulk_create(rows, ignore_conflicts=True)
    told = {row.person_id for row in rows}
    ids = [notice.pk for person_id in told for notice in by_person[person_id]]
    Notice.objects.filter(pk__in=ids).update(mailed=day)
    return len(told)


def _key(day: date, person_id: int) -> str:
    return f"digest:{day:%Y%m%d}:{person_id}"


def _addresses(person_ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = Address.objects.filter(person__in=person_ids, active=True)
    for person_id, pk in rows.values_list("person", "pk"):
        found[person_id].append(pk)
    return found


def _by_person(person_ids: Sequence[int], now: datetime) -> dict[int, list[Notice]]:
    found: dict[int, list[Notice]] = defaultdict(list)
    rows = _fresh(now).filter(person__in=person_ids).select_related("task").defer("task__folded", "task__provenance")
    for notice in rows.order_by("due_on", "pk"):
        found[notice.person_id].append(notice)
    return found


def _sendings(person: Person, notices: list[Notice], addresses: Iterable[int], now: datetime) -> Iterator[Sending]:
    """What goes out to a person; nothing where there is no way to them."""
    day = timezone.localdate(now)
    key = _key(day, person.pk)
    by_mail = bool(settings.MAILS and person.email)
    addresses = list(addresses)
    if not (by_mail or addresses):
        return
    common: dict[str, Any] = {"agency_id": notices[0].agency_id, "person": person, "next_at": now, "made_at": now}
    message = compose(person, notices, day)
    if by_mail:
        yield Sending(key=key, channel=Channel.EMAIL, payload=message | {"to": person.email}, **common)
    for number, address_id in enumerate(addresses):
        own = key if not by_mail and number == 0 else f"{key}:{address_id}"
        payload = {name: message[name] for name in ("subject", "text")}
        yield Sending(key=own, channel=Channel.APPRISE, address_id=address_id, payload=payload, **common)


def compose(person: Person, notices: Sequence[Notice], day: date) -> dict[str, str]:
    """Subject, plain text and HTML of a digest."""
    sections = [
        {
            "name": name,
            "count": len(rows),
            "more": max(0, len(rows) - MOST),
            "lines": [_line(notice) for notice in rows[:MOST]],
        }
        for name, rows in words.sections(notices)
    ]
    context = {"person": person, "day": day, "sections": sections, "home": absolute("/")}
    return {
        "subject": f"Đôn Đốc {day:%d/%m/%Y}: {words.summary(notices)}",
        "text": render_to_string("notices/digest.txt", context),
        "html": render_to_string("notices/digest_mail.html", context),
    }


def _line(notice: Notice) -> dict[str, str]:
    return {
        "title": words.title(notice),
        "body": words.body(notice),
        "remark": words.remark(notice),
        "link": _link(notice),
    }


def _link(notice: Notice) -> str:
    if notice.addressee_id:
        return absolute(answer_path(notice.addressee_id))
    return task_link(notice.task_id) if notice.task_id else absolute(page_path(notice.kind) or "/")


def _agency_digests(now: datetime) -> int:
    """The day's tasks, each once, to the addresses of the agencies."""
    day = timezone.localdate(now)
    start = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    count = 0
    for address in Address.objects.filter(person=None, active=True).select_related("agency__unit"):
        rows = Notice.objects.filter(agency=address.agency_id, at__gte=start, kind__in=REMINDERS)
        rows = rows.select_related("task").order_by("due_on", "task", "pk")
        once = list({notice.task_id: notice for notice in rows.iterator(chunk_size=1000)}.values())
        if not once:
            continue
        lines = [f"- {words.title(notice)}: {words.body(notice)}" for notice in once[:MOST]]
        lines += [f"và {len(once) - MOST} việc khác"] if len(once) > MOST else []
        subject = f"{address.agency}, {day:%d/%m/%Y}: {words.summary(once)}"
        row = Sending(
            key=f"agency:{day:%Y%m%d}:{address.pk}",
            channel=Channel.APPRISE,
            agency=address.agency,
            address=address,
            payload={"subject": subject, "text": "\n".join(lines)},
            next_at=now,
            made_at=now,
        )
        count += len(Sending.objects.bulk_create([row], ignore_conflicts=True))
    return count
