"""Spoilt days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from dondoc.checking.matter import Matter
from dondoc.checking.planting.plant import Planted, dated, ends, one
from dondoc.checking.rules.times import full, span_of, vietnamese
from dondoc.extraction.directive import DutyKind
from dondoc.reading.text import Span

_IMPOSSIBLE = ("31/6", "30/02", "31/9", "31/11", "32/5", "15/13")
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def impossible(matter: Matter, chance: Random) -> Iterator[Planted]:
    for _, span, printed in dated(matter):
        yield one(span, f"{chance.choice(_IMPOSSIBLE)}/{printed[-4:]}", "duty.no-deadline", "duty.none-dated")


def before_issue(matter: Matter, chance: Random) -> Iterator[Planted]:
    issued = matter.earliest_issue
    if issued is not None:
        for _, span, printed in dated(matter):
            past = issued.year - chance.choice((1, 2, 10))
            yield one(span, f"{printed[:-4]}{past}", "time.day-off", "time.weekday")


def backwards(matter: Matter, chance: Random) -> Iterator[Planted]:
    issued = matter.latest_issue
    if issued is not None:
        for place in ends(matter):
            begin = issued + timedelta(days=chance.randrange(40, 90))
            end = begin - timedelta(days=chance.randrange(1, 25))
            yield one(Span(place, place), f" từ ngày {vietnamese(begin)} đến ngày {vietnamese(end)}", "time.day-off")


def weekday(matter: Matter, chance: Random) -> Iterator[Planted]:
    for day in matter.dates:
        real = full(day)
        if real is not None and day.span.start >= matter.main.start:
            wrong = chance.choice([name for at, name in enumerate(_WEEKDAYS) if at != real.weekday()])
            end = span_of(day).end
            yield one(Span(end, end), f" ({wrong})")


def day_off(matter: Matter, chance: Random) -> Iterator[Planted]:
    issued = matter.latest_issue
    if issued is None:
        return
    for duty, span in matter.duties_with_words():
        place = next((at for at in ends(matter) if at == span.end), None)
        if duty.time_text is None and place is not None and duty.kind is not DutyKind.COMMENT:
            sunday = _sunday(issued + timedelta(days=chance.randrange(20, 60)))
            yield one(Span(place, place), f", hoàn thành chậm nhất ngày {vietnamese(sunday)}")


def _sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


PLANTERS = {
    "time.impossible": impossible,
    "time.before-issue": before_issue,
    "time.backwards": backwards,
    "time.weekday": weekday,
    "time.day-off": day_off,
}
