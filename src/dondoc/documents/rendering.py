"""A document as the review page shows it: paragraphs and tables, their words cut at the edges of the marked spans.

Plain values that a template can walk; offsets are those of ``DocumentText.content``.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dondoc.documents.layout import unpack
from dondoc.reading.joining import parts
from dondoc.reading.text import Cell, Note, Paragraph, Span, Table, Text


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that something points at: ``id`` says what ("head:subject", "task:12", "citation:3")."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same marks. ``notes`` are the marks of the notes that hang behind the run."""

    start: int
    end: int
    text: str
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """``start``/``end`` in characters, ``indent`` and ``size`` in points (None: as the format leaves it)."""

    start: int
    end: int
    runs: tuple[Run, ...]
    page: int = 0
    bold: bool = False
    italic: bool = False
    align: str = ""
    indent: float | None = None
    size: float | None = None
    region: str = "body"
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class CellBlock:
    start: int
    end: int
    row_span: int
    column_span: int
    blocks: tuple[ParagraphBlock | TableBlock, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """``ruled`` is False for a table that only arranges (the two-column head)."""

    start: int
    end: int
    rows: tuple[tuple[CellBlock, ...], ...]
    page: int = 0
    ruled: bool = True
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class NoteBlock:
    start: int
    end: int
    mark: str
    runs: tuple[Run, ...]
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class FileBlock:
    """Here the words of another file begin."""

    name: str
    kind: str = "file"


RenderedBlock = ParagraphBlock | TableBlock | NoteBlock | FileBlock


@dataclass
class _Cutter:
    """Cuts words at the edges of marks; a mark that covers nothing of the content is left out."""

    content: str
    marks: list[Mark]
    anchors: dict[int, list[str]]
    edges: list[int] = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.content)
        self.marks = [mark for mark in self.marks if 0 <= mark.start < mark.end <= size]
        self.edges = sorted({mark.start for mark in self.marks} | {mark.end for mark in self.marks} | set(self.anchors))

    def cut(self, span: Span) -> tuple[Run, ...]:
        if span.start >= span.end:
            return ()
        inner = self.edges[bisect_right(self.edges, span.start) : bisect_left(self.edges, span.end)]
        points = [span.start, *inner, span.end]
        near = [mark for mark in self.marks if mark.start < span.end and mark.end > span.start]
        return tuple(self._run(start, end, near) for start, end in itertools.pairwise(points))

    def _run(self, start: int, end: int, near: list[Mark]) -> Run:
        ids = tuple(mark.id for mark in near if mark.start <= start and end <= mark.end)
        return Run(start, end, self.content[start:end], ids, tuple(self.anchors.get(end, ())))


def render_blocks(layout: dict[str, Any], content: str, marks: Sequence[Mark] = ()) -> list[RenderedBlock]:
    """The whole document in reading order, the notes of a file behind it."""
    blocks: list[RenderedBlock] = []
    for part in parts(unpack(layout, content)):
        if part.enclosure is not None:
            blocks.append(FileBlock(part.enclosure.name))
        blocks += render_text(part.text, marks)
    return blocks


def render_text(text: Text, marks: Iterable[Mark] = ()) -> list[RenderedBlock]:
    """One file in reading order, notes last."""
    anchors: dict[int, list[str]] = {}
    for note in text.notes:
        if note.anchor is not None:
            anchors.setdefault(note.anchor, []).append(note.mark)
    cutter = _Cutter(text.content, list(marks), anchors)
    noted = [note.span for note in text.notes]
    blocks: list[RenderedBlock] = [
        _block(block, cutter) for block in text.blocks if not any(span.covers(block.span) for span in noted)
    ]
    return blocks + [_note(note, cutter) for note in text.notes]


def _block(block: Paragraph | Table, cutter: _Cutter) -> ParagraphBlock | TableBlock:
    return _paragraph(block, cutter) if isinstance(block, Paragraph) else _table(block, cutter)


def _paragraph(paragraph: Paragraph, cutter: _Cutter) -> ParagraphBlock:
    return ParagraphBlock(
        paragraph.span.start,
        paragraph.span.end,
        cutter.cut(paragraph.span),
        page=paragraph.page,
        bold=paragraph.bold,
        italic=paragraph.italic,
        align=paragraph.align or "",
        indent=paragraph.indent,
        size=paragraph.size,
        region=paragraph.region,
    )


def _table(table: Table, cutter: _Cutter) -> TableBlock:
    rows: list[list[CellBlock]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(_cell(cell, cutter, head=cell.row < table.head_rows))
    return TableBlock(table.span.start, table.span.end, tuple(map(tuple, rows)), table.page, table.ruled)


def _cell(cell: Cell, cutter: _Cutter, head: bool) -> CellBlock:
    blocks = sorted([*cell.paragraphs, *cell.tables], key=lambda block: block.span.start)
    return CellBlock(
        cell.span.start,
        cell.span.end,
        cell.row_span,
        cell.column_span,
        tuple(_block(block, cutter) for block in blocks),
        head,
    )


def _note(note: Note, cutter: _Cutter) -> NoteBlock:
    return NoteBlock(note.span.start, note.span.end, note.mark, cutter.cut(note.span))
