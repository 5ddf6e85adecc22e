"""Changing words of a ``Text`` with all the layout over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dondoc.reading.text import Block, Cell, Note, Paragraph, Span, Table, Text


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words in the place of those of a span; an empty span inserts."""

    span: Span
    words: str


class _Shift:
    """Offsets before the edits → offsets behind them. Words put in at the end of a stretch belong to it."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = sorted(edits, key=lambda edit: edit.span.start)

    def at(self, place: int, *, end: bool) -> int:
        moved = place
        for edit in self.edits:
            if edit.span.end < place or (edit.span.end == place and (end or len(edit.span) > 0)):
                moved += len(edit.words) - len(edit.span)
            elif edit.span.start < place < edit.span.end:
                moved = moved - (place - edit.span.start) + (len(edit.words) if end else 0)
        return moved

    def span(self, span: Span) -> Span:
        start = self.at(span.start, end=False)
        return Span(start, max(start, self.at(span.end, end=True)))


def edited(text: Text, edits: Sequence[Edit]) -> Text:
    """The text with its words changed; a paragraph that loses all its words goes. Edits must not overlap."""
    content = text.content
    for edit in sorted(edits, key=lambda one: one.span.start, reverse=True):
        content = content[: edit.span.start] + edit.words + content[edit.span.end :]
    shift = _Shift(edits)
    return replace(
        text,
        content=content,
        blocks=tuple(block for old in text.blocks if (block := _block(old, shift)) is not None),
        notes=tuple(_note(note, shift) for note in text.notes),
        pages=tuple(shift.span(page) for page in text.pages),
    )


def _block(block: Block, shift: _Shift) -> Block | None:
    if isinstance(block, Table):
        return _table(block, shift)
    moved = _paragraph(block, shift)
    return None if len(moved.span) == 0 and len(block.span) > 0 else moved


def _paragraph(paragraph: Paragraph, shift: _Shift) -> Paragraph:
    return replace(paragraph, span=shift.span(paragraph.span))


def _table(table: Table, shift: _Shift) -> Table:
    return replace(table, span=shift.span(table.span), cells=tuple(_cell(cell, shift) for cell in table.cells))


def _cell(cell: Cell, shift: _Shift) -> Cell:
    return replace(
        cell,
        span=shift.span(cell.span),
        paragraphs=tuple(_paragraph(one, shift) for one in cell.paragraphs),
        tables=tuple(_table(one, shift) for one in cell.tables),
    )


def _note(note: Note, shift: _Shift) -> Note:
    anchor = None if note.anchor is None else shift.at(note.anchor, end=True)
    return replace(note, span=shift.span(note.span), anchor=anchor)
