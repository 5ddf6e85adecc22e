"""Points of time in administrative Vietnamese (a day, a month, quarters, halves, years) as stretches of days.

Works on folded text. What the words leave out is taken from the reference: the document's day of issue, and the year
that a plan or table is for.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import regex

from dondoc.language.dates import LONG, MONTH_WORDS, NUMERIC, SHORT, number_of, real_date, year_of
from dondoc.language.values import value

_S = r"[\x20\n]{0,3}+"
_G = r"[\x20\n]{1,3}+"
_YYYY = r"20\d\d"
_Q = r"(?:iv|i{1,3}|[1-4])(?![^\W_])"
_M = r"(?:1[0-2]|0?[1-9])(?!\d)"
# Not "năm": "tháng năm 2026" with a blank month is more common than May in words.
_MONTH_NAME = MONTH_WORDS.replace("|nam|", "|")
_OF_YEAR = rf"(?:{_S}[/\-]{_S}(?P<y>{_YYYY})|,?{_S}\(?(?:cua{_G})?nam{_G}(?P<y>{_YYYY})\)?|,?{_G}(?P<rel>nam{_G}(?:nay|sau|toi|lien ke|ke tiep|tiep theo)))?(?!\d)"
_AND = rf"(?:{_S},{_S}|{_S}[-;]{_S}|{_G}va{_G}|{_G}den{_G}|{_G}hoac{_G})(?:(?:quy|thang|het){_G})?(?:thang{_G})?"
_WEEKDAY = rf"(?:{_S}\({_S}(?:thu|chu){_G}\w{{2,5}}{_S}\))?"


@value
class Reference:
    """What incomplete times are read against. ``issued`` as precise as printed; ``year`` is that of the plan, else of
    the issue."""

    issued: str | None = None
    year_hint: int | None = None

    @property
    def day(self) -> date | None:
        """The day of issue where it is fully known."""
        return date.fromisoformat(self.issued) if self.issued is not None and len(self.issued) == 10 else None

    @property
    def earliest(self) -> date:
        """The first day that the issue can lie on; the beginning of time where nothing is known."""
        if not self.issued:
            return date.min
        year, month, day = (*(int(p) for p in self.issued.split("-")), 1, 1)[:3]
        return real_date(year, month, day) or date.min

    @property
    def issue_year(self) -> int | None:
        return int(self.issued[:4]) if self.issued else None

    @property
    def year(self) -> int | None:
        return self.year_hint or self.issue_year

    def guess_year(self, month: int, day: int | None = None) -> tuple[int | None, float]:
        """The year of a day or month printed without one, and how sure that is: the plan's, else that of the issue, or
        the next one where the day would lie before the issue."""
        if self.year_hint is not None:
            return self.year_hint, 0.8
        year = self.issue_year
        if year is None:
            return None, 0.0
        issued_month = int((self.issued or "")[5:7] or 1)
        issued_day = self.day.day if self.day else 1
        passed = (month, day or 31) < (issued_month, issued_day)
        return (year + 1, 0.5) if passed else (year, 0.75)


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day. ``bare`` where the year was not printed; ``confidence`` falls with what was assumed."""

    start: date
    end: date
    confidence: float = 1.0

    @property
    def one_day(self) -> bool:
        return self.start == self.end


_Reader = Callable[["regex.Match[str]", Reference], Stretch | None]


def month_stretch(year: int, first: int, last: int | None = None, confidence: float = 1.0) -> Stretch:
    last = last or first
    return Stretch(date(year, first, 1), date(year, last, monthrange(year, last)[1]), confidence)


def _printed_year(match: regex.Match[str], ref: Reference, month: int) -> tuple[int | None, float]:
    if match["y"]:
        return int(match["y"]), 1.0
    if match["rel"]:
        base = ref.year
        if base is None:
            return None, 0.0
        return (base if match["rel"].endswith("nay") else base + 1), 0.8
    return ref.guess_year(month)


def _day(match: regex.Match[str], ref: Reference) -> Stretch | None:
    day, month = number_of(match["d"]), number_of(match["m"])
    groups = match.groupdict()
    year, confidence = (year_of(groups["y"]), 1.0) if groups.get("y") else (None, 0.0)
    if day is None or month is None:
        return None
    if year is None:
        year, confidence = ref.guess_year(month, day)
        if rel := groups.get("rel"):
            base = ref.year
            year, confidence = (None if base is None else base if rel.endswith("nay") else base + 1), 0.8
    found = real_date(year, month, day) if year else None
    return Stretch(found, found, confidence) if found else None


