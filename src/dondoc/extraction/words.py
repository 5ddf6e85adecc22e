"""The words that openings are made of, as patterns on folded text: cues of a charge, modals, preambles, partners."""

from __future__ import annotations

import re

CONNECT = re.compile(
    r"\W*(?:(?:dong thoi|ngoai ra|ben canh do|ben canh viec do|va|tiep do|cung voi do|song song(?: voi)? do|mat"
    r" khac|sau do|rieng|thu \w+ la|cu the(?: la)?|cu the nhu sau)\b\s*[,:]?\s*)+"
)
CUE = re.compile(
    r"(?:(?:tran trong |kinh )?(?:de nghi|yeu cau|kinh mong|mong)|giao|phan cong|uy quyen(?: cho)?|thong nhat"
    r" giao|dong y giao|tiep tuc giao|giao cho)\s+(?:cho )?"
)
INNER_CUE = re.compile(
    r"(?<=\s)(?<!duoc )(?<!theo )(?<!da )(?<!viec )(?<!vu )(?<!tai )(?<!xet )(?<!trong do, )(?<!so )"
    r"(?:(?:tran trong |kinh )(?:de nghi|yeu cau)|de nghi|yeu cau|giao|phan cong|thong nhat giao|giao cho|chi"
    r" dao)\s+(?:cho )?"
)
TASK_OF = re.compile(r"(?:trach nhiem|nhiem vu|doi voi|phan cong trach nhiem)(?: cu the)?(?: cua)?\s*:?\s*")
PREAMBLE = re.compile(
    r"(?:tren co so|can cu|doi voi|theo|trong (?:qua trinh|thoi gian|do|nam|thang|quy|truong hop|khi)|truong hop"
    r"|neu|khi|sau khi|de|nham|qua|dinh ky|(?:hang|moi) (?:nam|quy|thang|tuan|ngay)|ngay sau|ngay khi"
    r"|ngay \d+|vao|ket qua thuc hien"
    r"|tuy"
    r"|quy (?:[ivx]+|\d)|thang \d+|nam \d{4}|truoc|cham nhat|tu (?:ngay|nay|thang|quy|nam)|den|ket thuc|thuc hien"
    r"|trien khai|hoan thanh|ve|tai|nhan|voi|ngoai|bang|thong qua|lam co so|khi can|cuoi|dau|giua|sau)\b"
)
GROUP = re.compile(r"((?:cac|moi|tung|ban|khoi|cum|to|doi|doan|hoi) [^:;.]{3,90}?)(?:\s?\([^()]*\))?:\s+")
PLURAL = re.compile(r"(?:cac|moi|tung) [^.;:]{3,60}")
SHORT_TAIL = re.compile(r"(?: [^\W\d_]+){1,5}\W*")
LEAD_BESIDE = re.compile(r"(?:la (?:co quan|don vi) )?chu tri\s*(?:,|;|va)\s*(?:giao )?")
JOINS = re.compile(r"\s*(?:cung |co trach nhiem |tham gia )?(?:phoi hop|tham gia)(?: thuc hien)?[,: ]*")
RECALLS = re.compile(r"(?:trong do|theo do|qua do),\s*$")
BASIS = re.compile(
    r"(?:thuc hien|trien khai|trien khai thuc hien|can cu|xet|theo|tiep tuc thuc hien) (?:[^\W_]+ ){0,5}?"
    r"(?:cong van|ke hoach|quyet dinh|nghi quyet|chi thi|y kien|thong bao|ket luan|chuong trinh|de nghi|luat"
    r"|nghi dinh|van ban|to trinh|cong dien)\b"
)
MODAL = re.compile(
    r"(?:[:,]?\s*)(?:(?:co trach nhiem|chiu trach nhiem|co nhiem vu|phai|can(?! cu\b| doi\b| ban\b| bo\b| nhac\b)"
    r"|se|chu dong|la (?:co quan"
    r"|don vi|dau moi)(?: dau moi| thuong truc)?|lam dau moi|lam co quan)\s*,?:?\s+)*"
)
LEAD_WITH = re.compile(
    r"(?:la (?:co quan|don vi) )?(?:(?:lam )?chu tri"
    r"|lam dau moi)\s*,?\s*(?:va )?(?:phoi (?:hop )?(?:chat che )?(?:,? ?cung"
    r" )?(?:voi )?|cung (?:voi )?)(?:cac (?=cac\b))?"
)
PARTNER = re.compile(
    r"phoi(?<![^\W_]phoi)(?: hop| voi)?(?: chat che| thuong xuyen| kip thoi| chu dong)?(?: cung)?(?: voi)?(?:"
    r" cac (?=cac\b))? |cung(?<![^\W_]cung)(?: voi)? "
)
DIRECTS = re.compile(
    r"(?:chu dong |kip thoi |tang cuong |thuong xuyen )?(?:chi dao|don doc va chi dao|lanh dao(?:, chi dao)?)"
    r"(?:,? (?:va )?(?:dinh huong|don doc|huong dan|kiem tra|yeu cau|to chuc))* "
)
DIRECTS2 = re.compile(r"(?:huong dan|don doc|yeu cau),? (?:va )?chi dao ")
PERIODIC = re.compile(
    r"(?:(?:dinh ky|dot xuat|thuong xuyen|(?:hang|moi) (?:nam|quy|thang|tuan|ngay)|\d+ thang|hoac|va|nam|quy|thang"
    r"|vao (?:sang |chieu )?thu \w+|khi co yeu cau|\([^()]{0,60}\)|(?:truoc|vao"
    r"|cham nhat(?: la)?(?: vao)?) ngay [\d/.]+"
    r"(?: (?:cua )?thang [a-z]+(?: [a-z]+)?)?(?! nam)|theo (?:yeu cau|quy dinh|chi dao)(?: cua)?"
    r"(?: cap(?: co)? tham quyen| ubnd tinh| cap tren| uy ban nhan dan tinh)?|,)(?!\w)\s*)+"
)
NARROWED = re.compile(
    r"(?:duoc (?:giao|phan cong|chon|lua chon|kiem tra|thanh tra)|co (?:nguon|lien quan|ten))[^;.]{0,160}?\s"
    r"(?=(?:chu dong|thuong xuyen|kip thoi|co trach nhiem|phai|khan truong|chiu trach nhiem|can (?!cu))\b)"
    r"|(?:chua|da) [^;.]{3,120}?\s(?:thi\s)?(?<=thi )|(?:chua|da) [^;.,]{3,120}?\s"
    r"(?=(?:khan truong|kip thoi|co trach nhiem|chiu trach nhiem|phai|can (?!cu))\b)"
    r"|(?:[^\W_]+[ -]+){1,8}(?=(?:co|chiu) trach nhiem\b)"
)
REST = re.compile(r"(?: [^\W\d_]+(?:-[^\W_]+)?){1,7}\s*(?=:|$)")
"""The rest of a name whose words are not known, up to ":" or the end of a heading."""
AFTER = re.compile(r"(?:ket thuc|het|sau) [^,;.:]{3,60}, ")
"""A time that opens a sentence like a verb: "Kết thúc năm học, các trường …"."""
DETOUR = re.compile(r",? (?:ngoai|ben canh)[^;.]{3,90}?, (?:de nghi )?(?=\w)")
TOLD = re.compile(r"\bda (?:co|ban hanh|gui|phat hanh) (?:cac )?(?:cong van|van ban|thong bao|ke hoach|to trinh)\b")
"""What was asked before is told, not laid on anybody."""
RELATIVE = re.compile(
    r"\W{1,3}(?:duoc (?:giao|phan cong|chon|kiem tra|thanh tra|moi|cu)|phu trach|tiep nhan|theo doi|tham gia"
    r"|co lien quan|truc tiep|lam cong tac|dong tren)"
    r"(?: [^\W_]+|[,/-]| - ){0,14}\W*"
)
UNKNOWN_BODY = re.compile(
    r"((?:Viện|Trung tâm|Công ty|Tổng công ty|Sở|Chi cục|Cục|Ban (?:[Qq]uản lý|[Cc]hỉ đạo|[Tt]ổ chức|[Đđ]iều hành)"
    r"|Hiệp hội|Khoa|Trạm|Hạt|Bệnh viện|Trường(?! hợp)|Học viện|Đài|Văn phòng|Phòng(?!,| chống)|Hợp tác xã|Xí nghiệp"
    r"|Nhà máy|Liên đoàn|Liên minh|Liên hiệp|Ngân hàng|Kho bạc|Quỹ|Đội|Bộ [Cc]hỉ huy|Ban [Cc]hỉ huy|Hội đồng"
    r"|Câu lạc bộ|Nhà xuất bản) [^:;.\n]{2,80}?)(?:\s?\([^()]*\))?:\s+"
)
"""On the text itself: a type word with its marks and its capital, and whatever stands up to a colon."""
AND_ASKS = re.compile(
    r"(?:xin |kinh |tran trong )?(?:gui(?: kem)?|da |du thao|xay dung|hoan thien|thong bao|chuyen|co van ban)"
    r"[^;.:]{3,160}?(?:\sva|,)\s(?=(?:tran trong |kinh )?(?:de nghi|yeu cau|kinh mong)\s)"
)
"""What an office tells of itself before it asks others."""
SAID = re.compile(
    r"(?!(?:ve|cac|nhung|moi|tung|theo|tai|trong|noi dung|nhiem vu|viec|va|voi|nhu|la|de|thuoc|cua|tren|tu"
    r"|den|khi|neu|sau|so|ngay|toi thieu|toi da|it nhat|ty le|cong tac|ke hoach|ho so|kinh phi"
    r"|danh sach|so lieu|ket qua|muc tieu|chi tieu|tai lieu|van ban|phuong an|du thao|mot so|tat ca"
    r"|truong hop|su|nguoi|can bo|dai dien|lanh dao|can cu|co|dat|gom|bao gom|thoi gian|dia diem"
    r"|thanh phan|ong|ba|dong chi|khong|chua|da|dang|duoc|bi|mot|hai|ban|dien thoai)\b)[a-z]+(?:\W+\w+){3,}"
)
"""Words that say something at length, and do not open with what only names or joins."""
DUTIFUL = re.compile(
    r"(?:chu dong|khan truong|kip thoi|co trach nhiem|chiu trach nhiem|co nhiem vu|phai"
    r"|can(?! cu\b| doi\b| ban\b| bo\b| nhac\b)) "
)
DUTIFUL_HEAD = re.compile(
    r"(?:chu dong|khan truong|kip thoi|thuong xuyen|tiep tuc|tich cuc|nghiem tuc|kien quyet|quyet liet|truc tiep"
    r"|dinh ky|(?:hang|moi) (?:ngay|tuan|thang|quy|nam)|phai|can(?! cu\b| doi\b| ban\b| bo\b)),?"
    r" (?!(?:va|hoac|theo|cua|voi|cho|tren|trong|tai)\b)[a-z]+ \w+"
)
"""How a part behind a semicolon states a duty of its own though its verb is not known: "hằng ngày điểm danh …"."""
PASSIVE = re.compile(r"(?:được|đã|đang|bị|chưa|không|vừa|mới|vẫn|còn|tiếp tục được)\b")
"""On the text itself: folded, "vẫn" would be "vận động" and "mới" be "mời"."""
KEEPS = re.compile(
    r"(?:tren co so|sau khi|khi |truong hop|neu|trong qua trinh|can cu (?:noi dung|ke hoach|ket qua)|dinh ky|hang"
    r"|truoc|quy )"
)
