"""Sentences and names that were cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.language.bodies import Body, body_at, find_bodies
from dondoc.language.folding import fold, tone
from dondoc.reading.text import Span

_HALVES: dict[str, tuple[str, str]] = {
    "thực": (
        "hiện",
        "trung|thiết|hiện|xác|sát|chân|chứng|lương|đích|tính|ẩm|sự|nhận|phản|giám|tri|công|đúng|hữu|bất|trực",
    ),
    "triển": ("khai", "phát|tiến"),
    "nhiệm": ("vụ", "trách|kiêm|bổ|đảm|chủ|tín|miễn|cử|bãi|đương|tiền|hậu"),
    "phối": ("hợp", "phân|chi|điều|giao"),
    "tham": ("mưu", "quan|xa"),
    "đôn": ("đốc", ""),
    "thẩm": ("quyền", ""),
    "khẩn": ("trương", ""),
    "vướng": ("mắc", ""),
    "nghiêm": ("túc", "uy|tôn|trang"),
    "chuyển đổi": ("số", "được|sau|để|phải|cần|việc"),
    "cải cách hành": ("chính", ""),
}
"""A word that only begins one → (how it goes on, the words before it with which it is complete)."""
_DANGLING = re.compile(
    r"(?<![^\W_])(?:của|và|với|về|các|những|bằng|cho|để|tại|nhằm|hoặc|từ|theo|bởi|gồm|mỗi)[ ]?(?:[.;]|\./\.)\s*$",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[ ]?(?:\./\.|[.;])\s*$")
_LAWFUL_END = re.compile(
    r"(?:hien|ton|thuc|so|nhuoc|dong|thuong) tai|(?:cong|can|mat|van|dong|thang|ngang) bang|(?:danh|giao) cho|dai tu"
    r"|kem theo|(?:do|tiep|phu|di|lam|dong|mang|huong|tuan|dua|bam) theo|dau tu|ra ve|tro ve|gui ve|tra ve|lui ve|di ve"
)
_FIELD_HEADS = (
    ("đổi mới", "sáng tạo"),
    ("đổi mới sáng", "tạo"),
    ("chuyển đổi", "số"),
    ("khoa học và", "công nghệ"),
    ("giáo dục và", "đào tạo"),
    ("nông nghiệp và", "môi trường"),
    ("văn hóa, thể thao và", "du lịch"),
    ("dân tộc và", "tôn giáo"),
    ("bưu chính -", "viễn thông"),
    ("sở hữu", "trí tuệ"),
    ("kế hoạch -", "tài chính"),
    ("cải cách", "hành chính"),
    ("bảo hiểm xã", "hội"),
    ("mặt trận tổ", "quốc"),
)
"""Fixed terms in names of bodies, parted where they are cut."""
_DASH = re.compile(r"\s?[-–]\s?")
_TYPES = "(?:Phòng|Trung tâm|Ban|Chi cục|Sở)"
_UNTYPED = regex.compile(r"(?:[Pp]hối hợp với|[Pp]hối hợp cùng|[Gg]iao) (?P<name>\p{Lu}\p{L}+ \p{L}+)(?=[ ,])")
_CUT_TERM = regex.compile(
    r"(?<!\p{L})(?:" + "|".join(rf"{head}(?!\p{{L}})(?! ?{rest})" for head, rest in _FIELD_HEADS) + ")"
)
"""Any of the terms without the words that complete it."""


def sentence(matter: Matter) -> Iterator[Fault]:
    """At the end of a paragraph: half a word, or a word that must have something behind it."""
    for paragraph in matter.text.paragraphs():
        words = paragraph.span.of(matter.content)
        if len(words) < 12 or words.isupper():
            continue
        half = _half(words)
        if half is not None:
            at, goes_on = half
            begin = paragraph.span.start
            yield Fault(
                Span(begin + max(0, words.rfind(" ", 0, max(0, at - 12)) + 1), begin + len(words.rstrip())),
                f"Câu bị cụt: sau “{words[at:].strip(' .;/')}” có lẽ còn “{goes_on}”.",
                "Viết trọn câu.",
            )
        elif (found := _DANGLING.search(words)) and not _LAWFUL_END.search(fold(words[: found.end()]).rstrip(" .;/")):
            yield Fault(
                Span(paragraph.span.start + found.start(), paragraph.span.start + len(words.rstrip())),
                f"Câu bị cụt: sau “{found[0].strip(' .;/')}” phải còn lời.",
                "Viết trọn câu.",
            )


def _half(words: str) -> tuple[int, str] | None:
    """Where half a word ends a paragraph, and how it goes on."""
    ended = _FULL_STOP.search(words)
    if ended is None:
        return None
    tail = tone(words[max(0, ended.start() - 40) : ended.start()].lower())
    half = next((half for half in _HALVES if tail.endswith(half)), None)
    if half is None:
        return None
    before = re.search(r"(?<![^\W_])([^\W\d_]+) $", tail[: -len(half)])
    goes_on, complete = _HALVES[half]
    if tail[: -len(half)][-1:].isalpha() or (complete and before and re.fullmatch(complete, before[1])):
        return None
    return ended.start() - len(half), goes_on


def name(matter: Matter) -> Iterator[Fault]:
    """A body's name that ends within a fixed term."""
    if not _CUT_TERM.search(tone(matter.content.lower())):
        return
    for body in find_bodies(matter.content):
        rest = None if body.collective else _lost(matter, body)
        if rest is not None:
            yield Fault(
                Span(body.span.start, body.span.end),
                f"Tên “{body.name}” có lẽ thiếu “{rest}”.",
                "Ghi đủ tên cơ quan, đơn vị theo quyết định thành lập.",
            )


