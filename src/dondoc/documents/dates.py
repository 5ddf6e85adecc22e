"""Dates of documents as people type them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from dondoc.audit.errors import Refused

_TYPED = re.compile(r"^\s*(?:(?P<day>\d{1,2})\s*[/.-]\s*)?(?:(?P<month>\d{1,2})\s*[/.-]\s*)?(?P<year>\d{4})\s*$")
_ISO = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def exact_day(text: str) -> date | None:
    """The day of an ISO date that is precise to the day and exists, else None."""
    with suppress(ValueError):
        return date.fromisoformat(text) if len(text) == 10 else None
    return None


def typed_date(text: str, field: str = "") -> str:
    """A date as typed ("06/8/2025", "8/2025", "2025", ISO) as ISO, as precise as typed; "" stays.

    Raises Refused where it is no date.
    """
    text = text.strip()
    found = _TYPED.match(text)
    if found:
        day, month, year = found["day"], found["month"], found["year"]
        if day and not month:
            day, month = None, day
        text = "-".join(part.zfill(2) for part in (year, month, day) if part)
    if text and not (_ISO.match(text) and _exists(text)):
        raise Refused("Ngày không đúng; hãy nhập dạng ngày/tháng/năm, ví dụ 06/8/2025.", field)
    return text


def _exists(iso: str) -> bool:
    with suppress(ValueError):
        date.fromisoformat((iso + "-01-01")[:10] if len(iso) < 10 else iso)
        return True
    return False
