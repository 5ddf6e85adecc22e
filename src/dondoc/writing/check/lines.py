"""The document as printed lines, in reading order, each with its looks and its place in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from docx.document import Document
from docx.oxml.ns import qn

from dondoc.writing.check.looks import Element, Looks, ParagraphLook, RunLook

_WORD = re.compile(r"\w")
_CONTAINERS = {qn(f"w:{tag}") for tag in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo")}


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of an outermost table: which table, row and column, and its width in twips (0: not given)."""

    table: int
    row: int
    column: int
    width: int


@dataclass(slots=True)
class Line:
    """What stands between two breaks or tabs of a paragraph. ``order`` counts through the document, as ``section`` does
    from 0."""

    order: int
    section: int
    paragraph: Element
    look: ParagraphLook
    place: Place | None
    tabs: int = 0
    pieces: list[tuple[str, RunLook]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.pieces).strip()

    @property
    def looks(self) -> list[RunLook]:
        """Looks of the pieces that have words; where none has, of those that show ink."""
        worded = [look for words, look in self.pieces if _WORD.search(words)]
        return worded or [look for words, look in self.pieces if words.strip()]

    @property
    def shown(self) -> str:
        """The text as printed, capitals applied."""
        return "".join(words.upper() if look.caps else words for words, look in self.pieces).strip()


class _Reader:
    def __init__(self, document: Document) -> None:
        self._looks = Looks(document)
        self._body: Element = document.element.body
        self.lines: list[Line] = []
        self._section = 0
        self._tables = 0

    def read(self) -> list[Line]:
        self._blocks(self._body, None)
        return self.lines

    def _blocks(self, parent: Element, place: Place | None) -> None:
        for child in parent:
            if child.tag == qn("w:p"):
                self._paragraph(child, place)
            elif child.tag == qn("w:tbl"):
                self._table(child, place)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
                self._blocks(child, place)

    def _table(self, table: Element, outer: Place | None) -> None:
        if outer is None:
            self._tables += 1
        for row_at, row in enumerate(table.iterchildren(qn("w:tr"))):
            for column_at, cell in enumerate(row.iterchildren(qn("w:tc"))):
                width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
                twips = width.get(qn("w:w"), "0") if width is not None and width.get(qn("w:type")) == "dxa" else "0"
                here = outer or Place(self._tables, row_at, column_at, int(twips) if twips.isdigit() else 0)
                self._blocks(cell, here)

    def _paragraph(self, paragraph: Element, place: Place | None) -> None:
        look = self._looks.paragraph(paragraph)

        def opened(tabs: int) -> Line:
            self.lines.append(Line(len(self.lines), self._section, paragraph, look, place, tabs))
            return self.lines[-1]

        line = opened(0)
        for run in _runs(paragraph):
            run_look = self._looks.run(paragraph, run)
            for child in run:
                if child.tag == qn("w:t"):
                    line.pieces.append((normalize("NFC", child.text or ""), run_look))
                elif child.tag == qn("w:noBreakHyphen"):
                    line.pieces.append(("-", run_look))
                elif child.tag == qn("w:tab"):
                    line = opened(line.tabs + 1)
                elif child.tag in (qn("w:br"), qn("w:cr")):
                    line = opened(0)
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            self._section += 1


def _runs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _runs(child)


def read_lines(document: Document) -> list[Line]:
    """All lines of the body, empty ones too."""
    return _Reader(document).read()
