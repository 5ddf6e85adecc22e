"""What stands on a page before paragraphs are made: lines, and tables that are already known."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.reading.draft import DraftTable
from dondoc.reading.lines.line import Line

Item = Line | DraftTable


def only_lines(items: Iterable[Item]) -> list[Line]:
    return [item for item in items if isinstance(item, Line)]
