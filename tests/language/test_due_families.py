"""The families of due expressions that administrative papers use, each by a sentence of its own kind.

Issued on 2025-08-04 where nothing else is said. Marks are ``[[words|due]]``; "?" is a time that does not resolve, a
sentence without marks says no time that anybody could be held to.
"""

from __future__ import annotations

import pytest

from dondoc.language.rules import read_example
from dondoc.language.times import find_times

ISSUED = "2025-08-04"

FAMILIES = {
    "last day, excluded": "Các trạm gửi số liệu [[trước ngày 14/11/2025|2025-11-13]].",
    "last day, in the day": "Góp ý xong [[chậm nhất trong ngày 12/8/2025|2025-08-12]].",
    "last day, at the latest": "Nộp danh sách [[chậm nhất ngày 22/9/2025|2025-09-22]].",
    "to the end of a day": "Nhận hồ sơ [[đến hết ngày 17/10/2025|2025-10-17]].",
    "not past a day": "Chuyển kinh phí [[không quá ngày 12/9/2025|2025-09-12]].",
    "not later than, in words": "Khai giảng [[muộn nhất là ngày 08 tháng 9 năm 2025|2025-09-08]].",
    "to be finished before": "Sơn lại cổng trường, hoàn thành [[trước ngày 25/8/2025|2025-08-24]].",
    "hour with a comma": "Gửi bản ký số [[trước 10 giờ, ngày 07/8/2025|2025-08-07]].",
    "hour written with h": "Chốt danh sách [[trước 15h30 ngày 11/8/2025|2025-08-11]].",
    "within a day": "Trả lời phiếu hỏi [[trong ngày 05/8/2025|2025-08-05]].",
    "day without a year": "Nộp ảnh dự thi [[trước ngày 19/9|2025-09-18]].",
    "day of this month": "Nộp biên lai [[ngày 20 tháng này|2025-08-20]].",
    "a quarter, current": "[[Quý III năm 2025|2025-07-01/2025-09-30]]: khảo sát nhu cầu.",
    "a quarter, coming": "[[Quý IV năm 2025|2025-10-01/2025-12-31]]: mở lớp.",
    "product and reports": "[[Quý IV năm 2025|2025-10-01/2025-12-31]]: ban hành sổ tay; [[định kỳ|?]] báo cáo kết quả.",
    "within a quarter": "Nghiệm thu [[trong quý III/2025|2025-07-01/2025-09-30]].",
    "within a month": "Tu sửa bếp ăn [[trong tháng 9/2025|2025-09-01/2025-09-30]].",
    "a month": "[[Tháng 11/2025|2025-11-01/2025-11-30]]: tổng duyệt.",
    "second half of a year": "[[6 tháng cuối năm 2025|2025-07-01/2025-12-31]]: thay bảng tên đường.",
    "first half of a year": "[[6 tháng đầu năm 2026|2026-01-01/2026-06-30]]: đo lại ranh giới.",
    "within a year": "Số hóa xong [[trong năm 2025|2025-01-01/2025-12-31]].",
    "a year": "[[Năm 2026|2026-01-01/2026-12-31]]: lắp đồng hồ nước.",
    "a year and those after": "Thực hiện [[trong năm 2025 và các năm tiếp theo|2025-01-01/..]].",
    "a span of years": "[[Giai đoạn 2026 - 2030|2026-01-01/2030-12-31]]: trồng rừng phòng hộ.",
    "horizon in a title": "Thực hiện Chiến lược phát triển thư viện giai đoạn 2026 - 2035 và định hướng đến năm 2045.",
    "up to a year": "Phủ sóng mọi thôn [[đến năm 2030|2030-12-31]].",
    "beginning of a month": "Khai mạc [[vào đầu tháng 9/2025|2025-09-01/2025-09-10]].",
    "middle of a month": "Chấm thi [[vào trung tuần tháng 9|2025-09-11/2025-09-20]].",
    "end of a month": "Trao giải [[vào cuối tháng 9/2025|2025-09-21/2025-09-30]].",
    "before the lunar new year": "Phát quà [[trước Tết Nguyên đán Bính Ngọ|?]].",
    "before an assembly": "Trình đề án [[trước kỳ họp cuối năm của Hội đồng|?]].",
    "monthly, last day excluded": "Gửi phiếu theo dõi [[hằng tháng trước ngày 27 hàng tháng|FREQ=MONTHLY;BYMONTHDAY=26]].",
    "yearly, day and month": "Kê khai [[trước ngày 15/12 hàng năm|FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14]].",
    "yearly, first of a month": "Gửi dự toán [[trước ngày 01/8 hàng năm|FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=31]].",
    "yearly, month in words": "Gửi báo cáo [[trước ngày 10 tháng 12 hằng năm|FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9]].",
    "twice a year": "Gửi [[trước ngày 20 tháng 6 và 20 tháng 12 hằng năm|FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=19]].",
    "quarterly with a day": "Báo cáo [[định kỳ hằng quý (trước ngày 20 tháng cuối quý)|FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=19]].",
    "day of a quarter's month": "Đối chiếu sổ [[ngày 10 tháng đầu quý|FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10]].",
    "half-yearly and yearly": "Đánh giá [[định kỳ 6 tháng|FREQ=MONTHLY;INTERVAL=6]], năm.",
    "monthly, no day": "Giao ban [[định kỳ hằng tháng|FREQ=MONTHLY]].",
    "a day of the week": "Gửi lịch trực [[chiều thứ Sáu hằng tuần|FREQ=WEEKLY;BYDAY=FR]].",
    "daily with an hour": "Báo nhanh [[hằng ngày, trước 17 giờ|FREQ=DAILY]].",
    "yearly, no day": "[[Hàng năm|FREQ=YEARLY]], kiểm kê hiện vật.",
    "regular or not": "Kiểm tra [[định kỳ, đột xuất|?]] các bếp ăn.",
    "working days from receipt": "Phúc đáp [[trong vòng 04 ngày làm việc kể từ ngày nhận được văn bản|?]].",
    "days from receipt": "Thẩm định [[trong thời hạn 20 ngày kể từ ngày nhận được hồ sơ|?]].",
    "days from a request": "Trả lời [[trong thời hạn 15 ngày kể từ ngày nhận được đề nghị góp ý|?]].",
    "working days from signing": "Gửi đăng công báo [[chậm nhất là 03 ngày làm việc kể từ ngày ký ban hành|2025-08-07]].",
    "the same working day": "Vào sổ [[ngay trong ngày làm việc|?]].",
    "the next working day": "Trình người có thẩm quyền [[chậm nhất là trong ngày làm việc tiếp theo|?]].",
    "hours": "Khắc phục sự cố [[trong vòng 48 giờ|?]].",
    "months from issue": "Xây dựng quy chế [[trong 02 tháng kể từ ngày ban hành Kế hoạch này|2025-10-06]].",
    "relative to a deadline above": "Nộp báo cáo [[trước ngày 26/9/2025|2025-09-25]]; muốn lùi hạn phải xin [[trước thời hạn nêu trên ít nhất 05 ngày làm việc|2025-09-18]].",
    "once a plan is issued": "[[Ngay sau khi Đề án được ban hành|?]], các thôn họp dân.",
    "once guidance has come": "Giải ngân [[sau khi có hướng dẫn của Bộ|?]].",
    "by the pace of a project": "Bàn giao mặt bằng [[theo tiến độ dự án|?]].",
    "on demand": "Cử người phiên dịch [[khi có yêu cầu|on-demand]].",
    "continuous": "[[Thường xuyên|continuous]] cập nhật sơ đồ.",
    "continuous and yearly": "Theo dõi [[thường xuyên, liên tục|continuous]]; [[hằng năm|FREQ=YEARLY]].",
    "urgency alone": "Kịp thời, khẩn trương khắc phục, sớm ổn định chỗ ở cho dân.",
    "mark of urgency": "HỎA TỐC",
    "no time": "Các phòng phổ biến nội quy đến từng viên chức.",
    "as another rule says": "Lưu hồ sơ theo quy định.",
    "moved deadline": "Thời hạn cũ: 15/9/2025; [[gia hạn đến 15/10/2025|2025-10-15]].",
}  # fmt: skip


def test_there_is_a_sentence_for_each_of_the_64_families() -> None:
    assert len(FAMILIES) == 64


@pytest.mark.parametrize("family", FAMILIES)
def test_family_is_read(family: str) -> None:
    example = read_example(FAMILIES[family])
    assert [(t.span, t.due or "?") for t in find_times(example.text, ISSUED)] == list(example.marks)
