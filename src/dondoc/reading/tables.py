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


def compact(table: DraftTable) -> DraftTable:
    """The table without the rows and columns in which no words begin, as hair-fine double rules leave them."""
    filled = [cell for cell in table.cells if cell.blocks]
    rows = sorted({cell.row for cell in filled})
    columns = sorted({cell.column for cell in filled})
    if len(rows) == table.rows and len(columns) == table.columns:
        return table
    cells = []
    for cell in table.cells:
        across = [columns.index(c) for c in range(cell.column, cell.column + cell.column_span) if c in columns]
        down = [rows.index(r) for r in range(cell.row, cell.row + cell.row_span) if r in rows]
        if across and down:
            cells.append(DraftCell(down[0], across[0], len(down), len(across), cell.blocks))
    kept = replace(table, rows=len(rows), columns=len(columns), cells=cells, head_rows=0, edges=())
    return finish_table(kept)


def arranges(table: DraftTable) -> bool:
    """Whether a table is the head or foot of a document: two columns that only stand side by side."""
    return table.columns <= 4 and any(_ARRANGING.search(p.text) for cell in table.cells for p in _paragraphs(cell))


def count_head_rows(table: DraftTable) -> int:
    """Rows at the top that name the columns: by the word for the number column, or because all of them are bold."""
    title = _title_rows(table)
    first = table.row(title)
    if table.columns < 2 or table.rows - title < 2 or not first:
        return 0
    filled = [cell for cell in first if cell.blocks]
    named = any(_NUMBER_COLUMN.fullmatch(squeeze(cell.text)) for cell in first)
    bold = len(filled) > 1 and all(_is_bold(cell) for cell in filled)
    if not (named or bold) or any(len(cell.text) > MAX_HEAD_WORDS for cell in first):
        return 0
    rows = title + min(max(cell.row_span for cell in first), table.rows - title)
    return rows + _column_number_row(table, rows)


def _title_rows(table: DraftTable) -> int:
    """Rows at the top that hold one cell over all columns: the table's title."""
    row = 0
    while row < table.rows:
        filled = [cell for cell in table.row(row) if cell.blocks]
        if len(filled) > 1 or (filled and filled[0].column_span * 2 <= table.columns):
            break
        row += 1
    return row if row < table.rows else 0


def _column_number_row(table: DraftTable, row: int) -> int:
    """1 where the row under the names only numbers the columns: (1), (2), (3)."""
    words = [squeeze(cell.text) for cell in table.row(row)]
    return int(len(words) > 2 and all(_COLUMN_NUMBERS.fullmatch(word) for word in words))


def _paragraphs(cell: DraftCell) -> list[DraftParagraph]:
    return [block for block in cell.blocks if isinstance(block, DraftParagraph)]


def _is_bold(cell: DraftCell) -> bool:
    paragraphs = [paragraph for paragraph in _paragraphs(cell) if squeeze(paragraph.text)]
    return bool(paragraphs) and all(paragraph.bold for paragraph in paragraphs)
