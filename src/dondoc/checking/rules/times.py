"""Days that the calendar does not have, that are past, not worked or called by the wrong name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.extraction.directive import Duty, DutyKind
from dondoc.language.dates import Date
from dondoc.reading.text import Span

CIVIL_CODE = "Bộ luật Dân sự 2015, Điều 147, Điều 148"
_LEAP = 2024
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = r"(?:thu (?P<name>hai|ba|tu|nam|sau|bay)|thu (?P<number>[2-7])|(?P<sunday>chu nhat))"
_BEHIND = re.compile(rf"\s?[(,]\s?{_WEEKDAY}(?![^\W_])")
_BEFORE = re.compile(rf"(?<![^\W_]){_WEEKDAY}\s?[,(]?\s?$")
_NAMES = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_BEFORE_DAY = re.compile(r"truoc (?:\d{1,2} ?(?:gio|h)\S* ?(?:\d{2}(?: phut)?)?,? ?)?(?:het )?$")
_BY = re.compile(r"cham nhat|hoan thanh|\bxong\b|den het|thoi han|han chot|muon nhat|khong qua")
_FROM, _TO = re.compile(r"(?<![^\W_])tu (?:het )?$"), re.compile(r"\s?(?:den|toi|[-–])(?: het)?\s?$")


def vietnamese(day: date) -> str:
    """ "05/8/2026", "10/02/2026": a nought before days under 10 and months 1 and 2 (Decree 30/2020, Annex I, II.4)."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


def full(day: Date) -> date | None:
    """The day where it is printed in full."""
    return date.fromisoformat(day.iso) if day.iso and len(day.iso) == 10 else None


def span_of(day: Date) -> Span:
    return Span(day.span.start, day.span.end)


def _digits_only(matter: Matter, day: Date) -> bool:
    """No letter read as a digit: such a day says something about the scan and not about the document."""
    printed = matter.folded[day.span.start : day.span.end]
    return re.search(r"\d[ol]|[ol]\d", printed) is None


def impossible(matter: Matter) -> Iterator[Fault]:
    for day in matter.dates:
        if day.day is None or day.month is None or not _digits_only(matter, day):
            continue
        if day.year is not None and not 1900 <= day.year <= 2200:
            continue
        if not 1 <= day.month <= 12:
            yield Fault(
                span_of(day), f"Không có tháng {day.month}.", "Kiểm tra lại và ghi đúng ngày, tháng, năm định nói."
            )
        elif not 1 <= day.day <= (last := monthrange(day.year or _LEAP, day.month)[1]):
            where = f"Tháng {day.month}/{day.year}" if day.year else f"Tháng {day.month}"
            yield Fault(
                span_of(day),
                f"{where} không có ngày {day.day}.",
                f"Ghi lại ngày đúng; ngày cuối của tháng này là ngày {last}.",
            )


def _last_day(due: str) -> date | None:
    """The last day of a due value that has one."""
    end = due.rpartition("/")[2]
    try:
        return date.fromisoformat(end)
    except ValueError:
        return None


def _dated(matter: Matter) -> Iterator[tuple[Duty, Span, date]]:
    """Duties whose own words print a last day with its year, once for each place."""
    seen: set[int] = set()
    for duty in matter.directive.duties:
        words = duty.time_text
        last = _last_day(duty.due.value) if duty.due else None
        if words is None or words.span is None or last is None or words.span.start in seen:
            continue
        if re.search(r"\d{4}", words.span.of(matter.content)):
            seen.add(words.span.start)
            yield duty, words.span, last


def before_issue(matter: Matter) -> Iterator[Fault]:
    issued = matter.earliest_issue
    head = matter.directive.head.issued_on
    if issued is None or head is None:
        return
    for duty, span, last in _dated(matter):
        began = duty.due is not None and "/" in duty.due.value and duty.due.value[:10] >= issued.isoformat()
        if last < issued and not began:
            yield Fault(
                span,
                f"Thời hạn ({vietnamese(last)}) đã qua khi văn bản được ban hành"
                f" ({vietnamese(issued) if len(head.value) == 10 else _month(issued)}).",
                "Kiểm tra lại ngày, tháng, nhất là năm của thời hạn.",
            )


def _month(day: date) -> str:
    return f"tháng {day.month}/{day.year}"


def day_off(matter: Matter) -> Iterator[Fault]:
    """Only days by which something must be done: a contest or a fair takes place on a Saturday on purpose."""
    spans = [span for duty, span, _ in _dated(matter) if _is_deadline(matter, duty, span)]
    for day in matter.dates:
        real = full(day)
        inside = real is not None and any(s.start <= day.span.start and day.span.end <= s.end for s in spans)
        if real is None or not inside or _BEFORE_DAY.search(matter.before(day.span.start, 30)):
            continue
        why = matter.calendar.why_off(real)
        if why:
            moved = matter.calendar.roll_forward(real)
            earlier = matter.calendar.roll_back(real)
            yield Fault(
                span_of(day),
                f"Hạn {vietnamese(real)} là ngày nghỉ ({why}).",
                f"Nên ghi ngày làm việc {vietnamese(earlier)} hoặc {vietnamese(moved)};"
                " nếu giữ nguyên, ngày cuối được tính là ngày làm việc tiếp theo.",
            )


