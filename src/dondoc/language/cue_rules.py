"""Cues as data: heads of table columns and field lines, and the words of a sentence that give somebody a role.

``LABELS`` are tried in order on the folded words of a head or of what stands before a colon; the first that holds
decides. ``SENTENCE`` rules run over folded sentences. Values of examples are roles.
"""

from __future__ import annotations

from dondoc.language.rules import Rule


def _label(
    role: str, pattern: str, examples: tuple[str, ...], counter_examples: tuple[str, ...], suffix: str = ""
) -> Rule:
    return Rule(
        f"label.{role}{suffix}", "label", "", pattern, role, examples=examples, counter_examples=counter_examples
    )


LABELS: tuple[Rule, ...] = (
    _label(
        "seq",
        r"^(?:s ?tt|tt|so tt|so thu tu|stt\.?)$",
        ("[[STT|seq]]", "[[Số TT|seq]]"),
        ("TT Phục vụ hành chính công",),
    ),
    _label("note", r"^ghi chu", ("[[Ghi chú|note]]",), ("Chú giải",)),
    _label(
        "status",
        r"tinh hinh (?:thuc hien|trien khai)|ket qua (?:thuc hien|dat duoc)|muc do hoan thanh|(?:dung|qua) han|^danh gia|^trang thai",
        ("[[Tình hình thực hiện|status]]", "[[Kết quả thực hiện|status]]"),
        ("Kết quả dự kiến",),
    ),
    _label(
        "issue",
        r"kho khan|vuong mac|nguyen nhan|^kien nghi|^de xuat,? kien nghi",
        ("[[Khó khăn, vướng mắc|issue]]",),
        ("Đề xuất nhiệm vụ",),
    ),
    _label(
        "approver",
        r"cap trinh|tham quyen|co quan trinh|cap ban hanh|cap phe duyet|^nguoi ky",
        ("[[Cấp trình|approver]]", "[[Thẩm quyền ban hành|approver]]"),
        ("Cơ quan chủ trì",),
    ),
    _label(
        "director",
        r"chi dao(?: thuc hien)?$|^chi dao|lanh dao (?:phu trach|chi dao|.{0,20}phu trach)|nguoi chi dao|dong chi phu trach|nguoi phu trach|phu trach chi dao"
        r"|theo doi,? ?(?:kiem tra|don doc)|^(?:co quan|don vi) (?:theo doi|don doc|kiem tra)|don doc",
        (
            "[[Chỉ đạo thực hiện|director]]",
            "[[Lãnh đạo phụ trách|director]]",
            "[[Cơ quan theo dõi, kiểm tra, đôn đốc|director]]",
        ),
        ("Đơn vị chủ trì",),
    ),
    _label(
        "lead",
        r"chu tri|^(?:co quan|don vi|to chuc|ca nhan|bo phan|phong|nguoi)[^:]{0,30}(?:thuc hien|tham muu|dau moi|chiu trach nhiem|duoc giao|xay dung|phu trach)"
        r"|^phan cong(?: thuc hien| nhiem vu)?$|^trach nhiem|^dau moi|^thuc hien$|^to chuc thuc hien$|^(?:co quan|don vi)(?:,? (?:co quan|don vi|dia phuong))*$|^giao$|^chuyen vien",
        (
            "[[Cơ quan chủ trì thực hiện|lead]]",
            "[[Đơn vị chủ trì, tham mưu|lead]]",
            "[[Đơn vị thực hiện|lead]]",
            "[[Cơ quan, đơn vị chủ trì|lead]]",
            "[[Phân công thực hiện|lead]]",
        ),
        ("Đơn vị phối hợp", "Đơn vị tính"),
    ),
    _label(
        "partner",
        r"phoi hop|cung thuc hien|tham gia(?: thuc hien)?$",
        ("[[Cơ quan phối hợp|partner]]", "[[Đơn vị phối hợp|partner]]", "[[Phối hợp|partner]]"),
        ("Đơn vị thực hiện",),
    ),
    _label(
        "time",
        r"thoi gian|thoi han|tien do|han hoan thanh|^hoan thanh|ngay hoan thanh|moc thoi gian|^han (?:gui|nop|chot)|^lo trinh|^thoi diem|^ky (?:han|bao cao)|^deadline",
        ("[[Thời gian hoàn thành|time]]", "[[Tiến độ thực hiện|time]]", "[[Thời hạn|time]]"),
        ("Địa điểm",),
    ),
    _label(
        "product",
        r"san pham|^ket qua|dau ra|hinh thuc van ban|^ho so|^san luong",
        (
            "[[Sản phẩm|product]]",
            "[[Kết quả/Sản phẩm|product]]",
            "[[Dự kiến sản phẩm|product]]",
            "[[Hình thức văn bản|product]]",
        ),
        ("Kết luận",),
    ),
    _label(
        "funds",
        r"kinh phi|nguon von|du toan|nguon luc",
        ("[[Nguồn kinh phí|funds]]", "[[Dự kiến kinh phí|funds]]"),
        ("Kinh tế",),
    ),
    _label(
        "basis",
        r"^can cu|van ban (?:giao|chi dao)|^so,? ?/? ?ky hieu",
        ("[[Văn bản giao nhiệm vụ|basis]]", "[[Căn cứ pháp lý|basis]]"),
        ("Văn bản",),
    ),
    _label(
        "metric",
        r"chi tieu|^muc tieu|don vi tinh|^dvt$|^so luong|^ty le",
        ("[[Chỉ tiêu năm 2026|metric]]", "[[Đơn vị tính|metric]]"),
        ("Mục đích",),
    ),
    _label(
        "recipient",
        r"^noi nhan(?: bao cao)?|^(?:don vi|co quan) (?:nhan|tong hop)|^gui",
        ("[[Cơ quan nhận báo cáo|recipient]]",),
        ("Người nộp",),
    ),
    _label(
        "task",
        r"nhiem vu|noi dung|cong viec|giai phap|hoat dong|dau viec|^ten |tieu chi|^viec|chuyen de|van de",
        ("[[Nội dung nhiệm vụ|task]]", "[[Nhiệm vụ, giải pháp|task]]", "[[Công việc|task]]", "[[Tên nhiệm vụ|task]]"),
        ("Địa điểm",),
    ),
)


