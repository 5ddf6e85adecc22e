"""A paragraph cut where duties may part: full stops first, then semicolons (gold rule "What is one task")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.text import Span

_STOP = re.compile(r"[.!?…]+[”\"’)]?\s+(?=[\"“(]?[^\W\d_])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:tp|tx|ts|ths|pgs|gs|bs|ks|d/c|kt|tm|tl|tuq|vd|v\.v|vv|pct|tr|sdt)|\b[a-z]|^\W*\d{1,2})$"
)
_OPEN, _CLOSE = "([{“«", ")]}”»"


def depths(words: str) -> list[int]:
    """How deep in brackets or quotes each character stands; an unclosed bracket ends with its sentence."""
    found: list[int] = []
    depth, straight = 0, False
    for index, char in enumerate(words):
        if char in _OPEN:
            depth += 1
        elif char == '"':
            depth += -1 if straight else 1
            straight = not straight
        found.append(max(depth, 0))
        if char in _CLOSE:
            depth = max(depth - 1, 0)
        elif char == "." and depth and words[index + 1 : index + 2] in ("", "\n"):
            depth, straight = 0, False
    return found


def sentences(content: str, folded: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch, without the blanks between them."""
    words = content[span.start : span.end]
    nested = depths(words)
    closed = nested[-1] == 0 if nested else True
    start = 0
    for stop in _STOP.finditer(words):
        dots = stop.group().strip()
        if closed and nested[stop.start()] > 0:
            continue
        if dots and not words[stop.end() :].lstrip('"“(')[:1].isupper():
            continue
        if dots == "." and _ABBREVIATED.search(folded[span.start + start : span.start + stop.start()]):
            continue
        yield from _trimmed(content, span.start + start, span.start + stop.start() + len(dots))
        start = stop.end()
    yield from _trimmed(content, span.start + start, span.end)


def parts(content: str, span: Span) -> Iterator[Span]:
    """A sentence cut at its semicolons outside of brackets and quotes."""
    words = content[span.start : span.end]
    nested = depths(words)
    closed = nested[-1] == 0 if nested else True
    start = 0
    for index, char in enumerate(words):
        if char == ";" and (nested[index] == 0 or not closed):
            yield from _trimmed(content, span.start + start, span.start + index)
            start = index + 1
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
