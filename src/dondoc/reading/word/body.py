"""Blocks of a Word story (body, cell, box, header, note): paragraphs and tables as drafts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dondoc.reading.draft import DraftBlock, DraftCell, DraftParagraph, DraftTable
from dondoc.reading.letters import squeeze
from dondoc.reading.tables import finish_table
from dondoc.reading.text import Region
from dondoc.reading.word.inline import BREAK, InlineWalker, Words
from dondoc.reading.word.names import COMPATIBILITY, Element, W, child_at, number, switch, value
from dondoc.reading.word.numbering import Numbering
from dondoc.reading.word.styles import ParagraphFormat, Styles, draws

SKIPPED = frozenset(W + name for name in ("tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "sectPr", "sdtPr", "sdtEndPr"))
MOSTLY = 0.9
_OPEN = re.compile(r"(?:,|\b(?:và|của|với|tại|các|về|theo|do|số|ngày|năm))$")
_ENDED = re.compile(r"[.;:!?…/]\W*$")


class BodyWalker:
    """Turns the children of a story into drafts, in order."""

    def __init__(self, styles: Styles, numbering: Numbering, note_key: Callable[[str, str], str | None]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._inline = InlineWalker(styles, note_key)

    def blocks(self, story: Element, region: Region = Region.BODY) -> Iterator[DraftBlock]:
        for node in _children(story):
            if node.tag == W + "p":
                yield from self._paragraph(node, region)
            elif node.tag == W + "tbl":
                yield from self._table(node, region)
            elif node.tag not in SKIPPED:
                yield from self.blocks(node, region)

    def _paragraph(self, node: Element, region: Region) -> Iterator[DraftBlock]:
        properties = node.find(W + "pPr")
        style = value(properties, "pStyle")
        form = self._styles.paragraph(properties, style)
        words = self._inline.words(node, style)
        label = self._label(properties, style, form) if squeeze(words.text) else None
        draft = _draft(words, form, region)
        yield from _broken(_labelled(draft, label) if label and label[0] else draft)
        for box in words.boxes:
            yield from self.blocks(box, Region.BOX)

    def _label(self, properties: Element | None, style: str | None, form: ParagraphFormat) -> tuple[str, str] | None:
        """The label of a numbered paragraph; id 0 switches off the numbering that its style would give."""
        if form.list_id is None or form.list_id == "0":
            return None
        linked = self._numbering.by_style.get(style or "")
        if form.level is None and linked is not None and child_at(properties, "numPr") is None:
            return self._numbering.label(form.list_id, linked[1])
        return self._numbering.label(form.list_id, number(form.level))

    def _table(self, node: Element, region: Region) -> Iterator[DraftTable]:
        cells: list[_Place] = []
        open_cells: dict[int, _Place] = {}
        row = 0
        heads = 0
        for line in _rows(node):
            heads += 1 if heads == row and child_at(line, "trPr") is not None and _is_head(line) else 0
            open_cells = self._row(line, row, open_cells, cells, region)
            row += 1
        if not cells:
            return
        columns = max(place.cell.column + place.cell.column_span for place in cells)
        ruled = self._styles.table_borders(node) or any(place.drawn for place in cells)
        table = DraftTable(row, columns, [place.cell for place in cells], head_rows=heads, ruled=ruled)
        yield finish_table(table)

    def _row(
        self, line: Element, row: int, above: dict[int, _Place], cells: list[_Place], region: Region
    ) -> dict[int, _Place]:
        """Adds the cells of a row; returns which cell stands at each column, for merges from the next row."""
        column = number(value(line, "trPr/gridBefore"))
        standing: dict[int, _Place] = {}
        for node in _cells(line):
            width = max(1, number(value(node, "tcPr/gridSpan"), 1))
            upper = above.get(column)
            if _continues(node) and upper is not None:
                upper.cell.row_span = row - upper.cell.row + 1
                standing[column] = upper
            else:
                blocks = list(self.blocks(node, region))
                borders = child_at(node, "tcPr/tcBorders")
                place = _Place(DraftCell(row, column, 1, width, blocks), borders is not None and draws(borders))
                cells.append(place)
                standing[column] = place
            column += width
        return standing


def _draft(words: Words, form: ParagraphFormat, region: Region) -> DraftParagraph:
    return DraftParagraph(
        words.text,
        bold=words.bold > words.inked * MOSTLY,
        italic=words.italic > words.inked * MOSTLY,
        align=form.align,
        size=words.size,
        indent=form.indent,
        region=region,
        marks=words.marks,
    )


@dataclass(slots=True)
class _Place:
    """A cell, and whether it draws lines of its own."""

    cell: DraftCell
    drawn: bool


def _children(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == COMPATIBILITY + "AlternateContent":
            choice = child.find(COMPATIBILITY + "Choice")
            yield from choice if choice is not None else ()
        elif isinstance(child.tag, str) and child.tag not in (W + "del", W + "moveFrom"):
            yield child


def _inside(node: Element, name: str) -> Iterator[Element]:
    """Children of a name, also where content controls or tracked insertions stand around them."""
    for child in _children(node):
        if child.tag == W + name:
            yield child
        elif child.tag not in SKIPPED and child.tag != W + "tbl":
            yield from _inside(child, name)


def _rows(table: Element) -> Iterator[Element]:
    return (row for row in _inside(table, "tr") if child_at(row, "trPr/del") is None)


def _cells(row: Element) -> Iterator[Element]:
    return _inside(row, "tc")


def _is_head(row: Element) -> bool:
    return bool(switch(row.find(W + "trPr"), "tblHeader"))


def _continues(cell: Element) -> bool:
    """Whether the cell is merged with the one above: ``w:vMerge`` without ``restart``."""
    merge = child_at(cell, "tcPr/vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _labelled(draft: DraftParagraph, label: tuple[str, str]) -> DraftParagraph:
    head = label[0] + label[1]
    marks = [(offset + len(head), key) for offset, key in draft.marks]
    return replace(draft, text=head + draft.text, label=label[0], marks=marks)


def _broken(draft: DraftParagraph) -> Iterator[DraftParagraph]:
    """The lines that manual line breaks make, but for breaks inside of a sentence, which only arrange it."""
    if BREAK not in draft.text:
        yield draft
        return
    start = 0
    for end in [*_breaks(draft.text), len(draft.text)]:
        marks = [(offset - start, key) for offset, key in draft.marks if start <= offset <= end]
        yield replace(draft, text=draft.text[start:end], marks=marks, label=draft.label if start == 0 else None)
        start = end


def _breaks(text: str) -> Iterator[int]:
    for index, char in enumerate(text):
        if char != BREAK:
            continue
        before, after = text[:index].rstrip(), text[index:].lstrip()
        if not before or _ENDED.search(before[-4:]) or not (after[:1].islower() or _OPEN.search(before[-8:])):
            yield index
