"""A dispatch whose tasks stand in a workbook that came with it, as offices send their plans."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

LETTER_NAME = "1386-UBND-KGVX.txt"
TABLE_NAME = "Phụ lục phân công kèm CV 1386.xlsx"
LETTER = """ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN PHƯỚC                       Độc lập - Tự do - Hạnh phúc

Số: 1386/UBND-KGVX                  An Phước, ngày 18 tháng 11 năm 2026
V/v chuẩn bị Tuần lễ chuyển đổi số
tỉnh An Phước năm 2026

Kính gửi: Các sở, ban, ngành tỉnh

Để Tuần lễ chuyển đổi số tỉnh An Phước năm 2026 diễn ra thiết thực, tiết kiệm,
Chủ tịch UBND tỉnh yêu cầu:

1. Các cơ quan có tên trong Phụ lục kèm theo Công văn này thực hiện đúng nội
dung và thời hạn được giao.

2. Giao Sở Khoa học và Công nghệ tổng hợp kết quả, báo cáo UBND tỉnh trước ngày
22/12/2026./.

Nơi nhận:                           KT. CHỦ TỊCH
- Như trên;                         PHÓ CHỦ TỊCH
- Lưu: VT, KGVX.

                                    Nguyễn Hữu Phúc Hậu
"""
TITLES = (
    "PHỤ LỤC PHÂN CÔNG NHIỆM VỤ",
    "(Kèm theo Công văn số 1386/UBND-KGVX ngày 18/11/2026 của UBND tỉnh)",
)
HEAD = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm")
ROWS = (
    (
        "Bố trí gian trưng bày nền tảng số của các sở, ngành",
        "Sở Khoa học và Công nghệ",
        "Các sở, ban, ngành tỉnh",
        "05/12/2026",
        "Sơ đồ gian trưng bày",
    ),
    (
        "Mở chuyên mục Tuần lễ chuyển đổi số trên Cổng thông tin điện tử tỉnh",
        "Văn phòng UBND tỉnh",
        "Sở Khoa học và Công nghệ",
        "01/12/2026",
        "Chuyên mục",
    ),
    (
        "Tổ chức lớp học kỹ năng số cho người cao tuổi tại ba phường",
        "Sở Khoa học và Công nghệ",
        "UBND các phường",
        "12/12/2026",
        "Báo cáo lớp học",
    ),
)


def workbook() -> bytes:
    """The appendix."""
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "Phân công"
    for title in TITLES:
        sheet.append([title])
    sheet.append(HEAD)
    for number, row in enumerate(ROWS, 1):
        sheet.append([number, *row])
    line = Border(*[Side("thin")] * 4)
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.border, cell.alignment = line, Alignment(wrap_text=True, vertical="top")
    for cell in (sheet["A1"], *sheet[3]):
        cell.font = Font(bold=True)
    for column, width in zip("ABCDEF", (6, 44, 26, 26, 14, 24), strict=True):
        sheet.column_dimensions[column].width = width
    book.save(stream)
    return stream.getvalue()
