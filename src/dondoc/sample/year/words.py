"""The words of the simulated year: duties, reports, reasons, and letters as the province writes them. All invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

VERBS = ("rà soát", "cập nhật", "hoàn thiện", "xây dựng", "tổng hợp", "kiểm tra", "đánh giá", "chuẩn hóa")
THINGS = (
    "danh mục dữ liệu dùng chung",
    "hồ sơ các nhiệm vụ khoa học đang thực hiện",
    "phương án bảo đảm an toàn thông tin",
    "kế hoạch tập huấn kỹ năng số cho công chức cấp xã",
    "quy chế vận hành phòng họp trực tuyến",
    "số liệu hạ tầng viễn thông tại vùng khó khăn",
    "bộ tiêu chí đánh giá dịch vụ công",
    "danh sách doanh nghiệp cần hỗ trợ đổi mới sáng tạo",
    "dự toán kinh phí thuê dịch vụ số",
    "tài liệu hướng dẫn đăng ký sở hữu trí tuệ",
)
FOR = ("của Sở", "trên địa bàn tỉnh", "theo chỉ đạo của UBND tỉnh", "giai đoạn 2026 - 2030", "tại các xã, phường")
RULES = ("trước ngày 20 hằng tháng", "hằng tháng", "hằng quý", "trước ngày 25 hằng tháng")
COLLECTIVE = "Các phòng, đơn vị thuộc Sở"
PROGRESS = (
    "Đã phân công và lập danh mục việc phải làm.",
    "Đã có dự thảo, đang xin ý kiến.",
    "Đã tổng hợp được hai phần ba số liệu.",
    "Đang chờ cơ quan phối hợp gửi ý kiến.",
)
RESULTS = (
    "Đã hoàn thành, gửi kèm báo cáo.",
    "Đã trình Lãnh đạo Sở ký ban hành.",
    "Đã đăng trên trang thông tin của Sở.",
)
WRONG_UNIT = "Nội dung này thuộc chức năng của đơn vị khác; đề nghị xem lại phân công."
INSISTED = "Giữ nguyên phân công theo quy chế làm việc; đề nghị triển khai ngay."
MOVED = "Phân công lại cho đúng chức năng."
RETURNED = "Số liệu chưa khớp với kỳ trước; đề nghị rà soát, bổ sung."
MORE_TIME = "Cơ quan phối hợp chậm gửi số liệu; đề nghị lùi thời hạn."
NO_MORE_TIME = "Việc đã gấp, đề nghị tập trung hoàn thành đúng hạn."
DIFFICULTY = "Biểu mẫu mới chưa có hướng dẫn cách tính; đề nghị cho ý kiến xử lý."
ANSWER = "Trước mắt thực hiện theo biểu mẫu cũ, bổ sung phần giải trình."
TOO_HIGH = "Vượt thẩm quyền của đơn vị, xin chuyển lên."
CALLED_OFF = "Nhiệm vụ đã lồng ghép vào kế hoạch khác."
OPENED_AGAIN = "Nghiệm thu nhầm, kết quả còn thiếu phụ lục."
URGED = "Đề nghị khẩn trương thực hiện, báo cáo lý do chậm."
OFF_REASON = "Nghỉ bù theo lịch điều chỉnh của tỉnh"

LETTER = """ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN PHƯỚC                       Độc lập - Tự do - Hạnh phúc

Số: {number}/UBND-KGVX              An Phước, ngày {day:%d} tháng {day:%m} năm {day:%Y}
V/v {subject}

Kính gửi: Sở Khoa học và Công nghệ

Chủ tịch UBND tỉnh yêu cầu Sở Khoa học và Công nghệ chỉ đạo các đơn vị thực hiện:

{duties}

Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:                           KT. CHỦ TỊCH
- Như trên;                         PHÓ CHỦ TỊCH
- Lưu: VT, KGVX.

                                    Nguyễn Hoàng An
"""


@dataclass(frozen=True, slots=True)
class Ordered:
    """One duty of a letter: who, what, by when."""

    unit: str
    text: str
    due: date

    def sentence(self, number: int) -> str:
        return f"{number}. Giao {self.unit} chủ trì {self.text}, báo cáo Sở trước ngày {self.due:%d/%m/%Y}."


def duty(dice: Random) -> str:
    """What has to be done."""
    return f"{dice.choice(VERBS)} {dice.choice(THINGS)} {dice.choice(FOR)}"


def letter(number: int, day: date, subject: str, duties: Sequence[Ordered]) -> bytes:
    """A công văn of the province as plain text."""
    lines = "\n\n".join(one.sentence(place) for place, one in enumerate(duties, 1))
    return LETTER.format(number=number, day=day, subject=subject, duties=lines).encode()
