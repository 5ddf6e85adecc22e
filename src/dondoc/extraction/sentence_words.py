"""The words that decide what a part of a sentence is: a list, a condition, where an opinion goes, a mere report."""

from __future__ import annotations

import re

from dondoc.language.cues import cue

LISTING = cue(
    "list.opens",
    re.compile(
        r"(?:nhu|gom|bao gom|trong do|cu the(?: nhu sau)?|nhu sau|sau day|sau|la|noi dung|theo huong|tieu chi)\s*:"
    ),
    finds=(
        "hồ sơ [[gồm:]] đơn, bản sao",
        "các nội dung [[sau:]] họp, báo cáo",
    ),
    leaves=("Sở Y tế: họp, báo cáo",),
    anywhere=True,
)
CONDITION = cue(
    "condition.opens",
    re.compile(
        r"\W*+(?:(?:trong )?qua trinh[^;]*?|trong thoi gian[^;]*?)?\W*"
        r"(?:qua trinh [^;,]{0,40}?(?:co|gap|phat sinh)[^;]{0,40}?(?:kho khan|vuong mac)|truong hop|neu(?! ro| guong"
        r"| tren)|khi (?:co|phat sinh|gap|xay ra)|nhung (?:kho khan|van de))\b"
    ),
    finds=(
        "[[Trường hợp]] gặp khó khăn",
        "[[Trong quá trình thực hiện, nếu]] phát sinh vướng mắc",
        "[[Khi có]] mưa lớn",
    ),
    leaves=(
        "Nếu rõ nguồn gốc",
        "Báo cáo khi cần",
    ),
)
TROUBLE = cue(
    "condition.trouble",
    re.compile(r"kho khan|vuong mac|vuong|phat sinh|vuot tham quyen|vuot qua|bat cap|thay doi|dot xuat|can thiet"),
    finds=(
        "gặp [[khó khăn]] về kinh phí",
        "[[vượt thẩm quyền]]",
    ),
    leaves=("thuận lợi về kinh phí",),
    anywhere=True,
)
OPINION = cue(
    "comment.opinion",
    re.compile(r"\bgop y|tham gia y kien|y kien (?:bang van ban )?(?:doi voi|ve) (?:du thao|noi dung)"),
    finds=(
        "[[góp ý]] dự thảo",
        "[[ý kiến bằng văn bản đối với dự thảo]]",
    ),
    leaves=("ý kiến chỉ đạo",),
)
SENT = cue(
    "comment.sent",
    re.compile(r"\W*(?:va )?(?:y kien )?gui (?:y kien |van ban )?(?:ve|den|toi)\b"),
    finds=(
        "[[gửi về]] Sở trước ngày 5/5",
        "[[ý kiến gửi đến]] Văn phòng",
    ),
    leaves=("gửi quà cho học sinh",),
)
TELLS = cue(
    "condition.tells",
    re.compile(
        r"(?:kip thoi|nhanh chong|chu dong|phai|can|de nghi|khan truong|,|thi)? ?(?:co van ban |co bao cao )?"
        r"(?:bao cao|phan anh|thong tin|kien nghi|de xuat|trao doi|thong bao|gui|trinh|lien he)\b"
    ),
    finds=(
        "[[kịp thời báo cáo]] về Sở",
        "[[thì phản ánh]] về Văn phòng",
    ),
    leaves=("sửa chữa nhà văn hóa",),
)
BARE = cue(
    "closing.bare",
    re.compile(r"\W*(?:to chuc )?(?:trien khai )?thuc hien(?: [^.;]{0,40}(?:nay|tren))?\W*(?:$|[.;\n])"),
    finds=(
        "[[triển khai thực hiện Kế hoạch này.]]",
        "[[tổ chức thực hiện]]",
    ),
    leaves=("thực hiện rà soát hồ sơ",),
)
FINISHES = cue(
    "tail.finishes",
    re.compile(
        r"\W*(?:phai )?hoan thanh (?:truoc khi|sau khi|ngay khi|dung (?:tien do|thoi han)"
        r"|theo (?:tien do|quy dinh|ke hoach))\b"
    ),
    finds=(
        "[[hoàn thành trước khi]] khai giảng",
        "[[phải hoàn thành đúng tiến độ]]",
    ),
    leaves=("hoàn thành nhà văn hóa",),
)
CARRY_OUT = cue(
    "lead.carries-out",
    re.compile(
        r"\W*(?:chu tri,? ?)?(?:phoi hop (?:voi )?[^;.]{3,140}? )?(?:to chuc |trien khai )?thuc hien"
        r"(?: (?:cac )?(?:noi dung|nhiem vu|viec|cong viec) (?:nay|tren|neu tren))?\W*$"
    ),
    finds=(
        "[[ phối hợp với Phòng Tổng hợp thực hiện.]]",
        "[[ chủ trì, thực hiện nội dung này]]",
    ),
    leaves=(" lập danh sách",),
)
REPORTS = cue(
    "report.opens",
    re.compile(r"\W*(?:(?:kip thoi|dinh ky|tong hop,?|truoc ngay [\d/]+|hang \w+) )*(?:bao cao|gui)\b"),
    finds=(
        "[[định kỳ báo cáo]] Sở",
        "[[tổng hợp, gửi]] Văn phòng",
    ),
    leaves=("rà soát báo cáo",),
)
PURPOSE = cue(
    "block.purpose",
    re.compile(r"\bde [^;.]{0,90}?(?:tong hop|bao cao|trinh|tham muu|theo doi)\b"),
    finds=(
        "gửi Sở Y tế [[để tổng hợp]]",
        "gửi về xã [[để Văn phòng báo cáo]]",
    ),
    leaves=("gửi Sở Y tế tổng hợp",),
    anywhere=True,
)
JOINS = cue(
    "coordinate.own",
    re.compile(r"\W*(?:chu dong |kip thoi )?phoi hop (?:chat che )?(?:voi|cung)\b"),
    finds=(
        "[[phối hợp với]] Sở Xây dựng kiểm tra",
        "[[chủ động phối hợp cùng]] các xã",
    ),
    leaves=("phối hợp kiểm tra",),
)
TWO_ACTS = cue(
    "time.two-acts",
    re.compile(
        r"\b(?:so ket|cap co so|vong loai|dot 1|khai mac)\b[^;.]{3,90}?,? (?:va )?"
        r"(?P<second>tong ket|cap tinh|chung ket|dot 2|be mac)\b"
    ),
    finds=("tổ chức [[sơ kết vào tháng 7/2027, tổng kết]] trước ngày 20/12/2027",),
    leaves=("sơ kết, tổng kết phong trào",),
    anywhere=True,
)