def _lost(matter: Matter, body: Body) -> str | None:
    """How the term goes on in which a name ends; None where it is whole, or goes on behind what was taken for it."""
    behind = matter.content[body.span.end : body.span.end + 24].partition("\n")[0]
    printed = tone(body.name.lower())
    if _DASH.match(behind):
        printed, behind = f"{printed} -", _DASH.sub("", behind)
    behind = behind.lstrip()
    rest = next((rest for head, rest in _FIELD_HEADS if printed.endswith(f" {head}")), None)
    if rest is None or behind[:1].isupper() or tone(behind.lower()).startswith((rest, ",", "&")):
        return None
    return rest


def typeless(matter: Matter) -> Iterator[Fault]:
    """ "phối hợp với Bưu chính - Viễn thông": a name of the document without its "Phòng"."""
    for found in _UNTYPED.finditer(matter.content):
        if body_at(matter.content, found.start("name")) is not None:
            continue
        typed = regex.search(_TYPES + r" " + regex.escape(found["name"]), matter.content)
        body = body_at(matter.content, typed.start()) if typed else None
        short = body.name.partition(" ")[2] if body else ""
        short = short.removeprefix("tâm ").removeprefix("cục ")
        if body is None or len(short.split()) < 3 or not matter.content.startswith(short, found.start("name")):
            continue
        yield Fault(
            Span(found.start("name"), found.start("name") + len(short)),
            f"“{short}” thiếu chữ đầu của tên, ở chỗ khác trong văn bản là “{body.name}”.",
            f"Ghi đủ tên: {body.name}.",
        )


_NAMES = "Nghị định 30/2020/NĐ-CP, Phụ lục I phần I mục II.2, Phụ lục II"
RULES: tuple[Rule, ...] = (
    Rule(
        "truncated.sentence",
        "Câu bị cụt",
        Severity.WARNING,
        "Nghị định 30/2020/NĐ-CP, Điều 12 (kiểm tra văn bản trước khi ký)",
        "Câu cụt thường mất đúng phần quan trọng: việc phải làm, sản phẩm hoặc nơi nhận báo cáo.",
        sentence,
        (
            "1. Phòng Kỹ thuật rà soát camera, định kỳ [[gửi kết quả thực.]]",
            "1. Phòng Kỹ thuật lập danh sách thiết bị [[của.]]",
        ),
        (
            "1. Phòng Kỹ thuật rà soát camera, định kỳ gửi kết quả thực hiện.",
            "1. Phòng Kỹ thuật bảo đảm số liệu trung thực.",
        ),
    ),
    Rule(
        "truncated.name",
        "Tên cơ quan, đơn vị bị thiếu",
        Severity.WARNING,
        _NAMES,
        "Tên thiếu có thể là của đơn vị khác, hoặc của đơn vị không có.",
        name,
        ("1. Giao [[Phòng Quản lý Công nghệ và Đổi mới]] chủ trì rà soát hợp đồng.",),
        ("1. Giao Phòng Quản lý Công nghệ và Đổi mới sáng tạo chủ trì rà soát hợp đồng.",),
    ),
    Rule(
        "name.no-type",
        "Tên đơn vị thiếu chữ “Phòng”, “Trung tâm”",
        Severity.WARNING,
        _NAMES,
        "Tên thiếu chữ đầu không chỉ rõ đơn vị nào.",
        typeless,
        (
            "1. Phòng Bưu chính và Viễn thông lập danh sách.\n"
            "2. Văn phòng phối hợp với [[Bưu chính và Viễn thông]] rà soát hợp đồng.",
        ),
        (
            "1. Phòng Bưu chính và Viễn thông lập danh sách.\n"
            "2. Văn phòng phối hợp với Phòng Bưu chính và Viễn thông rà soát hợp đồng.",
        ),
    ),
)
