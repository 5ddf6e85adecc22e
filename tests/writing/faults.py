"""Faults to plant in a document that is right: each is a function that changes an open document."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from tests.writing.samples import UNITS

Plant = Callable[[Document], None]


def every(document: Document) -> list[Paragraph]:
    body = document.element.body
    return [Paragraph(element, document._body) for element in body.iter(qn("w:p"))]


def starting(document: Document, words: str) -> Paragraph:
    return next(paragraph for paragraph in every(document) if paragraph.text.startswith(words))


def letters(words: str, **look: object) -> Plant:
    """Change the letters of the paragraph that starts with ``words``."""

    def plant(document: Document) -> None:
        for run in starting(document, words).runs:
            for name, value in look.items():
                setattr(run.font, name, value)

    return plant


def shape(words: str, **look: object) -> Plant:
    """Change the paragraph that starts with ``words``."""

    def plant(document: Document) -> None:
        for name, value in look.items():
            setattr(starting(document, words).paragraph_format, name, value)

    return plant


def wording(words: str, new: str) -> Plant:
    def plant(document: Document) -> None:
        paragraph = starting(document, words)
        paragraph.runs[0].text = new
        for run in paragraph.runs[1:]:
            run.text = ""

    return plant


def page(**look: object) -> Plant:
    def plant(document: Document) -> None:
        for name, value in look.items():
            setattr(document.sections[0], name, value)

    return plant


def without(words: str) -> Plant:
    def plant(document: Document) -> None:
        element = starting(document, words)._p
        element.getparent().remove(element)

    return plant


def rules(document: Document) -> list[Paragraph]:
    return [
        paragraph for paragraph in every(document) if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None
    ]


def without_rule(number: int) -> Plant:
    def plant(document: Document) -> None:
        element = rules(document)[number]._p
        element.getparent().remove(element)

    return plant


def full_rule(number: int) -> Plant:
    def plant(document: Document) -> None:
        properties = rules(document)[number].paragraph_format
        properties.left_indent = properties.right_indent = Mm(0)

    return plant


def style(part: str, /, **look: object) -> Plant:
    def plant(document: Document) -> None:
        for key, value in look.items():
            setattr(document.styles[part].font, key, value)

    return plant


def page_number(change: str) -> Plant:
    def plant(document: Document) -> None:
        section = document.sections[0]
        paragraph = section.header.paragraphs[0]
        if change == "left":
            paragraph.alignment = ALIGN.LEFT
        elif change == "first":
            section.different_first_page_header_footer = False
        elif change == "bottom":
            section.footer.paragraphs[0]._p.append(paragraph._p.find(qn("w:fldSimple")))
        elif change == "start":
            section._sectPr.find(qn("w:pgNumType")).set(qn("w:start"), "3")
        else:
            section._sectPr.find(qn("w:pgNumType")).set(qn("w:fmt"), "upperRoman")

    return plant


def appendix_goes_on(document: Document) -> None:
    kind = document.sections[1]._sectPr.find(qn("w:pgNumType"))
    document.sections[1]._sectPr.remove(kind)


def underlined_motto(document: Document) -> None:
    without_rule(1)(document)
    letters("Độc lập", underline=True)(document)


def dashes(document: Document) -> None:
    rules(document)[1]._p.addnext(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{'-' * 38}</w:t></w:r></w:p>"))
    without_rule(1)(document)


def addressee_on_top(document: Document) -> None:
    starting(document, "BÁO CÁO")._p.addprevious(starting(document, "Kính gửi")._p)


def without_to(document: Document) -> None:
    for words in ("Kính gửi", *(f"- {unit}" for unit in UNITS)):
        without(words)(document)


def without_receivers(document: Document) -> None:
    for words in ("- Các sở", "- UBND", "- Lưu"):
        without(words)(document)


def lower_signature(document: Document) -> None:
    """The signature in a row of its own under Nơi nhận."""
    row = next(starting(document, "TM.")._p.iterancestors(qn("w:tr")))
    lower = deepcopy(row)
    for cell in (row[-1], lower[-2]):
        for paragraph in cell.findall(qn("w:p"))[1:]:
            cell.remove(paragraph)
        for run in cell.findall(f".//{qn('w:r')}"):
            run.getparent().remove(run)
    row.addnext(lower)


def moved_place(document: Document) -> None:
    """Place and day above, beside the names."""
    rule = rules(document)[1]._p
    rule.addnext(starting(document, "Bình Lâm")._p)


def about_on_top(document: Document) -> None:
    starting(document, "Số:")._p.addprevious(starting(document, "V/v")._p)
