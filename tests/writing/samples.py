"""Documents of an invented province that the tests of this room write and read back."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
from docx.document import Document

from dondoc.writing import signing
from dondoc.writing.blocks import Align, Band, Bullet, Column, Paragraph, Section, Table
from dondoc.writing.letter import Appendix, Code, Dispatch, Issuer, Letter, When
from dondoc.writing.letters.frame import Frame
from dondoc.writing.letters.urging import Overdue, urging_letter
from dondoc.writing.word import docx_bytes

DEPARTMENT = Issuer("Sở Khoa học và Công nghệ", "Ủy ban nhân dân tỉnh Bình Lâm")
UNITS = ("Phòng Quản lý công nghệ", "Phòng Hạ tầng số", "Văn phòng Sở")


def frame(number: int | None = 7, *, symbol: str = "SKHCN-VP", to: tuple[str, ...] = UNITS) -> Frame:
    return Frame(
        issuer=DEPARTMENT,
        code=Code(symbol, number),
        place="Bình Lâm",
        day=date(2026, 10, 5),
        signature=signing.for_head("Giám đốc", "Phó Giám đốc", "Lê Minh Thảo"),
        to=to,
        dispatch=Dispatch(("Giám đốc Sở (để báo cáo)",), "VT, VP"),
    )


def overdue(count: int) -> list[Overdue]:
    return [
        Overdue(
            UNITS[at * len(UNITS) // count],
            f"Cập nhật danh mục thiết bị dùng chung, đợt {at + 1}.",
            f"Kế hoạch số {at + 11}/KH-UBND, mục II.{at % 4 + 1}",
            date(2026, 9, 1 + at % 28),
            "Đang thực hiện",
        )
        for at in range(count)
    ]


def urging(count: int = 30) -> Letter:
    return urging_letter(frame(), overdue(count), answer_by=date(2026, 10, 15), collector="Văn phòng Sở")


def plan() -> Letter:
    table = Table(
        (
            Column("TT", 0.5, Align.CENTER),
            Column("Nhiệm vụ", 4),
            Column("Chủ trì", 2, group="Thực hiện"),
            Column("Phối hợp", 2, group="Thực hiện"),
            Column("Thời hạn", 1.2, Align.CENTER, fits="30/09/2026"),
        ),
        [Band("I. Hạ tầng"), *((at, f"Nhiệm vụ {at}", UNITS[0], UNITS[1], date(2026, 6, 30)) for at in range(1, 40))],
        count_columns=True,
    )
    return Letter(
        issuer=Issuer("Ủy ban nhân dân tỉnh Bình Lâm"),
        code=Code("KH-UBND", 12),
        place="Bình Lâm",
        when=When(2026, 1, 5),
        kind="Kế hoạch",
        subject="Phát triển hạ tầng dùng chung trên địa bàn tỉnh Bình Lâm năm 2026",
        bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            "Căn cứ Nghị quyết số 15/NQ-HĐND của Hội đồng nhân dân tỉnh",
        ),
        blocks=(
            Paragraph("Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:"),
            Section("Mục đích", (Bullet("Nâng chất lượng hạ tầng dùng chung của các cơ quan trong tỉnh."),)),
            Section("Nhiệm vụ", (Section("Hạ tầng", (Section("Lắp đặt thiết bị.", plain=True),)),)),
            Section("Tổ chức thực hiện", (Paragraph("Các cơ quan triển khai Kế hoạch này theo chức năng."),)),
        ),
        signature=signing.for_collective("Ủy ban nhân dân", "Phó Chủ tịch", "Trần Văn Khải", in_place_of="Chủ tịch"),
        dispatch=Dispatch(("Các sở, ban, ngành", "UBND các xã, phường"), "VT, KT"),
        appendices=(
            Appendix("Danh mục nhiệm vụ", (table,), landscape=True),
            Appendix("Kinh phí", (Paragraph("Kinh phí do ngân sách tỉnh bảo đảm."),)),
        ),
    )


def opened(letter: Letter) -> Document:
    return docx.Document(BytesIO(docx_bytes(letter)))


def texts(document: Document) -> list[str]:
    """All paragraphs in order, those of tables too."""
    out = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            out += [paragraph.text for row in block.rows for cell in row.cells for paragraph in cell.paragraphs]
        else:
            out.append(block.text)
    return [text for text in out if text]
