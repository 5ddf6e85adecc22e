"""What is no task: sections of aims and findings, closing lines, principles, past results."""

from __future__ import annotations

from enum import Enum

from dondoc.extraction.signs import Sign, Signs


class Mode(Enum):
    """How a section is read: for every duty, only where the subject is named, only where somebody is charged in so many
    words ("đề nghị …"; in reports), or not at all."""

    OPEN = 0
    NAMED = 1
    CUED = 2
    SHUT = 3


_WORK = Signs(
    (
        Sign(
            "section.work",
            r"nhiem vu|giai phap|to chuc thuc hien|trach nhiem|phan cong|tien do|cac hoat dong|noi dung (?:thuc"
            r" hien|trien khai|cong viec)|chuan bi",
            ("NHIỆM VỤ VÀ GIẢI PHÁP", "Mục tiêu, nhiệm vụ", "Phân công chuẩn bị"),
            ("MỤC ĐÍCH, YÊU CẦU", "Quan điểm chỉ đạo"),
        ),
    )
)

_AHEAD = Signs(
    (
        Sign(
            "section.ahead",
            r"^(?:phuong huong|ket luan (?:cua|cuoc hop|hoi nghi)|y kien (?:ket luan|chi dao)|phan cong (?:nhiem vu"
            r"|thuc hien)|(?:mot so |cac )?(?:nhiem vu|cong tac|cong viec|giai phap)[^.;:]{0,40}\b(?:trong tam|chu yeu"
            r"|toi|tiep theo|quy|thang|6 thang cuoi|nam 20\d\d))\b",
            ("PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ IV", "Nhiệm vụ trọng tâm tháng 10", "KẾT LUẬN CỦA CHỦ TỌA"),
            ("Kết quả thực hiện nhiệm vụ năm 2025", "Kiến nghị, đề xuất"),
        ),
    )
)
"""Sections in which also a report or minutes say who is to do what."""

_SHUT = Signs(
    (
        Sign(
            "section.aim",
            r"^(?:ve )?(?:cac )?(?:muc dich|muc tieu|yeu cau\W*$|yeu cau chung|quan diem|nguyen tac|phuong cham|y"
            r" nghia|chi tieu|dinh huong\W*$|tam nhin)",
            ("Mục đích, yêu cầu", "Mục tiêu cụ thể", "Yêu cầu", "Quan điểm", "Chỉ tiêu"),
            ("Nhiệm vụ trọng tâm", "Yêu cầu Sở Nội vụ"),
        ),
        Sign(
            "section.basis",
            r"^(?:can cu(?: phap ly)?\W*$|co so (?:phap ly|chinh tri|thuc tien)|su can thiet)",
            ("Căn cứ pháp lý", "Sự cần thiết"),
            ("Căn cứ Kế hoạch này, Sở Y tế xây dựng",),
        ),
        Sign(
            "section.findings",
            r"^(?:danh gia (?:chung|tinh hinh)|ket qua (?:dat duoc|thuc hien\W*$|cong tac)|nhung (?:ket qua|ton"
            r" tai|han che)|uu diem|ton tai|han che"
            r"|nguyen nhan|thuc trang|tinh hinh (?:chung|thuc hien)|khai quat|dac diem|boi canh|bai hoc)",
            ("Đánh giá chung", "Những tồn tại, hạn chế", "Thực trạng", "Kết quả đạt được"),
            ("Đánh giá kết quả học tập của học viên theo quý",),
        ),
        Sign(
            "section.meeting",
            r"^(?:chu tri|thanh phan|dia diem|thoi gian(?:,| va)? (?:va )?dia diem|thoi gian\W*(?::|$)|noi"
            r" dung\W*(?:hop|cuoc hop|:)|trang phuc|giay moi)\b",
            ("Thành phần mời:", "Địa điểm: Hội trường tầng 2", "Chủ trì: đồng chí Giám đốc"),
            ("Chuẩn bị nội dung phục vụ cuộc họp",),
        ),
        Sign(
            "section.inspection",
            r"^(?:noi dung|phuong phap|hinh thuc|phuong thuc|cach thuc|doi tuong|pham vi|thoi ky"
            r"|thoi gian)[^.;]{0,30}"
            r"\b(?:kiem tra|thanh tra|giam sat|khao sat|thi(?! dua)|tuyen(?! truyen)|danh gia)",
            ("NỘI DUNG KIỂM TRA", "Phương pháp, hình thức kiểm tra"),
            ("Kiểm tra, giám sát", "Nội dung nhiệm vụ", "Nội dung phong trào thi đua", "Hình thức tuyên truyền"),
        ),
        Sign(
            "section.form",
            r"^(?:mau |bieu mau|de cuong|phu luc \w+ de cuong|noi dung thi dua|giai thich tu ngu|cac tu viet tat"
            r"|doi tuong\W*$|chu de\b)",
            ("Đề cương báo cáo", "Nội dung thi đua"),
            ("Đối tượng và trách nhiệm của các sở",),
        ),
    ),
    heads=True,
)

