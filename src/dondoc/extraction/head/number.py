"""Number, symbol and date of the document itself (Decree 30/2020, Annex I, II.3, II.4; 36-HD/VPTW for the Party)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.extraction.directive import Value
from dondoc.extraction.layout import Layout, Line
from dondoc.language.cues import cue
from dondoc.reading.text import Span

_SYMBOL = r"[A-ZĐÔƯ][\wĐđ&]*(?:\s?\.\s?[A-ZĐ][\wĐđ&]*)*(?:\s{0,2}[-–/]\s{0,2}[A-ZĐ][\wĐđ&.]*)*"
_STATE = cue(
    "head.number-state",
    re.compile(
        r"\b[Ss][ốôồóo0][^\w\s/]{0,2}\s*(?P<number>[^/\n\t]{0,16}?)\s*/\s*(?P<year>\d{4}\s*/\s*)?(?P<symbol>"
        + _SYMBOL
        + ")"
    ),
    finds=(
        "[[Số: 12/KH-SYT]]",
        "[[Số 45/2026/QĐ-UBND]]",
    ),
    leaves=("Sở 12",),
    printed=True,
)
_PARTY = cue(
    "head.number-party",
    re.compile(
        r"\b[Ss][ốôồóo0][^\w\s/]{0,2}\s*(?P<number>[\d\s.…]{0,12}?)\s*[-–]\s*(?P<symbol>[A-ZĐ][\wĐ]{1,4}\s*/\s*[A-ZĐ][\wĐđ]*(?:-[A-ZĐ][\wĐđ]*)?)"
    ),
    finds=(
        "[[Số 12-KH/TU]]",
        "[[Số 612-CV/VPTU]]",
    ),
    leaves=("Số: 12/KH-SYT",),
    printed=True,
)
_BARE = re.compile(r"^\s*(?P<number>\d{0,5})\s*/\s*(?P<symbol>" + _SYMBOL + r")\s*$")
_DATE = cue(
    "head.date",
    re.compile(
        r"ngay(?P<day>\W{0,8}[^\s]{0,3}\W{0,6}?)thang(?P<month>\W{0,8}[^\s]{0,3}?\W{0,8}?)nam(?P<year>\s*[\d\s.…]{0,8})"
    ),
    finds=(
        "[[ngày 05 tháng 5 năm 2026]]",
        "[[ngày     tháng 5 năm 2026]]",
    ),
    leaves=("trong tháng 5 năm 2026",),
)
_SLASHED = cue(
    "head.date-slashed",
    re.compile(r"ngay\s*(\d{1,2})\s*[/⁄]\s*(\d{1,2})\s*[/⁄]\s*(\d{4})"),
    finds=("[[ngày 05/5/2026]]",),
    leaves=("ngày 05 tháng 5",),
)
_ENCLOSED = cue(
    "head.enclosed",
    re.compile(r"kem theo [^()]{3,40}? s[o6]:?\s*(\d{1,5})\s*(?:/|[-–])\s*"),
    finds=("([[Kèm theo Kế hoạch số 12/]]KH-SYT)",),
    leaves=("Thực hiện Kế hoạch số 12/KH-SYT",),
    anywhere=True,
)
NUMBERED = re.compile(r"\bS[ốôồó][^\w\s/]{0,2}\s*[^/\n\t]{0,16}?\s*/\s*(?:\d{4}\s*/\s*)?" + _SYMBOL)
DATED = re.compile(r"(?:[A-ZĐ]\w{1,20}+(?:\s?[-–]\s?|\s)?){1,6},?\s+ng[àa]y.{0,12}th[áa]ng.{0,12}n[ăa]m[\s\d.…]{0,8}")


@dataclass(frozen=True, slots=True)
class OwnNumber:
    code: Value[str] | None = None
    symbol: Value[str] | None = None


def own_number(layout: Layout) -> OwnNumber:
    """The document's own number; the code is None where the number is blank or cannot be read."""
    for index, line in enumerate(layout.head):
        found = _PARTY.search(line.words) or _STATE.search(line.words) or _BARE.match(line.words)
        if found:
            return _from_match(line, found, _stamped(layout, index, found.end()))
    return _enclosed_number(layout)


