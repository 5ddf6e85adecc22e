"""WordprocessingML written as text: fast, and never more than one fragment in memory."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.writing.blocks import Run
from dondoc.writing.clean import plain, xml
from dondoc.writing.measures import A4
from dondoc.writing.word.styles import twips

NONE_BORDERS = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
SINGLE_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def text(words: str) -> str:
    """The inside of a run; newlines and tabs become Word's."""
    parts = []
    for number, line in enumerate(plain(words).split("\n")):
        cells = "<w:tab/>".join(
            f'<w:t xml:space="preserve">{xml(cell)}</w:t>' if cell else "" for cell in line.split("\t")
        )
        parts.append(("<w:br/>" if number else "") + cells)
    return "".join(parts)


def run(words: str, *, bold: bool = False, italic: bool = False, size: float = 0, more: str = "") -> str:
    """A run; what is False or 0 comes from the style. ``more`` is further run properties, after ``w:i`` in order."""
    props = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "") + more
    if size:
        props += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{text(words)}</w:r>"


def runs(parts: Iterable[Run]) -> str:
    return "".join(run(part.text, bold=part.bold, italic=part.italic) for part in parts)


def paragraph(style: str, inside: str = "", props: str = "") -> str:
    """A paragraph. ``props`` are further paragraph properties in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{props}</w:pPr>{inside}</w:p>'


def kept(fragment: str) -> str:
    """``fragment``, a paragraph, on the same page as what follows; any other fragment as it is."""
    if not fragment.startswith("<w:p>") or fragment.count("<w:p>") != 1:
        return fragment
    before, _, after = fragment.partition('"/>')
    return f'{before}"/><w:keepNext/>{after}'


def rule(room: float, length: float, *, before: float = 0) -> str:
    """A solid line of ``length`` points in the middle of ``room`` points, as the border of an empty paragraph."""
    side = round(max(room - length, 0) * 10)
    return paragraph(
        "KeNgang",
        props=(
            '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
            f'<w:spacing w:before="{round(before * 20)}"/><w:ind w:left="{side}" w:right="{side}"/>'
        ),
    )


def cell(width: int, inside: str, props: str = "") -> str:
    """A cell ``width`` twips wide; ``inside`` are whole paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{props}</w:tcPr>{inside or paragraph("BangO")}</w:tc>'


def row(cells: str, props: str = "<w:cantSplit/>") -> str:
    return f"<w:tr><w:trPr>{props}</w:trPr>{cells}</w:tr>"


def table_open(widths: Iterable[int], borders: str, *, padding: int = 0) -> str:
    """The start of a table with fixed column widths in twips; close it with ``</w:tbl>``."""
    columns = list(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{padding}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def section_properties(references: str, *, landscape: bool, margins: tuple[float, float, float, float]) -> str:
    """``w:sectPr`` of a section on new pages, counted from 1, no number on its first page; margins are top, right,
    bottom, left in millimetres."""
    wide, tall = twips(A4[0]), twips(A4[1])
    size = f'w:w="{tall}" w:h="{wide}" w:orient="landscape"' if landscape else f'w:w="{wide}" w:h="{tall}"'
    top, right, bottom, left = (twips(side) for side in margins)
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{twips(10)}" '
        f'w:footer="{twips(8)}" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
