"""The working-day calendar of an agency: the national one, and what the agency has changed in its settings."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from dondoc.organisations.models import Agency
from dondoc.schedule.calendar import WorkCalendar


def calendar_of(agency: Agency) -> WorkCalendar:
    """``Agency.settings["calendar"]`` is ``{"off": {"2026-01-02": "why"}, "worked": ["2026-01-10"]}``."""
    own = agency.settings.get("calendar") or {}
    off = {day: str(why) for text, why in dict(own.get("off") or {}).items() if (day := _day(text))}
    return WorkCalendar(off, frozenset(day for text in own.get("worked") or () if (day := _day(text))))


def _day(text: Any) -> date | None:
    with suppress(TypeError, ValueError):
        return date.fromisoformat(text)
    return None
