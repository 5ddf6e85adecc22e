"""Rules for recurring, continuous and on-demand times, durations and events. See ``time_rules`` for the conventions."""

from __future__ import annotations

from dondoc.language.rules import Polarity, Rule

RECURRING: tuple[Rule, ...] = (
    Rule(
        "time.every",
        "time",
        "hang|mỗi|từng|dinh ky|thuong ky",
        r"(?:(?:dinh|thuong) ky,? )?(?P<every>{every})(?:(?:,?~\(?| \()(?:(?:tong hop,? )?bao cao (?:(?!(?:truoc|cham nhat|vao|den|de|thuc hien) )[^,;.:\n\t()]{1,60}? )?)?(?P<bound>{before}|{by}|vao) (?P<clock>{clock})?"
        r"(?P<rday>(?:{rday})(?: (?:{of_quarter}|{rel_month}|(?:cua )?{every}))?|{weekday}(?: {every})?)\)?)?",
        "every",
        weight=0.92,
        examples=(
            "Báo cáo [[định kỳ hằng quý|FREQ=MONTHLY;INTERVAL=3]].",
            "Rà soát [[hằng năm|FREQ=YEARLY]].",
            "Họp giao ban [[hàng tuần|FREQ=WEEKLY]].",
            "Báo cáo [[hằng tháng trước ngày 24 hàng tháng|FREQ=MONTHLY;BYMONTHDAY=23]].",
            "Báo cáo [[định kỳ hằng quý (trước ngày 15 tháng cuối quý)|FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=14]].",
            "[[Hằng năm, trước ngày 05/12|FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4]], gửi báo cáo.",
            "[[Định kỳ hằng năm báo cáo Giám đốc Sở trước ngày 15/12|FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14]].",
        ),
        counter_examples=("Kiểm tra hàng hóa nhập kho.", "Bố trí trong dự toán ngân sách hằng năm."),
    ),
    Rule(
        "time.day-of-period",
        "time",
        "truoc|cham nhat|muon nhat|khong qua|đến|vao|ngay|dinh ky|chieu|sang|thu|chu nhat|trong|den het|den truoc|han cuoi",
        r"(?:dinh ky,? )?(?:(?P<bound>{before}|{by}|vao|trong) )?(?P<clock>{clock})?(?:(?:chieu|sang|ngay) (?={weekday}))?"
        r"(?P<rday>(?:{rday})(?:,? (?:{of_quarter}(?:,? {every})?|{rel_month}|(?:cua )?{every}(?: quy)?))|{weekday},? {every})",
        "day-of-period",
        weight=0.95,
        examples=(
            "Báo cáo [[trước ngày 05/12 hằng năm|FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4]].",
            "Đơn vị gửi [[trước ngày 01/12 hàng năm|FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30]].",
            "Gửi [[trước ngày 20 tháng 12 hằng năm|FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=19]].",
            "Gửi [[trước ngày 15 tháng 7 và 15 tháng 01 hằng năm|FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=14]].",
            "Gửi [[ngày 15 tháng cuối quý|FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15]].",
            "Gửi [[chậm nhất vào ngày 05 hằng tháng|FREQ=MONTHLY;BYMONTHDAY=5]].",
            "Gửi [[định kỳ trước ngày 15 hàng tháng|FREQ=MONTHLY;BYMONTHDAY=14]].",
            "Gửi [[trước ngày 05 của tháng liền kề|FREQ=MONTHLY;BYMONTHDAY=4]].",
            "Gửi [[trước ngày 01 hằng tháng|FREQ=MONTHLY;BYMONTHDAY=-1]].",
            "Gửi lịch công tác [[chiều thứ Năm hằng tuần|FREQ=WEEKLY;BYDAY=TH]].",
            "Gửi lịch [[trước 16 giờ thứ Năm hằng tuần|FREQ=WEEKLY;BYDAY=TH]].",
            "Gửi lịch [[trước thứ Sáu hằng tuần|FREQ=WEEKLY;BYDAY=TH]].",
        ),
        counter_examples=("Gửi trước ngày 05/12/2025.", "Mỗi tháng một lần."),
    ),
    Rule(
        "time.hour-of-period",
        "time",
        "truoc|cham nhat|vao|luc|#|khong qua|muon nhat|hang",
        r"(?:(?:{before}|{by}|vao|luc) )?{clock}(?P<every>(?:hang|moi) (?:ngay|tuan|thang))"
        r"|(?P<every>hang (?:ngay|tuan|thang)),? (?:{before}|cham nhat|vao luc|luc) \d{1,2}~(?:gio|g|h)(?:~[0-5]\d)?(?: phut)?",
        "hourly",
        weight=0.93,
        examples=(
            "Báo cáo nhanh [[trước 16 giờ hằng ngày|FREQ=DAILY]] cho đến khi nước rút.",
            "Báo mực nước [[hằng ngày, trước 7 giờ 30|FREQ=DAILY]].",
        ),
        counter_examples=("Họp lúc 16 giờ.",),
    ),
    Rule(
        "time.times-per",
        "time",
        "dinh ky|#|mot|hai|ba|sau|mỗi|it nhat",
        r"(?:dinh ky,? )?(?:(?:moi|it nhat) )?(?P<n>{count}) (?P<unit>ngay|tuan|thang|quy|nam)(?:~/~(?:(?:0?1|mot)~)?| (?:0?1|mot) )lan"
        r"|(?:dinh ky,? )(?P<n>{count}) (?P<unit>tuan|thang|quy|nam)",
        "step",
        weight=0.9,
        examples=(
            "Báo cáo [[định kỳ 6 tháng|FREQ=MONTHLY;INTERVAL=6]].",
            "Kiểm tra [[3 tháng một lần|FREQ=MONTHLY;INTERVAL=3]].",
            "Kiểm tra [[06 tháng/01 lần|FREQ=MONTHLY;INTERVAL=6]].",
            "Gửi số liệu [[định kỳ 15 ngày một lần|FREQ=DAILY;INTERVAL=15]].",
            "Báo cáo tiến độ [[02 tuần/lần|FREQ=WEEKLY;INTERVAL=2]].",
        ),
        counter_examples=("Thời gian bảo hành 6 tháng.",),
    ),
    Rule(
        "time.periodic-unit",
        "time",
        "dinh ky|thuong ky|#|mot|hai|ba|bon",
        r"(?:dinh ky|thuong ky),?(?: theo)? (?P<unit>tuan|thang|quy|nam)(?!~\d)"
        r"|(?P<n>\d{1,2}|mot|hai|ba|bon)~lan~(?:/|tren|moi|trong)~(?:mot |0?1 )?(?P<unit>tuan|thang|quy|nam)",
        "times",
        weight=0.85,
        examples=(
            "Báo cáo [[định kỳ tháng|FREQ=MONTHLY]], quý, năm.",
            "Sinh hoạt [[01 lần/quý|FREQ=MONTHLY;INTERVAL=3]].",
            "Kiểm kê [[2 lần/năm|FREQ=MONTHLY;INTERVAL=6]].",
        ),
        counter_examples=("Kiểm tra định kỳ năm 2024 đã xong.",),
    ),
    Rule(
        "time.periodic",
        "time",
        "dinh ky",
        r"dinh ky(?! cuong| luat)(?: (?:theo )?(?:(?:thoi gian )?quy dinh|ke hoach))?",
        "none",
        weight=0.6,
        examples=("[[Định kỳ|?]] rà soát danh mục.",),
        counter_examples=("Việc ổn định kỷ cương là cần thiết.",),
    ),
    Rule(
        "time.continuous",
        "time",
        "thuong xuyen|lien tuc",
        r"(?:thuong xuyen|lien tuc)(?:,? (?:va )?(?:thuong xuyen|lien tuc|lau dai))*(?: (?:trong(?: suot| ca)? (?:nam|thang|ky)(?: 20\d\d)?))?"
        r"(?!,? khi co yeu cau)",
        "continuous",
        weight=0.85,
        examples=(
            "[[Thường xuyên|continuous]] kiểm tra kho.",
            "Cập nhật [[thường xuyên, liên tục|continuous]].",
            "Thực hiện [[thường xuyên trong năm|continuous]].",
        ),
        counter_examples=("Bảo đảm từ nguồn chi thường xuyên.", "Nguồn kinh phí thường xuyên của đơn vị."),
    ),
    Rule(
        "time.on-demand",
        "time",
        "dot xuat|khi co|theo yeu cau|khi phat sinh|thuong xuyen|khi can|dinh ky",
        r"(?:thuong xuyen,? )?(?:dot xuat(?:,? (?:khi co|theo) (?:yeu cau|chi dao)(?: cua {asker})?)?"
        r"|khi co (?:yeu cau|phat sinh|phat sinh moi|chi dao)(?: cua {asker}| ve {event})?|theo yeu cau(?: cua {asker})?|khi phat sinh|khi can(?: thiet)?)",
        "on-demand",
        weight=0.85,
        examples=(
            "Báo cáo [[đột xuất|on-demand]].",
            "Cử người [[khi có yêu cầu|on-demand]].",
            "Báo cáo [[đột xuất theo yêu cầu của Sở Tổng hợp|on-demand]].",
        ),
        counter_examples=("Khi có mưa lớn thì đóng cửa kho.",),
    ),
    Rule(
        "time.working-days",
        "time",
        "trong|cham nhat|sau|khong qua|toi da|ngay|#|muon nhat",
        r"(?:(?:ngay )?trong(?: vong| thoi han| thoi gian)?|(?:cham nhat|muon nhat)(?: la)?(?: (?:trong|sau))?|sau|khong qua|toi da)?~(?:toi da |khong qua )?"
        r"(?P<n>{count})~(?:\([a-z ]{2,20}\) )?(?P<unit>ngay lam viec|ngay|tuan|thang)"
        r"(?:,? (?P<anchor>(?:ke|tinh)?~tu (?:ngay|khi|thoi diem|luc) {tail}|sau khi {tail}))",
        "duration",
        weight=0.9,
        examples=(
            "Trả lời [[trong vòng 05 ngày làm việc kể từ ngày ký|2025-08-11]].",
            "Trả lời [[trong thời hạn 10 ngày kể từ ngày nhận được văn bản|?]].",
            "Gửi bản chính [[chậm nhất là 02 ngày làm việc kể từ ngày ký ban hành|2025-08-06]].",
            "Ban hành [[trong 01 tháng kể từ ngày ban hành Kế hoạch này|2025-09-04]].",
            "Nộp [[sau 03 tháng kể từ khi có hướng dẫn|?]].",
        ),
        counter_examples=("Nghỉ 05 ngày làm việc.",),
    ),
    Rule(
        "time.duration-alone",
        "time",
        "trong|cham nhat|khong qua",
        r"(?:(?:ngay )?trong(?: vong| thoi han)|cham nhat(?: la)?(?: trong)?|khong qua)~(?P<n>{count})~(?P<unit>ngay lam viec|ngay|tuan|thang|gio)(?!~/)",
        "none",
        weight=0.6,
        examples=("Trả lời [[trong vòng 72 giờ|?]].",),
        counter_examples=("Trong 72 hộ có 3 hộ nghèo.",),
    ),
    Rule(
        "time.next-working-day",
        "time",
        "ngay trong|cham nhat|trong|ngay",
        r"(?:cham nhat(?: la)? )?(?:ngay )?(?:trong )?ngay lam viec tiep theo|(?:cham nhat(?: la)? )?(?:ngay )?trong ngay(?: lam viec)?(?! {loose}| \d)",
        "none",
        weight=0.6,
        examples=(
            "Chuyển văn bản [[chậm nhất là trong ngày làm việc tiếp theo|?]].",
            "Xử lý [[ngay trong ngày làm việc|?]].",
        ),
        counter_examples=("Trong ngày 06/8/2025 phải xong.",),
    ),
    Rule(
        "time.event",
        "time",
        "sau khi|ngay sau khi|ngay khi|truoc khi|trong qua trinh|theo tien do|truoc|sau|trong thoi gian|thoi gian truoc|khi",
        r"(?:(?:ngay )?sau khi|ngay khi|truoc khi|trong qua trinh|theo tien do|trong thoi gian(?= (?:to chuc|dien ra))"
        r"|khi(?= (?:ket thuc|hoan thanh|xay ra|de xay ra|duoc|co ket qua|xay dung|co vuong mac|co su co))) {event}"
        r"|theo tien do|(?:thoi gian )?truoc,(?: trong)?(?: va|,) (?:trong(?: va)? )?sau {event}|(?:truoc|sau) (?:hoi nghi|ky hop|dot kiem tra|tet)(?: {event})?",
        "none",
        weight=0.5,
        examples=(
            "[[Sau khi Quy chế được thông qua|?]], phổ biến đến viên chức.",
            "Kiểm tra điện [[trước, trong và sau lễ hội|?]].",
        ),
        counter_examples=("Sau đây là danh sách.",),
    ),
    Rule(
        "block.narrative",
        "time",
        "sau khi|trong qua trinh",
        r"sau khi (?:nghe|xem xet|trao doi|thao luan|nghien cuu|ra soat|thuc hien|co y kien)(?: {event})?"
        r"|trong qua trinh (?:trien khai|thuc hien|to chuc thuc hien|nghien cuu|lap)(?: {event})?",
        polarity=Polarity.BLOCKS,
        examples=("Sau khi nghe Văn phòng trình bày, Giám đốc giao việc [[trước ngày 20/8/2025|2025-08-19]].",),
        counter_examples=("Sau khi lớp học kết thúc, gửi danh sách.",),
    ),
    Rule(
        "time.periodic-or-not",
        "time",
        "dinh ky",
        r"dinh ky~(?:,|va|hoac|/|-)~dot xuat",
        "none",
        weight=0.6,
        examples=("Kiểm tra [[định kỳ, đột xuất|?]].",),
        counter_examples=("Báo cáo định kỳ hằng quý, đột xuất.",),
    ),
    Rule(
        "time.by-reference",
        "time",
        "dung thoi gian|dung thoi han|dung han|dung tien do|theo thoi gian|theo thoi han",
        r"(?:dung|theo) (?:thoi gian|thoi han|han|tien do)(?: quy dinh| yeu cau| de ra| duoc giao)?",
        "none",
        weight=0.5,
        examples=("Gửi báo cáo [[đúng thời hạn quy định|?]].",),
        counter_examples=("Làm đúng quy trình.",),
    ),
    Rule(
        "block.yearly-plan",
        "time",
        "chuong trinh|ke hoach|nghi quyet|chi tieu|du toan|muc tieu",
        r"(?:chuong trinh|ke hoach|nghi quyet|chi tieu|du toan|muc tieu)(?:,? (?:cong tac|kiem tra|giam sat|phat trien|dao tao|boi duong|hoat dong|chi|tieu|xa hoi|kinh te)){0,6}"
        r" (?:hang|moi) nam(?!,? (?:truoc|cham nhat))",
        polarity=Polarity.BLOCKS,
        examples=("Đưa vào chương trình công tác hằng năm, xong [[trước ngày 20/8/2025|2025-08-19]].",),
        counter_examples=("Kiểm tra hằng năm.",),
    ),
    Rule(
        "block.adjective",
        "time",
        "chi|von|kinh phi|nguon|nhiem vu|su nghiep|ngan sach|du toan|khong|hoat dong|nguon chi|ke hoach|cong viec",
        r"(?:chi|von|kinh phi|nguon|nhiem vu|su nghiep|ngan sach|du toan|khong|hoat dong|ke hoach|cong viec)(?: (?:chi|kinh phi|ngan sach|nha nuoc|nghiep vu|cong tac))*"
        r" (?:thuong xuyen|hang nam|hang thang|hang quy|dinh ky|dot xuat|moi nam)",
        polarity=Polarity.BLOCKS,
        examples=("Lấy từ nguồn chi thường xuyên, gửi dự toán [[trước ngày 20/8/2025|2025-08-19]].",),
        counter_examples=("Thường xuyên kiểm tra.",),
    ),
)
