"""Bodies that ended, and citations that contradict themselves, the calendar or the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

import regex

from dondoc.checking.matter import Known, Matter
from dondoc.checking.planting.edits import Edit
from dondoc.checking.planting.plant import Planted, ends, one
from dondoc.checking.rules.bodies import former_provinces
from dondoc.checking.rules.citations import Mention, mentions
from dondoc.checking.rules.times import vietnamese
from dondoc.language.standard_bodies import DEPARTMENTS, REORGANISED, TWO_LEVELS
from dondoc.reading.text import Span

_DISTRICTS = ("UBND cấp huyện", "UBND huyện Suối Đá", "Ủy ban nhân dân các huyện, thị xã")
_COMMUNES = regex.compile(r"UBND các xã, phường, đặc khu|UBND (?:xã|phường) \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*")
_ALSO = frozenset({"recipient.missing", "spelling.phrase"})


def _replaced(
    pattern: regex.Pattern[str], since: date, choose: Callable[[Random, str], str]
) -> Callable[..., Iterator[Planted]]:
    def plant(matter: Matter, chance: Random) -> Iterator[Planted]:
        if not matter.issued_since(since):
            return
        for found in pattern.finditer(matter.content, matter.main.start, matter.main.end):
            words = choose(chance, found[0])
            yield Planted((Edit(Span(found.start(), found.end()), words),), _ALSO)

    return plant


_HEIRS = {heir: body.name for body in DEPARTMENTS for heir in body.heirs}
_PRESENT = regex.compile(r"(?<=(?:^|\n)(?:\d{1,2}\. |[a-zđ]\) |- )?(?:Giao )?)(?:" + "|".join(_HEIRS) + r")(?!\p{L})")
_PROVINCE = regex.compile(r"(?<=UBND )tỉnh(?! \p{Lu})(?=[ ,.;])")


def _citing(matter: Matter) -> list[Mention]:
    return [mention for mention in mentions(matter) if mention.on is not None and mention.code.number]


def _said_again(change: Callable[[Mention, Random], str | None]) -> Callable[[Matter, Random], Iterator[Planted]]:
    """A cited document named once more, at the end of a duty, otherwise than before."""

    def plant(matter: Matter, chance: Random) -> Iterator[Planted]:
        for mention in _citing(matter):
            for place in ends(matter):
                words = change(mention, chance) if place > mention.span.end else None
                if words is not None:
                    yield one(Span(place, place), f" theo văn bản số {words}", "citation.other-year")

    return plant


def _other_day(mention: Mention, chance: Random) -> str | None:
    assert mention.on is not None
    other = mention.on - timedelta(days=chance.choice((1, 9, 30)))
    return f"{mention.code.code} ngày {vietnamese(other)}" if other.year == mention.on.year else None


def _other_number(mention: Mention, chance: Random) -> str | None:
    number = str(mention.code.number)
    if len(number) < 3 or mention.on is None or not (mention.code.code or "").startswith(number):
        return None
    swapped = number[:-2] + number[-1] + number[-2]
    if swapped == number:
        return None
    return f"{swapped}{(mention.code.code or '')[len(number) :]} ngày {vietnamese(mention.on)}"


def in_future(matter: Matter, chance: Random) -> Iterator[Planted]:
    latest = matter.latest_issue
    for mention in _citing(matter):
        if latest is not None and mention.day is not None and mention.code.year is None:
            span = Span(mention.day.span.start, mention.day.span.end)
            later = latest + timedelta(days=chance.randrange(2, 400))
            yield one(span, f"ngày {vietnamese(later)}", "citation.two-days")


def other_year(matter: Matter, chance: Random) -> Iterator[Planted]:
    for place in ends(matter):
        year = chance.randrange(2015, 2024)
        yield one(Span(place, place), f" theo Nghị định số 45/{year}/NĐ-CP ngày 08/4/{year + 1} của Chính phủ")


def unused(matter: Matter, chance: Random) -> Iterator[Planted]:
    for mention in _citing(matter):
        end = mention.span.end
        yield one(Span(end, end), f" (sau đây gọi tắt là {chance.choice(('Văn bản chỉ đạo', 'Kế hoạch tổng thể'))})")


def not_as_known(matter: Matter, chance: Random) -> Iterator[Planted]:
    for mention in _citing(matter):
        assert mention.on is not None
        known = Known(mention.code.code or "", mention.on + timedelta(days=chance.randrange(3, 90)))
        yield Planted((Edit(Span(0, 0), ""),), lookup=lambda _, known=known: [known])  # type: ignore[misc]


PLANTERS = {
    "body.district": _replaced(_COMMUNES, TWO_LEVELS, lambda chance, _: chance.choice(_DISTRICTS)),
    "body.ministry": _replaced(_PRESENT, REORGANISED, lambda _, name: _HEIRS[name]),
    "body.province": _replaced(
        _PROVINCE, TWO_LEVELS, lambda chance, _: f"tỉnh {chance.choice(sorted(former_provinces()))}"
    ),
    "citation.two-days": _said_again(_other_day),
    "citation.two-codes": _said_again(_other_number),
    "citation.future": in_future,
    "citation.other-year": other_year,
    "citation.unused": unused,
    "citation.register": not_as_known,
}