def _months(match: regex.Match[str], ref: Reference) -> Stretch | None:
    months = [number_of(m) or 0 for m in match.captures("m")]
    if not all(1 <= m <= 12 for m in months):
        return None
    year, confidence = _printed_year(match, ref, months[-1])
    if year is None or months[0] > months[-1]:
        return None
    whole = month_stretch(year, months[0], months[-1], confidence)
    return _part(match["part"], whole)


def _part(words: str | None, whole: Stretch) -> Stretch:
    """đầu / giữa / cuối of a month as its three ten-day parts (thượng, trung, hạ tuần)."""
    if not words or whole.start.month != whole.end.month:
        return whole
    first, last = whole.start, whole.end
    if words.startswith(("dau", "thuong")):
        return Stretch(first, first.replace(day=10), 0.6)
    if words.startswith(("giua", "trung")):
        return Stretch(first.replace(day=11), first.replace(day=20), 0.6)
    return Stretch(first.replace(day=21), last, 0.6)


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _quarters(match: regex.Match[str], ref: Reference) -> Stretch | None:
    numbers = [_QUARTERS.get(q) or int(q) for q in match.captures("q")]
    year, confidence = _printed_year(match, ref, 3 * numbers[-1])
    if year is None or numbers[0] > numbers[-1]:
        return None
    return month_stretch(year, 3 * numbers[0] - 2, 3 * numbers[-1], confidence)


def _half(match: regex.Match[str], ref: Reference) -> Stretch | None:
    last = match["half"].startswith("cuoi")
    count = number_of(match["n"]) if match["n"] else 6
    if count is None or not 1 <= count <= 12:
        return None
    year, confidence = (int(match["y"]), 1.0) if match["y"] else (ref.year, 0.8)
    if year is None:
        return None
    return month_stretch(year, 13 - count, 12, confidence) if last else month_stretch(year, 1, count, confidence)


def _years(match: regex.Match[str], ref: Reference) -> Stretch | None:
    years = [int(y) for y in match.captures("y")]
    if years[-1] < years[0]:
        return None
    part = match.groupdict().get("part") or ""
    if len(years) == 1 and part:
        return month_stretch(years[0], 1, 3, 0.5) if part.startswith("dau") else month_stretch(years[0], 10, 12, 0.5)
    return Stretch(date(years[0], 1, 1), date(years[-1], 12, 31))


def _this_year(match: regex.Match[str], ref: Reference) -> Stretch | None:
    year = ref.year
    if year is None:
        return None
    if (match["rel"] or "").split()[-1:] not in ([], ["nay"]):
        year += 1
    return Stretch(date(year, 1, 1), date(year, 12, 31), 0.75)


