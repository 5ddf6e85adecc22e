"""A due value: what "by when" means, as one type and as one string.

The strings are those of the extraction contract: a day ``2025-08-06``, a span ``2025-10-01/2025-12-31``, an open span
``2025-01-01/..``, an RFC 5545 rule ``FREQ=MONTHLY;BYMONTHDAY=23``, ``continuous`` and ``on-demand``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dateutil.rrule import rrule, rrulestr


class DueKind(StrEnum):
    DAY = "day"
    SPAN = "span"
    OPEN = "open"
    RECURRING = "recurring"
    CONTINUOUS = "continuous"
    ON_DEMAND = "on-demand"


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART = re.compile(r"[A-Z]+=[A-Z0-9,+-]+")
_LIMITS = {"BYMONTH": 12, "BYMONTHDAY": 31, "INTERVAL": 999}
# Rules of every second week or year are counted from here, so that they fall on the same days whatever day one asks
# from.
_EPOCH = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Due:
    """By when something is due.

    ``start`` is the first day of a span. ``end`` is the last day that is still allowed (of a day or a span); "trước
    ngày 20/12" has 19/12 here. ``exclusive`` keeps that the document printed the first day that is too late, so that
    the words can be shown again. ``rule`` is the RFC 5545 rule of a recurring duty.
    """

    kind: DueKind
    start: date | None = None
    end: date | None = None
    rule: str | None = None
    exclusive: bool = False

    @classmethod
    def day(cls, last: date, *, exclusive: bool = False) -> Due:
        return cls(DueKind.DAY, end=last, exclusive=exclusive)

    @classmethod
    def span(cls, start: date, end: date) -> Due:
        """Raises ValueError where the end lies before the start."""
        if end < start:
            raise ValueError(f"a span ends before it begins: {start}/{end}")
        return cls(DueKind.SPAN, start=start, end=end)

    @classmethod
    def open(cls, start: date) -> Due:
        return cls(DueKind.OPEN, start=start)

    @classmethod
    def recurring(cls, rule: str, *, exclusive: bool = False) -> Due:
        """Raises ValueError where ``rule`` is no RFC 5545 rule or never falls."""
        if not all(_PART.fullmatch(part) for part in rule.split(";")) or not rule.startswith("FREQ="):
            raise ValueError(f"no recurrence rule: {rule!r}")
        if not _within_limits(rule) or next(iter(rrulestr(rule, dtstart=_EPOCH)), None) is None:
            raise ValueError(f"a rule that never falls: {rule!r}")
        return cls(DueKind.RECURRING, rule=rule, exclusive=exclusive)

    @classmethod
    def parse(cls, words: str, *, exclusive: bool = False) -> Due:
        """Reads the contract string. Raises ValueError where it is none."""
        words = words.strip()
        if words == "continuous":
            return cls(DueKind.CONTINUOUS)
        if words == "on-demand":
            return cls(DueKind.ON_DEMAND)
        if words.startswith("FREQ="):
            return cls.recurring(words, exclusive=exclusive)
        first, slash, last = words.partition("/")
        if not _DAY.fullmatch(first):
            raise ValueError(f"no due value: {words!r}")
        if not slash:
            return cls.day(date.fromisoformat(first), exclusive=exclusive)
        if last == "..":
            return cls.open(date.fromisoformat(first))
        if not _DAY.fullmatch(last):
            raise ValueError(f"no due value: {words!r}")
        return cls.span(date.fromisoformat(first), date.fromisoformat(last))

    def __str__(self) -> str:
        match self.kind:
            case DueKind.DAY:
                return f"{self.end}"
            case DueKind.SPAN:
                return f"{self.start}/{self.end}"
            case DueKind.OPEN:
                return f"{self.start}/.."
            case DueKind.RECURRING:
                return self.rule or ""
            case _:
                return self.kind.value

    @property
    def last_day(self) -> date | None:
        """The last day allowed; None where the due has no end (open, recurring, continuous, on demand)."""
        return self.end

    def next_occurrences(self, after: date, count: int = 1) -> list[date]:
        """The next ``count`` nominal days later than ``after``; a single last day counts once. Pure calendar days:
        ``recurrence.occurrences`` moves them to working days."""
        if self.rule is not None:
            moment = datetime.combine(after, time.max)
            return [found.date() for found in self.rrule(after).xafter(moment, count=count)]
        return [self.end] if self.end is not None and self.end > after and count > 0 else []

    def rrule(self, anchor: date) -> rrule:
        """The rule from the first day of ``anchor``'s year on. Raises ValueError where the due is not recurring."""
        if self.rule is None:
            raise ValueError("only a recurring due has a rule")
        rule = anchored(self.rule)
        made = rrulestr(rule, dtstart=_EPOCH if "INTERVAL=" in rule else datetime(anchor.year, 1, 1))
        if not isinstance(made, rrule):
            raise ValueError(f"no single recurrence rule: {self.rule!r}")
        return made


def _within_limits(rule: str) -> bool:
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    return all(
        0 < abs(int(number)) <= limit
        for key, limit in _LIMITS.items()
        for number in parts.get(key, "1").split(",")
        if number.lstrip("+-").isdigit()
    )


def anchored(rule: str) -> str:
    """A rule that names no day falls on the last day of its period ("định kỳ hằng quý" → the end of the quarter).

    "FREQ=MONTHLY;INTERVAL=3" means the calendar quarters, so its months are named.
    """
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if any(key.startswith("BY") for key in parts):
        if parts["FREQ"] == "MONTHLY" and (step := int(parts.get("INTERVAL", "1"))) in (2, 3, 4, 6, 12):
            months = ",".join(str(m) for m in range(step, 13, step))
            parts = {k: v for k, v in parts.items() if k != "INTERVAL"} | {"BYMONTH": parts.get("BYMONTH", months)}
        return _joined(parts)
    step = int(parts.pop("INTERVAL", "1"))
    match parts["FREQ"]:
        case "MONTHLY" if 12 % step == 0:
            parts |= {"BYMONTH": ",".join(str(m) for m in range(step, 13, step)), "BYMONTHDAY": "-1"}
        case "MONTHLY":
            parts |= {"INTERVAL": str(step), "BYMONTHDAY": "-1"}
        case "YEARLY":
            parts |= {"BYMONTH": "12", "BYMONTHDAY": "31"} | _every(step)
        case "WEEKLY":
            parts |= {"BYDAY": "FR"} | _every(step)
        case _:
            parts |= _every(step)
    return _joined(parts)


def _every(step: int) -> dict[str, str]:
    return {"INTERVAL": str(step)} if step > 1 else {}


def _joined(parts: dict[str, str]) -> str:
    return ";".join(f"{key}={value}" for key, value in parts.items())
