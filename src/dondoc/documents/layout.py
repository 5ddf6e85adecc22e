"""``reading.Text`` as JSON and back, compact: a paragraph is ``["p", start, end, {what is not the default}]``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dondoc.reading.text import Align, Block, Cell, Enclosure, Note, Paragraph, Region, Span, Table, Text

Packed = list[Any]


def pack(text: Text) -> dict[str, Any]:
    """All of a ``Text`` but its ``content``, warnings and faces, as JSON."""
    packed: dict[str, Any] = {
        "format": text.format,
        "blocks": [_pack_block(block) for block in text.blocks],
        "notes": [[note.mark, note.span.start, note.span.end, note.anchor] for note in text.notes],
        "pages": [[page.start, page.end] for page in text.pages],
    }
    if text.enclosed:
        packed["enclosed"] = [[one.name, one.file, *_ends(one.span), one.page, one.format] for one in text.enclosed]
    return packed


def enclosures(packed: dict[str, Any]) -> tuple[Enclosure, ...]:
    """The files whose words stand behind those of the main one."""
    return tuple(
        Enclosure(name, file, Span(start, end), page, kind)
        for name, file, start, end, page, kind in packed.get("enclosed", ())
    )


def file_at(enclosed: Iterable[Enclosure], at: int | None) -> str:
    """The name of the enclosed file that an offset stands in; empty where that is the main file."""
    return next((one.name for one in enclosed if at is not None and one.span.start <= at <= one.span.end), "")


def unpack(packed: dict[str, Any], content: str, warnings: list[str] | None = None) -> Text:
    """The ``Text`` that was packed."""
    return Text(
        content=content,
        blocks=tuple(_unpack_block(block) for block in packed["blocks"]),
        notes=tuple(Note(mark, Span(start, end), anchor) for mark, start, end, anchor in packed["notes"]),
        pages=tuple(Span(start, end) for start, end in packed["pages"]),
        format=packed["format"],
        warnings=tuple(warnings or ()),
        enclosed=enclosures(packed),
    )


_PARAGRAPH = {"page": 0, "bold": False, "italic": False, "align": None, "size": None, "indent": None, "label": None}
_CELL = {"row_span": 1, "column_span": 1}
_TABLE = {"page": 0, "head_rows": 0, "ruled": True}


def _other(thing: Any, defaults: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, default in defaults.items() if (value := getattr(thing, name)) != default}


def _pack_block(block: Block) -> Packed:
    return _pack_paragraph(block) if isinstance(block, Paragraph) else _pack_table(block)


def _pack_paragraph(paragraph: Paragraph) -> Packed:
    extra = _other(paragraph, _PARAGRAPH)
    if paragraph.region is not Region.BODY:
        extra["region"] = paragraph.region
    return ["p", paragraph.span.start, paragraph.span.end, extra] if extra else ["p", *_ends(paragraph.span)]


def _pack_table(table: Table) -> Packed:
    cells = [_pack_cell(cell) for cell in table.cells]
    return ["t", *_ends(table.span), table.rows, table.columns, cells, _other(table, _TABLE)]


def _pack_cell(cell: Cell) -> Packed:
    blocks = [_pack_paragraph(paragraph) for paragraph in cell.paragraphs]
    return [
        *_ends(cell.span),
        cell.row,
        cell.column,
        blocks + [_pack_table(t) for t in cell.tables],
        _other(cell, _CELL),
    ]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _unpack_block(packed: Packed) -> Block:
    return _unpack_paragraph(packed) if packed[0] == "p" else _unpack_table(packed)


def _unpack_paragraph(packed: Packed) -> Paragraph:
    extra = dict(packed[3]) if len(packed) > 3 else {}
    if "align" in extra:
        extra["align"] = Align(extra["align"])
    if "region" in extra:
        extra["region"] = Region(extra["region"])
    return Paragraph(Span(packed[1], packed[2]), **extra)


def _unpack_table(packed: Packed) -> Table:
    _, start, end, rows, columns, cells, extra = packed
    return Table(Span(start, end), rows, columns, tuple(_unpack_cell(cell) for cell in cells), **extra)


def _unpack_cell(packed: Packed) -> Cell:
    start, end, row, column, inside, extra = packed
    blocks = [_unpack_block(block) for block in inside]
    return Cell(
        Span(start, end),
        row,
        column,
        paragraphs=tuple(block for block in blocks if isinstance(block, Paragraph)),
        tables=tuple(block for block in blocks if isinstance(block, Table)),
        **extra,
    )
