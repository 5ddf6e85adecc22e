"""An invented draft and invented letters about it."""

from __future__ import annotations

from io import BytesIO

import docx

HEAD = """ỦY BAN NHÂN DÂN
TỈNH AN PHƯỚC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: /2026/QĐ-UBND
An Phước, ngày tháng năm 2026
QUYẾT ĐỊNH
Ban hành Quy chế quản lý kho dữ liệu dùng chung
ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý kho dữ liệu dùng chung.
Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 01 năm 2027.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
RULES = """QUY CHẾ
Quản lý kho dữ liệu dùng chung
(Ban hành kèm theo Quyết định số /2026/QĐ-UBND)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc quản lý, khai thác kho dữ liệu dùng chung của tỉnh.
Điều 2. Giải thích từ ngữ
1. Kho dữ liệu là nơi lưu giữ dữ liệu của các cơ quan.
2. Dữ liệu mở là dữ liệu được công bố.
a) Loại một;
b) Loại hai.
Chương II
QUY ĐỊNH CỤ THỂ
Điều 3. Nguyên tắc
1. Sử dụng đúng mục đích.
2. Bảo đảm an toàn thông tin.
Điều 4. Trách nhiệm
Các sở cập nhật dữ liệu hằng quý.
"""
DRAFT = (HEAD + "\n" + RULES).encode()
KEYS = ["p1.d1", "p1.d2", "cI", "d1", "d2", "d2.k1", "d2.k2", "cII", "d3", "d3.k1", "d3.k2", "d4"]

LETTER_HEAD = """{issuer}
Số: {number}/CV-GY
V/v góp ý dự thảo
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Phước, ngày 3 tháng 11 năm 2026
Kính gửi: Sở Khoa học và Công nghệ
Phúc đáp Công văn số 99/SKHCN-CĐS ngày 20/10/2026 về việc góp ý dự thảo, {issuer} có ý kiến như sau:
"""
LETTER_FOOT = """Trên đây là ý kiến của {issuer}, kính gửi quý Sở tổng hợp./.
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn Bình
"""
BODY = """1. Cơ bản thống nhất với bố cục dự thảo.
2. Một số góp ý cụ thể:
- Khoản 2 Điều 2: đề nghị bổ sung cụm từ “có kiểm soát” sau từ “công bố”.
- Tại điểm a khoản 2 Điều 2, đề nghị làm rõ thế nào là loại một.
3. Về Điều 4:
- Đề nghị sửa “hằng quý” thành “hằng tháng”.
4. Đề nghị rà soát kỹ thuật trình bày toàn bộ dự thảo.
"""


def letter_text(issuer: str, number: int = 12, body: str = BODY) -> str:
    """The words of a letter."""
    return (LETTER_HEAD + body + LETTER_FOOT).format(issuer=issuer, number=number)


def as_docx(text: str) -> bytes:
    """A Word file of these lines."""
    paper = docx.Document()
    for line in text.splitlines():
        paper.add_paragraph(line)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()
