"""Phiếu giao việc: one sheet that gives tasks to a unit or an officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.writing.blocks import Align, Column, Paragraph, Run, Table
from dondoc.writing.letter import Letter
from dondoc.writing.letters.frame import Frame
from dondoc.writing.words import short_date

KIND = "Phiếu giao việc"
COLUMNS = (
    Column("TT", 0.6, Align.CENTER),
    Column("Nội dung công việc", 4.0),
    Column("Sản phẩm", 1.8),
    Column("Phối hợp", 1.8),
    Column("Thời hạn", 1.4, Align.CENTER, fits="30/09/2026"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """One piece of work; ``due`` is the last day that is in time, or words where there is no single day."""

    text: str
    product: str = ""
    partners: str = ""
    due: date | str = ""


def assignment_slip(frame: Frame, *, to: str, source: str, work: Sequence[Given], note: str = "") -> Letter:
    """``to``: who gets the work; ``source``: the document it comes from; ``note``: the leader's own words."""
    rows = [(at, given.text, given.product, given.partners, given.due) for at, given in enumerate(work, 1)]
    blocks = (
        Paragraph((Run("Đơn vị, cá nhân được giao: "), Run(to, bold=True))),
        Paragraph(f"Căn cứ giao việc: {source}."),
        *((Paragraph((Run("Ý kiến chỉ đạo: "), Run(note, italic=True))),) if note else ()),
        Table(COLUMNS, rows),
        Paragraph(
            "Đơn vị, cá nhân được giao cập nhật tiến độ, kết quả trên hệ thống theo dõi nhiệm vụ; khi có khó khăn, "
            "vướng mắc hoặc cần điều chỉnh thời hạn thì báo cáo người giao việc trước khi hết hạn."
        ),
    )
    return frame.letter(f"Giao việc ngày {short_date(frame.day)}", blocks, kind=KIND)
