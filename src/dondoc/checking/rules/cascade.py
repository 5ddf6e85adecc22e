"""Reports in a chain: who sums up must have time between the others' day and its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.extraction.directive import Duty, DutyKind, Value
from dondoc.language.folding import fold

_PLACES = re.compile(r"\s*\b(?:tinh|thanh pho|so)$")


def _name(words: str) -> str:
    return _PLACES.sub("", " ".join(fold(words).split()))


def period_of(due: str) -> tuple[str, int] | None:
    """What repeats, and the day within it: "trước ngày 24 hằng tháng" → ("MONTHLY", 23)."""
    try:
        return "day", date.fromisoformat(due).toordinal()
    except ValueError:
        pass
    parts = dict(part.split("=", 1) for part in due.split(";") if "=" in part)
    day = parts.get("BYMONTHDAY", "")
    if not day.isdecimal() or "FREQ" not in parts:
        return None
    months = parts.get("BYMONTH", "")
    if parts["FREQ"] == "YEARLY" and months.isdecimal():
        return "year", int(months) * 31 + int(day)
    return f"{parts['FREQ']};{parts.get('INTERVAL', '')};{months}", int(day)


def _reports(matter: Matter) -> list[tuple[Duty, str, int]]:
    found = []
    for duty in matter.directive.duties:
        period = period_of(duty.due.value) if duty.kind is DutyKind.REPORT and duty.due else None
        if period is not None and duty.time_text is not None and duty.time_text.span is not None:
            found.append((duty, *period))
    return found


def _gets(duty: Duty) -> set[str]:
    """Who the report passes: the one that it goes through, else the one that gets it."""
    through: Value[str] | None = duty.via or duty.recipient
    return {_name(through.value)} if through else set()


def no_lag(matter: Matter) -> Iterator[Fault]:
    reports = _reports(matter)
    for upper, period, upper_day in reports:
        summing = {_name(lead.value) for lead in upper.lead}
        lower = [
            (day, duty)
            for duty, other, day in reports
            if other == period and _gets(duty) & summing and not {_name(lead.value) for lead in duty.lead} & summing
        ]
        if not lower or upper.time_text is None or upper.time_text.span is None:
            continue
        latest, duty = max(lower, key=lambda found: found[0])
        if upper_day - latest <= 0 and duty.time_text is not None:
            yield Fault(
                upper.time_text.span,
                f"{upper.lead[0].value} phải báo cáo {_quoted(upper)} trong khi các đơn vị mới gửi {_quoted(duty)}.",
                "Lùi ngày báo cáo tổng hợp, hoặc đưa ngày của các đơn vị lên trước ít nhất một ngày làm việc.",
            )


def _quoted(duty: Duty) -> str:
    return f"“{' '.join(duty.time_text.value.split())}”" if duty.time_text else ""


RULES: tuple[Rule, ...] = (
    Rule(
        "cascade.no-lag",
        "Nơi tổng hợp không có thời gian tổng hợp",
        Severity.ERROR,
        "Nghị định 09/2019/NĐ-CP, Điều 12, Điều 13",
        "Báo cáo tổng hợp phải gửi sau khi nhận đủ báo cáo của cấp dưới.",
        no_lag,
        (
            "IV. TỔ CHỨC THỰC HIỆN\n1. Phòng Kỹ thuật\nTổng hợp, báo cáo Giám đốc Sở [[trước ngày 15 hằng tháng]].\n"
            "2. Các phòng, đơn vị thuộc Sở\nGửi kết quả về Phòng Kỹ thuật trước ngày 20 hằng tháng.",
        ),
        (
            "IV. TỔ CHỨC THỰC HIỆN\n1. Phòng Kỹ thuật\nTổng hợp, báo cáo Giám đốc Sở trước ngày 25 hằng tháng.\n"
            "2. Các phòng, đơn vị thuộc Sở\nGửi kết quả về Phòng Kỹ thuật trước ngày 20 hằng tháng.",
        ),
    ),
)
