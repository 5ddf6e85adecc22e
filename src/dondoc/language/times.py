"""Due expressions: by when, how often. Finds them in running text and resolves them to the contract's strings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from dondoc.language.dates import number_of, real_date
from dondoc.language.lexicon import Words, words_in
from dondoc.language.periods import Reference, Stretch, day_before, read_point
from dondoc.language.recurring_rules import RECURRING
from dondoc.language.rules import Grammar, Hit, Polarity, Rule
from dondoc.language.spans import Span
from dondoc.language.time_rules import ATOMS, RULES


class Strength(StrEnum):
    """STRONG: the words only ever say by when ("trước ngày …"). PLAIN: mostly ("trong tháng 9/2025", "hằng tháng").
    WEAK: a bare day, month or year, which says so only in a field, a cell or at the head of a line."""

    STRONG = "strong"
    PLAIN = "plain"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Time:
    """One due expression. ``due`` is the contract's string ("2025-08-06", "2025-10-01/2025-12-31", "FREQ=MONTHLY",
    "continuous", …), None where the words do not resolve. ``exclusive`` where the words named the first day too late."""

    span: Span
    text: str
    due: str | None
    rule: str
    confidence: float
    strength: Strength
    exclusive: bool = False


class DayCounter(Protocol):
    """Legal counting of days; ``schedule.calendar.WorkCalendar`` is one."""

    def add_days(self, event: date, count: int) -> date: ...

    def add_working_days(self, event: date, count: int) -> date: ...

    def add_months(self, event: date, count: int) -> date: ...


class Weekdays:
    """Counts with weekends only: for use where no holiday calendar is at hand."""

    def add_days(self, event: date, count: int) -> date:
        day = event + timedelta(days=count)
        return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day

    def add_working_days(self, event: date, count: int) -> date:
        day = event
        while count > 0:
            day += timedelta(days=1)
            count -= day.weekday() < 5
        return day

    def add_months(self, event: date, count: int) -> date:
        month = event.month - 1 + count
        year, month = event.year + month // 12, month % 12 + 1
        day = next(d for n in range(event.day, 0, -1) if (d := real_date(year, month, n)))
        return self.add_days(day, 0)


@dataclass(frozen=True, slots=True)
class _Context:
    ref: Reference
    received: str | None
    counter: DayCounter
    words: Words

    @property
    def folded(self) -> str:
        return self.words.folded


_Value = tuple[str | None, float]
_NOTHING: _Value = (None, 1.0)


def _shown(stretch: Stretch) -> str:
    return str(stretch.end) if stretch.one_day else f"{stretch.start}/{stretch.end}"


def _point(hit: Hit, ctx: _Context) -> Stretch | None:
    return read_point(hit.groups.get("point") or "", ctx.ref)


def _before(hit: Hit, ctx: _Context) -> _Value:
    stretch = _point(hit, ctx)
    if stretch is None:
        return _NOTHING
    last = stretch.end if hit.groups.get("clock") else day_before(stretch.start)
    return str(last), stretch.confidence


def _by(hit: Hit, ctx: _Context) -> _Value:
    stretch = _point(hit, ctx)
    return (str(stretch.end), stretch.confidence) if stretch else _NOTHING


def _within(hit: Hit, ctx: _Context) -> _Value:
    stretch = _point(hit, ctx)
    return (_shown(stretch), stretch.confidence) if stretch else _NOTHING


def _this_year(_: Hit, ctx: _Context) -> _Value:
    year = ctx.ref.year
    return (f"{year}-01-01/{year}-12-31", 0.8) if year else _NOTHING


def _range(hit: Hit, ctx: _Context) -> _Value:
    last = read_point(hit.groups["to"] or "", ctx.ref)
    if last is None:
        return _NOTHING
    ref = Reference(ctx.ref.issued, last.start.year)
    words = hit.groups["from"] or ""
    first = read_point(words, ref)
    if first is None and (day := re.fullmatch(r"(?:ngay[ \n]+)?(\d{1,2})", words)):
        start = real_date(last.start.year, last.start.month, int(day[1]))
        first = Stretch(start, start) if start else None
    if first is None:
        return str(last.end), 0.5
    start = first.start
    if start > last.end:
        start = real_date(start.year - 1, start.month, start.day) or start
    return (f"{start}/{last.end}", last.confidence) if start <= last.end else _NOTHING


def _open(hit: Hit, ctx: _Context) -> _Value:
    stretch = _point(hit, ctx)
    return (f"{stretch.start}/..", stretch.confidence) if stretch else _NOTHING


_PERIODS = {
    "ngay": "FREQ=DAILY", "tuan": "FREQ=WEEKLY", "thang": "FREQ=MONTHLY", "quy": "FREQ=MONTHLY;INTERVAL=3", "nam": "FREQ=YEARLY",
}  # fmt: skip
_WEEKDAYS = {
    "hai": "MO",
    "ba": "TU",
    "tu": "WE",
    "nam": "TH",
    "sau": "FR",
    "bay": "SA",
    "2": "MO",
    "3": "TU",
    "4": "WE",
    "5": "TH",
    "6": "FR",
    "7": "SA",
}
_WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
_DAYS = re.compile(r"(\d{1,2})(?:[ \n]{0,3}/[ \n]{0,3}(\d{1,2})|[ \n]{1,3}thang[ \n]{1,3}(\d{1,2}))?")
_DAY_OF_WEEK = re.compile(r"thu[ \n]{1,3}(\w+)|chu[ \n]{1,3}nhat")


def _every(hit: Hit, ctx: _Context) -> _Value:
    words = (hit.groups["every"] or "").split()
    if hit.groups.get("rday"):
        return _day_of_period(hit, ctx)
    return _PERIODS[words[-1]], 0.95


def _exclusive(hit: Hit) -> bool:
    bound = hit.groups.get("bound")
    if hit.rule.normaliser in ("before",):
        return not hit.groups.get("clock")
    return bool(bound and re.search(r"\btruoc\b(?! het)", bound)) and not hit.groups.get("clock")


def _day_of_period(hit: Hit, _: _Context) -> _Value:
    words = " ".join((hit.groups["rday"] or "").split())
    every = " ".join(f"{hit.groups.get('every') or ''} {words}".split())
    exclusive = _exclusive(hit)
    weekday = _DAY_OF_WEEK.search(words)
    if weekday is not None and "ngay " not in words:
        at = _WEEK.index(_WEEKDAYS.get(weekday[1] or "", "SU"))
        return f"FREQ=WEEKLY;BYDAY={_WEEK[at - exclusive]}", 0.9
    if "cuoi cung" in words or words.startswith("ngay cuoi"):
        return _by_months(_months_of(every), -1), 0.85
    days = [(int(d), int(a or b or 0)) for d, a, b in _DAYS.findall(words)]
    if not days or any(not 1 <= d <= 31 or m > 12 for d, m in days):
        return _NOTHING
    if days[0][1]:
        return _yearly(days, exclusive)
    return _by_months(_months_of(every), days[0][0], exclusive=exclusive), 0.93


def _months_of(words: str) -> str:
    """BYMONTH of the months that the words name; empty for every month."""
    if "quy" not in words:
        return ""
    return "1,4,7,10" if re.search(r"thang (?:dau|thu nhat)", words) else "3,6,9,12"


def _by_months(months: str, day: int, *, exclusive: bool = False) -> str:
    if exclusive:
        day = day - 1 or -1
        if day == -1 and months:
            months = ",".join(str((int(m) - 2) % 12 + 1) for m in months.split(","))
            months = ",".join(sorted(months.split(","), key=int))
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}" if months else f"FREQ=MONTHLY;BYMONTHDAY={day}"


def _yearly(days: list[tuple[int, int]], exclusive: bool) -> _Value:
    """A leap year and a common one both allow the day before 1 March only as "last day of February"."""
    ends = []
    for day, month in days:
        found = real_date(2023, month, day) if month else None
        if found is None:
            return _NOTHING
        last = day_before(found) if exclusive else found
        ends.append((last.month, -1 if (last.month, last.day) == (2, 28) and exclusive and day == 1 else last.day))
    months = ",".join(str(m) for m in sorted({m for m, _ in ends}))
    monthdays = ",".join(str(d) for d in sorted({d for _, d in ends}))
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={monthdays}", 0.95


def _step(hit: Hit, _: _Context) -> _Value:
    count = number_of(hit.groups.get("n") or "1") or 1
    if "lan" in " ".join((hit.groups.get("n") or "").split()) or hit.rule.id == "time.periodic-unit":
        count = 1
    base = _PERIODS[hit.groups["unit"] or "thang"]
    if "INTERVAL" in base:
        return f"FREQ=MONTHLY;INTERVAL={3 * count}", 0.9
    return (f"{base};INTERVAL={count}" if count > 1 else base), 0.9


def _duration(hit: Hit, ctx: _Context) -> _Value:
    count = number_of(hit.groups["n"] or "")
    start = _anchor(hit.groups["anchor"] or "", ctx)
    if count is None or start is None:
        return _NOTHING
    unit = " ".join((hit.groups["unit"] or "").split())
    if unit == "ngay lam viec":
        return str(ctx.counter.add_working_days(start, count)), 0.85
    if unit == "thang":
        return str(ctx.counter.add_months(start, count)), 0.85
    return str(ctx.counter.add_days(start, count * (7 if unit == "tuan" else 1))), 0.85


_SIGNED = re.compile(
    r"(?:ngay|khi)[ \n]+(?:ky|ban hanh|van ban nay|ke hoach nay)|(?:ngay|khi) (?:ke hoach|van ban|chi thi|quyet dinh)[^,;.]{0,30}ban hanh"
)


def _anchor(words: str, ctx: _Context) -> date | None:
    """The day that a duration runs from: printed, the day of issue, or the day of receipt where it is known."""
    printed = re.search(r"ngay[ \n]+\d.*", words)
    if printed is not None:
        stretch = next((s for n in range(len(printed[0]), 6, -1) if (s := read_point(printed[0][:n], ctx.ref))), None)
        return stretch.start if stretch else None
    if re.search(r"\bnhan\b", words):
        return date.fromisoformat(ctx.received) if ctx.received and len(ctx.received) == 10 else None
    return ctx.ref.day if _SIGNED.search(words) else None


_NORMALISERS: dict[str, Callable[[Hit, _Context], _Value]] = {
    "before": _before,
    "by": _by,
    "within": _within,
    "bare": _within,
    "this-year": _this_year,
    "range": _range,
    "open": _open,
    "every": _every,
    "day-of-period": _day_of_period,
    "step": _step,
    "duration": _duration,
    "continuous": lambda _, __: ("continuous", 0.95),
    "on-demand": lambda _, __: ("on-demand", 0.9),
    "none": lambda _, __: _NOTHING,
}
_STRONG = {"before", "by", "every", "day-of-period", "step", "duration"}
_REFERENCE = Rule(
    "time.reference",
    "time",
    "theo",
    r"theo (?:cac moc thoi gian|tien do|thoi gian|ke hoach|huong dan|quyet dinh|phuong an|dieu|phu luc|phan cong|chuong trinh|quy dinh|thong bao)(?: [^;\n\t]{1,200})?",
    "none",
)
_CELL = Rule(
    "time.cell",
    "time",
    "ca nam|trong nam|nam|#",
    r"(?P<whole>ca nam|trong nam)|(?P<whole>nam)(?=[ \n]*$)",
    "this-year",
)
GRAMMAR = Grammar((*RULES, *RECURRING), ATOMS)
_CELL_GRAMMAR = Grammar((*RULES, *RECURRING, _CELL, _REFERENCE), ATOMS)

_CITED_BEFORE = re.compile(
    r"(?:[/-][a-z][a-z0-9&]*[,)]?|\bso|\bky|\bban hanh|\bhop|\bthong qua|\bcong bo|\bphien hop|\bhoi nghi|\bbuoi lam viec|\bcuoc hop|\bsinh|\bluc|\bqh\d\d)"
    r"[ \n]{1,3}(?:vao )?$"
)
_CITED_AFTER = re.compile(r"[ \n]{0,3},?[ \n]{0,3}(?:cua|ve viec|v/v)\b")
_HEAD = re.compile(r"(?:^|[\n\t:;(.+\u2022]|[ \n]-|\bhoan thanh|\bthoi gian|\bthoi han|\bxong)[ \n]*$")


def find_times(
    text: str,
    issued: str | None,
    received: str | None = None,
    *,
    year_hint: int | None = None,
    counter: DayCounter | None = None,
) -> list[Time]:
    """All due expressions in a stretch of running NFC text, in reading order, none overlapping. Never raises.

    ``issued`` and ``received`` are ISO dates as precise as known; ``year_hint`` is the year that a plan is for. Pass
    a ``WorkCalendar`` as ``counter`` where working days matter; by default only weekends are off.
    Dates of cited documents, past results and adjectives ("nguồn chi thường xuyên") are not returned.
    """
    ctx = _Context(Reference(issued, year_hint), received, counter or Weekdays(), words_in(text))
    times = []
    for hit in GRAMMAR.scan(ctx.words):
        if hit.rule.polarity is Polarity.FINDS and not _cited(hit, ctx):
            times.append(_time(hit, text, ctx))
    return times


def resolve(
    time_text: str, issued: str | None, received: str | None = None, *, counter: DayCounter | None = None
) -> tuple[str | None, str]:
    """The due of words that are known to be a time, and the rule that said so ("" where none did)."""
    found = resolve_cell(time_text, issued, None, received=received, counter=counter)
    return found.due, found.rule


def resolve_cell(
    text: str,
    issued: str | None,
    year_hint: int | None = None,
    *,
    received: str | None = None,
    counter: DayCounter | None = None,
) -> Time:
    """Resolves a table cell or field line that says the time ("Quý IV", "12/2025", "Cả năm", "Trước 20/11").

    The first expression that resolves is taken; ``due`` is None where none does.
    """
    ctx = _Context(Reference(issued, year_hint), received, counter or Weekdays(), words_in(text))
    hits = [h for h in _CELL_GRAMMAR.scan(ctx.words) if h.rule.polarity is Polarity.FINDS and not _after_code(h, ctx)]
    times = [_time(hit, text, ctx) for hit in hits]
    whole = Time(Span(0, len(text)), text, None, times[0].rule if times else "", 0.5, Strength.PLAIN)
    return next((t for t in times if t.due is not None), whole)


def _time(hit: Hit, text: str, ctx: _Context) -> Time:
    due, confidence = _NORMALISERS[hit.rule.normaliser](hit, ctx)
    end = hit.span.end - (len(hit.span.of(text)) - len(hit.span.of(text).rstrip(" \n")))
    span = Span(hit.span.start, end)
    return Time(
        span, span.of(text), due, hit.rule.id, round(hit.rule.weight * confidence, 3), _strength(hit), _exclusive(hit)
    )


def _strength(hit: Hit) -> Strength:
    name = hit.rule.normaliser
    if name == "bare" or (name == "by" and (hit.groups.get("bound") or "") in ("den", "toi", "het")):
        return Strength.WEAK
    return Strength.STRONG if name in _STRONG else Strength.PLAIN


def _after_code(hit: Hit, ctx: _Context) -> bool:
    return (
        hit.rule.normaliser in ("bare", "within", "open")
        and _CITED_BEFORE.search(ctx.folded, max(0, hit.span.start - 40), hit.span.start) is not None
    )


def _cited(hit: Hit, ctx: _Context) -> bool:
    """Whether a bare point is the date of a document or event, or a year in a name, and not a due."""
    if hit.rule.normaliser != "bare":
        return hit.rule.normaliser == "within" and _after_code(hit, ctx)
    start, end = hit.span
    if _after_code(hit, ctx) or _CITED_AFTER.match(ctx.folded, end):
        return True
    words = hit.groups.get("point") or ""
    if (not words.startswith(("ngay", "thang")) and not words[:1].isdigit()) or re.match(r"\d+ thang", words):
        return _HEAD.search(ctx.folded, max(0, start - 24), start) is None
    stretch = read_point(words, ctx.ref)
    return stretch is None or (ctx.ref.day is not None and stretch.end < ctx.ref.day)
