"""Pages of lines into drafts: head and foot columns, tables, paragraphs, notes."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.reading.draft import DraftBlock, DraftNote
from dondoc.reading.lines.join import paragraphs
from dondoc.reading.lines.line import Line, measure


def flow(pages: Sequence[list[Line]], *, slack: float, placed: bool) -> tuple[list[DraftBlock], list[DraftNote]]:
    """The drafts and notes of a document, joined over its pages."""
    lines = [line for page in pages for line in page]
    area = measure(lines, slack=slack, placed=placed)
    drafts: list[DraftBlock] = list(paragraphs(lines, lambda _line: area))
    return drafts, []
