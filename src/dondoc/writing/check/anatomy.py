"""Which line is which part of the document, told by its words and its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from dondoc.writing.check.lines import Line
from dondoc.writing.letter import Regime

KINDS = (
    "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO", "THÔNG BÁO", "HƯỚNG DẪN", "KẾ HOẠCH",
    "CHƯƠNG TRÌNH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO", "BIÊN BẢN", "TỜ TRÌNH", "HỢP ĐỒNG", "CÔNG ĐIỆN",
    "BẢN GHI NHỚ", "BẢN THỎA THUẬN", "GIẤY ỦY QUYỀN", "GIẤY MỜI", "GIẤY GIỚI THIỆU", "GIẤY NGHỈ PHÉP", "PHIẾU GỬI",
    "PHIẾU CHUYỂN", "PHIẾU BÁO", "PHIẾU GIAO VIỆC", "THƯ CÔNG",
)  # fmt: skip
"""The types of Decree 30/2020, Article 7 and Annex III, by name; and the slip of assignment."""

CODE = re.compile(r"^Số\s*:?\s*(?:\d+\s*)?[/\-]\s*[\w./&\-]*$", re.IGNORECASE)
DATE = re.compile(r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm", re.IGNORECASE)
APPENDIX = re.compile(r"^phụ lục(?:\s+(?:[IVXLC]+|\d+))?\s*[.:]?$", re.IGNORECASE)
ATTACHED = re.compile(r"^\((?:ban hành\s+)?kèm theo", re.IGNORECASE)
_TITLE = re.compile(r"GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG|BÍ THƯ|CHÁNH|PHÓ|ỦY BAN|BAN |HỘI ĐỒNG|TỔNG|VIỆN|CHỦ NHIỆM")
"""Words of titles: a last line in capitals without one is a name in the wrong letters."""
_HEAD_LINES = 60
_AFTER_HEAD = 12


@dataclass(slots=True)
class Anatomy:
    """The parts by the keys of ``measures.ALLOWED``; a part that was not found has no lines."""

    lines: list[Line]
    regime: Regime
    parts: dict[str, list[Line]] = field(default_factory=dict)

    def of(self, part: str) -> list[Line]:
        return self.parts.get(part, [])

    def first(self, part: str) -> Line | None:
        found = self.of(part)
        return found[0] if found else None


def dissect(lines: list[Line]) -> Anatomy:
    """Find the parts of a document that was read into ``lines``."""
    head = [line for line in lines if line.text][:_HEAD_LINES]
    party = any(_same(line, "ĐẢNG CỘNG SẢN VIỆT NAM") for line in head[:10])
    anatomy = Anatomy(lines, Regime.PARTY if party else Regime.STATE)
    _find_top(anatomy, head)
    _find_about(anatomy)
    _find_title(anatomy)
    _find_to(anatomy)
    _find_end(anatomy)
    _find_basis(anatomy)
    _find_appendices(anatomy)
    _find_body(anatomy)
    return anatomy


def has_dash(line: Line) -> bool:
    """An item of a list: written with a dash, or with one that Word puts there."""
    return line.text[0] in "-–+" or line.look.listed


def _same(line: Line, words: str) -> bool:
    return line.shown.upper().replace("HOÀ", "HÒA").startswith(words)


def _put(anatomy: Anatomy, part: str, lines: Iterable[Line]) -> None:
    found = list(lines)
    if found:
        anatomy.parts[part] = found


def _find_top(anatomy: Anatomy, head: Sequence[Line]) -> None:
    name = "ĐẢNG CỘNG SẢN VIỆT NAM" if anatomy.regime is Regime.PARTY else "CỘNG HÒA XÃ HỘI"
    _put(anatomy, "nation", [line for line in head if _same(line, name)][:1])
    _put(anatomy, "motto", [line for line in head if _same(line, "ĐỘC LẬP")][:1])
    code = next((line for line in head if CODE.match(line.text)), None)
    _put(anatomy, "code", [code] if code else [])
    _put(anatomy, "place", [line for line in head if DATE.search(line.text) and "," in line.text][:1])
    nation = anatomy.first("nation")
    if nation is None:
        return
    before_code = code.order if code else nation.order + 8
    others = {line.order for part in ("nation", "motto", "code", "place") for line in anatomy.of(part)}
    left = [line for line in head if line.order < before_code and line.order not in others and _is_left(line, nation)]
    names = [line for line in left if re.search(r"\w", line.text)]
    first_bold = next((at for at, line in enumerate(names) if all(look.bold for look in line.looks)), len(names) - 1)
    _put(anatomy, "parent", names[: max(first_bold, 0)])
    _put(anatomy, "issuer", names[max(first_bold, 0) :])


def _is_left(line: Line, nation: Line) -> bool:
    if nation.place is None:
        return line.place is None
    place = line.place
    return place is not None and place.table == nation.place.table and place.column < nation.place.column


def same_cell(line: Line, other: Line) -> bool:
    return line.place is not None and line.place == other.place


def following(anatomy: Anatomy, line: Line) -> list[Line]:
    """The lines after ``line``: those of its cell, or all where it stands outside tables."""
    after = anatomy.lines[line.order + 1 :]
    return [each for each in after if same_cell(each, line)] if line.place else after


def _find_about(anatomy: Anatomy) -> None:
    start = next(
        (line for line in anatomy.lines[: _HEAD_LINES * 2] if re.match(r"V/v\b", line.text, re.IGNORECASE)), None
    )
    if start is None:
        return
    rest = (line for line in following(anatomy, start) if line.text)
    same = [line for line in rest if line.place is not None or line.paragraph is start.paragraph]
    _put(
        anatomy, "about", [start, *takewhile(lambda line: not line.text.isupper() and line.text[0] not in "_-–—", same)]
    )


def _find_title(anatomy: Anatomy) -> None:
    top = max((line.order for part in ("nation", "code", "place") for line in anatomy.of(part)), default=-1)
    after = [line for line in anatomy.lines[top + 1 :] if line.text][:_AFTER_HEAD]
    kind = next((line for line in after if line.text.upper().replace("UỶ", "ỦY").rstrip(" .:") in KINDS), None)
    if kind is None or anatomy.of("about"):
        return
    _put(anatomy, "kind", [kind])
    rest = anatomy.lines[kind.order + 1 :]
    subject: list[Line] = []
    for line in rest:
        if line.text and (line.look.align != "center" or re.match(r"kính gửi|[_\-–—]{3}", line.text, re.IGNORECASE)):
            break
        if not line.text and subject:
            break
        if line.text:
            subject.append(line)
    _put(anatomy, "subject", subject)


def _find_to(anatomy: Anatomy) -> None:
    start = next(
        (line for line in anatomy.lines[: _HEAD_LINES * 3] if re.match(r"kính gửi", line.text, re.IGNORECASE)), None
    )
    if start is None:
        return
    rest = [line for line in anatomy.lines[start.order + 1 :] if line.text]
    _put(anatomy, "to", [start, *takewhile(has_dash, rest)])


def _find_end(anatomy: Anatomy) -> None:
    start = next((line for line in anatomy.lines if re.match(r"nơi nhận", line.text, re.IGNORECASE)), None)
    if start is None:
        return
    _put(anatomy, "receivers", [start])
    after = [line for line in anatomy.lines[start.order + 1 :] if line.text]
    if start.place is None:
        left, right = [line for line in after if not line.tabs], [line for line in after if line.tabs]
        _put(anatomy, "receiver", takewhile(has_dash, left))
    else:
        table, column = start.place.table, start.place.column
        cells = [(line, line.place.column) for line in after if line.place and line.place.table == table]
        _put(anatomy, "receiver", [line for line, at in cells if at == column and has_dash(line)])
        right = [line for line, at in cells if at > column]
    count = len(list(takewhile(lambda line: _is_title(line.shown), right)))
    if count == len(right) > 1 and not _TITLE.search(right[-1].shown):
        count -= 1
    _put(anatomy, "authority", right[:count])
    named = [line for line in right[count:] if not re.match(r"[(\[/]|\W*$", line.text)]
    _put(anatomy, "signer", named[-1:])


def _is_title(text: str) -> bool:
    """Authority or title: in capitals, or begins with one of the abbreviations of authority."""
    return text.isupper() or bool(re.match(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\b", text))


def _find_basis(anatomy: Anatomy) -> None:
    """Căn cứ on lines of their own; a sentence that goes on ("…, Sở … báo cáo như sau:") is content."""
    if not anatomy.of("kind"):
        return
    start = max(line.order for part in ("kind", "subject", "to") for line in anatomy.of(part))
    after = [line for line in anatomy.lines[start + 1 :] if line.text and not line.place]
    group = list(
        takewhile(lambda line: re.match(r"căn cứ|thực hiện|theo đề nghị|xét", line.text, re.IGNORECASE), after)
    )
    marked = [line for line in group if line.text.endswith(";") or all(look.italic for look in line.looks)]
    last = max((line.order for line in marked), default=-1)
    tail = [line for line in group if line.order > last][:1] if marked and marked[-1].text.endswith(";") else []
    ended = [line for line in tail if not line.text.endswith(":") and line.text.lower().startswith("căn cứ")]
    _put(anatomy, "basis", [*(line for line in group if line.order <= last), *ended])


def _find_appendices(anatomy: Anatomy) -> None:
    end = anatomy.first("receivers")
    if end is None:
        return
    starts = [line for line in anatomy.lines[end.order :] if APPENDIX.match(line.text)]
    _put(anatomy, "appendix", starts)
    titles, attached = [], []
    for start in starts:
        rest = [line for line in anatomy.lines[start.order + 1 :] if line.text][:6]
        title = list(takewhile(lambda line: line.look.align == "center" and not ATTACHED.match(line.text), rest))
        titles += title
        attached += [line for line in rest[len(title) : len(title) + 1] if ATTACHED.match(line.text)]
    _put(anatomy, "appendix_title", titles)
    _put(anatomy, "attached", attached)


def _find_body(anatomy: Anatomy) -> None:
    """What is left outside tables between head and end."""
    heads = ("nation", "motto", "code", "place", "parent", "issuer", "about", "kind", "subject", "to", "basis")
    start = max((line.order for part in heads for line in anatomy.of(part)), default=-1)
    end = anatomy.first("receivers")
    stop = end.order if end else len(anatomy.lines)
    between = anatomy.lines[start + 1 : stop]
    _put(
        anatomy, "body", [line for line in between if line.text and line.place is None and re.search(r"\w", line.text)]
    )
