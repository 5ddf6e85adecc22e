"""Tables: fixed widths, a head that repeats on every page, rows that do not break, written row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from dondoc.writing.blocks import Align, Band, Column, Row, Table, Total
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.widths import width
from dondoc.writing.word.markup import SINGLE_BORDERS, cell, paragraph, row, run, table_open
from dondoc.writing.word.styles import TABLE_SIZE
from dondoc.writing.words import Cell, cell_text, spans

PADDING = 85
_HEAD_ROW = "<w:cantSplit/><w:tblHeader/>"
_MIDDLE = '<w:vAlign w:val="center"/>'


def _least(column: Column) -> float:
    """Points that a column needs so that no word of its title, and no value like ``fits``, is broken."""
    words = [width(word, TABLE_SIZE, bold=True) for word in column.title.split()]
    return max([*words, width(column.fits, TABLE_SIZE)], default=0) + 2 * PADDING / 20 + 2


def column_widths(columns: Sequence[Column], room: float) -> list[int]:
    """``room`` points shared out by the columns' weights, in twips; narrow columns get what they need at least. Adds up
    to ``room`` exactly. Raises WritingError where there is no column."""
    if not columns:
        raise WritingError(Fault.NO_COLUMNS)
    least = [_least(column) for column in columns]
    shares = [column.width for column in columns]
    narrow: set[int] = set()
    if sum(least) < room:
        while True:
            free = room - sum(least[at] for at in narrow)
            weight = sum(share for at, share in enumerate(shares) if at not in narrow)
            found = {at for at in range(len(columns)) if at not in narrow and free * shares[at] / weight < least[at]}
            if not found:
                break
            narrow |= found
        lengths = [least[at] if at in narrow else free * shares[at] / weight for at in range(len(columns))]
    else:
        lengths = [room * share / sum(shares) for share in shares]
    edges = [0, *(round(edge * 20) for edge in accumulate(lengths))]
    return [end - start for start, end in pairwise(edges)]


def _head_cell(title: str, width: int, props: str = "") -> str:
    return cell(width, paragraph("BangDau", run(title)), props + _MIDDLE)


def _head_rows(columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    if not any(column.group for column in columns):
        yield row("".join(map(_head_cell, (column.title for column in columns), widths)), _HEAD_ROW)
        return
    upper, lower = "", ""
    for first, count, group in spans([column.group for column in columns]):
        width = sum(widths[first : first + count])
        if group:
            upper += _head_cell(group, width, f'<w:gridSpan w:val="{count}"/>')
            lower += "".join(_head_cell(columns[at].title, widths[at]) for at in range(first, first + count))
        else:
            upper += _head_cell(columns[first].title, width, '<w:vMerge w:val="restart"/>')
            lower += cell(width, paragraph("BangDau"), "<w:vMerge/>")
    yield row(upper, _HEAD_ROW)
    yield row(lower, _HEAD_ROW)


def _value_cell(value: Cell, width: int, align: Align, *, bold: bool = False) -> str:
    words = cell_text(value)
    props = "" if align is Align.LEFT else f'<w:jc w:val="{align.value}"/>'
    return cell(width, paragraph("BangO", run(words, bold=bold) if words else "", props))


def _row(line: Row, columns: Sequence[Column], widths: Sequence[int]) -> str:
    if isinstance(line, Band):
        inside = paragraph("BangNhom", run(line.text))
        return row(cell(sum(widths), inside, f'<w:gridSpan w:val="{len(columns)}"/>'))
    bold = isinstance(line, Total)
    values = line.cells if isinstance(line, Total) else line
    filled = [*values, *[None] * (len(columns) - len(values))]
    return row(
        "".join(
            _value_cell(value, width, column.align, bold=bold)
            for value, width, column in zip(filled, widths, columns, strict=False)
        )
    )


def table(content: Table, room: float) -> Iterator[str]:
    """The table in fragments, ``room`` points wide."""
    columns = content.columns
    widths = column_widths(columns, room)
    if content.title:
        yield paragraph("BangTieuDe", run(content.title))
    yield table_open(widths, SINGLE_BORDERS, padding=PADDING)
    yield from _head_rows(columns, widths)
    if content.count_columns:
        numbers = (cell(width, paragraph("BangSoCot", run(f"({at})"))) for at, width in enumerate(widths, 1))
        yield row("".join(numbers), _HEAD_ROW)
    for line in content.rows:
        yield _row(line, columns, widths)
    yield "</w:tbl>" + paragraph("Cuoi", props='<w:spacing w:after="120"/>')
