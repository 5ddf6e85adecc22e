"""Paper, margins and page numbers (Annex I, Part I, section I)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section

from dondoc.writing.check.anatomy import Anatomy
from dondoc.writing.check.finding import Finding, number, span
from dondoc.writing.check.lines import Line
from dondoc.writing.check.looks import Element, Looks, attribute
from dondoc.writing.measures import A4, ALLOWED, MARGIN_RANGES

NAMES = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}
_TURNED = {"top": "left", "left": "bottom", "bottom": "right", "right": "top"}
_SLACK = 0.6
"""Millimetres: programs round lengths to twips and to tenths of an inch."""
_LINES_A_PAGE = 40
_LETTERS_A_LINE = 80


def check_page(document: Document, anatomy: Anatomy) -> Iterator[Finding]:
    """Findings on the pages of all sections."""
    sections = list(document.sections)
    for at, section in enumerate(sections):
        where = "Trang văn bản" if len(sections) == 1 else f"Phần trang thứ {at + 1}"
        yield from _paper(where, section)
        yield from _margins(where, section)
    if _pages(anatomy.lines) > 1:
        yield from _numbers(document, sections)
    yield from _restarts(anatomy, sections)


def _paper(where: str, section: Section) -> Iterator[Finding]:
    wide = section.page_width.mm if section.page_width is not None else 0.0
    tall = section.page_height.mm if section.page_height is not None else 0.0
    if abs(min(wide, tall) - A4[0]) > 2 or abs(max(wide, tall) - A4[1]) > 2:
        yield Finding(where, "khổ giấy", "A4 (210 x 297 mm)", f"{number(wide)} x {number(tall)} mm", "I.1")


def _margins(where: str, section: Section) -> Iterator[Finding]:
    """Across, the margins may keep their names or turn with the page, as Word turns them."""
    sides = {
        "top": section.top_margin,
        "bottom": section.bottom_margin,
        "left": section.left_margin,
        "right": section.right_margin,
    }
    lengths = {side: abs(length.mm) if length is not None else 0.0 for side, length in sides.items()}
    across = (section.page_width or 0) > (section.page_height or 0)
    if across and all(_within(lengths[side], _TURNED[side]) for side in lengths):
        return
    for side, length in lengths.items():
        if not _within(length, side):
            yield Finding(where, NAMES[side], span(*MARGIN_RANGES[side], "mm"), f"{number(length)} mm", "I.3")


def _within(length: float, side: str) -> bool:
    low, high = MARGIN_RANGES[side]
    return low - _SLACK <= length <= high + _SLACK


def _pages(lines: Sequence[Line]) -> float:
    """About how many pages; the file itself does not say."""
    printed = sum(max(1, len(line.text) / _LETTERS_A_LINE) for line in lines if line.text)
    return printed / _LINES_A_PAGE


def _page_fields(container: Any) -> list[tuple[Element, Element]]:
    """Paragraphs and runs of a header or footer that hold a PAGE field."""
    found: list[tuple[Element, Element]] = []
    for paragraph in container._element.iter(qn("w:p")):
        for field in paragraph.iter(qn("w:fldSimple"), qn("w:instrText")):
            words = attribute(field, "instr") or field.text or ""
            if words.strip().upper().split()[:1] == ["PAGE"]:
                run = next(iter(field.iter(qn("w:r"))), None)
                found.append((paragraph, field.getparent() if run is None else run))
    return found


def _numbers(document: Document, sections: Sequence[Section]) -> Iterator[Finding]:
    first = sections[0]
    fields = _page_fields(first.header)
    expected = "canh giữa trong phần lề trên"
    if not fields:
        below = any(_page_fields(section.footer) for section in sections)
        yield Finding("Số trang", "vị trí", expected, "ở phần lề dưới" if below else "không có số trang", "I.7")
        return
    looks = Looks(document)
    paragraph, run = fields[0]
    look, letters = looks.paragraph(paragraph), looks.run(paragraph, run)
    if look.align != "center" and not _framed_center(paragraph) and not _tabbed(paragraph):
        yield Finding("Số trang", "vị trí", expected, "không canh giữa", "I.7")
    low, high = ALLOWED["page_number"].sizes
    if not low <= letters.size <= high:
        yield Finding("Số trang", "cỡ chữ", span(low, high, "pt"), f"{number(letters.size)} pt", "I.7")
    if letters.bold or letters.italic:
        yield Finding("Số trang", "kiểu chữ", "chữ đứng, không đậm", "chữ đậm hoặc nghiêng", "I.7")
    if not first.different_first_page_header_footer or _page_fields(first.first_page_header):
        yield Finding("Số trang", "trang thứ nhất", "không hiển thị số trang", "có hiển thị", "I.7")
    yield from _format(first)


def _framed_center(paragraph: Element) -> bool:
    """Word's own "Top of page, plain number" puts the field in a centred frame."""
    frame = paragraph.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
    return frame is not None and attribute(frame, "xAlign") == "center"


def _tabbed(paragraph: Element) -> bool:
    """Brought to the middle by tabs: where that is cannot be told from the file alone."""
    return any(run.find(qn("w:tab")) is not None for run in paragraph.iter(qn("w:r")))


def _format(section: Section) -> Iterator[Finding]:
    kind = section._sectPr.find(qn("w:pgNumType"))
    if kind is None:
        return
    if (attribute(kind, "fmt") or "decimal") != "decimal":
        yield Finding("Số trang", "chữ số", "chữ số Ả Rập", attribute(kind, "fmt") or "", "I.7")
    if (attribute(kind, "start") or "1") != "1":
        yield Finding("Số trang", "số bắt đầu", "1", attribute(kind, "start") or "", "I.7")


def _restarts(anatomy: Anatomy, sections: Sequence[Section]) -> Iterator[Finding]:
    """Each appendix has page numbers of its own (III.1.đ)."""
    for line in anatomy.of("appendix"):
        section = sections[min(line.section, len(sections) - 1)]
        kind = section._sectPr.find(qn("w:pgNumType"))
        if line.section == 0 or kind is None or attribute(kind, "start") != "1":
            found = "đánh số tiếp theo văn bản" if line.section == 0 or kind is None else "không bắt đầu từ 1"
            yield Finding(line.text, "số trang", "đánh số riêng theo từng phụ lục, từ 1", found, "III.1.đ")
