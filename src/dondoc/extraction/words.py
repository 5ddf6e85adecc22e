"""The words that openings are made of, as patterns on folded text: cues of a charge, modals, preambles, partners."""

from __future__ import annotations

import re

from dondoc.language.cues import cue

CONNECT = cue(
    "opening.connects",
    re.compile(
        r"\W*(?:(?:dong thoi|ngoai ra|ben canh do|ben canh viec do|va|tiep do|cung voi do|song song(?: voi)? do|mat"
        r" khac|sau do|rieng|thu \w+ la|cu the(?: la)?|cu the nhu sau)\b\s*[,:]?\s*)+"
    ),
    finds=(
        "[[Đồng thời, ]]rà soát hồ sơ.",
        "[[Bên cạnh đó, ]]lập danh sách.",
    ),
    leaves=("Rà soát hồ sơ.",),
)
TOPIC = cue(
    "opening.topic",
    re.compile(
        r"(?!(?:giao|de nghi|yeu cau|kien nghi|de xuat|trong do|gom|bao gom|ket qua"
        r"|ton tai)\b)[^:;.,\n]{3,60}:\s+(?=[a-z])"
    ),
    finds=("[[Công tác thu ngân sách: ]]Phòng Kinh tế lập danh sách",),
    leaves=("Giao Phòng Kinh tế: lập danh sách", "Phòng Kinh tế lập danh sách"),
)
"""A few words that only say what an item is about, before its subject."""
CUE = cue(
    "opening.cue",
    re.compile(
        r"(?:(?:tran trong |kinh )?(?:de nghi|yeu cau|kinh mong|mong)|giao|chi thi(?! (?:so|nay|cua|ve|tren|\d))"
        r"|phan cong|uy quyen(?: cho)?|thong nhat giao|dong y giao|tiep tuc giao|giao cho)\s+(?:cho )?"
    ),
    finds=(
        "[[Đề nghị ]]Sở Y tế rà soát.",
        "[[Giao ]]Phòng Tổng hợp lập danh sách.",
        "[[Thống nhất giao ]]Văn phòng.",
    ),
    leaves=("Sở Y tế đề nghị các trạm.",),
)
INNER_CUE = cue(
    "opening.cue-inside",
    re.compile(
        r"(?<=\s)(?<!duoc )(?<!theo )(?<!da )(?<!viec )(?<!vu )(?<!tai )(?<!xet )(?<!trong do, )(?<!so )"
        r"(?:(?:tran trong |kinh )(?:de nghi|yeu cau)|de nghi|yeu cau|giao|phan cong|thong nhat giao|giao cho|chi"
        r" dao|chi thi(?! (?:so|nay|cua|ve|tren|\d)))\s+(?:cho )?"
    ),
    finds=(
        "Theo kế hoạch, Văn phòng [[đề nghị ]]các phòng rà soát.",
        "UBND tỉnh [[yêu cầu ]]các xã.",
        "UBND tỉnh [[chỉ thị ]]các sở thực hiện",
    ),
    leaves=("Việc được giao cho các phòng.", "thực hiện Chỉ thị số 5"),
    anywhere=True,
)
TASK_OF = cue(
    "opening.task-of",
    re.compile(r"(?:trach nhiem|nhiem vu|doi voi|phan cong trach nhiem)(?: cu the)?(?: cua)?\s*:?\s*"),
    finds=(
        "[[Trách nhiệm của ]]Sở Y tế",
        "[[Đối với ]]các xã",
    ),
    leaves=("Sở Y tế có trách nhiệm",),
)
PREAMBLE = cue(
    "opening.preamble",
    re.compile(
        r"(?:tren co so|can cu|doi voi|theo|trong (?:qua trinh|thoi gian|do|nam|thang|quy|truong hop|khi)|truong hop"
        r"|neu|khi|sau khi|de|nham|qua|dinh ky|(?:hang|moi) (?:nam|quy|thang|tuan|ngay)|ngay sau|ngay khi"
        r"|ngay \d+|vao|ket qua thuc hien"
        r"|tuy"
        r"|quy (?:[ivx]+|\d)|thang \d+|nam \d{4}|truoc|cham nhat|tu (?:ngay|nay|thang|quy|nam)|den|ket thuc|thuc hien"
        r"|trien khai|hoan thanh|ve|tai|nhan|voi|ngoai|bang|thong qua|lam co so|khi can|cuoi|dau|giua|sau)\b"
    ),
    finds=(
        "[[Trên cơ sở]] kết quả, các phòng báo cáo.",
        "[[Định kỳ]] hằng quý, các xã họp.",
    ),
    leaves=("Các phòng báo cáo.",),
)
RECALLS = cue(
    "opening.recalls",
    re.compile(r"(?:trong do|theo do|qua do),\s*$"),
    finds=(
        "[[trong đó, ]]",
        "[[theo đó, ]]",
    ),
    leaves=("rà soát, ",),
)
BASIS = cue(
    "opening.basis",
    re.compile(
        r"(?:thuc hien|trien khai|trien khai thuc hien|can cu|xet|theo|tiep tuc thuc hien|tiep thu|ghi nhan"
        r"|nhat tri voi) (?:[^\W_]+ ){0,5}?"
        r"(?:cong van|ke hoach|quyet dinh|nghi quyet|chi thi|y kien|thong bao|ket luan|chuong trinh|de nghi|luat"
        r"|nghi dinh|van ban|to trinh|cong dien)\b"
    ),
    finds=(
        "[[Thực hiện Kế hoạch]] số 12, đề nghị",
        "[[Căn cứ Công văn]] số 5",
    ),
    leaves=("Thực hiện nghiêm nội quy",),
)
MODAL = cue(
    "opening.modal",
    re.compile(
        r"(?:[:,]?\s*)(?:(?:co trach nhiem|chiu trach nhiem|co nhiem vu|phai|can(?! cu\b| doi\b| ban\b| bo\b| nhac\b)"
        r"|se|chu dong|la (?:co quan"
        r"|don vi|dau moi)(?: dau moi| thuong truc)?|lam dau moi|lam co quan)\s*,?:?\s+)*"
    ),
    finds=(
        "[[có trách nhiệm ]]rà soát",
        "[[phải ]]nộp hồ sơ",
        "[[là đơn vị đầu mối ]]tổng hợp",
    ),
    leaves=(
        "rà soát hồ sơ",
        "cần cù rà soát",
    ),
)
LEAD_WITH = cue(
    "lead.with",
    re.compile(
        r"(?:la (?:co quan|don vi) )?(?:(?:lam )?chu tri"
        r"|lam dau moi)\s*,?\s*(?:va )?(?:phoi (?:hop )?(?:chat che )?(?:,? ?cung"
        r" )?(?:voi )?|cung (?:voi )?)(?:cac (?=cac\b))?"
    ),
    finds=(
        "[[chủ trì, phối hợp với ]]các sở",
        "[[làm đầu mối phối hợp với ]]Phòng A",
    ),
    leaves=("phối hợp với các sở",),
)
PARTNER = cue(
    "coordinate.with",
    re.compile(
        r"ket(?<![^\W_]ket) hop (?:chat che )?voi "
        r"|phoi(?<![^\W_]phoi)(?: hop| voi)?(?: chat che| thuong xuyen| kip thoi| chu dong)?(?: cung)?(?: voi)?(?:"
        r" cac (?=cac\b))? |cung(?<![^\W_]cung)(?: voi)? "
    ),
    finds=(
        "[[phối hợp với ]]Sở Y tế",
        "[[cùng với ]]các xã",
        "[[kết hợp với ]]các trường",
    ),
    leaves=("chủ trì việc này",),
)
DIRECTS = cue(
    "coordinate.directs",
    re.compile(
        r"(?:chu dong |kip thoi |tang cuong |thuong xuyen )?(?:chi dao|don doc va chi dao|lanh dao(?:, chi dao)?)"
        r"(?:,? (?:va )?(?:dinh huong|don doc|huong dan|kiem tra|yeu cau|to chuc))* "
    ),
    finds=(
        "[[chỉ đạo ]]các trường học bơi",
        "[[tăng cường chỉ đạo, đôn đốc ]]các xã",
    ),
    leaves=("hướng dẫn các xã",),
)
DIRECTS2 = cue(
    "coordinate.directs-too",
    re.compile(r"(?:huong dan|don doc|yeu cau),? (?:va )?chi dao "),
    finds=(
        "[[hướng dẫn, chỉ đạo ]]các xã",
        "[[đôn đốc và chỉ đạo ]]các trạm",
    ),
    leaves=("hướng dẫn các xã",),
)
PERIODIC = cue(
    "time.before-verb",
    re.compile(
        r"(?:(?:dinh ky|dot xuat|thuong xuyen|(?:hang|moi) (?:nam|quy|thang|tuan|ngay)|\d+ thang|hoac|va|nam|quy|thang"
        r"|vao (?:sang |chieu )?thu \w+|khi co yeu cau|\([^()]{0,60}\)|(?:truoc|vao"
        r"|cham nhat(?: la)?(?: vao)?) ngay [\d/.]+"
        r"(?: (?:cua )?thang [a-z]+(?: [a-z]+)?)?(?! nam)|theo (?:yeu cau|quy dinh|chi dao)(?: cua)?"
        r"(?: cap(?: co)? tham quyen| ubnd tinh| cap tren| uy ban nhan dan tinh)?|,)(?!\w)\s*)+"
    ),
    finds=(
        "[[định kỳ hằng quý ]]báo cáo",
        "[[hằng năm ]]kiểm kê",
    ),
    leaves=("báo cáo hằng năm",),
)
AFTER = cue(
    "opening.after",
    re.compile(r"(?:ket thuc|het|sau) [^,;.:]{3,60}, "),
    finds=(
        "[[Kết thúc năm học, ]]các trường báo cáo.",
        "[[Sau đợt kiểm tra, ]]Thanh tra kết luận.",
    ),
    leaves=("Kết thúc thi công trong tháng 5.",),
)
"""A time that opens a sentence like a verb: "Kết thúc năm học, các trường …"."""
DUTIFUL = cue(
    "duty.modal",
    re.compile(
        r"(?:chu dong|khan truong|kip thoi|co trach nhiem|chiu trach nhiem|co nhiem vu|phai"
        r"|can(?! cu\b| doi\b| ban\b| bo\b| nhac\b)) "
    ),
    finds=(
        "[[có trách nhiệm ]]giữ kho",
        "[[phải ]]giữ kho",
    ),
    leaves=("cần cù giữ kho",),
)
DUTIFUL_HEAD = cue(
    "duty.adverb",
    re.compile(
        r"(?:chu dong|khan truong|kip thoi|thuong xuyen|tiep tuc|tich cuc|nghiem tuc|kien quyet|quyet liet|truc tiep"
        r"|dinh ky|(?:hang|moi) (?:ngay|tuan|thang|quy|nam)|phai|can(?! cu\b| doi\b| ban\b| bo\b)),?"
        r" (?!(?:va|hoac|theo|cua|voi|cho|tren|trong|tai)\b)[a-z]+ \w+"
    ),
    finds=(
        "[[hằng ngày điểm danh]] học sinh",
        "[[kịp thời gom rác]] bãi tắm",
    ),
    leaves=(
        "điểm danh học sinh",
        "thường xuyên và liên tục",
    ),
)
"""How a part behind a semicolon states a duty of its own though its verb is not known: "hằng ngày điểm danh …"."""
KEEPS = cue(
    "opening.keeps",
    re.compile(
        r"(?:tren co so|sau khi|khi |truong hop|neu|trong qua trinh|can cu (?:noi dung|ke hoach|ket qua)|dinh ky|hang"
        r"|truoc|quy )"
    ),
    finds=(
        "[[Trên cơ sở]] kết quả kiểm tra",
        "[[Sau khi]] họp",
    ),
    leaves=("Đề nghị các phòng",),
)
ROLE = cue(
    "duty.role",
    re.compile(r"(?:chu tri|phoi (?:hop )?voi)\b"),
    finds=(
        "[[chủ trì]] lập hồ sơ",
        "[[phối hợp với]] các xã",
    ),
    leaves=("phối hợp lập hồ sơ",),
)
LEADS = cue(
    "lead.leads",
    re.compile(r"(?:la (?:co quan|don vi) )?chu tri\b"),
    finds=(
        "[[chủ trì]] lập hồ sơ",
        "[[là đơn vị chủ trì]]",
    ),
    leaves=("phối hợp lập hồ sơ",),
)
OWN_BASIS = cue(
    "opening.own-basis",
    re.compile(r"(?:can cu|tren co so|theo|trong|dinh ky|hang |de |thuong xuyen|neu|khi|co |tuy )"),
    finds=(
        "[[căn cứ]] tình hình thực tế",
        "[[định kỳ]] họp",
    ),
    leaves=("lập hồ sơ",),
)
LEADING = cue(
    "lead.leading",
    re.compile(r"(?:la (?:co quan|don vi) )?chu tri\s+(?!,)"),
    finds=("[[chủ trì ]]lập hồ sơ",),
    leaves=("chủ trì, phối hợp", "chủ trương lập hồ sơ"),
)
AIMS = cue(
    "opening.aims",
    re.compile(r"\W*(?:de(?! nghi\b| xuat\b| an\b| tai\b| cuong\b)|nham|voi muc tieu|thuc hien|trien khai|can cu)\b"),
    finds=("[[Để]] phối hợp với Tòa án, Sở yêu cầu:", "[[Nhằm]] giữ sạch bãi tắm"),
    leaves=("Đề nghị các phòng",),
)
"""A purpose or a basis before the main clause. Folded, "đề nghị" opens like it: see ``leaves``."""
ABOUT = cue(
    "opening.about",
    re.compile(
        r"(?:doi voi|ve|lien quan(?: den)?|xet)\b[^;.:]{3,200}:\s+"
        r"(?=(?:thong nhat giao|dong y giao|giao|de nghi|yeu cau|phan cong|kinh de nghi)\s)"
    ),
    finds=("[[Về đề xuất của Công ty Cổ phần Muối: ]]giao Chi cục Thủy sản xem xét",),
    leaves=("Về việc giao Chi cục Thủy sản", "Giao Chi cục Thủy sản: xem xét"),
)
"""What an item is about, before who is charged with it."""
LATER = cue(
    "opening.later-verb",
    re.compile(
        r"(?:duoc (?:giao|phan cong)|nhiem vu|chuc nang|linh vuc|tham quyen|pham vi|thuc te|quy dinh"
        r"|(?:ke hoach|huong dan|cong van|chi thi|quyet dinh|thong bao|chuong trinh|nghi quyet|noi dung)"
        r" (?:nay|tren|neu tren))\W+(?:\w+ ){0,5}?(?:to chuc|chu dong|thuc hien|xay dung|trien khai"
        r"|tang cuong|ra soat|bao cao|tham muu|kip thoi|khan truong|tich cuc"
        r"|bo tri|tiep tuc|chi dao|co trach nhiem|chiu trach nhiem|phoi hop|chu tri)"
    ),
    finds=("căn cứ [[chức năng, nhiệm vụ được giao chủ động]] rà soát",),
    leaves=("căn cứ chức năng của mình",),
    anywhere=True,
)
"""A verb behind a basis that no sign cuts off."""
NOTED = cue(
    "opening.noted",
    re.compile(r"(?:tiep thu|ghi nhan|nhat tri voi) (?:[^\W_]+ ){0,5}?(?:y kien|de xuat|bao cao|kien nghi)\b"),
    finds=("[[Tiếp thu các ý kiến]] góp ý, Công ty hoàn thiện báo cáo",),
    leaves=("Tiếp thu, giải trình ý kiến",),
)
