"""Tables that run over pages put together again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from dondoc.reading.draft import DraftBlock, DraftCell, DraftParagraph, DraftTable
from dondoc.reading.letters import squeeze
from dondoc.reading.lines.item import Item
from dondoc.reading.lines.join import glue
from dondoc.reading.lines.marks import has_ended, is_bullet, is_item, starts_lower
from dondoc.reading.tables import finish_table

NEAR = 6.0
# So many cells that all begin with a capital are a row of their own whose number is merged with the one above.
FRESH = 3
SAME = 0.85
"""Share of the letters of a head row that must agree with those of one above to be its repetition."""


def join_tables(items: Iterable[Item]) -> list[Item]:
    """The items with each table joined to the one right before it where that is the same table a page earlier."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if isinstance(item, DraftTable) and isinstance(last, DraftTable) and _continues(last, item):
            joined[-1] = _join(last, item)
        else:
            joined.append(item)
    return joined


def _continues(above: DraftTable, below: DraftTable) -> bool:
    if not (above.ruled and below.ruled and above.edges and below.edges) or above.page == below.page:
        return False
    outer = abs(above.edges[0] - below.edges[0]) <= NEAR and abs(above.edges[-1] - below.edges[-1]) <= NEAR
    fewer, more = sorted((above.edges, below.edges), key=len)
    return outer and all(any(abs(edge - other) <= NEAR for other in more) for edge in fewer)


def _join(above: DraftTable, below: DraftTable) -> DraftTable:
    edges = max(above.edges, below.edges, key=len)
    above, below = _on(above, edges), _on(below, edges)
    start = _repeated(above, below)
    cells = list(above.cells)
    if start < below.rows and _is_rest(above, below, start):
        cells = _with_rest(above, below, start)
        start += 1
    moved = [replace(cell, row=cell.row - start + above.rows) for cell in below.cells if cell.row >= start]
    return finish_table(replace(above, rows=above.rows + below.rows - start, cells=cells + moved))


def _on(table: DraftTable, edges: tuple[float, ...]) -> DraftTable:
    """The table with its cells counted in the columns of ``edges``."""
    if table.edges == edges:
        return table
    places = [min(range(len(edges)), key=lambda i: abs(edges[i] - edge)) for edge in table.edges]
    cells = [
        replace(
            cell, column=places[cell.column], column_span=places[cell.column + cell.column_span] - places[cell.column]
        )
        for cell in table.cells
    ]
    return replace(table, cells=cells, edges=edges, columns=len(edges) - 1)


def _repeated(above: DraftTable, below: DraftTable) -> int:
    """How many rows at the top of ``below`` repeat the head of ``above``."""
    heads = max(1, above.head_rows)
    if below.rows <= heads:
        return 0
    pairs = [(_row_words(above.row(row)), _row_words(below.row(row))) for row in range(heads)]
    same = all(one == two or (above.head_rows and _alike(one, two)) for one, two in pairs)
    return heads if same and any(pairs[0][0]) else 0


def _row_words(cells: Sequence[DraftCell]) -> list[str]:
    return [squeeze(cell.text).casefold() for cell in cells]


def _alike(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the cells of two head rows say the same, but for letters that were recognised differently."""
    return SequenceMatcher(None, "\t".join(above), "\t".join(below), autojunk=False).ratio() >= SAME


def _is_rest(above: DraftTable, below: DraftTable, row: int) -> bool:
    """Whether a row only goes on with the last one above: its first cell is empty where the others are not."""
    first = next((cell for cell in below.cells if cell.row == row and cell.column == 0), None)
    if first is None or squeeze(first.text) or first.row_span > 1:
        return False
    begun = [cell.text for cell in below.row(row) if squeeze(cell.text)]
    if len(begun) >= FRESH and not any(starts_lower(text) for text in begun):
        return False
    numbered = [cell for cell in above.cells if cell.column == 0 and cell.row >= above.head_rows and squeeze(cell.text)]
    return len(numbered) * 2 > above.rows - above.head_rows


def _with_rest(above: DraftTable, below: DraftTable, row: int) -> list[DraftCell]:
    rest = {cell.column: cell.blocks for cell in below.row(row)}
    last = above.rows - 1
    return [
        replace(cell, blocks=_run_on(cell.blocks, rest[cell.column]))
        if cell.row + cell.row_span - 1 == last and cell.column in rest
        else cell
        for cell in above.cells
    ]


def _run_on(before: Sequence[DraftBlock], after: Sequence[DraftBlock]) -> list[DraftBlock]:
    """The paragraphs of a cell over the page break; a sentence that it cuts is put together."""
    if not before or not after:
        return [*before, *after]
    last, first = before[-1], after[0]
    if not isinstance(last, DraftParagraph) or not isinstance(first, DraftParagraph) or not _same(last, first):
        return [*before, *after]
    text = last.text + glue(last.text, first.text)
    marks = last.marks + [(len(text) + offset, key) for offset, key in first.marks]
    return [*before[:-1], replace(last, text=text + first.text, marks=marks), *after[1:]]


def _same(last: DraftParagraph, first: DraftParagraph) -> bool:
    if is_item(first.text) or is_bullet(first.text):
        return False
    return not has_ended(last.text) or starts_lower(first.text)