_NAMED = Signs(
    (
        Sign(
            "section.frame",
            r"^(?:ve )?(?:kinh phi|nguon (?:kinh phi|luc|von)|pham vi|doi tuong|tieu chuan|hinh thuc (?:khen|xu"
            r" ly|ky luat)|ho so|thoi gian|che do|co che|hieu luc|du toan|quy mo|tieu chi)",
            ("KINH PHÍ THỰC HIỆN", "Phạm vi, đối tượng", "Tiêu chuẩn khen thưởng"),
            ("Tổ chức thực hiện",),
        ),
    ),
    heads=True,
)

_NO_DUTY = Signs(
    (
        Sign(
            "closing.carry-out",
            r"^(?:(?:nghiem tuc|khan truong|quan tam|tich cuc|chu dong|biet|tap trung|nghien cuu|can"
            r" cu[^,;]{3,80}?|to chuc|phoi hop|chi dao(?: (?:cac )?(?:co quan|don vi|dia phuong|co so)"
            r"(?: chuyen mon| truc thuoc| co lien quan| lien quan| chuc nang| thuoc quyen quan ly)*)?|kip thoi|va|,)"
            r"\W++){1,6}(?:to chuc |phoi hop |quan triet,?"
            r" )?"
            r"(?:trien khai,? thuc hien|trien khai|thuc hien|phoi hop)(?: nghiem tuc| tot| nghiem| co hieu qua|"
            r" hieu qua| dong bo| day du)*"
            r"(?: (?:cac )?(?:noi dung|nhiem vu|ke hoach|chi thi|quyet dinh|cong van|thong bao|nghi quyet|cong"
            r" dien|huong dan|ket luan|y kien|chuong trinh)[\w ,]{0,60}(?:nay|tren|duoc giao))?"
            r"(?:,? (?:theo quy dinh|bao dam|dam bao|dung)[\w ,]{0,50})?\W*$",
            (
                "nghiêm túc triển khai thực hiện./.",
                "quan tâm, phối hợp thực hiện",
                "khẩn trương triển khai thực hiện Chỉ thị này",
                "chỉ đạo các cơ quan có liên quan tổ chức thực hiện./.",
            ),
            (
                "triển khai thực hiện chuyển đổi số trong trường học",
                "nghiêm túc thực hiện và báo cáo kết quả trước ngày 05/5/2026",
            ),
        ),
        Sign(
            "closing.thanks",
            r"^(?:xin )?(?:tran trong|xin cam on|rat mong|kinh mong nhan duoc|kinh trinh|kinh chuc)"
            r"|^(?:nay|uy ban nhan dan[^.;:]{0,40}|van phong[^.;:]{0,60}|so [^.;:]{0,60}) thong bao (?:de|den"
            r"|y kien|ket luan|cho)"
            r"|^kinh gui .{0,60}tong hop\W*$",
            ("Trân trọng cảm ơn sự phối hợp của Quý cơ quan", "Kính gửi Sở Tài chính tổng hợp./."),
            ("gửi Sở Tài chính tổng hợp trước ngày 05/5/2026",),
        ),
        Sign(
            "meeting.attend",
            r"^(?:(?:tran trong |kinh )?(?:de nghi|moi|kinh moi) )?(?:(?:cac )?(?:dong chi|dai bieu|thanh phan"
            r"|quy co quan"
            r"|quy vi|ong|ba)\b[^.;,]{0,40}? )?(?:den |ve |toi )?(?:tham du hop|toi du|den du|du (?:hop|hoi nghi"
            r"|le|buoi)|co mat"
            r"|tham du (?:cuoc hop|hoi nghi|buoi|day du|dung))\b",
            ("Đề nghị các đồng chí dự họp đúng thành phần", "kính mời đại biểu tới dự hội nghị"),
            ("chuẩn bị tài liệu cuộc họp",),
        ),
        Sign(
            "principle.must",
            r"^(?:noi dung|bao cao|ke hoach|viec [^.;]{0,80}|phong trao[^.;]{0,60}|cong tac [^.;]{0,60}|cac hoat"
            r" dong|qua trinh [^.;]{0,60}) (?:phai|can) (?:duoc|bao dam|dam bao|the hien|neu|phan anh|ghi"
            r"|tap trung|bam sat|gan|phu hop|cu"
            r" the)|^[^;:]{3,120}? (?:phai|can) (?:gan (?:voi|lien)|xuat phat|dua tren|phu hop voi)\b",
            (
                "Báo cáo phải thể hiện rõ số liệu",
                "Dạy nghề phải gắn với việc làm",
                "Việc bình xét phải đảm bảo công khai",
            ),
            ("Sở Y tế phải báo cáo trước ngày 05/5/2026",),
        ),
        Sign(
            "decision.mere",
            r"^(?:co ban )?(?:phe duyet (?!va)|ban hanh kem theo|bai bo|huy bo"
            r"|cong nhan|giao chi tieu|(?:thong nhat|dong y|nhat tri) (?:chu truong|voi|to chuc|noi dung|de nghi"
            r"|danh gia"
            r"|phuong an|cao|de))\b",
            (
                "Phê duyệt Đề án kèm theo",
                "Ban hành kèm theo Quyết định này Quy chế",
                "Thống nhất chủ trương tổ chức hội thi",
            ),
            ("Thẩm định, phê duyệt kế hoạch",),
        ),
        Sign(
            "decision.set-up",
            r"^thanh lap (?:ban|hoi dong|to|doan)\b",
            ("Thành lập Tổ công tác rà soát kho lưu trữ, gồm các ông, bà có tên sau",),
            ("kiện toàn Ban Chỉ đạo cấp xã",),
        ),
        Sign(
            "decision.asked",
            r"^(?:(?:kinh |tran trong )?de nghi [^.;]{3,80} )?xem xet,? (?:va )?(?:quyet dinh|phe duyet|thong qua"
            r"|chap thuan|cho chu truong|cho y kien(?: chi dao)?)\W*$",
            ("xem xét, quyết định./.", "kính đề nghị Hội đồng nhân dân xã xem xét, thông qua"),
            ("xem xét, quyết định việc cử viên chức đi học",),
        ),
        Sign(
            "principle.regard",
            r"^(?:lay|coi|xem) [^;]{3,90} (?:lam|la) (?:thuoc do|trung tam|muc tieu|tieu chi|nhiem vu)"
            r"|^xac dinh (?:day|ro day)? ?la",
            ("lấy người dân làm trung tâm", "Xác định đây là nhiệm vụ trọng tâm"),
            ("lấy ý kiến các đơn vị",),
        ),
        Sign(
            "provision.quoted",
            r"^(?:tai )?(?:khoan|diem|dieu|muc|chuong) [^;:]{1,240} (?:co )?quy dinh\b",
            ("Tại khoản 5 Điều 2 Nghị định số 12/2020/NĐ-CP quy định: “Việc miễn, giảm …”",),
            ("quy định mức thu tại khoản 5",),
            needs=("quy dinh",),
        ),
        Sign(
            "sum.mere",
            r"^[^;:.]{3,120}: ?\d[\d., ]* ?(?:dong|trieu dong|ty dong|nghin dong)\b[^;,]{0,40}$",
            ("Tiền ăn trưa: 40.000 đồng", "Mức chi: 2.200.000 đồng/người/lần"),
            ("Thu quỹ: mỗi hộ nộp 40.000 đồng, gửi về Ban trước ngày 05/5/2026",),
            needs=("dong",),
        ),
        Sign(
            "praise",
            r"^(?:co ban )?(?:(?:ghi nhan|bieu duong|danh gia cao|hoan nghenh|trao doi)(?: va|\W)*+)+"
            r"(?:(?:su|nhung|no luc|ket qua|tinh than|co gang|cac (?:co quan|don vi|so))\b|[^;]{3,60} da )",
            ("Ghi nhận sự cố gắng của các phòng", "Biểu dương các phòng đã hoàn thành nhiệm vụ"),
            ("Biểu dương các tập thể điển hình", "Đánh giá kết quả thực hiện"),
        ),
        Sign(
            "prohibition",
            r"^(?:tuyet doi |dam bao |bao dam )?(?:khong(?! che)|nghiem cam|cam(?! ket| nang| on| tinh| do)"
            r"|chua(?! tri| benh| chay| lanh| cho)|tranh(?! thu| luan| chap| toi da| cai))\b",
            ("Tuyệt đối không để xảy ra thất thoát", "không tổ chức hình thức"),
            ("Kiểm tra, không để xảy ra thất thoát",),
        ),
        Sign(
            "liability",
            r"^(?:se |bi )?(?:xem xet|xu ly|kiem diem) trach nhiem|^chiu trach nhiem (?:(?:truc tiep|toan dien"
            r"|chinh|chung),? )?(?:truoc|toan dien"
            r"|ve (?:noi dung|tinh|ket qua|so lieu|chat luong))|^(?:neu"
            r"|truong hop)[^;]{0,120}(?:chiu trach nhiem truoc|chiu trach nhiem hoan toan|bi xu ly|bi phe binh)"
            r"|^(?:tap the|ca nhan|don vi) [^.;]{0,60}(?:bi xu ly|chiu trach nhiem truoc)",
            ("Nếu chậm trễ, đơn vị chịu trách nhiệm trước Giám đốc",),
            ("chịu trách nhiệm tổ chức lớp học",),
        ),
    ),
    heads=True,
)


