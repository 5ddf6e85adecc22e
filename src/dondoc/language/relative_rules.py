"""Rules for times that are told by another deadline: so many days before it, and the new day of one that was moved.

Days are counted back as Civil Code 2015 Art. 147-148 counts them on: the day that they are counted from is not one.
See ``time_rules`` for the conventions. "Above" in examples is a deadline that the sentence itself has named before.
"""

from __future__ import annotations

from dondoc.language.rules import Polarity, Rule

RELATIVE_ATOMS = {
    "least": r"(?:it nhat|toi thieu|khong it hon|cham nhat|muon nhat)(?: la)?",
    "days": r"(?P<n>{count})~(?:\([a-z ]{2,20}\) )?(?P<unit>ngay lam viec|ngay|tuan|thang)",
    "meant": r"(?:da )?(?:neu|noi|ghi|an dinh|xac dinh|quy dinh|giao)(?: o)? tren|tren|nay|do|da neu|da giao|duoc giao|quy dinh",
    "deadline": r"(?:khi (?:het|den) |ngay het )?(?:cac )?(?:thoi han|thoi diem|moc thoi gian|moc|han|ngay het han)"
    r"(?: (?:bao cao|hoan thanh|gui|nop|giao|cuoi cung|trinh|ket thuc))*(?: (?:{meant})| (?:(?!(?:it nhat|toi thieu|cham nhat|truoc|de) )[^,;.:\n\t()]){1,60}?)?",
}

RELATIVE: tuple[Rule, ...] = (
    Rule(
        "time.before-deadline",
        "time",
        "truoc|som hon|it nhat|toi thieu|cham nhat|muon nhat",
        r"(?:truoc|som hon)(?=[^;.:\n]{4,110}?\d (?:\(|ngay|tuan|thang))(?: so voi)? (?P<anchor>{deadline}|{loose})(?:,? {least})? {days}"
        r"|(?:{least} )?{days} truoc (?P<anchor>{deadline}|{loose})"
        r"|truoc {days} so voi (?P<anchor>{deadline}|{loose})",
        "relative",
        weight=0.85,
        examples=(
            "Gửi báo cáo [[trước ngày 19/9/2025|2025-09-18]]; xin gia hạn [[trước thời hạn nêu trên ít nhất 05 ngày làm việc|2025-09-11]].",
            "Nộp hồ sơ [[chậm nhất ngày 30/9/2025|2025-09-30]], bản nháp gửi [[trước hạn trên 03 ngày|2025-09-27]].",
            "Đề nghị lùi hạn gửi [[chậm nhất 10 ngày trước ngày 30/9/2025|2025-09-20]].",
            "Gửi tài liệu [[trước ngày 15/9/2025 ít nhất 02 ngày làm việc|2025-09-11]].",
            "Văn bản xin lùi hạn gửi [[trước thời hạn được giao tối thiểu 03 ngày làm việc|?]].",
            "Gửi dự thảo [[ít nhất 05 ngày làm việc trước khi hết thời hạn|?]].",
        ),
        counter_examples=("Hoàn thành trước thời hạn, vượt kế hoạch 30 suất.", "Việc này phải xong trước hạn."),
    ),
    Rule(
        "time.after-deadline",
        "time",
        "trong|sau|cham nhat|khong qua",
        r"(?:(?:trong(?: vong| thoi han)?|cham nhat(?: la)?|khong qua) )?(?:sau )?{days} (?:(?:ke )?tu|sau)(?: khi| ngay)? (?:het|ket thuc) (?P<after>{deadline})(?: [^,;.:\n\t()]{1,60})?",
        "relative",
        weight=0.8,
        examples=(
            "Góp ý [[đến hết ngày 10/9/2025|2025-09-10]]; tổng hợp xong [[trong 05 ngày kể từ khi hết thời hạn nêu trên|2025-09-15]].",
            "Công bố [[chậm nhất là 03 ngày làm việc sau khi hết thời hạn nộp hồ sơ|?]].",
        ),
        counter_examples=("Trong 05 ngày hội, xã bố trí người trực.",),
    ),
    Rule(
        "time.extended",
        "time",
        "gia han|lui thoi han|lui han|keo dai thoi han|dieu chinh thoi han",
        r"(?:gia han|lui(?: thoi)? han|keo dai thoi han|dieu chinh thoi han)(?: (?:(?!den |toi |sang )[^,;.:\n\t()]){1,60})?"
        r" (?:den|toi|sang|thanh)(?: het)? (?P<clock>{clock})?(?P<point>{point})",
        "by",
        weight=0.9,
        examples=(
            "Thời hạn cũ: 30/9/2025; [[gia hạn đến 31/10/2025|2025-10-31]].",
            "Đồng ý [[lùi thời hạn nộp đề án sang ngày 15/11/2025|2025-11-15]].",
        ),
        counter_examples=("Đề nghị gia hạn gửi về Phòng Tổng hợp.",),
    ),
    Rule(
        "block.old-deadline",
        "time",
        "thoi han cu|han cu|thoi han ban dau|thoi han truoc day|thoi han da giao|moc cu",
        r"(?:thoi han|han|moc)(?: (?:cu|ban dau|truoc day|da giao))(?: la)?:? (?:truoc |den |het |cham nhat )*{loose}",
        polarity=Polarity.BLOCKS,
        examples=("Thời hạn cũ: 30/9/2025; nay hoàn thành [[trước ngày 20/10/2025|2025-10-19]].",),
        counter_examples=("Thời hạn: 30/9/2025.",),
    ),
)
