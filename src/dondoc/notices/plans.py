"""The reminder steps that an agency has set, by how urgent a task is."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from dondoc.language.folding import fold, nfc
from dondoc.notices.steps import Plan
from dondoc.organisations.models import Agency


class Urgency(StrEnum):
    """The degrees of Decree 30/2020/NĐ-CP, Art. 8 and Appendix I, in three lots."""

    NORMAL = "normal"
    URGENT = "urgent"
    EXPRESS = "express"


DEFAULTS = {
    Urgency.NORMAL: Plan((7, 3, 1), True, 7),
    Urgency.URGENT: Plan((3, 1), True, 3),
    Urgency.EXPRESS: Plan((1,), True, 1),
}
KEY = "reminders"
FARTHEST = 60


def plans_of(agency: Agency) -> dict[Urgency, Plan]:
    """``Agency.settings["reminders"]`` is ``{"normal": {"before": [7, 3, 1], "on_day": true, "every": 7}, "urgent": …,
    "express": …}``; what is missing or makes no sense is as by default."""
    stored = agency.settings.get(KEY)
    own = stored if isinstance(stored, dict) else {}
    return {urgency: _plan(own.get(urgency.value), default) for urgency, default in DEFAULTS.items()}


def _plan(stored: Any, default: Plan) -> Plan:
    if not isinstance(stored, dict):
        return default
    before = stored.get("before", default.before)
    days = tuple(sorted({n for n in before if _is_count(n) and n > 0}, reverse=True)) if _is_list(before) else ()
    every = stored.get("every", default.every)
    on_day = bool(stored.get("on_day", default.on_day))
    return Plan(days if _is_list(before) else default.before, on_day, every if _is_count(every) else default.every)


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= FARTHEST


def stored(plan: Plan) -> dict[str, Any]:
    """A plan as the settings keep it."""
    return {"before": list(plan.before), "on_day": plan.on_day, "every": plan.every}


def urgency_of(words: str) -> Urgency:
    """The lot of a degree of urgency as printed ("Khẩn", "Thượng khẩn", "Hỏa tốc", "Hỏa tốc hẹn giờ")."""
    folded = fold(nfc(words)).strip() if words else ""
    if "hoa toc" in folded:
        return Urgency.EXPRESS
    return Urgency.URGENT if "khan" in folded else Urgency.NORMAL