def _this_month(match: regex.Match[str], ref: Reference) -> Stretch | None:
    day = ref.day
    if day is None:
        return None
    later = 0 if match["rel"].endswith("nay") else 1
    month = day.month - 1 + later
    printed = match.groupdict().get("d")
    if printed:
        found = real_date(day.year + month // 12, month % 12 + 1, int(printed))
        return Stretch(found, found, 0.7) if found else None
    return month_stretch(day.year + month // 12, month % 12 + 1, confidence=0.8)


def _cell_month(match: regex.Match[str], ref: Reference) -> Stretch | None:
    """ "12/2025" as cells print it."""
    return month_stretch(int(match["y"]), int(match["m"]))


_WEEKS = {"dau": 0, "nhat": 0, "hai": 1, "ba": 2, "tu": 3}


def _week_of_month(match: regex.Match[str], ref: Reference) -> Stretch | None:
    """Seven days of a month, counted from its first, or its last seven: "tuần đầu tháng 12/2025"."""
    year, confidence = _printed_year(match, ref, int(match["m"]))
    if year is None:
        return None
    whole = month_stretch(year, int(match["m"]), confidence=confidence)
    if match["part"] in _WEEKS:
        first = whole.start + timedelta(days=7 * _WEEKS[match["part"]])
        return Stretch(first, first + timedelta(days=6), 0.7)
    return Stretch(whole.end - timedelta(days=6), whole.end, 0.7)


_SHORT_REL = rf"{SHORT}(?:,?{_G}(?:cua{_G})?(?P<rel>nam{_G}(?:nay|sau|toi|lien ke|ke tiep|tiep theo))(?:{_G}sau{_G}nam{_G}danh{_G}gia)?)?"
_DAY_OF_MONTH = rf"(?:ngay{_G})?(?P<d>[0-3]?\d)/(?P<m>{_M})(?:{_G}(?P<rel>nam{_G}(?:nay|sau|toi|lien ke|ke tiep|tiep theo)))?(?![\d/])"
_PART = rf"(?:(?P<part>dau|giua|cuoi|thuong{_G}tuan|trung{_G}tuan|ha{_G}tuan){_G})?"

POINTS: tuple[tuple[str, str, _Reader], ...] = (
    ("day", NUMERIC + _WEEKDAY, _day),
    ("day", LONG + _WEEKDAY, _day),
    ("day", _SHORT_REL + _WEEKDAY, _day),
    ("day-in-month", rf"ngay{_G}(?P<d>[0-3]?\d){_G}(?:cua{_G})?(?P<rel>thang{_G}(?:nay|sau|toi))", _this_month),
    ("this-month", rf"(?P<rel>thang{_G}(?:nay|sau|toi))", _this_month),
    ("week", rf"tuan{_G}(?:thu{_G})?(?P<part>dau|cuoi|nhat|hai|ba|tu)(?:{_G}tien|{_G}cung)?{_G}(?:cua{_G})?thang{_G}(?P<m>{_M}){_OF_YEAR}", _week_of_month),
    ("months", rf"{_PART}(?:cac{_G})?thang{_G}(?P<m>{_M}|{_MONTH_NAME})(?:{_AND}(?P<m>{_M}))*{_OF_YEAR}", _months),
    ("quarters", rf"(?:(?:cac|dau|cuoi){_G})?quy{_G}(?P<q>{_Q})(?:{_AND}(?P<q>{_Q}))*{_OF_YEAR}", _quarters),
    ("half", rf"(?:(?P<n>0?[3689]){_G}thang|(?P<n>sau|chin){_G}thang|nua){_G}(?P<half>dau|cuoi){_G}nam(?:{_G}(?P<y>{_YYYY}))?", _half),
    ("years", rf"(?:giai{_G}doan(?:{_G}nam)?|(?:trong{_G})?(?:hai|cac|02|2){_G}nam|nam{_G}hoc|thoi{_G}ky){_G}(?P<y>{_YYYY})(?:{_AND}(?:nam{_G})?(?P<y>{_YYYY}))+", _years),
    ("years", rf"(?:(?P<part>dau|cuoi|het){_G})?nam{_G}(?P<y>{_YYYY})(?:{_AND}(?:nam{_G})?(?P<y>{_YYYY}))*(?!\d)", _years),
    ("this-year", rf"(?:ca|het|cuoi)?{_S}(?P<rel>nam{_G}(?:nay|sau|toi|lien ke|ke tiep|tiep theo))", _this_year),
    ("cell-years", rf"(?P<y>{_YYYY}){_S}[-–]{_S}(?P<y>{_YYYY})(?![\d/])", _years),
    ("cell-month", rf"(?P<m>{_M}){_S}[/\-]{_S}(?P<y>{_YYYY})(?!\d)", _cell_month),
    ("cell-day", _DAY_OF_MONTH, _day),
)  # fmt: skip


def _plain(pattern: str) -> str:
    """The pattern without its named groups, to stand inside of a rule."""
    return re.sub(r"\(\?P<[a-z]+>", "(?:", pattern.replace("(?P=sep)", "[/.\\-]"))


_FIRST = r"(?=ngay|thang|cac|quy|nam|dau|giua|cuoi|thuong|trung|ha|nua|giai|hai|ca|het|thoi|trong|sau|chin|tuan|mong|mung|muoi|ba|[\dol])"
POINT = _FIRST + "(?:" + "|".join(_plain(pattern) for _, pattern, _ in POINTS) + ")"
_COMPILED = tuple((name, regex.compile(pattern), reader) for name, pattern, reader in POINTS)


@lru_cache(maxsize=4096)
def read_point(folded: str, ref: Reference) -> Stretch | None:
    """The stretch that the folded words of one point of time cover; None where they cannot be resolved."""
    words = folded.strip(" \n\t.,;")
    for _, pattern, reader in _COMPILED:
        match = pattern.fullmatch(words)
        if match is not None:
            return reader(match, ref)
    return None


def day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
