"""Reads HTML: the words of a letter, or a page that was saved. Nothing that it links to is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from dondoc.reading.draft import DraftBlock, DraftCell, DraftParagraph, DraftTable, assemble
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.text import Align, Text
from dondoc.reading.word.names import Element

SKIPPED = frozenset({"script", "style", "head", "title", "noscript", "template", "svg", "object", "iframe", "o:p"})
_BLOCKS = "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre section article header footer center form hr body"
BLOCKS = frozenset(_BLOCKS.split())
BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
DEEPEST = 200

_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


def read(data: bytes, limits: Limits) -> Text:
    """The text of a page. Raises ``ReadingError``: BROKEN, EMPTY, TOO_LARGE."""
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data), no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ReadingError(Reason.EMPTY if not data.strip() else Reason.BROKEN) from error
    writer = _Writer()
    writer.walk(root, 0)
    writer.close()
    if writer.size > limits.characters:
        raise ReadingError(Reason.TOO_LARGE, limit=limits.characters_label)
    return assemble(writer.drafts, (), kind="html", paged=False)


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are that, whatever the page says; else what it says (None), else Windows-1258."""
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return None if re.search(rb"charset\s*=", data[:4096], re.IGNORECASE) else "cp1258"


class _Writer:
    """Collects words until a block ends."""

    def __init__(self) -> None:
        self.drafts: list[DraftBlock] = []
        self.size = 0
        self._words: list[str] = []
        self._bold = self._plain = 0
        self._align: Align | None = None

    def walk(self, node: Element, depth: int) -> None:
        if not isinstance(node.tag, str) or node.tag in SKIPPED or depth > DEEPEST:
            return
        if node.tag == "table":
            self._table(node, depth)
            return
        block = node.tag in BLOCKS
        if block or node.tag == "br":
            self.close()
        outer = self._align
        if block and (_CENTRED.search(node.get("style", "")) or node.get("align") == "center" or node.tag == "center"):
            self._align = Align.CENTRE
        self._inside(node, depth, node.tag in BOLD)
        if block:
            self.close()
            self._align = outer

    def _inside(self, node: Element, depth: int, bold: bool) -> None:
        self._put(node.text, bold)
        for child in node:
            self.walk(child, depth + 1)
            self._put(child.tail, bold)

    def _put(self, words: str | None, bold: bool) -> None:
        if words:
            self._words.append(words)
            if bold:
                self._bold += len(words.strip())
            else:
                self._plain += len(words.strip())

    def close(self) -> None:
        """End the paragraph."""
        words = " ".join("".join(self._words).split())
        if words:
            self.size += len(words)
            self.drafts.append(DraftParagraph(words, bold=self._bold > self._plain, align=self._align))
        self._words, self._bold, self._plain = [], 0, 0

    def _table(self, node: Element, depth: int) -> None:
        self.close()
        cells: list[DraftCell] = []
        rows = columns = 0
        for row in _rows(node):
            column = 0
            for cell in row:
                if cell.tag in ("td", "th"):
                    inside = _Writer()
                    inside.walk_cell(cell, depth + 1)
                    width = _number(cell.get("colspan"))
                    cells.append(DraftCell(rows, column, _number(cell.get("rowspan")), width, blocks=inside.drafts))
                    self.size += inside.size
                    column += width
            columns = max(columns, column)
            rows += 1
        if any(cell.blocks for cell in cells):
            ruled = node.get("border", "0") not in ("", "0") or "border" in node.get("style", "")
            self.drafts.append(DraftTable(rows, columns, cells, ruled=ruled))

    def walk_cell(self, cell: Element, depth: int) -> None:
        """The words of one cell of a table."""
        self._inside(cell, depth, cell.tag == "th")
        self.close()


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _number(words: str | None) -> int:
    return min(max(int(words), 1), 100) if words and words.isdigit() else 1
