"""A compact print of a ``Text``, to see what a reader made of a file."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.reading.text import Cell, Paragraph, Region, Table, Text


def outline(text: Text) -> str:
    """One line a paragraph (page, hints, words), tables as rows of cells, notes with their anchors."""
    lines = [f"format {text.format}, {len(text.content)} characters, {len(text.pages)} pages"]
    lines += [f"! {warning}" for warning in text.warnings]
    for block in text.blocks:
        if isinstance(block, Table):
            lines += _table(block, text.content, 0)
        elif block.region is not Region.NOTE:
            lines.append(_paragraph(block, text.content))
    for note in text.notes:
        before = text.content[max(0, note.anchor - 30) : note.anchor] if note.anchor is not None else None
        lines.append(f"[{note.mark}] {note.span.of(text.content)}  <- {before!r}")
    return "\n".join(lines)


def _hints(paragraph: Paragraph) -> str:
    align = paragraph.align.value[0].upper() if paragraph.align else ""
    style = ("b" if paragraph.bold else "") + ("i" if paragraph.italic else "") + align
    place = "" if paragraph.region is Region.BODY else f" {paragraph.region.value}"
    return f"p{paragraph.page}{' ' + style if style else ''}{place}"


def _paragraph(paragraph: Paragraph, content: str) -> str:
    return f"{_hints(paragraph):<8}| {paragraph.span.of(content)}"


def _table(table: Table, content: str, depth: int) -> Iterator[str]:
    pad = "    " * depth
    kind = "table" if table.ruled else "columns"
    yield f"{pad}{kind} {table.rows}x{table.columns}, head rows {table.head_rows}, p{table.page}"
    for cell in table.cells:
        yield f"{pad}  {_place(cell)} " + " ¶ ".join(p.span.of(content) for p in cell.paragraphs)
        for inner in cell.tables:
            yield from _table(inner, content, depth + 1)


def _place(cell: Cell) -> str:
    extent = f"+{cell.row_span}x{cell.column_span}" if (cell.row_span, cell.column_span) != (1, 1) else ""
    return f"[{cell.row},{cell.column}{extent}]"
