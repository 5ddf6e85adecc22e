"""What a reader builds before offsets are known, and how it becomes a ``Text``.

A reader makes drafts (paragraphs, tables, notes with their words inside) in reading order; ``assemble`` writes the
words into one string and replaces them by spans. Only this module computes offsets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dondoc.reading.letters import clean, squeeze
from dondoc.reading.text import Align, Block, Cell, Note, Paragraph, Region, Span, Table, Text


@dataclass(slots=True)
class DraftParagraph:
    """A paragraph with its words. ``marks`` are (offset in ``text``, key of a note) behind the word that is marked."""

    text: str
    page: int = 0
    bold: bool = False
    italic: bool = False
    align: Align | None = None
    size: float | None = None
    indent: float | None = None
    label: str | None = None
    region: Region = Region.BODY
    marks: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class DraftCell:
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    blocks: list[DraftParagraph | DraftTable] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(block.text for block in self.blocks if isinstance(block, DraftParagraph))


@dataclass(slots=True)
class DraftTable:
    """A table; ``cells`` are in the order of rows, then columns.

    ``edges`` are where its columns begin and end, left to right, in a format that has places; else empty.
    """

    rows: int
    columns: int
    cells: list[DraftCell]
    page: int = 0
    head_rows: int = 0
    ruled: bool = True
    edges: tuple[float, ...] = ()

    def row(self, index: int) -> list[DraftCell]:
        return [cell for cell in self.cells if cell.row == index]


DraftBlock = DraftParagraph | DraftTable


@dataclass(slots=True)
class DraftNote:
    """A note; ``key`` is what paragraphs refer to in ``marks``, ``mark`` is what stands on paper."""

    key: str
    mark: str
    text: str
    page: int = 0


def tidy(paragraph: DraftParagraph) -> DraftParagraph:
    """Cleans the words of a paragraph and puts them on one line, in place; its marks move with the words."""
    if not paragraph.marks:
        paragraph.text = squeeze(clean(paragraph.text))
        return paragraph
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    paragraph.marks.sort()
    cuts = [0, *(offset for offset, _ in paragraph.marks), len(paragraph.text)]
    for index, (start, end) in enumerate(pairwise(cuts)):
        piece = _follow(clean(paragraph.text[start:end]), pieces)
        pieces.append(piece)
        length += len(piece)
        if index < len(paragraph.marks):
            marks.append((length - _trailing(pieces), paragraph.marks[index][1]))
    text = clean("".join(pieces).rstrip(" "))
    paragraph.text, paragraph.marks = text, [(min(offset, len(text)), key) for offset, key in marks]
    return paragraph


def _follow(piece: str, pieces: Sequence[str]) -> str:
    """``piece`` squeezed but for one blank at an end, and none where a blank already stands before it."""
    words = squeeze(piece)
    before = "".join(pieces)[-1:]
    head = " " if piece[:1].isspace() and before not in ("", " ") else ""
    tail = " " if words and piece[-1:].isspace() else ""
    return head + words + tail


def _trailing(pieces: Sequence[str]) -> int:
    text = "".join(pieces)
    return len(text) - len(text.rstrip(" "))


class _Writer:
    """Writes words one after the other and remembers where they stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.anchors: dict[str, int] = {}
        self.pages: dict[int, list[int]] = {}

    def put(self, words: str) -> Span:
        span = Span(self.length, self.length + len(words))
        self.parts.append(words)
        self.length = span.end
        return span

    def separate(self, by: str) -> None:
        if self.length:
            self.put(by)

    def paragraph(self, draft: DraftParagraph) -> Paragraph:
        span = self.put(draft.text)
        for offset, key in draft.marks:
            self.anchors.setdefault(key, span.start + offset)
        self.touch(draft.page, span)
        return Paragraph(
            span,
            draft.page,
            draft.bold,
            draft.italic,
            draft.align,
            draft.size,
            draft.indent,
            draft.label,
            draft.region,
        )

    def touch(self, page: int, span: Span) -> None:
        self.pages.setdefault(page, []).extend((span.start, span.end))

    def table(self, draft: DraftTable) -> Table:
        start = self.length
        cells: list[Cell] = []
        row = None
        for cell in draft.cells:
            if row is not None:
                self.put("\t" if cell.row == row else "\n")
            row = cell.row
            cells.append(self.cell(cell))
        span = Span(start, self.length)
        return Table(span, draft.rows, draft.columns, tuple(cells), draft.page, draft.head_rows, draft.ruled)

    def cell(self, draft: DraftCell) -> Cell:
        start = self.length
        paragraphs: list[Paragraph] = []
        tables: list[Table] = []
        for index, block in enumerate(draft.blocks):
            if index:
                self.put("\n")
            if isinstance(block, DraftParagraph):
                paragraphs.append(self.paragraph(block))
            else:
                tables.append(self.table(block))
        place = (draft.row, draft.column, draft.row_span, draft.column_span)
        return Cell(Span(start, self.length), *place, tuple(paragraphs), tuple(tables))


def assemble(
    drafts: Iterable[DraftBlock], notes: Sequence[DraftNote], *, kind: str, paged: bool, warnings: Sequence[str] = ()
) -> Text:
    """The ``Text`` of the drafts; empty paragraphs and empty tables are left out, notes stand at the end."""
    writer = _Writer()
    blocks: list[Block] = []
    for draft in drafts:
        kept = prune(draft)
        if kept is None:
            continue
        writer.separate("\n")
        blocks.append(writer.paragraph(kept) if isinstance(kept, DraftParagraph) else writer.table(kept))
    placed: list[Note] = []
    for note in notes:
        words = squeeze(clean(note.text))
        if not words:
            continue
        writer.separate("\n")
        paragraph = writer.paragraph(DraftParagraph(words, page=note.page, region=Region.NOTE))
        blocks.append(paragraph)
        placed.append(Note(note.mark, paragraph.span, writer.anchors.get(note.key)))
    pages = _pages(writer.pages) if paged else ()
    return Text("".join(writer.parts), tuple(blocks), tuple(placed), pages, kind, tuple(warnings))


def _pages(touched: dict[int, list[int]]) -> tuple[Span, ...]:
    """The spans of the pages in order; a page without words is an empty span where it would stand."""
    spans: list[Span] = []
    end = 0
    for page in range(max(touched, default=-1) + 1):
        offsets = touched.get(page, [end])
        spans.append(Span(min(offsets), max(offsets)))
        end = spans[-1].end
    return tuple(spans)


def prune(draft: DraftBlock) -> DraftBlock | None:
    """The draft with clean words, changed in place, or None where no words are left."""
    if isinstance(draft, DraftParagraph):
        return draft if tidy(draft).text else None
    for cell in draft.cells:
        cell.blocks = [block for block in map(prune, cell.blocks) if block is not None]
    draft.cells.sort(key=lambda cell: (cell.row, cell.column))
    return draft if any(cell.blocks for cell in draft.cells) else None
