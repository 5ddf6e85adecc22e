"""The checker on files that others made: heads set with tabs, lines drawn as shapes, fonts of a theme."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dondoc.writing.check import Finding, check_layout
from dondoc.writing.measures import MOTTO
from dondoc.writing.widths import width
from dondoc.writing.word import docx_bytes
from tests.writing.faults import page_number, rules, starting, without_rule, wording
from tests.writing.samples import plan
from tests.writing.test_check import report

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
LENGTH = width(MOTTO, 14, bold=True)


def checked(document: Document) -> list[Finding]:
    out = BytesIO()
    document.save(out)
    return check_layout(out.getvalue())


def drawn(inside: str) -> list[Finding]:
    """Our plan with ``inside`` in a paragraph in place of the rule under the motto."""
    document = docx.Document(BytesIO(docx_bytes(plan())))
    rule = rules(document)[1]._p
    rule.addnext(parse_xml(f"<w:p {SPACES}><w:r>{inside}</w:r></w:p>"))
    rule.getparent().remove(rule)
    return checked(document)


def vml(length: float) -> str:
    return f'<w:pict><v:line from="10pt,2pt" to="{10 + length}pt,2pt"/></w:pict>'


def connector(length: float) -> str:
    style = f"position:absolute;margin-left:4pt;width:{length / 72:.3f}in;height:0"
    return f'<w:pict><v:shape type="#_x0000_t32" style="{style}"/></w:pict>'


def drawing(length: float) -> str:
    return (
        f'<w:drawing><wp:anchor><wp:extent cx="{round(length * 12700)}" cy="0"/><a:graphic><a:graphicData><wps:wsp>'
        '<wps:spPr><a:prstGeom prst="line"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
    )


@pytest.mark.parametrize("shape", [vml, connector, drawing])
def test_a_drawn_line_is_measured(shape: Callable[[float], str]) -> None:
    assert drawn(shape(LENGTH)) == []
    assert [finding.what for finding in drawn(shape(LENGTH * 0.6))] == ["độ dài đường kẻ"]


def test_a_line_of_unknown_length_is_taken_as_right() -> None:
    assert drawn('<w:pict><v:shape type="#_x0000_t32" style="height:0"/></w:pict>') == []


def test_a_row_of_underscores_is_a_line() -> None:
    count = round(LENGTH / width("_", 14))
    assert drawn(f"<w:t>{'_' * count}</w:t>") == []


def by_tabs() -> Document:
    """A letter as many clerks type it: no tables, two columns by tabs."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(14), "Times New Roman"
    normal.element.rPr.rFonts.set(qn("w:asciiTheme"), "majorHAnsi")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    for line in (
        "UBND TỈNH BÌNH LÂM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 05/SNV-VP\tBình Lâm, ngày 05 tháng 02 năm 2026",
        "V/v cử người dự họp",
        "Kính gửi: Văn phòng Sở",
    ):
        document.add_paragraph(line)
    paragraph = document.add_paragraph("Đề nghị Văn phòng Sở cử người dự họp./.")
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    for line in ("Nơi nhận:\tGIÁM ĐỐC", "- Như trên;\tLê Minh Thảo", "- Lưu: VT, VP."):
        document.add_paragraph(line)
    return document


def test_a_head_set_with_tabs_is_understood() -> None:
    found = checked(by_tabs())
    assert not [finding for finding in found if finding.what in ("thành phần", "thứ tự", "cách ghi", "dòng cuối")]
    assert ("phông chữ", "Calibri") in {(finding.what, finding.found) for finding in found}
    assert any(finding.where.startswith("Tên cơ quan ban hành") for finding in found)


def test_a_character_style_counts() -> None:
    document = docx.Document(BytesIO(docx_bytes(plan())))
    look = document.styles.add_style("Nhấn mạnh", WD_STYLE_TYPE.CHARACTER)
    look.font.italic, look.font.all_caps = True, True
    starting(document, "Trần Văn").runs[0].style = look
    assert {finding.what for finding in checked(document)} == {"kiểu chữ", "loại chữ"}


def test_dashes_that_word_puts_count_as_dashes() -> None:
    document = docx.Document(BytesIO(docx_bytes(plan())))
    for words in ("- Các sở", "- UBND", "- Lưu"):
        paragraph = starting(document, words)
        paragraph.runs[0].text = paragraph.text.removeprefix("- ")
        numbers = '<w:numPr xmlns:w="{0}"><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        paragraph._p.pPr.insert(1, parse_xml(numbers.format(qn("w:p")[1:].split("}")[0])))
    assert checked(document) == []


def test_links_breaks_and_content_controls_are_read() -> None:
    document = docx.Document(BytesIO(docx_bytes(plan())))
    element = starting(document, "Các cơ quan triển khai")._p
    run = element.find(qn("w:r"))
    words = "<w:r><w:t>Xem </w:t><w:noBreakHyphen/><w:br/><w:t>tiếp./.</w:t></w:r>"
    element.replace(run, parse_xml(f"<w:hyperlink {SPACES}>{words}</w:hyperlink>"))
    control = parse_xml(f"<w:sdt {SPACES}><w:sdtContent/></w:sdt>")
    element.addprevious(control)
    control[0].append(element)
    assert checked(document) == []


def test_margins_may_turn_with_the_page() -> None:
    document = docx.Document(BytesIO(docx_bytes(plan())))
    section = document.sections[1]
    section.top_margin, section.left_margin, section.bottom_margin, section.right_margin = (
        Mm(30),
        Mm(20),
        Mm(15),
        Mm(20),
    )
    assert checked(document) == []


@pytest.mark.parametrize("frame", ["center", None])
def test_a_framed_page_number_is_in_the_middle_where_its_frame_is(frame: str | None) -> None:
    document = docx.Document(BytesIO(docx_bytes(report())))
    page_number("left")(document)
    paragraph = document.sections[0].header.paragraphs[0]
    align = f' w:xAlign="{frame}"' if frame else ""
    paragraph._p.pPr.insert(1, parse_xml(f"<w:framePr {SPACES}{align}/>"))
    assert [finding.found for finding in checked(document)] == ([] if frame else ["không canh giữa"])


def test_a_page_number_brought_to_the_middle_by_tabs_is_left_alone() -> None:
    document = docx.Document(BytesIO(docx_bytes(report())))
    page_number("left")(document)
    document.sections[0].header.paragraphs[0]._p.insert(1, parse_xml(f"<w:r {SPACES}><w:tab/></w:r>"))
    assert checked(document) == []


@pytest.mark.parametrize(
    ("words", "new", "what"),
    [
        ("KẾ HOẠCH", "VĂN BẢN", "thành phần"),
        ("Bình Lâm", "bình Lâm, ngày 05 tháng 01 năm 2026", "chữ đầu của địa danh"),
        ("Nơi nhận", "Nơi nhận", "cách ghi"),
    ],
)
def test_wrong_words(words: str, new: str, what: str) -> None:
    document = docx.Document(BytesIO(docx_bytes(plan())))
    wording(words, new)(document)
    assert what in {finding.what for finding in checked(document)}


def test_broken_measures_do_not_break_the_checker() -> None:
    document = docx.Document(BytesIO(docx_bytes(plan())))
    without_rule(2)(document)
    for size in document.element.body.iter(qn("w:spacing")):
        size.set(qn("w:before"), "nhiều")
    assert checked(document)
