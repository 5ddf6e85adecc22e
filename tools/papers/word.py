"""A sample document as Word, laid out as Decree 30/2020/NĐ-CP, Annex I, asks; for the Party, Guidance 36-HD/VPTW."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from tools.papers.source import Paper, blocks

FONT = "Times New Roman"
WRITTEN = datetime(2026, 9, 1)


def write(paper: Paper, path: Path) -> None:
    word = blank(paper)
    head(word, paper)
    title(word, paper)
    for block in blocks(paper):
        if isinstance(block, list):
            grid(word, block)
        elif block == "===":
            foot(word, paper) if paper.get("appendix") else None
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            body_line(word, block)
    if not paper.get("appendix"):
        foot(word, paper)
    word.save(str(path))


def blank(paper: Paper) -> Word:
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if paper.get("page") == "landscape":
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    style = word.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    properties = word.core_properties
    properties.author, properties.title = "An Phước", paper.get("subject")
    properties.created = properties.modified = WRITTEN
    properties.last_modified_by, properties.comments = "", ""
    return word


def line(
    cell: _Cell | Word,
    text: str,
    *,
    size: float = 13,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.CENTER,
) -> Paragraph:
    paragraph = cell.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def rule(cell: _Cell, width: float, indent: float) -> None:
    """The thin line under a name: the border of an empty paragraph, ``indent`` mm from both edges of ``width`` mm."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(min(indent, width / 2 - 5))
    paragraph.paragraph_format.line_spacing = Pt(6)
    border, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    paragraph._p.get_or_add_pPr().append(border)


def arranged(word: Word, left: float, right: float) -> tuple[_Cell, _Cell]:
    """A table of two columns without lines, in mm, that only arranges."""
    table = word.add_table(1, 2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, (left, right), strict=True):
        column.width = column.cells[0].width = Mm(width)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table.cell(0, 0), table.cell(0, 1)


def drop_first(cell: _Cell) -> None:
    """A new cell holds an empty paragraph, which must not stand above its words."""
    first = cell.paragraphs[0]
    if not first.text and len(cell.paragraphs) > 1:
        first._p.getparent().remove(first._p)


def head(word: Word, paper: Paper) -> None:
    left, right = arranged(word, 72, 98)
    for over in paper.several("over"):
        line(left, over.upper(), size=12.5)
    for name in paper.several("issuer"):
        line(left, name.upper(), bold=True, size=12.5)
    if paper.party:
        line(left, "*")
        line(left, f"Số {paper.get('code')}", size=13)
        line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, size=14)
    else:
        rule(left, 72, 22)
        line(left, f"Số: {paper.get('code')}", size=13)
        line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12.5)
        line(right, "Độc lập - Tự do - Hạnh phúc", bold=True, size=13.5)
        rule(right, 98, 20)
    if paper.letter:
        line(left, f"V/v {paper.get('subject')}", size=12)
    line(right, paper.place_and_date, italic=True, size=13.5)
    if paper.get("urgency"):
        line(left, paper.get("urgency"), bold=True, size=14)
    drop_first(left)
    drop_first(right)


def title(word: Word, paper: Paper) -> None:
    word.add_paragraph()
    if not paper.letter:
        line(word, paper.get("kind").upper(), bold=True, size=14)
        if paper.get("subject"):
            line(word, f"{paper.get('subject_prefix')} {paper.get('subject')}".strip(), bold=True, size=14)
        word.add_paragraph()
    to = paper.several("to")
    if len(to) == 1:
        line(word, f"Kính gửi: {to[0]}", size=14)
    elif to:
        line(word, "Kính gửi:", size=14)
        for index, name in enumerate(to):
            paragraph = line(word, f"- {name}{'.' if index == len(to) - 1 else ';'}", size=14, align=ALIGN.LEFT)
            paragraph.paragraph_format.left_indent = Mm(45)
    if to:
        word.add_paragraph()


def body_line(word: Word, text: str) -> None:
    marks, _, words = text.partition(" ") if text.startswith("#") else ("", "", text)
    paragraph = word.add_paragraph()
    run = paragraph.add_run(words)
    run.bold, run.italic = bool(marks) and marks != "#_", marks in {"###", "#_"}
    paragraph.alignment = ALIGN.CENTER if marks in {"#", "#_"} else ALIGN.JUSTIFY
    if marks not in {"#", "#_"}:
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = 1.1


def grid(word: Word, rows: list[list[str]]) -> None:
    columns = max(map(len, rows))
    table = word.add_table(len(rows), columns, style="Table Grid")
    table.autofit = False
    share(table, rows, columns)
    for index, row in enumerate(rows):
        if len(row) == 1:
            table.cell(index, 0).merge(table.cell(index, columns - 1))
        for place, text in enumerate(row):
            paragraph = table.cell(index, place).paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size, run.bold = Pt(12), index == 0 or len(row) == 1
            paragraph.alignment = ALIGN.CENTER if index == 0 or (place == 0 and len(row) > 1) else ALIGN.LEFT
    marker = OxmlElement("w:tblHeader")
    marker.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(marker)
    word.add_paragraph()


def share(table: Table, rows: list[list[str]], columns: int) -> None:
    """Give the columns widths in mm by the words that stand in them."""
    total = 162.0
    weights = [max(7.0, max(len(row[i]) for row in rows if len(row) == columns) ** 0.6) for i in range(columns)]
    weights[0] = 4.2
    for column, weight in zip(table.columns, weights, strict=True):
        column.width = Mm(total * weight / sum(weights))
        for cell in column.cells:
            cell.width = column.width


def foot(word: Word, paper: Paper) -> None:
    word.add_paragraph()
    left, right = arranged(word, 80, 90)
    line(left, "Nơi nhận:", size=12, bold=True, italic=True, align=ALIGN.LEFT)
    copies = paper.several("copies")
    for index, name in enumerate(copies):
        line(left, f"- {name}{'.' if index == len(copies) - 1 else ';'}", size=11, align=ALIGN.LEFT)
    for row in paper.several("sign"):
        line(right, row.upper(), bold=True, size=13.5)
    for _ in range(4):
        line(right, "", size=13.5)
    line(right, paper.get("name"), bold=True, size=14)
    drop_first(left)
    drop_first(right)
