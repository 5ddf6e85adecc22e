"""``Text`` → ``Layout``: which lines are head, body, foot and appendix, on clean lines with their folded words.

A line is one paragraph of the reader. Tables that only arrange (the head and the foot of Decree 30/2020, Annex I) are
flattened to lines; ruled tables stay where they stand in the body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.extraction import titles
from dondoc.language.cues import cue
from dondoc.language.folding import mostly_capital
from dondoc.language.lexicon import words_in
from dondoc.reading.text import Align, Note, Paragraph, Region, Span, Table, Text

HEAD_LINES = 45
# Characters; a longer line is no line of a stamp.
LONGEST_STAMP = 600
_FOOT = cue(
    "layout.foot",
    re.compile(
        r"\W*(?:noi|n0i|\woi) nh[ao]n\b\W*(?::|$|-|nhu"
        r"|(?:t/?m|k/?t|t/?l|t/?uq)\b|(?:chu tich|bi thu|pho bi thu|giam doc|chanh|truong)\b)"
    ),
    finds=(
        "[[Nơi nhận:]]",
        "[[Nơi nhận TM]]. BAN THƯỜNG VỤ",
        "[[Nơi nhận GIÁM ĐỐC]]",
    ),
    leaves=("Nơi nhận hồ sơ là Bộ phận Một cửa",),
)
_AUTHORITY = cue(
    "layout.authority",
    re.compile(r"\W*(?:(?:tm|kt|tl|tuq)\s?[.,]\s?|[tk]/(?:m|t|l|uq)\s)\w"),
    finds=(
        "[[TM. Ủ]]Y BAN NHÂN DÂN",
        "[[K/T C]]HÁNH VĂN PHÒNG",
    ),
    leaves=("TMĐT của Sở",),
)
_CABLE = cue(
    "layout.cable",
    re.compile(r"[a-z ]{4,80}\bdien ?:\W*$"),
    finds=("[[CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:]]",),
    leaves=("Ngành điện",),
)
_CLOSING = cue(
    "layout.closing",
    re.compile(r"\./\s?\.\W*$"),
    finds=("triển khai thực hiện[[./.]]",),
    leaves=("triển khai thực hiện.",),
    anywhere=True,
)
_STAMP = cue(
    "layout.stamp",
    re.compile(
        r"(?:ky boi|nguoi ky|thoi gian ky|ngay ky|co quan)\s?:|\S+@\S+\.\w+\s*$|\d\d[.:/]\d\d[.:/]\d{2,4} \d\d:\d\d"
    ),
    finds=(
        "[[Ký bởi:]] Văn phòng",
        "[[Thời gian ký:]] 08:00",
        "[[vanthu@vidu.vn]]",
    ),
    leaves=("Người ký tên dưới đây",),
)
_BODY_CUE = cue(
    "layout.body",
    re.compile(
        r"(?:thuc hien|can cu|trien khai|theo|trong|tren co so|de |nham|sau khi|tiep theo|vua qua|ngay \d|qua |tiep"
        r" tuc|hien nay|thoi gian"
        r"|hom nay|dong chi|thuong truc|chu tich|pho chu tich|uy ban|ubnd|so \w+ |bo \w+ |xet |hoi dong|luat )"
    ),
    finds=(
        "[[Thực hiện]] Kế hoạch số 5",
        "[[Ngày 5]]/5/2026, Sở họp",
    ),
    leaves=(
        "KẾ HOẠCH",
        "Kính gửi các phòng",
    ),
)
_APPENDIX = cue(
    "layout.appendix",
    re.compile(r"\W*(?:phu luc|phu bieu|bieu( mau)? (?:so )?\d|mau (?:so )?\d|danh muc|danh sach|bang \d|de cuong)\b"),
    finds=(
        "[[PHỤ LỤC]] I",
        "[[Biểu số 2]]",
        "[[Danh sách]] kèm theo",
    ),
    leaves=("Phụ trách đơn vị",),
)
_ITEM = cue(
    "layout.item",
    re.compile(r"(?:[ivx]{1,5}\s?[.)/-](?=\s|[^\W\d])|\d{1,2}\s?[.)/]|\(\d{1,2}\)|[a-z]\)|dieu \d)\s?"),
    finds=(
        "[[I. ]]MỤC ĐÍCH",
        "[[I- ]]MỤC ĐÍCH",
        "[[2. ]]Nội dung",
        "[[a) ]]Rà soát",
        "[[Điều 3]]. Hiệu lực",
    ),
    leaves=("Mục đích",),
)
_MOTTO = cue(
    "layout.motto",
    re.compile(
        r"cong h[o0]a? xa h[o0][il1] chu nghia vi[e3]t nam|d[o0]c lap\s*[-–]\s*tu do\s*[-–]\s*h[a-z]*nh phuc|dang"
        r" cong san viet nam"
    ),
    finds=(
        "[[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]]",
        "[[Độc lập - Tự do - Hạnh phúc]]",
        "[[ĐẢNG CỘNG SẢN VIỆT NAM]]",
    ),
    leaves=("Chính sách xã hội",),
)


@dataclass(slots=True)
class Line:
    """One paragraph: ``words`` as printed without outer blanks, ``folded`` of the same length, their ``span``."""

    span: Span
    words: str
    folded: str
    paragraph: Paragraph
    cell: int = -1

    @property
    def bold(self) -> bool:
        return self.paragraph.bold

    @property
    def centred(self) -> bool:
        return self.paragraph.align is Align.CENTRE

    @property
    def upper(self) -> bool:
        return mostly_capital(self.words, least=3)


Entry = Line | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of one document in reading order. ``folded`` has the length of ``content``; the first of
    ``appendices`` is what follows the foot, each other one a file that is enclosed."""

    content: str
    folded: str
    head: tuple[Line, ...] = ()
    body: tuple[Entry, ...] = ()
    foot: tuple[Line, ...] = ()
    appendices: tuple[tuple[Entry, ...], ...] = ()
    notes: tuple[Note, ...] = field(default=())

    @property
    def appendix(self) -> tuple[Entry, ...]:
        """All appendices as one."""
        return tuple(entry for entries in self.appendices for entry in entries)

    def line_of(self, span: Span, paragraph: Paragraph, cell: int = -1) -> Line:
        return _line(self.content, self.folded, span, paragraph, cell)


