"""Whether a template can carry what is written here: a letter with everything in it is tried out in it."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document

from dondoc.writing.blocks import Column, Paragraph, Section, Table
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.letter import Appendix, Code, Dispatch, Issuer, Letter, Signature, When
from dondoc.writing.measures import A4, MARGIN_RANGES
from dondoc.writing.word.template import FIELD, KNOWN, fill, opened

NARROWEST = A4[0] - MARGIN_RANGES["left"][1] - MARGIN_RANGES["right"][1]
"""Width of the text in millimetres between the widest margins that Decree 30/2020/NĐ-CP, Annex I, I.4 allows."""

_TABLE = Table((Column("Đơn vị", 2.0), Column("Số việc", 1.0)), [("Phòng Tổng hợp", 3)])
_LETTER = Letter(
    issuer=Issuer("Cơ quan ban hành", "Cơ quan chủ quản"),
    code=Code("CQ-VP"),
    place="Địa danh",
    when=When(2026),
    subject="Trích yếu",
    blocks=(Section("Đề mục", (Paragraph("Nội dung."), _TABLE)),),
    signature=Signature(("THỦ TRƯỞNG CƠ QUAN",), "Họ và tên"),
    to=("Nơi gửi",),
    dispatch=Dispatch(("Như trên",)),
    appendices=(Appendix("Phụ lục", (_TABLE,), landscape=True),),
)


def tried(template: bytes) -> tuple[str, ...]:
    """Try a template out; returns the known fields that it does not name.

    Raises WritingError where it is no .docx, names unknown fields, has no place for the content, leaves the text
    narrower than ``NARROWEST``, or cannot be filled.
    """
    document = opened(template)
    _demand_width(document)
    out = BytesIO()
    try:
        fill(template, _LETTER, out)
        docx.Document(BytesIO(out.getvalue()))
    except Exception as error:
        raise WritingError(Fault.BAD_TEMPLATE) from error
    named = {name.lower() for name in FIELD.findall(_all_text(document))}
    return tuple(name for name in KNOWN if name not in named)


def _demand_width(document: Document) -> None:
    for section in document.sections:
        sizes = section.page_width, section.left_margin, section.right_margin
        if any(size is None for size in sizes):
            continue
        page, left, right = (size.mm for size in sizes if size is not None)
        room = page - left - right
        if room < NARROWEST - 1:
            raise WritingError(Fault.NARROW, room=f"{room:.0f}")


def _all_text(document: Document) -> str:
    return "\n".join(
        "".join(words.text or "" for words in paragraph.iter("{*}t")) for paragraph in document.element.iter("{*}p")
    )