def _stamped(layout: Layout, index: int, end: int) -> list[str]:
    """Figures that were stamped over the blanks of a line: behind its words, or alone on the line above or below."""
    behind = re.fullmatch(r"\s*(\d{1,5})\s*", layout.head[index].words[end:])
    if behind:
        return [behind.group(1)]
    for near in (index + 1, index - 1):
        if 0 <= near < len(layout.head) and re.fullmatch(r"[\d\s]{1,12}", layout.head[near].words):
            return layout.head[near].words.split()
    return []


def _from_match(line: Line, found: re.Match[str], stamped: list[str]) -> OwnNumber:
    symbol = re.sub(r"\s+", "", found["symbol"]).replace("–", "-").rstrip(".")
    span = Span(line.span.start + found.start(), line.span.start + found.end())
    number = re.sub(r"[\s.…]+", "", found["number"])
    if not number and len(stamped) == 1:
        number = stamped[0]
    value = Value(symbol, span, "head.symbol", 0.97)
    if not re.fullmatch(r"\d{1,6}[a-zA-ZđĐ]?", number):
        return OwnNumber(symbol=value)
    join = "-" if found.re is _PARTY else "/"
    year = re.sub(r"\D", "", found.groupdict().get("year") or "")
    code = f"{number}{join}{year + '/' if year else ''}{symbol}"
    return OwnNumber(Value(code, span, "head.number", 0.97), value)


def _enclosed_number(layout: Layout) -> OwnNumber:
    """The number that an appendix repeats: "(Kèm theo Công văn số 12/SYT-VP ngày …)"."""
    found = _ENCLOSED.search(layout.folded)
    if not found:
        return OwnNumber()
    symbol = re.match(_SYMBOL, layout.content[found.end() : found.end() + 40])
    if not symbol:
        return OwnNumber()
    span = Span(found.start(1), found.end() + symbol.end())
    words = re.sub(r"\s+", "", symbol.group()).rstrip(".")
    join = "-" if "-" in layout.content[found.end(1) : found.end()] else "/"
    return OwnNumber(
        Value(found.group(1) + join + words, span, "head.enclosed", 0.8), Value(words, span, "head.enclosed", 0.8)
    )


def issued_on(layout: Layout) -> Value[str] | None:
    """The date of issue as precise as it can be read: "2025-08-06", "2025-08", "2025"."""
    repeated = _enclosed_date(layout)
    for index, line in enumerate(layout.head):
        found = _DATE.search(line.folded)
        if found and (value := _printed(found, _stamped(layout, index, found.end()))):
            span = Span(line.span.start + found.start(), line.span.start + found.end())
            if repeated and len(repeated.value) > len(value):
                return repeated
            return Value(value, span, "head.date", 0.97 if len(value) == 10 else 0.9)
    return repeated


def _printed(found: re.Match[str], stamped: list[str]) -> str | None:
    year = re.sub(r"\D", "", found["year"])
    if len(year) != 4 or not 1945 <= int(year) <= 2100:
        return None
    blanks = [name for name in ("day", "month") if not found[name].strip(" \t.…_")]
    filled = dict(zip(blanks, stamped, strict=False)) if len(blanks) == len(stamped) else {}
    month = _number(filled.get("month", found["month"]), 12)
    day = _number(filled.get("day", found["day"]), 31)
    if month is None:
        return year
    return f"{year}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def _number(words: str, most: int) -> int | None:
    digits = words.strip(" \t.,…-_")
    if not digits.isascii() or not digits.isdigit():
        return None
    return int(digits) if 1 <= int(digits) <= most else None


def _enclosed_date(layout: Layout) -> Value[str] | None:
    found = _ENCLOSED.search(layout.folded)
    if not found:
        return None
    date = _SLASHED.search(layout.folded, found.end(), found.end() + 60)
    if not date or int(date[2]) > 12 or int(date[1]) > 31:
        return None
    return Value(
        f"{date[3]}-{int(date[2]):02d}-{int(date[1]):02d}", Span(date.start(1), date.end()), "head.enclosed", 0.8
    )


def without_number(words: str, lines: Sequence[str] = ()) -> str:
    """A head line without its own number and its place and date, where two columns were read as one line."""
    return re.sub(r"\s{2,}", " ", DATED.sub(" ", NUMBERED.sub(" ", words))).strip(" _.:")
