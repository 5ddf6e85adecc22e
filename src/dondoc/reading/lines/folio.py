"""Page numbers and running heads: what a page prints that is no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dondoc.reading.lines.item import Item
from dondoc.reading.lines.line import Line

_FOLIO = re.compile(r"[-–—\s]*(?:Trang|trang|Page)?\s*(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s.]*")
RUNNING_PAGES = 3
EDGE_LINES = 2
MIN_RUNNING = 8


def folio(text: str) -> int | None:
    """The number on a line that holds nothing but a page number, else None."""
    found = _FOLIO.fullmatch(text)
    return int(found[1]) if found else None


def drop_folios(pages: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """Pages without their numbers (first or last line) and without lines that return at the edge of most pages."""
    bare = [_without_folio(page, number) for number, page in enumerate(pages, 1)]
    running = _running(bare)
    return [[item for index, item in enumerate(page) if not _runs(page, index, running)] for page in bare]


def _without_folio(page: Sequence[Item], number: int) -> Sequence[Item]:
    if page and _folio_of(page[0]) is not None:
        page = page[1:]
    if page and _folio_of(page[-1]) is not None:
        page = page[:-1]
    edge = _edges(len(page))
    return [item for index, item in enumerate(page) if index not in edge or _folio_of(item) != number]


def _folio_of(item: Item) -> int | None:
    return folio(item.text) if isinstance(item, Line) else None


def _edges(count: int) -> set[int]:
    return {*range(min(EDGE_LINES, count)), *range(max(0, count - EDGE_LINES), count)}


def _running(pages: Sequence[Sequence[Item]]) -> set[str]:
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(page[index]) for index in _edges(len(page))})
    enough = max(RUNNING_PAGES, len(pages) // 2)
    return {key for key, count in seen.items() if count >= enough and len(key) >= MIN_RUNNING}


def _key(item: Item) -> str:
    return re.sub(r"\d+", "#", item.text) if isinstance(item, Line) else ""


def _runs(page: Sequence[Item], index: int, running: set[str]) -> bool:
    return index in _edges(len(page)) and _key(page[index]) in running