_CLOSING = Signs(
    (
        Sign(
            "closing.thanks",
            r"tran trong (?:cam on|thong bao|de nghi va cam on)|quan tam,? (?:phoi hop|chi dao|ho tro"
            r"|giup do)(?:,? (?:phoi hop|chi dao|thuc hien))*\W*$|phoi hop cong tac",
            ("rất mong Quý cơ quan quan tâm phối hợp./.", "trân trọng cảm ơn"),
            ("phối hợp với các trường",),
            needs=("tran trong", "phoi hop cong tac", "quan tam"),
        ),
        Sign(
            "closing.force",
            r"chiu trach nhiem thi hanh|(?:chiu|co) trach nhiem (?:to chuc )?(?:trien khai )?thuc hien(?: (?:quyet dinh"
            r"|quy che|quy dinh|ke hoach|nghi quyet|chi thi) nay)?\W*$"
            r"|co hieu luc (?:thi hanh|ke tu|tu ngay|trong)|(?:quyet dinh|chi thi|thong"
            r" tu|nghi dinh|van ban) nay thay the|het hieu luc (?:thi hanh )?ke tu|can cu quyet dinh thi hanh",
            ("chịu trách nhiệm thi hành Quyết định này", "chịu trách nhiệm tổ chức thực hiện./."),
            ("chịu trách nhiệm tổ chức thi công công trình",),
            needs=("thi hanh", "hieu luc", "nay thay the", "trach nhiem"),
        ),
        Sign(
            "closing.contact",
            r"(?:dau moi|thong tin|chi tiet|moi thong tin)[^.;]{0,60}lien he|lien he voi|so dien thoai"
            r"|lien he [^.;]{2,90}\bdien thoai",
            ("Đầu mối liên hệ: bà Lê Thị An", "Mọi thông tin chi tiết liên hệ với ông Trần Văn Bốn"),
            ("liên hệ công tác với các tỉnh bạn",),
            needs=("lien he", "so dien thoai"),
        ),
    )
)

