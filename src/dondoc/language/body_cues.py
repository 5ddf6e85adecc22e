"""The words and signs behind the name of a body that still belong to it, or begin the next one of a list."""

from __future__ import annotations

import re

from dondoc.language.cues import cue

LIST = cue(
    "body.list",
    re.compile(
        r"[ \n]*(?:,|/|;(?=[ ]cơ quan thuộc))[ \n]*(?:và[ \n]+)?|[ \n]+(?:và|hoặc)[ \n]+"
        r"|[ ]?[-–][ ]?(?=(?:ngành|ban|huyện|quận|xã|phường|thị trấn)(?![^\W\d_]))"
    ),
    finds=(
        "[[, ]]cơ quan khác",
        "[[ và ]]các xã",
        "[[ - ]]huyện",
    ),
    leaves=(" thuộc Sở",),
    printed=True,
)
COMMA = re.compile(r",[ ]|[ ]?/[ ]?|[ ][-–][ ]")
AGAIN = cue(
    "body.again",
    re.compile(r"[ \n]*(?:,|và)[ \n]+các[ \n]+"),
    finds=(
        "[[, các ]]đơn vị",
        "[[ và các ]]đơn vị",
    ),
    leaves=(", đơn vị",),
    printed=True,
)
BELONGS = cue(
    "body.belongs",
    re.compile(
        r"[ \n]+(?:thuộc và trực thuộc|trực thuộc|thuộc|của(?=[ \n](?:Hội đồng|HĐND|Ủy ban|UBND|Đảng ủy|Tỉnh ủy|Sở)))[ \n]+"
    ),
    finds=(
        "[[ thuộc ]]Sở Y tế",
        "[[ của ]]Hội đồng thi",
    ),
    leaves=(" có Sở Y tế",),
    printed=True,
)
AREA = cue(
    "body.area",
    re.compile(
        r"[ \n]+(?:(?:đóng )?(?:trên|tại) địa bàn|thuộc (?:phạm vi|thẩm quyền|quyền) quản lý(?: nhà nước)?"
        r"(?: của (?:bộ|sở|tỉnh|ngành|mình|đơn vị|địa phương|bộ, ngành)(?![^\W\d_]| [A-ZĐ]))?)",
        re.IGNORECASE,
    ),
    finds=(
        "[[ thuộc phạm vi quản lý của Sở]], các xã",
        "[[ trên địa bàn]] tỉnh",
        "[[ đóng tại địa bàn]]",
    ),
    leaves=(" trên đường",),
    printed=True,
)
OWN_NOUN = cue(
    "body.own-noun",
    re.compile(r"(?:don vi|co quan|to chuc|doanh nghiep|phong|ban)$"),
    finds=(
        "các [[đơn vị]]",
        "[[cơ quan]]",
    ),
    leaves=("Sở Y tế",),
    anywhere=True,
)
# "khu vực II", "Đội Quản lý thị trường số 3": a number that tells bodies of one kind apart.
NUMBERED = cue(
    "body.number",
    re.compile(r"[ ](?:số[ ])?(?:\d{1,3}|[IVXL]{1,5})(?![\w/.-]|,\d|[ ](?:ngày|tháng|năm|quý)\b)"),
    finds=(
        "[[ số 3]]",
        "[[ II]]",
    ),
    leaves=(
        " 12 tháng",
        " đội",
    ),
    printed=True,
)
NUMBERS = cue(
    "body.numbered",
    re.compile(r"(?:khu vuc|co so|thon|khu pho|to|doi|cum|to dan pho|ap|chi nhanh|quan|phuong|huyen|de an|xom|khom)$"),
    finds=(
        "Trung tâm Y tế [[khu vực]]",
        "[[thôn]]",
    ),
    leaves=("Sở",),
    anywhere=True,
)
