"""What due expressions mean: one normaliser a kind of rule, from the parts of a hit to the contract's string."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dondoc.language.counting import DayCounter
from dondoc.language.cues import cue
from dondoc.language.dates import number_of, real_date
from dondoc.language.lexicon import Words
from dondoc.language.periods import Reference, Stretch, day_before, read_point
from dondoc.language.rules import Hit
from dondoc.language.values import value


@value
class Context:
    """What times are read against, and the stretch [``begin``, ``end``) of the text in which they are looked for."""

    ref: Reference
    received: str | None
    counter: DayCounter
    words: Words
    begin: int
    end: int
    above: str | None = None
    """The last deadline that was named before, an ISO date."""

    @property
    def folded(self) -> str:
        return self.words.folded


Value = tuple[str | None, float]
_NOTHING: Value = (None, 1.0)


def _shown(stretch: Stretch) -> str:
    return str(stretch.end) if stretch.one_day else f"{stretch.start}/{stretch.end}"


def _point(hit: Hit, ctx: Context) -> Stretch | None:
    return read_point(hit.groups.get("point") or "", ctx.ref)


def _school_year(hit: Hit) -> bool:
    """A school year has no first day that the words tell."""
    return (hit.groups.get("point") or "").startswith("nam hoc")


def _before(hit: Hit, ctx: Context) -> Value:
    if _school_year(hit):
        return _NOTHING
    stretch = _point(hit, ctx)
    if stretch is None:
        return _NOTHING
    last = stretch.end if hit.groups.get("clock") else day_before(stretch.start)
    return str(last), stretch.confidence


def _by(hit: Hit, ctx: Context) -> Value:
    stretch = _point(hit, ctx)
    return (str(stretch.end), stretch.confidence) if stretch else _NOTHING


def _within(hit: Hit, ctx: Context) -> Value:
    stretch = _point(hit, ctx)
    return (_shown(stretch), stretch.confidence) if stretch else _NOTHING


def _today(hit: Hit, ctx: Context) -> Value:
    """The day that stands beside "hôm nay", else the day of issue."""
    if hit.groups.get("point"):
        return _by(hit, ctx)
    return (str(ctx.ref.day), 0.8) if ctx.ref.day else _NOTHING


def _this_year(_: Hit, ctx: Context) -> Value:
    year = ctx.ref.year
    return (f"{year}-01-01/{year}-12-31", 0.8) if year else _NOTHING


def _range(hit: Hit, ctx: Context) -> Value:
    last = read_point(hit.groups["to"] or "", ctx.ref)
    if last is None:
        return _NOTHING
    ref = Reference(ctx.ref.issued, last.start.year)
    words = (hit.groups["from"] or "").strip()
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


def _open(hit: Hit, ctx: Context) -> Value:
    if _school_year(hit):
        return _NOTHING
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
_DAYS = cue(
    "time.days-of-period",
    re.compile(r"(\d{1,2})(?:[ \n]{0,3}/[ \n]{0,3}(\d{1,2})|[ \n]{1,3}thang[ \n]{1,3}(\d{1,2}))?"),
    finds=(
        "[[15 tháng 7]]",
        "[[05/12]]",
    ),
    leaves=("cuối tháng",),
)
_DAY_OF_WEEK = cue(
    "time.weekday",
    re.compile(r"thu[ \n]{1,3}(\w+)|chu[ \n]{1,3}nhat"),
    finds=(
        "[[thứ Năm]] hằng tuần",
        "[[chủ nhật]]",
    ),
    leaves=("hằng tuần",),
)


def _every(hit: Hit, ctx: Context) -> Value:
    words = (hit.groups["every"] or "").split()
    if hit.groups.get("rday"):
        return _day_of_period(hit, ctx)
    return _PERIODS[words[-1]], 0.95


def exclusive(hit: Hit) -> bool:
    bound = hit.groups.get("bound")
    if hit.rule.normaliser in ("before",):
        return not hit.groups.get("clock")
    return bool(bound and re.search(r"\btruoc\b(?! het)", bound)) and not hit.groups.get("clock")


def _day_of_period(hit: Hit, _: Context) -> Value:
    words = " ".join((hit.groups["rday"] or "").split())
    every = " ".join(f"{hit.groups.get('every') or ''} {words}".split())
    excluded = exclusive(hit)
    weekday = _DAY_OF_WEEK.search(words)
    if weekday is not None and "ngay " not in words:
        at = _WEEK.index(_WEEKDAYS.get(weekday[1] or "", "SU"))
        return f"FREQ=WEEKLY;BYDAY={_WEEK[at - excluded]}", 0.9
    if "cuoi cung" in words or words.startswith("ngay cuoi"):
        return _by_months(_months_of(every), -1), 0.85
    days = [(int(d), int(a or b or 0)) for d, a, b in _DAYS.findall(words)]
    if not days or any(not 1 <= d <= 31 or m > 12 for d, m in days):
        return _NOTHING
    if days[0][1]:
        return _yearly(days, excluded)
    return _by_months(_months_of(every), days[0][0], exclusive=excluded), 0.93


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


def _yearly(days: list[tuple[int, int]], exclusive: bool) -> Value:
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


def _step(hit: Hit, _: Context) -> Value:
    """ "định kỳ 6 tháng", "3 tháng một lần"."""
    count = number_of(hit.groups.get("n") or "1") or 1
    base = _PERIODS[hit.groups["unit"] or "thang"]
    if "INTERVAL" in base:
        return f"FREQ=MONTHLY;INTERVAL={3 * count}", 0.9
    return (f"{base};INTERVAL={count}" if count > 1 else base), 0.9


def _times(hit: Hit, _: Context) -> Value:
    """ "2 lần/năm" is every six months; what does not go evenly into months keeps its period."""
    count = number_of(hit.groups.get("n") or "1") or 1
    unit = hit.groups["unit"] or "thang"
    months = {"nam": 12, "quy": 3, "thang": 1}.get(unit, 0)
    if count == 1 or months == 0 or months % count:
        return _PERIODS[unit], 0.9
    step = months // count
    return (f"FREQ=MONTHLY;INTERVAL={step}" if step > 1 else "FREQ=MONTHLY"), 0.8


def _duration(hit: Hit, ctx: Context) -> Value:
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


_SIGNED = cue(
    "anchor.signed",
    re.compile(
        r"(?:ngay|khi)[ \n]+(?:ky|ban hanh|van ban nay|ke hoach nay)|(?:ngay|khi) (?:ke hoach|van ban|chi thi|quyet dinh)[^,;.]{0,30}ban hanh"
    ),
    finds=(
        "kể từ [[ngày ký]]",
        "từ [[ngày Kế hoạch được ban hành]]",
    ),
    leaves=("kể từ ngày nhận",),
    anywhere=True,
)


def _anchor(words: str, ctx: Context) -> date | None:
    """The day that a duration runs from: printed, the day of issue, or the day of receipt where it is known."""
    printed = re.search(r"ngay[ \n]+\d.*", words)
    if printed is not None:
        stretch = next((s for n in range(len(printed[0]), 6, -1) if (s := read_point(printed[0][:n], ctx.ref))), None)
        return stretch.start if stretch else None
    if re.search(r"\bnhan\b", words):
        return date.fromisoformat(ctx.received) if ctx.received and len(ctx.received) == 10 else None
    return ctx.ref.day if _SIGNED.search(words) else None


_ABOVE = cue(
    "anchor.above",
    re.compile(r"(?:tren|nay|do|da[ \n]+neu|o[ \n]+tren)$"),
    finds=(
        "thời hạn nêu [[trên]]",
        "hạn [[này]]",
    ),
    leaves=("thời hạn quy định tại Điều 5",),
    anywhere=True,
)


def _relative(hit: Hit, ctx: Context) -> Value:
    """So many days before another deadline, or after it: one printed beside, or the last one that was named."""
    later = hit.groups.get("after")
    words = (later or hit.groups.get("anchor") or "").strip()
    count = number_of(hit.groups["n"] or "")
    printed = read_point(words, ctx.ref)
    anchor = printed.start if printed else date.fromisoformat(ctx.above) if ctx.above and _ABOVE.search(words) else None
    if count is None or anchor is None:
        return _NOTHING
    unit = " ".join((hit.groups["unit"] or "").split())
    sign = 1 if later else -1
    if unit == "ngay lam viec":
        return str(ctx.counter.add_working_days(anchor, sign * count)), 0.8
    if sign > 0:
        after = ctx.counter.add_months(anchor, count) if unit == "thang" else None
        return str(after or ctx.counter.add_days(anchor, count * (7 if unit == "tuan" else 1))), 0.8
    if unit == "thang":
        return str(_months_back(anchor, count)), 0.8
    return str(anchor - timedelta(days=count * (7 if unit == "tuan" else 1))), 0.8


def _months_back(day: date, count: int) -> date:
    """The same day so many months before, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return next(d for n in range(day.day, 0, -1) if (d := real_date(year, month + 1, n)))


NORMALISERS: dict[str, Callable[[Hit, Context], Value]] = {
    "before": _before,
    "by": _by,
    "within": _within,
    "bare": _within,
    "this-year": _this_year,
    "today": _today,
    "range": _range,
    "open": _open,
    "every": _every,
    "hourly": _every,
    "day-of-period": _day_of_period,
    "step": _step,
    "times": _times,
    "duration": _duration,
    "relative": _relative,
    "continuous": lambda _, __: ("continuous", 0.95),
    "on-demand": lambda _, __: ("on-demand", 0.9),
    "none": lambda _, __: _NOTHING,
}
