"""How a value is written in a Vietnamese document: dates, numbers, ordinals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

Cell = str | int | float | Decimal | date | datetime | None

POINTS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points in the order of the Vietnamese alphabet (Decree 30/2020, Annex I, II.6.đ)."""

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """``4`` → ``IV``. Raises ValueError outside 1..399."""
    if not 1 <= number < 400:
        raise ValueError(number)
    out = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def point(number: int) -> str:
    """The letter of the n-th point, counted from 1: a, b, c, d, đ, e, g …; after y comes aa, ab …"""
    if number < 1:
        raise ValueError(number)
    first, last = divmod(number - 1, len(POINTS))
    return (POINTS[first - 1] if first else "") + POINTS[last]


def short_date(day: date) -> str:
    """``05/01/2026``: the form for tables."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def long_date(day: int | None, month: int | None, year: int) -> str:
    """``ngày 05 tháng 01 năm 2026``; only days below 10 and months 1 and 2 get a zero (Decree 30/2020, Annex I,
    II.4.b). None leaves the gap that the registry fills in by hand."""
    day_text = "      " if day is None else f"{day:02d}"
    month_text = "      " if month is None else (f"{month:02d}" if month <= 2 else str(month))
    return f"ngày {day_text} tháng {month_text} năm {year}"


def number_text(value: int | float | Decimal) -> str:
    """``1234567.5`` → ``1.234.567,5``, at most two decimals."""
    whole = Decimal(str(value))
    text = f"{whole:,.2f}".rstrip("0").rstrip(".") if whole != whole.to_integral_value() else f"{whole:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def cell_text(value: Cell) -> str:
    """A value as it is printed in a table."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return f"{value.hour:02d}:{value.minute:02d} {short_date(value)}"
    if isinstance(value, date):
        return short_date(value)
    return number_text(value)


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Neighbours with the same non-empty label as (first, count, label); an empty label stands alone."""
    starts = [0] + [at for at, (left, right) in enumerate(pairwise(labels), 1) if not right or left != right]
    ends = [*starts[1:], len(labels)]
    return [(first, end - first, labels[first]) for first, end in zip(starts, ends, strict=True)] if labels else []
