"""What an address asks for: pages, ids, days. Whatever it says wrongly is as if it said nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from django.http import QueryDict
from django.utils.formats import get_format

SIZE = 25


def number_of(query: QueryDict, name: str = "trang") -> int:
    """The page that an address asks for; 1 for anything that is no number."""
    value = query.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 1


def id_of(query: QueryDict, name: str) -> int | None:
    """An id in an address; None for anything that is none."""
    value = query.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None


def day_of(query: QueryDict, name: str) -> date | None:
    """A day in an address, as typed (05/12/2026) or ISO 8601; None for anything that is none."""
    words = query.get(name, "").strip()
    for form in get_format("DATE_INPUT_FORMATS"):
        with suppress(ValueError):
            return datetime.strptime(words, form).date()
    return None
