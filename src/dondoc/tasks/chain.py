"""The chain up which a difficulty goes: the responsible room → the agency's leaders → who stands above the agency."""

from __future__ import annotations

from datetime import date

from dondoc.organisations.models import Agency, Unit
from dondoc.tasks.calendars import calendar_of

DAYS = 3
"""Working days that each station has, where the agency has not set another number (``settings["difficulty_days"]``)."""


def next_up(agency: Agency, holder: Unit) -> Unit | None:
    """The station after ``holder``; None at the top."""
    if holder.pk == agency.unit_id:
        return agency.unit.parent
    inside = holder.above.filter(ancestor=agency.unit_id).exists()
    return agency.unit if inside else None


def answer_by(agency: Agency, since: date) -> date:
    """The last day for an answer of a station that holds a difficulty since a day (Civil Code 2015 Art. 147: that day
    is not counted)."""
    days = agency.settings.get("difficulty_days")
    count = days if isinstance(days, int) and 0 < days <= 60 else DAYS
    return calendar_of(agency).add_working_days(since, count)
