"""Dates as Vietnamese documents print them, resolved to ISO 8601 as precisely as printed."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import regex

from dondoc.language.folding import fold
from dondoc.language.rules import Rule
from dondoc.language.spans import Span

_UNITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_MONTH_NAMES = {"gieng": 1, "chap": 12}
_UNIT = "(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)"
DAY_WORDS = rf"(?:(?:mong|mung)[\x20\n]{{1,3}}(?:muoi|{_UNIT})|(?:ba|hai)[\x20\n]{{1,3}}muoi(?:[\x20\n]{{1,3}}{_UNIT})?|muoi(?:[\x20\n]{{1,3}}{_UNIT})?)"
MONTH_WORDS = rf"(?:gieng|chap|muoi(?:[\x20\n]{{1,3}}(?:mot|hai))?|{_UNIT})"
_S = r"[\x20\n]{0,3}+"
_G = r"[\x20\n]{1,3}+"
_DD = r"[0-3ol]?[\dol]"
_MM = r"(?:[01o]?[\dol])"
_YYYY = r"(?:1[89]|2[0o])[\dol]{2}"
_BLANK = r"[ ._…\u2026]{1,40}+"

NUMERIC = rf"(?:ngay{_G})?(?P<d>{_DD}){_S}(?P<sep>[/.\-]){_S}(?P<m>{_MM}){_S}(?P=sep){_S}(?P<y>{_YYYY})(?![\dol/])"
LONG = (
    rf"(?:ngay{_G})?(?P<d>{_DD}|{DAY_WORDS}),?{_G}thang{_G}(?P<m>{_MM}|{MONTH_WORDS})(?:,?{_G}(?:nam{_G})?|{_S}/{_S})"
    rf"(?P<y>{_YYYY}|hai{_G}nghin(?:{_G}[a-z]{{2,6}}){{1,5}})(?![\d])"
)
SHORT = rf"ngay{_G}(?:(?P<d>{_DD}){_S}[/\-]{_S}(?P<m>{_MM})(?![\d/\-])|(?P<d>{_DD}|{DAY_WORDS}){_G}thang{_G}(?P<m>{_MM}|{MONTH_WORDS})(?![\d/]))"
BLANK_DAY = rf"ngay{_BLANK}(?:thang{_G}(?P<m>{_MM})|thang{_BLANK}|/{_S}(?P<m>{_MM}))(?:,?{_S}nam{_G}|{_S}/{_S})(?P<y>{_YYYY})(?!\d)"
MONTH = rf"thang{_G}(?P<m>{_MM})(?:{_S}[/\-]{_S}|,?{_G}nam{_G})(?P<y>{_YYYY})(?!\d)"
YEAR = rf"nam{_G}(?P<y>{_YYYY})(?!\d)"
_ALL = regex.compile(
    rf"(?<![^\W_])(?:(?P<numeric>{NUMERIC})|(?P<long>{LONG})|(?P<blank>{BLANK_DAY})|(?P<short>{SHORT})|(?P<month>{MONTH})|(?P<year>{YEAR}))"
)
RULES: tuple[Rule, ...] = (
    Rule(
        "date.numeric",
        "date",
        "ngày|#",
        NUMERIC,
        "day",
        examples=("ký [[ngày 06/8/2025|2025-08-06]]", "ký [[06-8-2025|2025-08-06]]", "họp [[ngày 31/6/2025|?]]"),
        counter_examples=("phiên bản 1.2.3", "số 12/2025/QĐ-UBND"),
    ),
    Rule(
        "date.long",
        "date",
        "ngày",
        LONG,
        "day",
        examples=(
            "Bình An, [[ngày 6 tháng 8 năm 2025|2025-08-06]]",
            "[[ngày mồng một tháng chín năm hai nghìn không trăm hai mươi lăm|2025-09-01]]",
        ),
        counter_examples=("trong 6 tháng", "ngày 6 hằng tháng"),
    ),
    Rule(
        "date.blank-day",
        "date",
        "ngày",
        BLANK_DAY,
        "month",
        examples=("Bình An, [[ngày      tháng 7 năm 2025|2025-07]]", "[[ngày ... tháng ... năm 2025|2025]]"),
        counter_examples=("ngày 6 tháng 7 năm 2025",),
    ),
    Rule(
        "date.short",
        "date",
        "ngày",
        SHORT,
        "day",
        examples=("gửi [[ngày 24/8|?]]", "gửi [[ngày 24 tháng 8|?]]"),
        counter_examples=("ngày 24/8/2025", "ngày 24 hằng tháng"),
    ),
    Rule(
        "date.month",
        "date",
        "tháng",
        MONTH,
        "month",
        examples=("lịch [[tháng 9/2025|2025-09]]", "lịch [[tháng 9 năm 2025|2025-09]]"),
        counter_examples=("6 tháng đầu năm 2025", "tháng sau"),
    ),
    Rule(
        "date.year",
        "date",
        "năm",
        YEAR,
        "year",
        examples=("kế hoạch [[năm 2026|2026]]",),
        counter_examples=("năm tháng", "năm 26"),
    ),
)
_OPENING = re.compile(
    r"(?<![^\W_])(?:ngay|thang|nam|mong|mung|muoi|hai muoi|ba muoi|[0-3ol]?[\dol](?=[\x20\n]{0,3}[/.\-]|[\x20\n]{1,3}thang))(?![^\W_])"
)
_SLIPS = str.maketrans("ol", "01")


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text. ``iso`` is "2025-08-06", "2025-08" or "2025" as printed; None where it cannot be (31/6) or has no
    year, which ``day``/``month`` then still say. ``doubtful`` where it is impossible or a letter was read as a digit."""

    span: Span
    iso: str | None
    day: int | None
    month: int | None
    year: int | None
    doubtful: bool = False


