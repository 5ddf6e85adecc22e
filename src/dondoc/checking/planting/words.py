"""Slips of the pen, cut sentences and names, blanks, numbers that jump."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random

from dondoc.checking.matter import Matter
from dondoc.checking.planting.plant import Planted, ends, one
from dondoc.checking.rules.citations import mentions
from dondoc.checking.rules.spelling import phrases
from dondoc.language.bodies import find_bodies
from dondoc.language.folding import spelt
from dondoc.language.spans import Span as Place
from dondoc.reading.text import Span

_TONES = "\u0300\u0301\u0309\u0303\u0323"
_CUT = (
    " và gửi kết quả thực",
    ", định kỳ báo cáo tiến độ triển",
    " theo đúng trách nhiệm của",
    ", bảo đảm phù hợp với",
)
_BESIDE = ("recipient.missing", "duty.two-leads", "truncated.sentence")
_NAMES = (("đổi mới sáng tạo", "sáng tạo"), ("chuyển đổi số", "số"), ("bưu chính - viễn thông", "viễn thông"))


def misspelt(matter: Matter, chance: Random) -> Iterator[Planted]:
    """A syllable of a fixed phrase with another tone mark, or without a letter."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\W\d_]+", matter.content) if m.start() >= matter.main.start]
    syllables = [spelt(matter.content[start:end]) for start, end in words]
    lengths, right = range(phrases().longest, 1, -1), phrases().right
    for at in range(len(words)):
        length = next((n for n in lengths if at + n <= len(words) and tuple(syllables[at : at + n]) in right), 0)
        if length and "\n" not in matter.content[words[at][0] : words[at + length - 1][1]]:
            start, end = words[at + chance.randrange(length)]
            wrong = _slip(matter.content[start:end], chance)
            if wrong is not None and words[at][0] < matter.main.end:
                yield one(Span(start, end), wrong, "truncated.name", "truncated.sentence", "name.no-type")


def _slip(word: str, chance: Random) -> str | None:
    if len(word) < 3 or word.isupper():
        return None
    parts = unicodedata.normalize("NFD", word)
    tones = [at for at, char in enumerate(parts) if char in _TONES]
    if tones and chance.random() < 0.7:
        other = chance.choice([tone for tone in _TONES if tone != parts[tones[0]]])
        bare = parts[: tones[0]] + parts[tones[0] + 1 :]
        end = next((at for at in range(tones[0], len(bare)) if not unicodedata.combining(bare[at])), len(bare))
        return unicodedata.normalize("NFC", bare[:end] + other + bare[end:])
    return word[:-1] if chance.random() < 0.5 else word + word[-1]


def doubled(matter: Matter, chance: Random) -> Iterator[Planted]:
    for found in re.finditer(r"(?<= )(?:về|của|các|cho|với|theo|tại|trong|và)(?= )", matter.content):
        if matter.main.start <= found.start() < matter.main.end:
            yield one(Span(found.end(), found.end()), f" {found[0]}")


def cut_sentence(matter: Matter, chance: Random) -> Iterator[Planted]:
    for place in ends(matter):
        yield one(Span(place, place), chance.choice(_CUT))


def cut_name(matter: Matter, chance: Random) -> Iterator[Planted]:
    """The last word of a field of work, in a body's name before a verb or a comma."""
    for duty in matter.directive.duties:
        for lead in duty.lead:
            tail = next((rest for name, rest in _NAMES if lead.value.lower().endswith(f" {name}")), None)
            if tail is not None and lead.span is not None:
                yield one(Span(lead.span.end - len(tail) - 1, lead.span.end), "", *_BESIDE)


def no_type(matter: Matter, chance: Random) -> Iterator[Planted]:
    """ "phối hợp với Phòng A" without "Phòng", where the room is named elsewhere too."""
    rooms = {body.name for body in find_bodies(matter.content) if re.match(r"(?:Phòng|Trung tâm) ", body.name)}
    for name in sorted(rooms):
        short = re.sub(r"^(?:Phòng|Trung tâm) ", "", name)
        if len(short.split()) >= 3 and short[0].isupper():
            for place in ends(matter):
                yield one(Span(place, place), f", phối hợp với {short}")


def jump(matter: Matter, chance: Random) -> Iterator[Planted]:
    """A number of a row, from the third on, that is one too large."""
    for clause in matter.body.walk():
        items = [child for child in clause.children if child.style == "arabic" and child.line is not None]
        for item in items[2:]:
            if item.line is not None and item.label.isdecimal():
                start = item.line.span.start
                yield one(Span(start, start + len(item.label)), str(int(item.label) + 1), "duty.no-lead")


def blank_number(matter: Matter, chance: Random) -> Iterator[Planted]:
    code = matter.directive.head.code
    if code is not None and code.span is not None:
        printed = re.search(r"\d+", code.span.of(matter.content))
        if printed:
            yield one(Span(code.span.start + printed.start(), code.span.start + printed.end()), "      ")


def blank_date(matter: Matter, chance: Random) -> Iterator[Planted]:
    issued = matter.directive.head.issued_on
    if issued is not None and issued.span is not None:
        printed = re.search(r"ngày (\d+)", issued.span.of(matter.content))
        if printed:
            start = issued.span.start + printed.start(1)
            yield one(Span(start, start + len(printed[1])), "    ")


def blank_reference(matter: Matter, chance: Random) -> Iterator[Planted]:
    for mention in mentions(matter):
        place = Place(mention.code.span.start, mention.code.span.end)
        number = re.match(r"\d+(?:/\d{4})?", place.of(matter.content))
        inside = matter.main.start <= place.start < matter.main.end
        if inside and number and matter.content[: place.start].endswith("số "):
            yield one(Span(place.start, place.start + number.end()), chance.choice(("     ", "……", "....")))


PLANTERS = {
    "spelling.phrase": misspelt,
    "spelling.doubled": doubled,
    "truncated.sentence": cut_sentence,
    "truncated.name": cut_name,
    "name.no-type": no_type,
    "numbering.jump": jump,
    "blank.number": blank_number,
    "blank.date": blank_date,
    "blank.reference": blank_reference,
}
