"""The issuing body: the last unit above the number (Decree 30/2020, Annex I, II.2), or who speaks in the text."""

from __future__ import annotations

import re

from dondoc.extraction import titles
from dondoc.extraction.directive import Value
from dondoc.extraction.head.number import without_number
from dondoc.extraction.layout import Layout, Line
from dondoc.language.bodies import body_at
from dondoc.language.cues import cue
from dondoc.language.folding import fold, mostly_capital
from dondoc.reading.text import Span

_MOTTO = cue(
    "head.motto",
    re.compile(
        r"c[o0]ng h[o0]a? xa h[o0][il1] chu nghia vi[e3]t na[mn]|d[o0]c lap\W{1,4}tu do\W{1,4}h[a-z]*nh phuc|dang"
        r" cong san viet nam"
    ),
    finds=(
        "[[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]]",
        "[[Độc lập - Tự do - Hạnh phúc]]",
    ),
    leaves=("SỞ Y TẾ",),
)
_UNIT = cue(
    "head.unit",
    re.compile(
        r"(?:uy ban|ubnd|hoi dong|hdnd|so|bo|ban|cuc|tong cuc|chi cuc|van phong|phong|tinh uy|thanh uy|huyen uy"
        r"|tinh doan|thanh doan|dang"
        r" uy|trung tam|truong|vien|hoc vien"
        r"|cong ty|tong cong ty|thanh tra|cong an|vien kiem sat|toa an|ngan hang|bao hiem|kho bac|lien doan|hoi|doan"
        r"|chinh phu|quoc hoi|thu tuong|vu"
        r"|benh vien|dai hoc|dai|bao|kiem toan|bao ve|uy ban mttq|mat tran|to cong tac|lien hiep|lien minh)\b"
    ),
    finds=(
        "[[ỦY BAN]] NHÂN DÂN XÃ TÂN LẬP",
        "[[SỞ]] Y TẾ",
        "[[LIÊN ĐOÀN]] LAO ĐỘNG",
    ),
    leaves=("KẾ HOẠCH",),
)
_GENERIC = cue(
    "head.generic",
    re.compile(
        r"(?:van phong(?: hdnd va ubnd| hoi dong nhan dan va uy ban nhan dan)?"
        r"|thanh tra|thuong truc|ban thuong vu|ban chap hanh|doan chu tich|hoi dong thi dua)\W*$"
    ),
    finds=(
        "[[VĂN PHÒNG]]",
        "[[BAN THƯỜNG VỤ]]",
    ),
    leaves=("VĂN PHÒNG SỞ",),
)
_JOINT = cue(
    "head.joint",
    re.compile(r"lien (?:nganh|tich|so)\s*:?\s*"),
    finds=(
        "[[LIÊN NGÀNH: ]]SỞ Y TẾ",
        "[[LIÊN TỊCH]]",
    ),
    leaves=("LIÊN ĐOÀN LAO ĐỘNG",),
)
_NOISE = cue(
    "head.noise",
    re.compile(r"hoa toc|thuong khan|\bkhan\b|du thao|kinh gui|v/v|ve viec|\d{2}[./:]\d{2}"),
    finds=(
        "[[HỎA TỐC]]",
        "[[DỰ THẢO]] lần 2",
        "[[V/v]] họp",
    ),
    leaves=("SỞ Y TẾ",),
)
_LEVEL = cue(
    "head.level",
    re.compile(r"\b((?:tỉnh|thành|huyện|quận|thị) ủy|tỉnh|thành phố|huyện|quận|phường|xã|thị xã|thị trấn|đặc khu)\b"),
    finds=(
        "ủy ban nhân dân [[tỉnh]]",
        "[[tỉnh ủy]] hòa giang",
    ),
    leaves=("sở y tế",),
    anywhere=True,
    printed=True,
)
_SPEAKS = cue(
    "head.speaks",
    re.compile(
        r"[,;.:]?\s*(?:(?:da|tiep tuc|tran trong|kinh|cung) )?(?:co y kien|de nghi|yeu cau|chi thi|ban hanh|thong bao"
        r"|xay dung|to chuc|ra soat|bao cao|kinh|du thao|huong dan|trien khai|giao|nhan duoc)"
    ),
    finds=(
        "[[ có ý kiến]] như sau",
        "[[, đề nghị]] các phòng",
        "[[ ban hành]] Kế hoạch",
    ),
    leaves=(" là cơ quan thường trực",),
)
_POST = cue(
    "head.post",
    re.compile(
        r"(?:quyen )?(?:pho )?(?:giam doc|chu tich|truong|bo truong|thu truong|chanh|thuong truc|lanh dao|hieu truong"
        r"|cuc truong|vu truong)\s+"
    ),
    finds=(
        "[[Giám đốc ]]Sở Y tế",
        "[[Phó Chủ tịch ]]UBND xã",
    ),
    leaves=("Sở Y tế",),
)