def _is_deadline(matter: Matter, duty: Duty, span: Span) -> bool:
    said = matter.before(span.start, 30) + span.of(matter.folded)
    return duty.kind is not DutyKind.TASK or _BY.search(said) is not None


def weekday(matter: Matter) -> Iterator[Fault]:
    for day in matter.dates:
        real = full(day)
        if real is None:
            continue
        found = _BEHIND.match(matter.behind(day.span.end, 24)) or _BEFORE.search(matter.before(day.span.start, 24))
        if found is None:
            continue
        named = 6 if found["sunday"] else int(found["number"]) - 2 if found["number"] else _NAMES[found["name"]]
        if named != real.weekday():
            yield Fault(
                span_of(day),
                f"Ngày {vietnamese(real)} là {_WEEKDAYS[real.weekday()]}, không phải {_WEEKDAYS[named]}.",
                "Hỏi lại cho rõ rồi sửa ngày hoặc thứ cho khớp nhau.",
            )


def backwards(matter: Matter) -> Iterator[Fault]:
    for first, second in zip(matter.dates, matter.dates[1:], strict=False):
        begin, end = full(first), full(second)
        if begin is None or end is None or end >= begin or second.span.start - first.span.end > 16:
            continue
        between = matter.folded[first.span.end : second.span.start]
        if _TO.match(between) and _FROM.search(matter.before(first.span.start, 20)):
            yield Fault(
                Span(first.span.start, second.span.end),
                f"Khoảng thời gian kết thúc ({vietnamese(end)}) trước khi bắt đầu ({vietnamese(begin)}).",
                "Đổi lại ngày bắt đầu hoặc ngày kết thúc.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "time.impossible",
        "Ngày không có trong lịch",
        Severity.ERROR,
        CIVIL_CODE,
        "Một ngày không có thật không xác định được thời hạn.",
        impossible,
        (
            "1. Sở Xây dựng rà soát biển báo, hoàn thành trước [[ngày 31/11/2026]].",
            "1. Sở Y tế báo cáo UBND tỉnh trước [[ngày 30/02]] hằng năm.",
            "1. Sở Y tế rà soát kho thuốc xong trước [[ngày 12/13/2026]].",
        ),
        ("1. Sở Xây dựng rà soát biển báo, hoàn thành trước ngày 30/11/2026.", "Phiên bản 31.11.2 đã cài đặt xong."),
    ),
    Rule(
        "time.before-issue",
        "Thời hạn trước ngày ban hành",
        Severity.ERROR,
        "Kết luận 226-KL/TW (rõ thời gian); " + CIVIL_CODE,
        "Nhiệm vụ được giao khi thời hạn đã qua thì không ai thực hiện đúng hạn được.",
        before_issue,
        ("1. Sở Xây dựng rà soát biển báo, hoàn thành [[trước ngày 30/11/2025]].",),
        (
            "1. Sở Xây dựng rà soát biển báo, hoàn thành trước ngày 30/11/2026.",
            "Qua theo dõi, đến ngày 30/6/2026 đã có mười đơn vị nộp báo cáo.",
        ),
    ),
    Rule(
        "time.backwards",
        "Khoảng thời gian bị ngược",
        Severity.ERROR,
        CIVIL_CODE,
        "Ngày kết thúc phải sau ngày bắt đầu.",
        backwards,
        ("1. Sở Nội vụ mở lớp bồi dưỡng từ [[ngày 20/10/2026 đến ngày 12/10/2026]].",),
        ("1. Sở Nội vụ mở lớp bồi dưỡng từ ngày 12/10/2026 đến ngày 20/10/2026.",),
    ),
    Rule(
        "time.weekday",
        "Thứ không khớp với ngày",
        Severity.ERROR,
        "Nghị định 30/2020/NĐ-CP, Điều 12 (kiểm tra trước khi ký)",
        "Người nhận không biết đến theo thứ hay theo ngày.",
        weekday,
        ("2. Thời gian họp: 8 giờ, [[ngày 20/10/2026]] (thứ Năm).",),
        ("2. Thời gian họp: 8 giờ, ngày 20/10/2026 (thứ Ba).", "2. Họp chiều thứ Ba, ngày 20/10/2026."),
    ),
    Rule(
        "time.day-off",
        "Thời hạn rơi vào ngày nghỉ",
        Severity.NOTE,
        "Bộ luật Dân sự 2015, Điều 148 khoản 5; Bộ luật Lao động 2019, Điều 112",
        "Ngày cuối là ngày nghỉ thì được tính sang ngày làm việc tiếp theo, dễ hiểu khác nhau.",
        day_off,
        ("1. Sở Xây dựng rà soát biển báo, hoàn thành chậm nhất [[ngày 18/10/2026]].",),
        (
            "1. Sở Xây dựng rà soát biển báo, hoàn thành chậm nhất ngày 19/10/2026.",
            "1. Sở Xây dựng rà soát biển báo, hoàn thành trước ngày 18/10/2026.",
        ),
    ),
)
