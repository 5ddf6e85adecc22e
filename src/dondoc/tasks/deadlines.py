"""From the contract's due string to the last day that is still in time."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.audit.errors import Refused
from dondoc.documents.dates import typed_date
from dondoc.language.folding import fold, nfc
from dondoc.language.times import resolve
from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.due import Due, DueKind
from dondoc.schedule.recurrence import Occurrence, occurrences

_BEFORE = re.compile(r"\btruoc\b")
HORIZON = timedelta(days=366 * 5)
"""How far ahead the next time of a recurring duty is looked for."""

MOVED = timedelta(days=15)
"""No run of days off is longer, so a time that was moved to today lies at most so far back."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """``on`` is the last day that is still in time, worked as the calendar says; ``nominal`` the day as printed.
    Both None for duties without an end (continuous, on demand, open)."""

    due: str = ""
    on: date | None = None
    nominal: date | None = None
    continuous: bool = False


def says_before(words: str) -> bool:
    """Whether words name the first day that is too late ("trước ngày 20/12") rather than the last day in time."""
    return bool(_BEFORE.search(fold(nfc(words))))


def parsed(due: str, *, exclusive: bool = False) -> Due | None:
    """The due value of a contract string; None where there is none."""
    if not due:
        return None
    with suppress(ValueError):
        return Due.parse(due, exclusive=exclusive)
    return None


def deadline(due: str, exclusive: bool, calendar: WorkCalendar, today: date) -> Deadline:
    """What a due string means on ``today``.

    A day off moves to the working day before where the words say "trước" (``exclusive``), else to the next working day
    (Civil Code 2015 Art. 148.5). Of a recurring duty it is the next time not before ``today``.
    """
    value = parsed(due, exclusive=exclusive)
    if value is None:
        return Deadline()
    if value.kind is DueKind.CONTINUOUS:
        return Deadline(due, continuous=True)
    found = next_time(value, today, calendar) if value.rule else only_time(value, calendar)
    return Deadline(due, found.working, found.nominal) if found else Deadline(due)


def only_time(value: Due, calendar: WorkCalendar) -> Occurrence | None:
    """The one time of a due that is a day or ends on one."""
    return next(occurrences(value, date.min, date.max, calendar), None)


def next_time(value: Due, today: date, calendar: WorkCalendar) -> Occurrence | None:
    """The first time of a recurring due whose last working day is not before ``today``."""
    with suppress(ValueError, OverflowError):
        times = occurrences(value, today - MOVED, today + HORIZON, calendar)
        return next((found for found in times if found.working >= today), None)
    return None


def typed_due(words: str, issued: str, field: str = "due") -> str:
    """A due as a person types it, as the contract's string: the string itself, a date, or words ("trước 15/12",
    "quý IV/2026", "hằng tháng", "thường xuyên"). ``issued`` is the document's ISO date; "" stays "".

    Raises Refused where it cannot be understood.
    """
    words = " ".join(words.split())
    if not words or parsed(words):
        return words
    with suppress(Refused):
        iso = typed_date(words)
        if len(iso) == 10:
            return iso
    due, _ = resolve(nfc(words), issued or None)
    if due is None:
        raise Refused(
            "Không hiểu thời hạn này; hãy nhập ngày (15/12/2026) hoặc như “hằng tháng”, “quý IV/2026”.", field
        )
    return due
