"""Rules for numbers and symbols of documents. Patterns run over NFC text, where capital letters matter.

A value is the code without blanks; "?" stands for a code whose number is blank. Sources: Decree 30/2020/NĐ-CP Art. 8 and
Annex I (State), Instruction 36-HD/VPTW (Party), Law 64/2025/QH15 (legal documents).
"""

from __future__ import annotations

from dondoc.language.rules import Rule

ATOMS = {
    "types": r"NQ|QĐ|CT|QC|QyĐ|TB|HD|CTr|KH|PA|ĐA|DA|BC|BB|TTr|HĐ|CĐ|BGN|BTT|GUQ|GM|GGT|GNP|PG|PC|PB|TT|CV|KL|QĐi|CTHĐ|NĐ|TTLT|NQLT"
    r"|SL|Ctr|TTR|LCT|HP|VBHN|TC|TLHN|ĐC",
    "part": r"\p{Lu}(?:[\p{Lu}\d]|\p{Ll}{1,2}(?![\p{Ll}]))*+",
    "join": r"[\x20]?[-–][\x20]?\n?[\x20]?|&|\.(?=\p{Lu}{2})",
    "symbol": r"{part}(?:{join}{part})*+",
    "dash": r"[\x20]?[-–][\x20]?\n?[\x20]?",
    "slash": r"[\x20]{0,3}/[\x20]{0,3}\n?[\x20]?",
    "number": r"(?P<number>\d{1,5})(?P<suffix>[a-z](?![\p{Ll}]))?",
    "year": r"(?P<year>(?:19|20)\d\d){slash}",
    "own": r"(?P<own>\b[Ss]ố[\x20]?:?[\x20]{0,12})",
    "apart": r"(?<![\p{L}\d/.,\-–])",
}

STATE = Rule(
    "code.state",
    "code",
    "#",
    r"{apart}{number}{slash}(?:{year})?(?P<symbol>(?:TTLT/)?{symbol})",
    "state",
    weight=0.97,
    examples=(
        "Thực hiện Kế hoạch số [[45/KH-UBND|45/KH-UBND]] ngày 31/7/2025.",
        "Căn cứ Nghị định số [[30/2020/NĐ-CP|30/2020/NĐ-CP]].",
        "Luật số [[91/2025/QH15|91/2025/QH15]].",
        "Số: [[12 / UBND - VX|12/UBND-VX]]",
        "theo Kế hoạch số [[45/KH-\nUBND|45/KH-UBND]] đã ban hành",
        "Thông tư liên tịch số [[01/2015/TTLT-VPCP-BNV|01/2015/TTLT-VPCP-BNV]].",
        "Công văn số [[1207/TCT|1207/TCT]] ngày 01/8/2025.",
    ),
    counter_examples=("ngày 05/12/2025", "trực 24/7", "đạt 3/4 chỉ tiêu", "Trung tâm TT/TU", "lô 12/AB kho"),
)
PARTY = Rule(
    "code.party",
    "code",
    "#",
    r"{apart}{number}{dash}(?P<symbol>(?:{types}){slash}{part}(?:[-–]{part})?)",
    "party",
    weight=0.97,
    examples=(
        "Công văn số [[21-CV/ĐU|21-CV/ĐU]] và [[22-CV/ĐU|22-CV/ĐU]].",
        "Kế hoạch số [[07-\nKH/BCĐTW|07-KH/BCĐTW]].",
    ),
    counter_examples=("từ trang 12-15/Tập 2", "ngày 05-12/2025"),
)
LOST_SLASH = Rule(
    "code.lost-slash",
    "code",
    "#",
    r"{apart}{number}(?P<symbol>(?:{types})-{symbol})",
    "lost-slash",
    weight=0.7,
    examples=("Tờ trình số [[218TTr-STC|218TTr-STC]] ngày 02/8/2025.",),
    counter_examples=("phòng họp 12KH-A nhỏ",),
)
BLANK = Rule(
    "code.blank",
    "code",
    "so",
    r"{own}(?:[\x20._…]*)(?:/[\x20]?(?P<symbol>{symbol})|[-–][\x20]?(?P<party>(?:{types}){slash}{part}))",
    "blank",
    examples=("[[Số:      /KH-SKHCN|?]]", "[[Số:      -KH/TU|?]]"),
    counter_examples=("Số: 12/KH-SKHCN", "Số lượng: 12"),
)
SLIP = Rule(
    "code.slip",
    "code",
    "so",
    r"{own}(?P<number>[\doOlI|]{1,5})(?P<join>[\x20]?[/\-–][\x20]?)(?:{year})?(?P<symbol>{symbol}(?:/{part})?)",
    "slip",
    weight=0.6,
    examples=("Số: [[l2O/KH-UBND|120/KH-UBND]]",),
    counter_examples=("Số: 12/KH-UBND", "Số: /KH-UBND"),
)
RULES = (STATE, PARTY, LOST_SLASH, BLANK, SLIP)
