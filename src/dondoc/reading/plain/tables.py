"""Takes tables out of laid-out text, row by row, over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dondoc.reading.draft import DraftBlock, DraftCell, DraftParagraph, DraftTable
from dondoc.reading.lines.item import Item
from dondoc.reading.lines.join import glue
from dondoc.reading.lines.line import Line
from dondoc.reading.lines.marks import is_bullet
from dondoc.reading.plain.align import Words, kind
from dondoc.reading.plain.grid import crosses, cut, first_starts, fits_head, head_start, is_head, names, next_starts
from dondoc.reading.plain.rows import TOKEN, Strip, are_centred, row_starts
from dondoc.reading.tables import finish_table

_FRAME = re.compile(r"\s*(?:Nơi\s+nhận|NƠI\s+NHẬN|Ghi\s+chú|Tổng\s+(?:số|cộng)\s*:|\(Danh sách)")
GAP = 3
FEWEST_ROWS = 2
MOST_HEAD_LINES = 12

Row = list[list[str]]


def take_tables(pages: Sequence[Sequence[Line]]) -> list[list[Item]]:
    """The pages with the lines of each table replaced by the table, where it begins."""
    taken: list[list[Item]] = [[] for _ in pages]
    page, index = 0, 0
    barren: _Builder | None = None
    while page < len(pages):
        lines = pages[page]
        head = next((i for i in range(index, len(lines)) if is_head(lines[i])), None)
        if head is None:
            taken[page] += lines[index:]
            page, index = page + 1, 0
            continue
        builder = barren if barren and barren.has_read(page, lines[head], head) else _Builder(pages, page, head)
        if builder.table is None:
            taken[page] += lines[index : head + 1]
            index, barren = head + 1, builder
            continue
        taken[page] += [*lines[index : builder.start], builder.table]
        page, index = builder.end
    return taken


class _Builder:
    """Reads one table from its head on. ``end`` is the (page, line) behind it; ``table`` None where it has no rows."""

    def __init__(self, pages: Sequence[Sequence[Line]], page: int, head: int) -> None:
        self._pages = pages
        lines = pages[page]
        self.start = head_start(lines, head)
        body = self._head_end(lines, head)
        self._head = {line.text for line in lines[self.start : body]}
        self._names = names(lines[self.start : body])
        self._starts = first_starts(self._names, lines[body:])
        self._pages_read: list[list[Strip]] = []
        self._words: list[Words] = [Counter() for _ in self._starts]
        self.end = self._read(page, body)
        self.table = self._table(lines[head].page)

    def has_read(self, page: int, line: Line, index: int) -> bool:
        """Whether a head stands in what was read, the same as the one it was read under: it opens no other table."""
        return (page, index) < self.end and line.text in self._head

    def _head_end(self, lines: Sequence[Line], head: int) -> int:
        """Names of columns may go on below "TT" until a row begins."""
        end = head + 1
        while end < len(lines) and not lines[end].above and not _begins(lines[end]) and end - head < GAP:
            if not fits_head(lines[end], lines[self.start : end]):
                break
            end += 1
        return end

    def _read(self, page: int, index: int) -> tuple[int, int]:
        while page < len(self._pages):
            lines = self._pages[page]
            if index == 0:
                index = self._behind_head(lines)
                self._starts = self._page_starts(lines, index)
            self._pages_read.append([])
            while index < len(lines):
                if self._ends(lines, index):
                    return page, index
                self._add(lines[index])
                index += 1
            page, index = page + 1, 0
        return page, 0

    def _page_starts(self, lines: Sequence[Line], body: int) -> list[int]:
        """Where the columns begin on a later page: by its own head where it prints one."""
        again = names(lines[:body])
        if len(again) == len(self._names):
            return first_starts(again, lines[body:])
        return next_starts(self._starts, self._words, lines[body:])

    def _behind_head(self, lines: Sequence[Line]) -> int:
        """Where the rows of a later page begin: the head may be printed again."""
        again = lines[:MOST_HEAD_LINES]
        return next((i for i, line in enumerate(again) if line.text not in self._head), len(again))

    def _ends(self, lines: Sequence[Line], index: int) -> bool:
        line = lines[index]
        if _FRAME.match(line.raw):
            return True
        if is_head(line):
            return line.text not in self._head
        if TOKEN.fullmatch(cut(line, self._starts, self._words)[0]):
            return False
        return crosses(line, self._starts) or (line.above or 0) >= GAP or line.left < self._starts[1] - 1 > 1

    def _add(self, line: Line) -> None:
        words = cut(line, self._starts, self._words)
        self._pages_read[-1].append(Strip(words, bool(line.above)))
        for column, text in enumerate(words):
            if text:
                self._words[column][kind(text)] += 1

    def _rows(self) -> list[Row]:
        """The words of each row by column; what stands before the first number of a page belongs to the row above."""
        centred = are_centred([strip for page in self._pages_read for strip in page])
        rows: list[Row] = []
        for page in self._pages_read:
            starts = set(row_starts(page, centred))
            for index, strip in enumerate(page):
                if index in starts or not rows:
                    rows.append([[] for _ in self._names])
                for column, text in enumerate(strip.cells):
                    rows[-1][column] += [text] if text else []
        return rows

    def _table(self, page: int) -> DraftTable | None:
        rows = self._rows()
        if len(rows) < FEWEST_ROWS or len(self._names) < FEWEST_ROWS + 1:
            return None
        cells = [
            DraftCell(0, column, blocks=[DraftParagraph(name.text, page, bold=True)])
            for column, name in enumerate(self._names)
        ]
        for number, row in enumerate(rows, 1):
            cells += [DraftCell(number, column, blocks=_paragraphs(texts, page)) for column, texts in enumerate(row)]
        return finish_table(DraftTable(len(rows) + 1, len(self._names), cells, page=page, head_rows=1))


def _begins(line: Line) -> bool:
    first = line.raw.split(maxsplit=1)
    return bool(first) and TOKEN.fullmatch(first[0]) is not None


def _paragraphs(texts: Sequence[str], page: int) -> list[DraftBlock]:
    """The lines of a cell joined, but for items with a dash."""
    made: list[str] = []
    for text in texts:
        if made and not is_bullet(text):
            made[-1] += glue(made[-1], text) + text
        else:
            made.append(text)
    return [DraftParagraph(text, page) for text in made]
