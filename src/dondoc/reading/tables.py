"""What the tables of all formats have in common: head rows, and whether a table only arranges."""

from __future__ import annotations

import re
from dataclasses import replace

from dondoc.reading.draft import DraftCell, DraftParagraph, DraftTable
from dondoc.reading.letters import squeeze

_NUMBER_COLUMN = re.compile(r"(?:S[ốố]?\s*)?TT\.?|STT\.?|Số\s+thứ\s+tự", re.IGNORECASE)
_COLUMN_NUMBERS = re.compile(r"\(?\d{1,2}\)?|\(?[A-Z]\)?")
# The national motto, "Nơi nhận" and the like stand in tables that have no meaning as such (Decree 30/2020, Annex I).
_ARRANGING = re.compile(
    r"C[ỘÔ]NG\s+H(?:ÒA|OÀ|ÓA)\s+XÃ\s+H[ỘÔ]I|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|^N[ơo]i\s+nhận\s*:?$", re.M
)
MAX_HEAD_WORDS = 120
MAX_ARRANGED_ROWS = 6


def finish_table(table: DraftTable) -> DraftTable:
    """The table with its head rows counted and the flag of a table that only arranges."""
    if table.rows <= MAX_ARRANGED_ROWS and arranges(table):
        return replace(table, ruled=False, head_rows=0)
    heads = max(table.head_rows, count_head_rows(table) if table.ruled else 0)
    return replace(table, head_rows=min(heads, max(0, table.rows - 1)))


def arranges(table: DraftTable) -> bool:
    """Whether a table is the head or foot of a document: two columns that only stand side by side."""
    return table.columns <= 4 and any(_ARRANGING.search(p.text) for cell in table.cells for p in _paragraphs(cell))


def count_head_rows(table: DraftTable) -> int:
    """Rows at the top that name the columns: by the word for the number column, or because all of them are bold."""
    first = table.row(0)
    if table.columns < 2 or table.rows < 2 or not first:
        return 0
    filled = [cell for cell in first if cell.blocks]
    named = any(_NUMBER_COLUMN.fullmatch(squeeze(cell.text)) for cell in first)
    bold = len(filled) > 1 and all(_is_bold(cell) for cell in filled)
    if not (named or bold) or any(len(cell.text) > MAX_HEAD_WORDS for cell in first):
        return 0
    rows = min(max(cell.row_span for cell in first), table.rows)
    return rows + _column_number_row(table, rows)


def _column_number_row(table: DraftTable, row: int) -> int:
    """1 where the row under the names only numbers the columns: (1), (2), (3)."""
    words = [squeeze(cell.text) for cell in table.row(row)]
    return int(len(words) > 2 and all(_COLUMN_NUMBERS.fullmatch(word) for word in words))


def _paragraphs(cell: DraftCell) -> list[DraftParagraph]:
    return [block for block in cell.blocks if isinstance(block, DraftParagraph)]


def _is_bold(cell: DraftCell) -> bool:
    paragraphs = [paragraph for paragraph in _paragraphs(cell) if squeeze(paragraph.text)]
    return bool(paragraphs) and all(paragraph.bold for paragraph in paragraphs)
