"""What the form of an obligation brings."""

from __future__ import annotations

import re
from datetime import date

from django.http import QueryDict

from dondoc.audit.errors import Refused
from dondoc.reports.actions import ObligationGiven, StageGiven
from dondoc.web.paging import day_of, id_of


def number(words: str, what: str, low: int, high: int) -> int:
    """A whole number of a form. Raises Refused."""
    text = words.strip()
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 4 or not low <= int(text) <= high:
        raise Refused(f"{what} là số từ {low} đến {high}.")
    return int(text)


def stages_of(post: QueryDict) -> list[StageGiven]:
    """The stages that have a name; "trước ngày 24" is kept as the 23rd. Raises Refused."""
    rows = zip(
        post.getlist("stage_name"),
        post.getlist("stage_day"),
        post.getlist("stage_months"),
        post.getlist("stage_word"),
        post.getlist("stage_task"),
        strict=False,
    )
    found = []
    for at, (name, day, months, word, task) in enumerate(row for row in rows if row[0].strip()):
        last, moved, before = _day(number(day, "Ngày của chặng", 1, 31), int_of(months), word == "truoc")
        task_id = int(task) if task.isascii() and task.isdigit() else None
        found.append(StageGiven(name, last, moved, before, at == 0, task_id))
    return found


def _day(day: int, months: int, before: bool) -> tuple[int, int, bool]:
    """The last day in time: the day before the one that the words name."""
    if not before:
        return day, months, False
    return (day - 1, months, True) if day > 1 else (31, months - 1, True)


def int_of(words: str) -> int:
    """Months before or after the last one of the period. Raises Refused."""
    return number(words or "0", "Số tháng lệch", -11, 11)


def month_of(words: str) -> date | None:
    """The first day of "12/2026"; None where nothing is given. Raises Refused."""
    if not words.strip():
        return None
    match = re.fullmatch(r"\s*(\d{1,2})\s*/\s*(\d{4})\s*", words)
    if match is None or not 1 <= int(match[1]) <= 12 or not 2000 <= int(match[2]) <= 2100:
        raise Refused("Hãy ghi tháng theo dạng tháng/năm, ví dụ 12/2026.", "month")
    return date(int(match[2]), int(match[1]), 1)


def measures_of(text: str) -> list[tuple[str, str]]:
    """One measure a line: its name, and behind a bar what is counted."""
    rows = (line.split("|", 1) for line in text.splitlines() if line.strip(" |"))
    return [(row[0].strip(), row[1].strip() if len(row) > 1 else "") for row in rows]


def given_of(post: QueryDict) -> ObligationGiven:
    """All of an obligation. Raises Refused for what is no number."""
    units = [int(value) for value in post.getlist("units") if value.isascii() and value.isdigit()]
    return ObligationGiven(
        title=post.get("title", ""),
        cadence=post.get("cadence", ""),
        unit_id=id_of(post, "unit") or 0,
        stages=stages_of(post),
        units=units,
        recipient=post.get("recipient", ""),
        via=post.get("via", ""),
        document_id=id_of(post, "document"),
        only_document=post.get("only_document") == "1",
        cut_off_day=number(post.get("cut_off_day", "14"), "Ngày chốt số liệu", 1, 31),
        cut_off_months=int_of(post.get("cut_off_months", "0")),
        month=month_of(post.get("month", "")),
        first_on=day_of(post, "first_on"),
        opens_before=number(post.get("opens_before", "7"), "Số ngày làm việc mở kỳ trước hạn", 0, 60),
        measures=measures_of(post.get("measures", "")),
        facts=post.getlist("facts"),
    )
