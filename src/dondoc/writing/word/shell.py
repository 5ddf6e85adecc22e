"""The package around the content, made by python-docx: styles, page numbers, properties, a mark for the content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section

from dondoc.writing.clean import one_line
from dondoc.writing.word.styles import install

CONTENT = "@@noi-dung@@"
"""The text that stands in ``w:body`` where the content goes."""
_COMPATIBILITY = (
    f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


@dataclass(frozen=True, slots=True)
class Shell:
    """A .docx whose content is ``CONTENT``; ``first`` and ``later`` are the references to headers and footers that the
    properties of its first and later sections need."""

    data: bytes
    first: str
    later: str


def _page_number(section: Section) -> None:
    """PAGE, centred in the top margin (Annex I, I.7)."""
    element = section.header.paragraphs[0]._p
    element.clear_content()
    element.style = "SoTrang"
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    element.append(parse_xml(field))


def _contact(section: Section, words: str) -> None:
    """Address at the foot of page 1 under a rule over the whole width (Annex I, III.4)."""
    paragraph = section.first_page_footer.paragraphs[0]
    paragraph._p.style = "LienHe"
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="4" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(border))
    paragraph.add_run(one_line(words))


def _references(section: Section) -> str:
    parts = []
    for kind in ("header", "footer"):
        for element in section._sectPr.findall(qn(f"w:{kind}Reference")):
            usage, target = element.get(qn("w:type")), element.get(qn("r:id"))
            parts.append(f'<w:{kind}Reference w:type="{usage}" r:id="{target}"/>')
    return "".join(parts)


def _properties(document: Document, title: str, author: str, made_at: datetime | None) -> None:
    properties = document.core_properties
    properties.title = one_line(title)[:255]
    properties.author = properties.last_modified_by = one_line(author)[:255]
    properties.language = "vi-VN"
    properties.comments = ""
    properties.created = properties.modified = made_at or datetime(2020, 3, 5)


def make(*, title: str, author: str, made_at: datetime | None, party: bool = False, contact: str = "") -> Shell:
    """An empty document with our styles. ``made_at`` is UTC; None writes the day of Decree 30/2020, so that the same
    letter gives the same bytes."""
    document = docx.Document()
    install(document, party=party)
    _properties(document, title, author, made_at)
    first = document.sections[0]
    first.different_first_page_header_footer = True
    _page_number(first)
    later = ""
    if contact:
        _contact(first, contact)
        second = document.add_section()
        second.first_page_footer.is_linked_to_previous = False
        later = _references(second)
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.replace(old, parse_xml(_COMPATIBILITY))
    references = _references(first if not contact else document.sections[0])
    body = document.element.body
    for child in list(body):
        body.remove(child)
    body.text = CONTENT
    out = BytesIO()
    document.save(out)
    return Shell(out.getvalue(), references, later)
