"""The words around a subject: groups, clauses that narrow it, what is told of it and not laid on it."""

from __future__ import annotations

import re

from dondoc.language.cues import cue

GROUP = cue(
    "opening.group",
    re.compile(
        r"((?:cac|moi|tung|ban(?! hanh)|khoi|cum|to(?! chuc)|doi(?! voi| moi| chieu| thoai)"
        r"|doan|hoi(?! nghi)) [^:;.]{3,90}?)(?:\s?\([^()]*\))?:\s+"
    ),
    finds=("[[Các cụm thi đua: ]]Xây dựng tiêu chí.",),
    leaves=("Sở Y tế: Xây dựng tiêu chí.", "Đối với bãi tắm: Thay phao."),
)
PLURAL = cue(
    "opening.plural", re.compile(r"(?:cac|moi|tung) [^.;:]{3,60}"), finds=("[[Các chủ rừng]]",), leaves=("Chủ rừng",)
)
SHORT_TAIL = cue(
    "opening.short-tail",
    re.compile(r"(?: [^\W\d_]+){1,5}\W*"),
    finds=("[[ trên địa bàn xã]]",),
    leaves=(", gửi báo cáo",),
)
NARROWED = cue(
    "lead.narrowed",
    re.compile(
        r"(?:duoc (?:giao|phan cong|chon|lua chon|kiem tra|thanh tra)|co (?:nguon|lien quan|ten))[^;.]{0,160}?\s"
        r"(?=(?:chu dong|thuong xuyen|kip thoi|co trach nhiem|phai|khan truong|chiu trach nhiem|can (?!cu))\b)"
        r"|(?:chua|da) [^;.]{3,120}?\s(?:thi\s)?(?<=thi )|(?:chua|da) [^;.,]{3,120}?\s"
        r"(?=(?:khan truong|kip thoi|co trach nhiem|chiu trach nhiem|phai|can (?!cu))\b)"
        r"|(?!(?:trong|theo|can cu|tren co so|ngoai|ben canh)\b)(?:[^\W_]+[ -]+){1,8}(?=(?:co|chiu) trach nhiem\b)"
        r"|(?!(?:theo|can cu|tren co so|trong|dinh ky|hang|de|thuong xuyen|neu|khi|tuy|nham|se|dang|ve|va|tai|co|voi"
        r"|khong|qua|sau|truoc|ngay|tu|den|bang|do|vi)\b)(?:[^\W_]+ ){1,7}(?=chu tri\b"
        r"|phoi hop (?:chat che )?(?:voi|cung) |(?:khan truong|chu dong|tiep tuc|tang cuong|day manh) [^\W_]+ )"
    ),
    finds=(
        "[[được giao nhiệm vụ quản lý nghĩa trang ]]có trách nhiệm chăm sóc",
        "[[chưa nộp hồ sơ thì ]]khẩn trương nộp",
        "[[giảm nghèo các xã ]]phối hợp với trưởng thôn",
    ),
    leaves=("nộp hồ sơ đúng hạn", "theo kế hoạch đã duyệt phối hợp với các xã"),
)
REST = cue(
    "lead.rest",
    re.compile(r"(?: [^\W\d_]+(?:-[^\W_]+)?){1,7}\s*(?=:|$)"),
    finds=("[[ quản lý lao động]]:",),
    leaves=(", quản lý lao động:",),
)
"""The rest of a name whose words are not known, up to ":" or the end of a heading."""
RELATIVE = cue(
    "lead.relative",
    re.compile(
        r"\W{1,3}(?:duoc (?:giao|phan cong|chon|kiem tra|thanh tra|moi|cu)|phu trach|tiep nhan|theo doi|tham gia"
        r"|co lien quan|truc tiep|lam cong tac|dong tren)"
        r"(?: [^\W_]+|[,/-]| - ){0,14}\W*"
    ),
    finds=(
        "[[, được giao quản lý quỹ]]",
        "[[ - phụ trách địa bàn]]",
    ),
    leaves=(" rà soát quỹ",),
)
DESCRIBED = cue(
    "lead.described",
    re.compile(
        r"(?: (?!(?:duoc|de|phai|can|se|da|yeu cau|de nghi|giao|chi dao)\b)[^\W_]+){0,3}\W{1,3}(?:dang )?(?:hoat dong"
        r"|kinh doanh|san xuat|khai thac|quan ly|su dung|thi cong|cung cap|sinh song|lam viec|cu tru)"
        r"(?! (?:cac noi dung|nghiem|tot|hieu qua|chat)\b)(?:,? (?!sau\b)[^\W_]+|[/-]| - ){0,14}\W*"
    ),
    finds=("[[ và karaoke đang hoạt động trên phố đi bộ:]]",),
    leaves=(" quản lý chặt các nội dung sau:",),
)
"""What tells many apart in a heading: where they work, and at what."""
UNKNOWN_BODY = cue(
    "lead.type",
    re.compile(
        r"((?:Viện|Trung tâm|Công ty|Tổng công ty|Sở|Chi cục|Cục|Ban (?:[Qq]uản lý|[Cc]hỉ đạo|[Tt]ổ chức|[Đđ]iều hành)"
        r"|Hiệp hội|Khoa|Trạm|Hạt|Bệnh viện|Trường(?! hợp)|Học viện|Đài|Văn phòng|Phòng(?!,| chống)|Hợp tác xã"
        r"|Xí nghiệp|Nhà máy|Liên đoàn|Liên minh|Liên hiệp|Ngân hàng|Kho bạc|Quỹ|Đội|Bộ [Cc]hỉ huy|Ban [Cc]hỉ huy"
        r"|Hội đồng|Câu lạc bộ|Nhà xuất bản) [^:;.\n]{2,80}?)(?:\s?\([^()]*\))?:\s+"
    ),
    finds=(
        "[[Viện Cây ăn quả: ]]lai ghép",
        "[[Chi cục Mía đường (cơ sở 2): ]]đo",
    ),
    leaves=(
        "các viện: lai ghép",
        "Cây ăn quả: lai ghép",
    ),
    printed=True,
)
"""On the text itself: a type word with its marks and its capital, and whatever stands up to a colon."""
AND_ASKS = cue(
    "opening.and-asks",
    re.compile(
        r"(?:xin |kinh |tran trong )?(?:gui(?: kem)?|da |du thao|xay dung|hoan thien|thong bao|chuyen|co van ban)"
        r"[^;.:]{3,160}?(?:\sva|,)\s(?=(?:tran trong |kinh )?(?:de nghi|yeu cau|kinh mong)\s)"
    ),
    finds=("[[gửi kèm dự thảo Quy chế và ]]đề nghị các phòng góp ý",),
    leaves=("gửi kèm dự thảo Quy chế",),
)
"""What an office tells of itself before it asks others."""
SAID = cue(
    "duty.said",
    re.compile(
        r"(?!(?:ve|cac|nhung|moi|tung|theo|tai|trong|noi dung|nhiem vu|viec|va|voi|nhu|la|de|thuoc|cua|tren|tu"
        r"|den|khi|neu|sau|so|ngay|toi thieu|toi da|it nhat|ty le|cong tac|ke hoach|ho so|kinh phi"
        r"|danh sach|so lieu|ket qua|muc tieu|chi tieu|tai lieu|van ban|phuong an|du thao|mot so|tat ca"
        r"|truong hop|su|nguoi|can bo|dai dien|lanh dao|can cu|co|dat|gom|bao gom|thoi gian|dia diem"
        r"|thanh phan|ong|ba|dong chi|khong|chua|da|dang|duoc|bi|mot|hai|ban|dien thoai)\b)[a-z]+(?:\W+\w+){3,}"
    ),
    finds=(
        "[[lai ghép giống cam mới tại vườn]]",
        "[[điểm danh học sinh khi lên xe]]",
    ),
    leaves=(
        "về việc lai ghép giống cam mới",
        "cam sành",
    ),
)
"""Words that say something at length, and do not open with what only names or joins."""
PASSIVE = cue(
    "block.passive",
    re.compile(r"(?:được|đã|đang|bị|chưa|không|vừa|mới|vẫn|còn|tiếp tục được)\b"),
    finds=(
        "[[được]] khen thưởng",
        "[[đã]] hoàn thành",
    ),
    leaves=("duyệt khen thưởng",),
    printed=True,
)
"""On the text itself: folded, "vẫn" would be "vận động" and "mới" be "mời"."""
TOLD = cue(
    "block.told",
    re.compile(r"\bda (?:co|ban hanh|gui|phat hanh) (?:cac )?(?:cong van|van ban|thong bao|ke hoach|to trinh)\b"),
    finds=(
        "Sở [[đã có công văn]] đề nghị",
        "xã [[đã gửi các thông báo]]",
    ),
    leaves=("Sở có công văn đề nghị",),
    anywhere=True,
)
"""What was asked before is told, not laid on anybody."""
DETOUR = cue(
    "opening.detour",
    re.compile(r",? (?:ngoai|ben canh)[^;.]{3,90}?, (?:de nghi )?(?=\w)"),
    finds=(
        "[[, ngoài nhiệm vụ chung, ]]tập huấn",
        "[[ bên cạnh việc trực ban, đề nghị ]]rà soát",
    ),
    leaves=(", tập huấn",),
)
LEAD_BESIDE = cue(
    "lead.beside",
    re.compile(r"(?:la (?:co quan|don vi) )?chu tri\s*(?:,|;|va)\s*(?:giao )?"),
    finds=(
        "[[chủ trì, ]]Phòng Tổng hợp phối hợp",
        "[[là cơ quan chủ trì và ]]giao",
    ),
    leaves=("phối hợp, chủ trì",),
)
JOINS = cue(
    "coordinate.joins",
    re.compile(r"\s*(?:cung |co trach nhiem |tham gia )?(?:phoi hop|tham gia)(?: thuc hien)?[,: ]*"),
    finds=(
        "[[ phối hợp thực hiện]]",
        "[[ có trách nhiệm tham gia ]]lập danh sách",
    ),
    leaves=(" chủ trì lập danh sách",),
)
HAS_DONE = cue(
    "past.has-done",
    re.compile(r" (?:đã|vừa)(?= (?!được|nộp|đăng ký|có tên)[^\W\d_]+)"),
    finds=("UBND tỉnh[[ đã]] hỗ trợ các xã",),
    leaves=("UBND tỉnh đa dạng hóa", "Các xã đã được cấp vốn"),
    anywhere=True,
    printed=True,
)
STILL_ASKS = cue(
    "past.still-asks",
    re.compile(
        r"\b(?:de nghi|yeu cau|giao|phai|can(?! cu\b)|khan truong|tiep tuc|co trach nhiem|chiu trach nhiem|chu tri"
        r"|kip thoi (?:bao cao|xu ly|nop|gui|khac phuc)|bao cao|gui)\b"
    ),
    finds=("đã có văn bản, [[đề nghị]] các xã", "đã nhận vốn [[khẩn trương]] giải ngân"),
    leaves=("đã hỗ trợ các xã",),
    anywhere=True,
)
MANY = cue(
    "lead.many",
    re.compile(r"(?:cac|nhung|moi|tung|mot so|tat ca|toan the|[^;.:]{3,40}? cac) "),
    finds=("[[các ]]xã", "[[UBND các ]]xã"),
    leaves=("UBND tỉnh",),
)
TOGETHER = cue(
    "coordinate.together",
    re.compile(r"cung (?:voi )?(?!cap |ky )"),
    finds=("[[Cùng với ]]UBND các xã mở lớp",),
    leaves=("Cùng kỳ năm trước", "mở lớp cùng với các xã"),
)
PART_PLAYED = cue(
    "lead.part-played",
    re.compile(
        r"\s*(?:chu tri|thuc hien|phu trach|tham muu|lam dau moi|chiu trach nhiem|la don vi|to chuc thuc hien)\b"
        r"(?!,? phoi hop voi ubnd tinh ban)"
    ),
    finds=("Phòng Lữ hành[[ chủ trì]])",),
    leaves=("Phòng Lữ hành cũ)",),
    anywhere=True,
)
UNKNOWN_MANY = cue(
    "lead.unknown-many",
    re.compile(
        r"(?:chu )?(?:cac|nhung|moi|tung) (?!(?:noi dung|nhiem vu|giai phap|hoat dong|cong trinh|van ban|khoan|muc"
        r"|bien phap|chi tieu|tieu chi|quy dinh|du an|de an|chuong trinh|ke hoach|truong hop|ho so|thu tuc|van de"
        r"|y kien|kien nghi|cong viec|viec|dieu kien|hinh thuc|so lieu|thong tin|linh vuc|loai|yeu to"
        r"|ket qua|che do|chinh sach|tai lieu|nguon|san pham|dich vu|mat"
        r"|buoc|noi|phong trao|su|dot|ngay|thang|nam|quy|khu|tuyen|diem|vi pham|mau|bang)\b)"
    ),
    finds=("[[Các ]]khách sạn niêm yết giá", "[[Chủ các ]]cơ sở lưu trú khai báo"),
    leaves=("Các nội dung đã duyệt", "Chủ động rà soát"),
)
"""Many who are no thing: what follows up to the verb is their name."""
NO_SUBJECT = cue(
    "lead.no-subject",
    re.compile(
        r"(?:duoc|da|dang|se|phai|can|theo|tai|trong|tren|de|nham|khi|neu|voi|cua|do|bang|ve|tu|den|la|nhu|nay|tren day"
        r"|sau|cho|qua|khong|chua|bi|thuoc dien)\b"
    ),
    finds=("[[được]] duyệt", "[[theo]] quy định"),
    leaves=("nhà nghỉ",),
)
NOT_YET = cue(
    "lead.not-yet",
    re.compile(r"(?:[a-z]+ ){1,2}(?:can|phai|duoc|da|dang|se|co trach nhiem|chu dong|kip thoi|thuong xuyen)\b"),
    finds=("[[sản xuất cần]] được tổ chức",),
    leaves=("niêm yết giá phòng",),
)
"""A verb that is still of the name: the modal comes behind it."""
BLANK = re.compile(r" ")
BRACKETED = cue(
    "lead.in-brackets",
    re.compile(r"\((?P<charge>(?:giao|phan cong|de nghi) )[^()]{3,200}\)$"),
    finds=("Lập Đoàn kiểm tra [[(giao Thanh tra Sở tham mưu)]]",),
    leaves=("(giao đất cho hộ dân) tại thôn Ba", "Lập Đoàn kiểm tra (gồm ba người)"),
    anywhere=True,
)