def lay_out(text: Text) -> Layout:
    """Part a document. Every line of the reader stands in exactly one part; notes and running heads in none."""
    folded = words_in(text.content).folded
    entries, *enclosed = _by_file(text, folded)
    body_at = _head_end(entries)
    foot_at = _foot_start(entries, body_at)
    appendix_at = _appendix_start(entries, foot_at)
    return Layout(
        content=text.content,
        folded=folded,
        head=tuple(e for e in entries[:body_at] if isinstance(e, Line)),
        body=tuple(entries[body_at:foot_at]),
        foot=tuple(e for e in entries[foot_at:appendix_at] if isinstance(e, Line)),
        appendices=(tuple(entries[appendix_at:]), *map(tuple, enclosed)),
        notes=text.notes,
    )


def _by_file(text: Text, folded: str) -> list[list[Entry]]:
    """What stands in the main file, and in each one that is enclosed."""
    starts = [one.span.start for one in text.enclosed]
    files: list[list[Entry]] = [[] for _ in range(len(starts) + 1)]
    for entry in _entries(text, folded):
        files[bisect_right(starts, entry.span.start)].append(entry)
    return files


def _line(content: str, folded: str, span: Span, paragraph: Paragraph, cell: int = -1) -> Line:
    words = content[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    end = max(start, end)
    return Line(Span(start, end), content[start:end], folded[start:end], paragraph, cell)


def _is_stamp(folded: str) -> bool:
    """Whether a line is part of the picture that signing software sets on a page: "Ký bởi: …", an address, a time."""
    return (":" in folded or "@" in folded) and len(folded) < LONGEST_STAMP and _STAMP.search(folded) is not None


def _entries(text: Text, folded: str) -> Iterator[Entry]:
    for block in text.blocks:
        if isinstance(block, Table):
            if arranges(block, folded):
                yield from _flatten(block, text.content, folded)
            else:
                yield block
        elif block.region in (Region.BODY, Region.BOX):
            line = _line(text.content, folded, block.span, block)
            if line.words and not _is_stamp(line.folded):
                yield line


def arranges(table: Table, folded: str) -> bool:
    """Whether a table holds head or foot of a letter rather than tasks."""
    if not table.ruled:
        return True
    words = folded[table.span.start : table.span.end]
    return bool(_MOTTO.search(words) or re.search(r"^\s*(?:noi nhan|kinh gui)\s?:", words))


def _flatten(table: Table, content: str, folded: str) -> Iterator[Line]:
    for number, cell in enumerate(table.cells):
        for paragraph in cell.paragraphs:
            line = _line(content, folded, paragraph.span, paragraph, number)
            if line.words:
                yield line
        for inner in cell.tables:
            yield from _flatten(inner, content, folded)


def _head_end(entries: list[Entry]) -> int:
    """Index of the first entry of the body."""
    lines = entries[:HEAD_LINES]
    for index, entry in enumerate(lines):
        if isinstance(entry, Line):
            if re.match(r"\W*kinh gu[iy]", entry.folded):
                return _after_addressees(entries, index)
            if titles.title_of(entry.words, entry.folded) and _centre_stage(entry):
                return _after_subject(entries, index + 1)
    for index, entry in enumerate(lines):
        if isinstance(entry, Table) or _is_prose(entry):
            return index
    return min(len(entries), HEAD_LINES)


def _centre_stage(line: Line) -> bool:
    return line.upper or line.centred or line.bold or len(line.words) < 20


def _is_prose(line: Line) -> bool:
    if _MOTTO.search(line.folded) or line.upper:
        return False
    return (
        len(line.words) > 90
        or bool(_ITEM.match(line.folded))
        or bool(_BODY_CUE.match(line.folded) and len(line.words) > 50)
    )


def _after_addressees(entries: list[Entry], index: int) -> int:
    index += 1
    while index < len(entries):
        entry = entries[index]
        if isinstance(entry, Table):
            break
        bullet = entry.words[:1] in "-–+•*~"
        if not bullet and (len(entry.words) > 110 or _BODY_CUE.match(entry.folded) or _ITEM.match(entry.folded)):
            break
        if not bullet and entry.words.endswith((".", ":")) and len(entry.words) > 60:
            break
        index += 1
    return index


def _after_subject(entries: list[Entry], index: int) -> int:
    first = index
    while index < len(entries):
        entry = entries[index]
        if isinstance(entry, Table) or _ITEM.match(entry.folded) or index > first + 8:
            break
        if re.match(r"\W*kinh gu[iy]", entry.folded) or _CABLE.match(entry.folded):
            return _after_addressees(entries, index)
        if index > first and _starts_body(entry):
            break
        if index == first and _starts_body(entry) and not entry.centred and not entry.bold and _plain_start(entry):
            break
        index += 1
    return index


def _plain_start(line: Line) -> bool:
    return bool(re.match(r"can cu|thuc hien|ngay \d|theo |de |nham ", line.folded)) and line.words.endswith(
        (".", ";", ":", ",")
    )


def _starts_body(line: Line) -> bool:
    if line.upper or line.centred:
        return False
    if re.match(r"(?:can cu|xet|theo de nghi|thuc hien|ngay \d)", line.folded) and len(line.words) > 40:
        return True
    return line.words.endswith((".", ";", ":")) or (len(line.words) > 130 and bool(_BODY_CUE.match(line.folded)))


def _foot_start(entries: list[Entry], begin: int) -> int:
    """Index of the first entry of the foot: "Nơi nhận", or the authority above the signature (Annex I, II.7)."""
    closed = False
    for index in range(begin, len(entries)):
        entry = entries[index]
        if not isinstance(entry, Line):
            continue
        if _FOOT.match(entry.folded):
            return index
        if len(entry.words) < 60 and _AUTHORITY.match(entry.folded) and entry.upper:
            return index
        if closed and len(entry.words) < 60 and (entry.upper or titles.is_post(entry.folded)):
            return index
        closed = bool(_CLOSING.search(entry.words))
    return len(entries)


def _appendix_start(entries: list[Entry], foot_at: int) -> int:
    index, recipients = foot_at, 0
    while index < len(entries):
        entry = entries[index]
        if isinstance(entry, Table):
            return index
        if index > foot_at and (_APPENDIX.match(entry.folded) or re.match(r"\(?(?:ban hanh )?kem theo", entry.folded)):
            return index
        if index > foot_at and titles.title_of(entry.words, entry.folded) and entry.upper:
            return index
        if len(entry.words) > 220:
            return index
        recipients += entry.words[:1] in "-–~+"
        index += 1
    return index