_OF = cue(
    "head.committee",
    re.compile(r"^(?:UBND|Ủy ban nhân dân) "),
    finds=("[[UBND ]]xã Tân Lập",),
    leaves=("Sở Y tế",),
    printed=True,
)


def issuer(layout: Layout) -> Value[str] | None:
    """The issuing body without its parent; None where neither head nor text names it."""
    units = _units(layout)
    if units:
        words, span = units[-1]
        parent = units[-2][0] if len(units) > 1 else ""
        name = cased(words, layout)
        if _GENERIC.match(fold(words)) and parent:
            over = cased(parent, layout)
            name = f"{name} {_OF.sub('', over) if fold(name).endswith(('ubnd', 'uy ban nhan dan')) else over}"
        return Value(name, span, "head.issuer", 0.95)
    return _spoken(layout)


def _units(layout: Layout) -> list[tuple[str, Span]]:
    units: list[tuple[str, Span]] = []
    for line in layout.head:
        if re.match(r"\W*kinh gui", line.folded) or titles.title_of(line.words, line.folded):
            break
        if re.match(r"\W*(?:v/v|ve viec)", line.folded):
            continue
        words = _left(line)
        words = words[joint.end() :] if (joint := _JOINT.match(fold(words))) else words
        ended = len(words) < len(line.words) - 6 and not _MOTTO.search(line.folded)
        if words and _is_unit_line(words):
            if _UNIT.match(fold(words)) or not units:
                units.append((words, line.span))
            else:
                units[-1] = (f"{units[-1][0]} {words}", Span(units[-1][1].start, line.span.end))
        if ended and units:
            break
    return [(re.sub(r"[\s,;*_]+$", "", words), span) for words, span in units if _UNIT.match(fold(words))]


def _left(line: Line) -> str:
    """A head line without the motto of the right column."""
    found = _MOTTO.search(line.folded)
    words = line.words[: found.start()] if found else line.words
    return without_number(words).strip(" _-–*|\t")


def _is_unit_line(words: str) -> bool:
    return mostly_capital(words, least=4, share=0.75) and not _NOISE.search(fold(words))


def cased(words: str, layout: Layout) -> str:
    """A name in capitals as the running text writes it; by rule of Annex II of Decree 30/2020 where it does not."""
    if sum(c.isupper() for c in words) < 0.6 * sum(c.isalpha() for c in words):
        return words
    folded = fold(words)
    at = layout.folded.find(folded)
    while at >= 0:
        seen = layout.content[at : at + len(folded)]
        if not seen.isupper() and seen[:1].isupper() and seen.lower() == words.lower():
            return seen
        at = layout.folded.find(folded, at + 1)
    return _by_rule(words)


def _by_rule(words: str) -> str:
    lower = re.sub(r"\bubnd\b", "UBND", words.lower())
    lower = re.sub(r"\bhđnd\b", "HĐND", lower)
    level = _LEVEL.search(lower)
    head, place = (lower[: level.end()], lower[level.end() :]) if level else (lower, "")
    head = head[:1].upper() + head[1:].replace("việt nam", "Việt Nam")
    if not level or re.match("Hội (?!đồng)", head):
        head = re.sub(
            r"^((?:Sở|Bộ|Phòng|Cục|Ban|Vụ|Chi cục|Trung tâm|Hội(?! đồng)) )(\w)", lambda m: m[1] + m[2].upper(), head
        )
        head = re.sub(r"((?: và|,| -) )(\w)", lambda m: m[1] + m[2].upper(), head)
    return head + re.sub(r"(?<!\w)\w", lambda m: m[0].upper(), place)


def _spoken(layout: Layout) -> Value[str] | None:
    """The body that speaks in the opening: "…, Sở Y tế có ý kiến như sau:"."""
    for entry in layout.body[:6]:
        if not isinstance(entry, Line):
            continue
        for found in reversed(list(re.finditer(r"(?:^|[,;.]\s|\)\s)", entry.folded))):
            start = found.end()
            post = _POST.match(entry.folded, start)
            begin = post.end() if post else start
            if not _UNIT.match(entry.folded, begin) or not entry.words[begin : begin + 1].isupper():
                continue
            body = body_at(layout.content, entry.span.start + begin)
            if body is not None and not body.collective and _SPEAKS.match(layout.folded, body.span.end):
                return Value(body.name, Span(body.span.start, body.span.end), "head.spoken", 0.75)
    return None
