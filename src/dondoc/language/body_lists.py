"""Lists of bodies as cells, field lines and "Kính gửi" print them, taken apart into single bodies."""

from __future__ import annotations

import re

from dondoc.language.bodies import Body
from dondoc.language.body_reader import BodyReader
from dondoc.language.spans import Span

_BULLET = re.compile(r"[ \n\t]*(?:[-+–•*][ \n]+|\d{1,2}[.)][ \n]+)?(?:(?:Kính gửi|Như trên)[ :]+)?")
_PART = re.compile(r"[^;\n\t•]+")
_BRACKET = re.compile(r"[ ]*\([^()\n]*\)?")
_HEADED = re.compile(r"(?P<head>[^:,]{2,60}(?:,[^:,]{2,20}){0,2}?)[ ]*:[ ]*(?=\S)")
_PLURAL = re.compile(r"^(?P<before>.*?)(?:^|(?<=\s))(?:các|những)\s+(?P<kind>.+)$", re.IGNORECASE)
_GLUE = re.compile(r"(?:[ ,./:]|\b(?:và|cùng với|cùng|hoặc|phối hợp với|phối hợp|chủ trì|với)\b(?!\w))+", re.IGNORECASE)
_NAME = re.compile(r"[^,]+?(?=[ ]*(?:,|[ ]và[ ]|$))")
_PLURAL_RUN = re.compile(r"(?:các|những)\s+(?P<kind>sở|bộ|phòng|vụ|cục|ban)\s+(?=[A-ZĐÀ-Ỹ])", re.IGNORECASE)


def split_bodies(text: str) -> list[Body]:
    """The single bodies of a list that holds nothing but names, in reading order, names as printed.

    "các Sở: A, B" are "Sở A" and "Sở B"; role, scope and abbreviation in brackets are dropped. What the grammar does not
    know as a body (a person, an abbreviation) is taken up to the next comma. Never raises.
    """
    found: list[Body] = []
    plain = _BRACKET.sub(lambda m: " " * len(m[0]), text)
    for part in _PART.finditer(plain):
        start = _BULLET.match(plain, part.start(), part.end())
        begin = start.end() if start else part.start()
        found.extend(_part(plain, begin, part.end()))
    return found


def _part(text: str, start: int, end: int) -> list[Body]:
    headed = _HEADED.match(text, start, end)
    if headed is not None and (kind := _kind(headed["head"])) is not None:
        return [_joined(kind, text, *span) for span in _names(text, headed.end(), end)]
    if headed is not None and len(headed["head"].split()) <= 6:
        start = headed.end()
    run = _PLURAL_RUN.match(text, start, end)
    if run is not None and "," in text[start:end]:
        names = _names(text, run.end(), end)
        if len(names) > 1 and all(BodyReader(text[a:b]).read(0) is None for a, b in names[1:]):
            return [_joined(run["kind"][:1].upper() + run["kind"][1:], text, *span) for span in names]
    return _sequence(text, start, end)


def _kind(head: str) -> str | None:
    """The singular type that heads a list: "các Sở" → "Sở", "UBND các xã" → "UBND xã", "Sở, ngành" → "Sở"."""
    head = " ".join(head.split())
    plural = _PLURAL.match(head)
    if plural is not None:
        kind = plural["kind"].split(",")[0].strip()
        before = plural["before"].strip()
        reader = BodyReader(kind)
        if reader.type_at(0) is None and reader.noun_at(0) is None:
            return None
        if len(plural["kind"].split(",")) > 1 and not before:
            return None
        return f"{before} {kind}" if before else kind[:1].upper() + kind[1:]
    first = head.split(",")[0].strip()
    reader = BodyReader(first)
    return first if "," in head and reader.type_at(0) == len(first) else None


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names of a headed list: field names that hold commas stay whole ("Văn hóa, Thể thao và Du lịch")."""
    spans: list[tuple[int, int]] = []
    at = start
    while at < end:
        glue = _GLUE.match(text, at, end)
        at = glue.end() if glue else at
        stop = _whole_name(text, at, end)
        if stop <= at:
            break
        spans.append((at, stop))
        at = stop
    return spans


def _whole_name(text: str, at: int, end: int) -> int:
    probe = BodyReader("Sở " + text[at:end])
    phrase = probe.read(0)
    if phrase is not None and phrase.end > 3:
        return at + phrase.end - 3
    match = _NAME.match(text, at, end)
    return match.end() if match else end


def _joined(kind: str, text: str, start: int, end: int) -> Body:
    words = " ".join(text[start:end].split())
    own = BodyReader(words)
    kind_end, phrase = own.type_at(0), own.read(0)
    short = kind_end is not None and kind_end < 3 and words[:kind_end].isupper()
    named = kind_end is not None and phrase is not None and kind_end < phrase.end == len(words) and not short
    return Body(Span(start, end), words if named else f"{kind} {words}")


def _sequence(text: str, start: int, end: int) -> list[Body]:
    reader = BodyReader(text[:end])
    found: list[Body] = []
    at = start
    while at < end:
        glue = _GLUE.match(text, at, end)
        at = glue.end() if glue else at
        if at >= end:
            break
        phrase = reader.read(at)
        stop = phrase.end if phrase is not None and phrase.end > at else 0
        rest = _NAME.match(text, at, end)
        if rest is not None and (not stop or not _GLUE.match(text, stop, end)) and rest.end() > stop:
            stop = rest.end() if rest.end() - at <= 160 else stop
        if stop <= at:
            break
        words = " ".join(text[at:stop].split()).rstrip(" .:")
        if words:
            found.append(Body(Span(at, stop), words, bool(phrase and phrase.collective), bool(phrase and phrase.post)))
        at = stop
    return found
