"""Writing number and day into a draft of ours whose places the registry had left open."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import docx
from docx.text.paragraph import Paragraph

from dondoc.writing.words import long_date

_OPEN_NUMBER = re.compile(r"^(Số:?)\s+(?=[/-]\S)")
_OPEN_DAY = re.compile(r"ngày\s*(?:tháng\s*)(?:\d{1,2}\s*)?năm\s*\d{4}")
_OPEN_ATTACHED = re.compile(r"(\bsố)\s+(?=[/-]\S)")
_STYLES = {"SoKyHieu", "DiaDanh"}
_ATTACHED = "KemTheo"


def stamped(draft: bytes, number: str, day: date) -> bytes | None:
    """A Word file of this program with its open number and day filled in, in its head and where its appendices name
    it; None where neither was left open."""
    document = docx.Document(BytesIO(draft))
    changed = False
    attached = [p for p in document.paragraphs if p.style is not None and p.style.style_id == _ATTACHED]
    for pattern, paragraphs in ((_OPEN_NUMBER, _head(document)), (_OPEN_ATTACHED, attached)):
        for paragraph in paragraphs:
            changed |= _replace(paragraph, pattern, rf"\1 {number}")
            changed |= _replace(paragraph, _OPEN_DAY, long_date(day.day, day.month, day.year))
    if not changed:
        return None
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _head(document: docx.document.Document) -> list[Paragraph]:
    """The paragraphs of the first table that hold number and day."""
    tables = document.tables[:1]
    found = [p for table in tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return [p for p in found if p.style is not None and p.style.style_id in _STYLES]


def _replace(paragraph: Paragraph, pattern: re.Pattern[str], words: str) -> bool:
    """Put ``words`` in the place of the pattern; the paragraph's first run keeps its look."""
    text, count = pattern.subn(words, paragraph.text, count=1)
    if not count or not paragraph.runs:
        return False
    paragraph.runs[0].text = text
    for run in paragraph.runs[1:]:
        run.text = ""
    return True
