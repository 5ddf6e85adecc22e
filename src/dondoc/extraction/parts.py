"""A paragraph cut where duties may part: full stops first, then semicolons (gold rule "What is one task")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from dondoc.language.cues import cue
from dondoc.reading.text import Span

_STOP = re.compile(r"[.!?…]++[”\"’)]?\s+(?=[\"“(]?[^\W\d_])|\n")
_ABBREVIATED = cue(
    "parts.abbreviated",
    re.compile(r"(?:\b(?:tp|tx|ts|ths|pgs|gs|bs|ks|d/c|kt|tm|tl|tuq|vd|v\.v|vv|pct|tr|sdt)|\b[a-z]|^\W*\d{1,2})$"),
    finds=(
        "Gửi đồng chí [[TS]]",
        "số 3, [[TP]]",
        "gồm [[v.v]]",
    ),
    leaves=("Rà soát hồ sơ",),
    anywhere=True,
)
_OPEN = "([{“«"
_NESTS = re.compile(r"[()\[\]{}“”«»\"]")
_SEMICOLON = re.compile(";")
_OPENED = re.compile(r"[\"“(]*+")
LONGEST_ABBREVIATED = 16
"""How many characters before a full stop are looked at for an abbreviation."""


class Nesting:
    """Which places of some words stand in brackets or quotes. What is never closed does not count."""

    __slots__ = ("_starts", "_stretches")

    def __init__(self, words: str) -> None:
        self._stretches = _stretches(words)
        self._starts = [start for start, _ in self._stretches]

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._stretches[index][1]


def _stretches(words: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    straight = -1
    for sign in _NESTS.finditer(words):
        at = sign.start()
        if sign[0] == '"':
            if straight >= 0:
                found.append((straight, at + 1))
            straight = -1 if straight >= 0 else at
        elif sign[0] in _OPEN:
            opened.append(at)
        elif opened:
            start = opened.pop()
            if not opened:
                found.append((start, at + 1))
    return sorted(found)


def sentences(content: str, folded: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch, without the blanks between them."""
    words = content[span.start : span.end]
    nested = Nesting(words)
    start = 0
    for stop in _STOP.finditer(words):
        dots = stop.group().strip()
        if stop.start() in nested:
            continue
        if dots and not _ahead(words, stop.end()).isupper():
            continue
        at = span.start + stop.start()
        if dots == "." and _ABBREVIATED.search(folded[max(span.start + start, at - LONGEST_ABBREVIATED) : at]):
            continue
        yield from _trimmed(content, span.start + start, span.start + stop.start() + len(dots))
        start = stop.end()
    yield from _trimmed(content, span.start + start, span.end)


def _ahead(words: str, at: int) -> str:
    """The first character behind quotes and brackets that open; "" at the end."""
    opened = _OPENED.match(words, at)
    return words[opened.end() : opened.end() + 1] if opened else ""


def parts(content: str, span: Span) -> Iterator[Span]:
    """A sentence cut at its semicolons outside of brackets and quotes."""
    words = content[span.start : span.end]
    nested = Nesting(words)
    start = 0
    for sign in _SEMICOLON.finditer(words):
        if sign.start() not in nested:
            yield from _trimmed(content, span.start + start, span.start + sign.start())
            start = sign.end()
    yield from _trimmed(content, span.start + start, span.end)


def _trimmed(content: str, start: int, end: int) -> Iterator[Span]:
    while start < end and (content[start].isspace() or content[start] in ";"):
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)


def trim(content: str, span: Span, also: str = " \t\n.;:,/") -> Span:
    """A span without blanks and stops at its ends; a final "…" or "..." stays."""
    start, end = span.start, span.end
    while start < end and content[start] in also + "-–":
        start += 1
    while end > start and content[end - 1] in also:
        if content[end - 3 : end] == "...":
            break
        end -= 1
    return Span(start, end)
