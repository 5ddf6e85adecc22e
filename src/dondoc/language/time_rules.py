"""Rules for due expressions: absolute days, periods, recurrences, durations, events, and what only looks like a due.

Values of examples are the contract's due strings, resolved for a document issued on 2025-08-04; "?" is a time that cannot
be resolved. Families: Decree 30/2020/NĐ-CP practice; counting of durations: Civil Code 2015 Art. 147-148.
"""

from __future__ import annotations

from dondoc.language.periods import POINT
from dondoc.language.rules import Polarity, Rule

ISSUED = "2025-08-04"

ATOMS = {
    "point": POINT,
    "clock": r"\d{1,2}~(?:gio|g|h|:)~(?:[0-5]\d)?~(?:phut|['’′])?,?~(?:sang |chieu |trua |toi )?,?~(?:cua )?",
    "before": r"(?:(?:cham nhat|muon nhat|han cuoi)(?: la)?,? )?truoc(?: thoi (?:diem|han))?",
    "by": r"(?:cham nhat|muon nhat)(?: la)?(?: (?:den het|den|vao|trong|het|toi))?|khong (?:qua|muon hon|cham hon)|(?:den|truoc) het"
    r"|han cuoi(?: la)?|thoi han(?: la)?|(?:ke )?tu nay (?:cho )?(?:den|toi)(?: het)?|den|toi|het",
    # A run of words of time, read no closer: much cheaper than a point, for what is blocked or read again.
    "loose": r"(?:(?:het|ngay|thang|quy|nam|dau|cuoi|giua|hoc|iv|i{1,3}|\d{1,4})(?:~[,/.\-]~(?=\d)| |(?![^\W_]))){1,9}",
    "within": r"(?:ngay )?trong(?: thoi gian)?(?: ca)?|vao(?: khoang)?(?: (?:buoi )?(?:sang|chieu|toi))?",
    "unit": r"ngay|tuan|thang|quy|nam",
    "every": r"(?:hang|moi|tung) (?:ngay|tuan|thang|quy|nam)",
    "rel_month": r"(?:cua )?thang (?:lien ke|lien sau|sau|tiep theo|ke tiep|tiep sau)(?: (?:thang|ky) bao cao)?",
    "of_quarter": r"(?:(?:cua )?thang (?:cuoi|dau|thu nhat|cuoi cung)(?: cua)?(?: (?:moi|hang))? quy(?: (?:sau|tiep theo|lien ke))?|(?:cua )?(?:moi|hang) quy)",
    "weekday": r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)",
    "rday": r"ngay (?:\d{1,2}|cuoi cung|cuoi)(?!~[/\d])(?: thang \d{1,2})?(?: va(?: ngay)? \d{1,2} thang \d{1,2})*|ngay \d{1,2}~/~\d{1,2}(?!\d|~/)(?:(?:~,~| va )(?:ngay )?\d{1,2}~/~\d{1,2}(?!\d))*",
    "count": r"\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi",
    "event": r"(?:(?!de (?!an\b|tai\b|cuong\b|xuat\b)|(?:nham|tren cac|thi|phai|neu|giao|yeu cau|de nghi) )[^,;.:\n\t()]){1,160}",
    "asker": r"(?:(?!(?:de|thuc hien|bao cao|gui|tham muu|ve viec|thi|nham) )[^,;.:\n\t()]){1,90}"
    r"(?:, (?:chu tich|giam doc|ubnd|hdnd|uy ban|thuong truc|so|bo|tinh uy|lanh dao)(?:(?!(?:de|thuc hien|bao cao) )[^,;.:\n\t()]){0,90})*",
    "tail": r"[^,;.:\n\t()]{1,160}",
}