def number_of(words: str) -> int | None:
    """A number below 100 in digits or folded words ("05", "mong mot", "hai muoi lam", "gieng"); None where it is none."""
    words = " ".join(words.split())
    if words in _MONTH_NAMES:
        return _MONTH_NAMES[words]
    digits = words.translate(_SLIPS)
    if digits.isdecimal() and any(c.isdecimal() for c in words):
        return int(digits)
    parts = [p for p in words.split() if p not in ("mong", "mung")]
    total = 0
    for part in parts:
        if part == "muoi":
            total = total * 10 if total else 10
        elif part in _UNITS:
            total += _UNITS[part]
        else:
            return None
    return total if parts else None


def year_of(words: str) -> int | None:
    """A year in digits or folded words ("hai nghin khong tram hai muoi lam")."""
    words = " ".join(words.split())
    if not words.startswith("hai nghin"):
        return number_of(words)
    rest = words.removeprefix("hai nghin").replace("khong tram", "").replace("linh", "").replace("le", "").split()
    below = number_of(" ".join(rest)) if rest else 0
    return None if below is None else 2000 + below


def real_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (31/6)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12) or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def find_dates(text: str) -> list[Date]:
    """All dates of an NFC text in reading order, none overlapping. Never raises."""
    folded = fold(text)
    found: list[Date] = []
    pos = 0
    while (opening := _OPENING.search(folded, pos)) is not None:
        match = _ALL.match(folded, opening.start())
        if match is None:
            pos = opening.end()
            continue
        pos = match.end()
        found.append(_date(match))
    return found


def parse_date(text: str) -> str | None:
    """The ISO date of the first date in a text; None where there is none."""
    return next((d.iso for d in find_dates(text) if d.iso), None)


def _date(match: regex.Match[str]) -> Date:
    d, m, y = match["d"], match["m"], match["y"]
    day = number_of(d) if d else None
    month = number_of(m) if m else None
    year = year_of(y) if y else None
    slipped = any(c in "ol" for part in (d, m, y) if part and any(x.isdecimal() for x in part) for c in part)
    iso = _iso(day, month, year)
    impossible = iso is None and year is not None
    return Date(Span(match.start(), match.end()), iso, day, month, year, doubtful=slipped or impossible)


def _iso(day: int | None, month: int | None, year: int | None) -> str | None:
    if year is None:
        return None
    if month is None:
        return f"{year:04d}" if day is None else None
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    real = real_date(year, month, day)
    return real.isoformat() if real else None
