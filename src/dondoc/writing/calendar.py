"""Days due as an iCalendar feed (RFC 5545) that Google Calendar, Outlook and Thunderbird subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vDuration

from dondoc.writing.clean import one_line, plain

PRODUCT = "-//Don Doc//Lich han nhiem vu//VI"
REFRESH = timedelta(hours=1)
ALARM = timedelta(hours=-15)
"""Before midnight of the day due: nine in the morning of the day before."""


@dataclass(frozen=True, slots=True)
class Due:
    """One day due. ``uid`` is stable for the life of the task; ``sequence`` grows with every change of the day
    (RFC 5545, 3.8.7.4); ``changed_at`` is when anything shown here last changed, with a time zone; ``alarm`` asks the
    calendar to remind at nine the day before."""

    uid: str
    title: str
    due_on: date
    changed_at: datetime
    sequence: int = 0
    description: str = ""
    url: str = ""
    done: bool = False
    cancelled: bool = False
    alarm: bool = False


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", ALARM)
    alarm.add("description", title)
    return alarm


def _event(due: Due) -> Event:
    """An all-day event that keeps the day free. DTSTAMP is the time of change, not of asking: an unchanged feed has
    unchanged bytes."""
    event = Event()
    title = f"✓ {one_line(due.title)}" if due.done else one_line(due.title)
    changed = due.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", due.uid)
    event.add("summary", title)
    event.add("dtstart", due.due_on)
    event.add("dtend", due.due_on + timedelta(days=1))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", due.sequence)
    event.add("status", "CANCELLED" if due.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    if due.description:
        event.add("description", plain(due.description))
    if due.url:
        event.add("url", due.url)
    if due.alarm and not (due.done or due.cancelled):
        event.add_component(_alarm(title))
    return event


def feed(name: str, dues: Iterable[Due]) -> bytes:
    """The feed called ``name``; in the order of days, then of ``uid``."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for due in sorted(dues, key=lambda due: (due.due_on, due.uid)):
        calendar.add_component(_event(due))
    return bytes(calendar.to_ical())