def _cue(role: str, opens: str, pattern: str, examples: tuple[str, ...], counter_examples: tuple[str, ...]) -> Rule:
    return Rule(f"cue.{role}", "cue", opens, pattern, role, examples=examples, counter_examples=counter_examples)


SENTENCE: tuple[Rule, ...] = (
    _cue(
        "leads-with",
        "chu tri|lam dau moi",
        r"(?:chu tri|lam dau moi)(?: thuc hien)?(?:,| va|, dong thoi)?~phoi(?: hop)?(?: (?:chat che|thuong xuyen))?,? (?:voi|cung voi|cung)",
        ("Phòng Tổng hợp [[chủ trì, phối hợp với|leads-with]] Văn phòng làm việc này.",),
        ("Phòng Tổng hợp chủ trì cuộc họp.",),
    ),
    _cue(
        "leads-and",
        "chu tri",
        r"chu tri(?:,| va)~phoi hop(?! (?:voi|cung))",
        ("Phòng Tổng hợp [[chủ trì, phối hợp|leads-and]] các đơn vị.",),
        ("Phối hợp với Văn phòng.",),
    ),
    _cue(
        "leads",
        "chu tri|la co quan|la don vi|lam dau moi|la dau moi",
        r"(?:la (?:co quan|don vi) )?(?:chu tri|(?:lam|la)(?: (?:co quan|don vi))? (?:dau moi|thuong truc|chu tri))",
        ("Văn phòng [[làm đầu mối|leads]] tiếp nhận.", "Giao Văn phòng [[chủ trì|leads]] thực hiện."),
        ("Người chủ trương việc này.",),
    ),
    _cue(
        "with",
        "phoi hop|phoi voi",
        r"phoi(?: hop)?(?: (?:chat che|thuong xuyen|kip thoi))?,? (?:voi|cung voi|cung)",
        ("Văn phòng [[phối hợp với|with]] Phòng Tổng hợp kiểm kê.",),
        ("Phối hợp tốt.",),
    ),
    _cue(
        "assigns",
        "giao|de nghi|yeu cau|phan cong|uy quyen|kinh de nghi|tran trong de nghi",
        r"(?:kinh |tran trong )?(?:giao(?: nhiem vu)?(?: cho)?|de nghi|yeu cau|phan cong|uy quyen(?: cho)?)",
        ("[[Giao|assigns]] Văn phòng mua sắm.", "[[Đề nghị|assigns]] các đơn vị gửi số liệu."),
        ("Hồ sơ phải đầy đủ.",),
    ),
    _cue(
        "responsible",
        "co trach nhiem|chiu trach nhiem|co nhiem vu",
        r"(?:co|chiu) trach nhiem(?: chinh)?|co nhiem vu",
        (
            "Trưởng phòng [[có trách nhiệm|responsible]] phân công.",
            "Văn phòng [[chịu trách nhiệm|responsible]] bố trí xe.",
        ),
        ("Nêu cao tinh thần trách nhiệm.",),
    ),
    _cue(
        "recipient",
        "gui ve|gui|bao cao ve|ve",
        r"(?:gui|bao cao)(?: (?:bao cao|ket qua|van ban|y kien|danh sach|so lieu|ho so))? (?:ve|den|cho|toi)",
        ("Kết quả [[gửi về|recipient]] Văn phòng.",),
        ("Đã gửi.",),
    ),
    _cue(
        "via",
        "qua|thong qua",
        r"(?:thong )?qua(?= (?:van phong|phong|so|trung tam|ban|bo phan|dia chi|he thong|hop thu|chi cuc|cong))",
        ("Gửi về Sở ([[qua|via]] Phòng Tổng hợp).",),
        ("Trong thời gian qua, kết quả tốt.",),
    ),
    _cue(
        "condition",
        "neu co|neu|truong hop|trong truong hop",
        r"neu co|neu|(?:trong )?truong hop",
        ("Nêu vướng mắc ([[nếu có|condition]]).", "[[Trường hợp|condition]] vướng mắc, báo cáo Sở."),
        ("Nêu rõ lý do.",),
    ),
)
