"""Type and trích yếu (Decree 30/2020, Annex I, II.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.extraction import titles
from dondoc.extraction.directive import Value
from dondoc.extraction.head.number import DATED, NUMBERED
from dondoc.extraction.layout import Layout, Line
from dondoc.language.cues import cue
from dondoc.reading.text import Span

_ABOUT = cue(
    "head.about",
    re.compile(r"(?:^|(?<=\s))(?:v\s?/\s?v|ve viec|v/ve)\b\W*"),
    finds=(
        "[[V/v ]]tăng cường trực ban",
        "[[Về việc ]]họp",
    ),
    leaves=("Vụ việc tại chợ",),
)
_STOP = cue(
    "head.stop",
    re.compile(r"\W*(?:kinh gui|doc lap|cong hoa xa hoi|dang cong san)"),
    finds=(
        "[[Kính gửi]]: Sở Y tế",
        "[[Độc lập]] - Tự do",
    ),
    leaves=("Tăng cường trực ban",),
)
_NARRATIVE = cue(
    "head.narrative",
    re.compile(r"(?<=\w) (?=Ngày \d{1,2}(?:/| tháng)[^,]{3,20},|(?:Thực hiện|Căn cứ|Triển khai) (?:\w+ ){1,5}?số \d)"),
    finds=("họp tổ dân phố[[ ]]Thực hiện Kế hoạch số 12",),
    leaves=("họp tổ dân phố thực hiện nếp sống mới",),
    anywhere=True,
    printed=True,
)
_AUTHORITY = cue(
    "head.authority",
    re.compile(
        r"(?:uy ban|hoi dong|chu tich|giam doc|bo truong|thu tuong|ban |so |chinh phu|truong |quoc hoi|thong doc|tong )"
    ),
    finds=(
        "[[ỦY BAN]] NHÂN DÂN XÃ",
        "[[GIÁM ĐỐC]] SỞ Y TẾ",
    ),
    leaves=("Về việc họp",),
)

# The mark of urgency is a stamp of its own (Decree 30/2020, Annex I, II.4.b), wherever the layout puts it.
_URGENT = cue(
    "head.urgent",
    re.compile(r"\W*(?:thuong khan|khan|hoa toc)(?: hen gio)?\W*"),
    finds=(
        "[[HỎA TỐC]]",
        "[[THƯỢNG KHẨN]]",
    ),
    leaves=("họp khẩn",),
)


@dataclass(frozen=True, slots=True)
class Title:
    kind: Value[str] | None = None
    subject: Value[str] | None = None


def title(layout: Layout, symbol: str | None) -> Title:
    """The type's name and the subject below it, or behind "V/v"; a letter without a type's name is a Công văn."""
    for index, line in enumerate(layout.head):
        name = titles.title_of(line.words, line.folded)
        if name and not _ABOUT.match(line.folded):
            kind = Value(name, line.span, "head.title", 0.97)
            return Title(kind, _below(layout, index))
    subject = _behind_about(layout)
    known = titles.kind_of_symbol(symbol) if symbol else None
    if known:
        return Title(Value(known, None, "head.symbol-kind", 0.85), subject)
    letter = (
        subject is not None
        or symbol is not None
        or any(re.match(r"\W*kinh gu[iy]", line.folded) for line in layout.head)
    )
    if letter:
        return Title(Value("Công văn", None, "head.letter", 0.9), subject)
    return Title(None, _list_title(layout))


def _below(layout: Layout, index: int) -> Value[str] | None:
    line = layout.head[index]
    rest = line.words[titles.title_end(line.folded) :].strip(" .:_-*")
    parts = [(rest, line.span)] if len(rest) > 3 else []
    for below in layout.head[index + 1 :]:
        if below.upper and _URGENT.fullmatch(below.folded):
            continue
        if _STOP.match(below.folded) or re.fullmatch(r"[\W_\d]*", below.words):
            if parts:
                break
            continue
        if parts and below.upper and _AUTHORITY.match(below.folded):
            break
        parts.append((below.words, below.span))
    return _joined(parts, "head.subject")


def _behind_about(layout: Layout) -> Value[str] | None:
    parts: list[tuple[str, Span]] = []
    cell = -1
    for line in layout.head:
        found = _ABOUT.search(line.folded) if not parts else None
        if found:
            cell = line.cell
            parts.append((line.words[found.end() :], Span(line.span.start + found.end(), line.span.end)))
        elif parts:
            if _STOP.match(line.folded) and not (cell >= 0 and line.cell >= 0):
                break
            if _beside(line, cell) or (line.upper and _URGENT.fullmatch(line.folded)):
                continue
            if DATED.match(line.words):
                if re.search(r"\d{4}\W*$", line.words):
                    continue
                break
            parts.append((line.words, line.span))
    return _joined(parts, "head.about")


def _beside(line: Line, cell: int) -> bool:
    """A line of the other column, or above it, where the subject stands in one."""
    if cell < 0 or line.cell == cell:
        return False
    return line.cell >= 0 or line.upper or NUMBERED.search(line.words) is not None


def _list_title(layout: Layout) -> Value[str] | None:
    for line in layout.head:
        if line.upper and not _STOP.match(line.folded) and len(line.words) > 12:
            words = line.words.lower()
            return Value(words[:1].upper() + words[1:], line.span, "head.list-title", 0.6)
    return None


def _joined(parts: list[tuple[str, Span]], rule: str) -> Value[str] | None:
    words = " ".join(DATED.sub(" ", NUMBERED.sub(" ", words)) for words, _ in parts)
    words = _NARRATIVE.split(re.sub(r"\s+", " ", words))[0]
    words = re.sub(r"^\W*(?:[Vv]\s?/\s?v|[Vv]ề việc)\s*:?\s*", "", words).strip(" .:;_*/")
    if not words:
        return None
    return Value(words, Span(parts[0][1].start, parts[-1][1].end), rule, 0.93)