RULES: tuple[Rule, ...] = (
    Rule(
        "time.before",
        "time",
        "truoc|cham nhat|muon nhat|han cuoi",
        r"{before} (?P<clock>{clock})?(?P<point>{point})",
        "before",
        weight=0.97,
        examples=(
            "Gửi báo cáo về Văn phòng [[trước ngày 20/12/2025|2025-12-19]] để tổng hợp.",
            "Hoàn thành [[trước ngày 10 tháng 12 năm 2025|2025-12-09]].",
            "Ý kiến gửi về [[trước 14 giờ, ngày 05/9/2025|2025-09-05]].",
            "Ý kiến gửi về [[trước 16h00 ngày 08/8/2025|2025-08-08]].",
            "Gửi [[chậm nhất trước ngày 15/9/2025|2025-09-14]].",
            "Gửi [[trước ngày 24/8|2025-08-23]].",
            "Nộp kết quả [[trước ngày 31/01 năm liền kề|2026-01-30]].",
        ),
        counter_examples=("Trước đây việc này do Phòng Tổng hợp làm.", "Trước hết cần thống nhất nhận thức."),
    ),
    Rule(
        "time.by",
        "time",
        "cham nhat|muon nhat|khong qua|khong muon hon|khong cham hon|den het|truoc het|han cuoi|thoi han|đến|tới|het|từ nay|kể từ nay",
        r"(?P<bound>{by}):? (?P<clock>{clock})?(?P<point>{point})",
        "by",
        weight=0.95,
        examples=(
            "Góp ý [[chậm nhất trong ngày 06/8/2025|2025-08-06]].",
            "Gửi [[chậm nhất ngày 15/9/2025|2025-09-15]].",
            "Duy trì [[đến hết ngày 31/10/2025|2025-10-31]].",
            "Gửi [[không quá ngày 10/9/2025|2025-09-10]].",
            "Gửi [[muộn nhất là ngày 30 tháng 9 năm 2025|2025-09-30]].",
            "Kiểm tra xong [[chậm nhất trong tháng 11/2025|2025-11-30]].",
            "Sửa xong [[từ nay đến hết ngày 31/12/2025|2025-12-31]].",
        ),
        counter_examples=("Đến nay các phòng đã họp ba lần.", "Hết giờ làm việc thì tắt máy."),
    ),
    Rule(
        "time.within",
        "time",
        "trong|vao|ngay trong",
        r"{within} (?P<clock>{clock})?(?P<point>{point})",
        "within",
        weight=0.92,
        examples=(
            "Hoàn thành [[trong quý III/2025|2025-07-01/2025-09-30]].",
            "Tổ chức tập huấn [[trong tháng 9/2025|2025-09-01/2025-09-30]].",
            "Bố trí xong [[trong năm 2025|2025-01-01/2025-12-31]].",
            "Trả lời [[trong ngày 06/8/2025|2025-08-06]].",
            "Tổ chức tổng kết [[vào cuối tháng 9/2025|2025-09-21/2025-09-30]].",
            "Báo cáo [[trong tuần đầu tháng 9/2025|2025-09-01/2025-09-07]].",
            "Tập huấn [[trong tuần thứ hai của tháng 9/2025|2025-09-08/2025-09-14]].",
            "Trình Giám đốc Sở [[trong tháng 10/2025|2025-10-01/2025-10-31]].",
            "Trình Giám đốc ban hành [[trong quý IV/2025|2025-10-01/2025-12-31]].",
            "Mở lớp [[vào sáng ngày 15/9/2025|2025-09-15]].",
            "Tổ chức lễ phát động [[vào 19 giờ 30 ngày 12/9/2025|2025-09-12]] tại công viên.",
        ),
        counter_examples=("Trong thời gian qua, đơn vị đã cố gắng.", "Dữ liệu được nhập vào hệ thống."),
    ),
    Rule(
        "time.today",
        "time",
        "truoc|trong|cham nhat|hôm nay|ngay trong|den het",
        r"(?:(?:{before}|{by}|{within}|ngay trong) )?{clock}?(?:ngay )?hom nay(?:~[,(]~(?P<point>{point})~\)?)?",
        "today",
        weight=0.9,
        examples=(
            "Di dời xong [[trước 15 giờ hôm nay (04/8/2025)|2025-08-04]].",
            "Báo cáo nhanh [[trong hôm nay|2025-08-04]].",
        ),
        counter_examples=("Đời sống ngày hôm qua còn khó khăn.",),
    ),
    Rule(
        "time.in-year",
        "time",
        "trong|ca",
        r"(?:trong |ca |trong ca )(?P<whole>nam)(?! (?:hoc|qua|truoc|ngoai|19|20|\d))",
        "this-year",
        weight=0.8,
        examples=("Sửa chữa trụ sở [[trong năm|2025-01-01/2025-12-31]].",),
        counter_examples=("Công việc trong năm qua đã tốt.",),
    ),
    Rule(
        "time.bare",
        "time",
        "ngay|thang|cac thang|quý|cac quy|dau|giua|cuoi|thuong tuan|trung tuan|ha tuan|nua|giai doan|nam|nam hoc|het nam|ca nam|cac nam|#|sau thang|chin thang",
        r"(?P<point>{point})(?: \({weekday}\))?",
        "bare",
        weight=0.6,
        examples=(
            "[[Quý IV năm 2025|2025-10-01/2025-12-31]]: ban hành quy chế.",
            "Khai mạc lớp học [[ngày 11/9/2025|2025-09-11]].",
            "[[6 tháng cuối năm 2025|2025-07-01/2025-12-31]]: rà soát kho lưu trữ.",
            "[[Tháng 3 - 6/2026|2026-03-01/2026-06-30]]: khảo sát.",
            "[[Quý I, II/2026|2026-01-01/2026-06-30]]: khảo sát.",
        ),
        counter_examples=(
            "Căn cứ Kế hoạch số 45/KH-UBND ngày 31/7/2025 của UBND tỉnh.",
            "Thực hiện Chương trình chuyển đổi số năm 2026.",
        ),
    ),
    Rule(
        "time.range",
        "time",
        "từ",
        r"tu (?P<from>{loose})~(?:(?:cho )?(?:den|toi)(?: (?:het|ngay het))? |-~)(?P<to>{point})",
        "range",
        weight=0.92,
        examples=(
            "Mở đợt thi đua [[từ ngày 11/9/2025 đến ngày 20/9/2025|2025-09-11/2025-09-20]].",
            "Trưng bày [[từ ngày 11/9 đến hết năm 2025|2025-09-11/2025-12-31]].",
            "Trưng bày [[từ ngày 11 đến ngày 20/9/2025|2025-09-11/2025-09-20]].",
            "Thí điểm [[từ tháng 9 đến tháng 12/2025|2025-09-01/2025-12-31]].",
        ),
        counter_examples=("Từ tỉnh đến cơ sở đều phải làm.",),
    ),
    Rule(
        "time.range-dash",
        "time",
        "#|ngay",
        r"(?P<from>(?:ngay )?\d{1,2}/\d{1,2}(?:/20\d\d)?)~(?:-|den)~(?P<to>(?:ngay )?\d{1,2}/\d{1,2}/20\d\d)",
        "range",
        weight=0.85,
        examples=("Tuần lễ hội: [[08/9/2025 - 12/9/2025|2025-09-08/2025-09-12]].",),
        counter_examples=("Số 08/9 phố Huyện.",),
    ),
    Rule(
        "time.open",
        "time",
        "từ|ke tu|bat dau tu|trong|nam",
        r"(?:(?:bat dau |ke )?tu (?P<point>{point})(?! (?:cho )?den nay)(?: tro di| va (?:cac|nhung) nam (?:tiep theo|sau|ke tiep))?"
        r"|(?:trong )?(?P<point>nam 20\d\d) va (?:cac|nhung) nam (?:tiep theo|sau|ke tiep|toi))",
        "open",
        weight=0.9,
        examples=(
            "Triển khai [[trong năm 2025 và các năm tiếp theo|2025-01-01/..]].",
            "Áp dụng [[từ ngày 01/10/2025 trở đi|2025-10-01/..]].",
            "Vận hành [[từ quý IV/2025|2025-10-01/..]].",
        ),
        counter_examples=(
            "Từ kết quả trên, đề nghị các phòng rút kinh nghiệm.",
            "Rà soát giấy phép đã cấp từ năm 2020 đến nay.",
        ),
    ),
    Rule(
        "block.result-until",
        "time",
        "tinh den|den nay|tu dau nam|so voi|cung ky|luy ke",
        r"(?:tinh den|den nay|tu dau nam(?: den nay)?|(?:so voi )?cung ky(?: nam)?|so voi|luy ke(?: den)?)(?: (?:thang|quy|{loose}))?(?: (?:het )?{loose})?",
        polarity=Polarity.BLOCKS,
        examples=(
            "Tính đến ngày 30/6/2025, đơn vị đã giải ngân 40%; gửi số liệu [[trước ngày 20/8/2025|2025-08-19]].",
        ),
        counter_examples=("Đến hết ngày 30/9/2025 phải xong.",),
    ),
    Rule(
        "block.horizon",
        "time",
        "dinh huong|tam nhin",
        r"(?:dinh huong|tam nhin)(?: den| toi)?(?: het)? nam {loose}",
        polarity=Polarity.BLOCKS,
        examples=("Theo Chiến lược tầm nhìn đến năm 2050, rà soát xong [[trước ngày 20/8/2025|2025-08-19]].",),
        counter_examples=("Phủ sóng mọi thôn đến năm 2030.",),
    ),
    Rule(
        "block.in-force",
        "time",
        "co hieu luc|hieu luc",
        r"(?:co )?hieu luc(?: thi hanh)?(?: ke)?(?: tu)?(?: {loose})?",
        polarity=Polarity.BLOCKS,
        examples=("Quy chế có hiệu lực từ ngày 01/9/2025; phổ biến xong [[trước ngày 15/9/2025|2025-09-14]].",),
        counter_examples=("Áp dụng từ ngày 01/9/2025.",),
    ),
)
