"""The content of a document: paragraphs, numbered sections, articles, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dondoc.writing.words import Cell


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look inside a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: justified, first line set in. A newline in the text breaks the line."""

    text: str | tuple[Run, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        return (Run(self.text),) if isinstance(self.text, str) else self.text


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line of a list that has no numbers, written with a dash."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``width`` is a share of the whole, not a length; neighbours with the same ``group`` stand
    under one common heading; ``fits`` is a value that must stay on one line (a day in full, a code);
    ``number_format`` is Excel's, for columns of numbers."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT
    group: str = ""
    fits: str = ""
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A row over the whole width that opens a group of rows."""

    text: str


@dataclass(frozen=True, slots=True)
class Total:
    """A row of sums, written in bold."""

    cells: tuple[Cell, ...]


Row = Sequence[Cell] | Band | Total


@dataclass(frozen=True, slots=True)
class Table:
    """A table that may run over pages; its head repeats on each. ``rows`` may be a generator: it is read once and no
    more than one row is held. ``count_columns`` adds the row (1), (2), (3)… of official forms under the head."""

    columns: tuple[Column, ...]
    rows: Iterable[Row]
    title: str = ""
    count_columns: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part; the writer counts: I., 1., a) by depth, and 1., a) inside an article.

    ``plain`` writes the title as running text (a clause without a title of its own).
    """

    title: str
    blocks: tuple[Block, ...] = ()
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """``Phần`` or ``Chương`` with a Roman number on its own line, the title under it."""

    title: str
    blocks: tuple[Block, ...] = ()
    word: str = "Chương"


@dataclass(frozen=True, slots=True)
class Article:
    """``Điều n.``, counted through the whole document. A title may be empty: the first paragraph then follows the
    number on the same line."""

    title: str
    blocks: tuple[Block, ...] = ()


Block = Paragraph | Bullet | Table | Section | Chapter | Article
