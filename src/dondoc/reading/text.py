"""What every reader returns: one string, and the layout that stands over it as offsets.

All offsets are character positions in ``Text.content``, half open ``[start, end)``. ``content`` is NFC; paragraphs are
separated by one newline, cells of a table row by a tab, and a paragraph never holds a newline of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from dondoc.reading.faces import Face


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


class Region(StrEnum):
    """Where on the page a paragraph stands."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    BOX = "box"
    NOTE = "note"


@dataclass(slots=True, unsafe_hash=True)
class Span:
    """A half-open stretch of ``Text.content``. Treat it as a value and never change one: it is not frozen only because
    a frozen one takes three times as long to make, and thousands are made for a document."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, content: str) -> str:
        return content[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: broken lines already joined, soft hyphens and page numbers already dropped.

    ``label`` is the number or bullet that a word processor computes ("1.", "a)", "-"); it also stands at the head of
    the paragraph's words in ``content``, so that readers of any format see the same words.
    ``indent`` is in points from the left margin, ``size`` in points; both None where the format does not say.
    """

    span: Span
    page: int = 0
    bold: bool = False
    italic: bool = False
    align: Align | None = None
    size: float | None = None
    indent: float | None = None
    label: str | None = None
    region: Region = Region.BODY


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged cell stands once, at its upper left place, with its extent."""

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, joined again where it ran over pages (repeated head rows dropped).

    ``ruled`` is False for tables that only arrange (the two-column head and foot of Decree 30/2020 documents).
    """

    span: Span
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    page: int = 0
    head_rows: int = 0
    ruled: bool = True

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place, also where it is merged over it."""
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: its words in ``content`` and the place in the body that its mark points from.

    ``anchor`` is the offset in the body just behind the word that carries the mark; the mark itself is not in
    ``content``. None where no mark was found.
    """

    mark: str
    span: Span
    anchor: int | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to a document: where its words stand behind those of the main file (``joining``).

    ``file`` is the SHA-256 of its bytes, ``format`` as of a ``Text``, ``page`` the number of its first page within the
    whole.
    """

    name: str
    file: str
    span: Span
    page: int
    format: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it reads. ``pages`` are the spans of the pages where the format has pages.

    ``warnings`` are Vietnamese sentences for the user about what was left out or looks doubtful. ``faces`` are those of
    the pages that had to be recognised. ``enclosed`` are further files whose words stand behind those of the main one,
    in their order.
    """

    content: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    pages: tuple[Span, ...] = ()
    format: str = "txt"
    warnings: tuple[str, ...] = field(default=())
    faces: tuple[Face, ...] = ()
    enclosed: tuple[Enclosure, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs in reading order, those inside of tables too."""
        for block in self.blocks:
            yield from _paragraphs(block)


def _paragraphs(block: Block) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield block
        return
    for cell in block.cells:
        yield from cell.paragraphs
        for table in cell.tables:
            yield from _paragraphs(table)
