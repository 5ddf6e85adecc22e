"""Short views of a ``Text`` for assertions."""

from __future__ import annotations

from dondoc.reading import Paragraph, Region, Table, Text


def body(text: Text) -> list[str]:
    """The words of the paragraphs of the body that stand in no table."""
    return [
        block.span.of(text.content)
        for block in text.blocks
        if isinstance(block, Paragraph) and block.region is Region.BODY
    ]


def tables(text: Text) -> list[Table]:
    return [block for block in text.blocks if isinstance(block, Table)]


def grid(text: Text, table: Table) -> list[list[str | None]]:
    """The words of a table by row and column; None where a merged cell covers the place."""
    places: list[list[str | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        places[cell.row][cell.column] = cell.span.of(text.content)
    return places