_TAIL = Signs(
    (
        Sign(
            "tail.purpose",
            r"^\W*(?:giup(?! do)|gop phan|qua do|tao (?:chuyen bien|su)|nham|trong do)\b",
            ("giúp người dân dễ tra cứu", "góp phần nâng cao chất lượng", "trong đó phân công rõ trách nhiệm"),
            ("hỗ trợ người dân", "trong tháng 5/2026"),
        ),
    ),
    heads=True,
)

GROUPS = (_WORK, _AHEAD, _SHUT, _NAMED, _NO_DUTY, _CLOSING, _TAIL)


def is_tail(folded: str) -> bool:
    """Whether a part only says more of the duty before it."""
    return _TAIL.find(folded) is not None


def mode_of(heading: str, above: Mode) -> tuple[Mode, str]:
    """The mode that a section's folded heading opens, and the rule; the mode above where the heading says nothing."""
    if above is Mode.CUED and (ahead := _AHEAD.find(heading)):
        return Mode.OPEN, ahead.id
    if _WORK.find(heading):
        return (above if above is Mode.CUED else Mode.OPEN), "section.work"
    shut = _SHUT.find(heading)
    if shut:
        return Mode.SHUT, shut.id
    named = _NAMED.find(heading)
    if named:
        return (Mode.NAMED if above is Mode.OPEN else above), named.id
    return above, ""


def no_duty(folded: str) -> str | None:
    """The rule that says why these words lay no duty on anybody; None where none does."""
    words = folded.strip()
    found = _NO_DUTY.find(words) or _CLOSING.find(words)
    return found.id if found else None
