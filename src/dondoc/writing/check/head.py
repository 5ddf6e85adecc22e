"""The head: what must be there, exact words, drawn lines, what stands level with what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.writing.check.anatomy import Anatomy, following, same_cell
from dondoc.writing.check.finding import Finding, number, shortened
from dondoc.writing.check.lines import Line
from dondoc.writing.check.rules import Rule, rules_in
from dondoc.writing.letter import Regime
from dondoc.writing.measures import ALLOWED, MOTTO, NATION
from dondoc.writing.widths import width, wrapped

_SLACK = 0.12
"""Share by which a drawn line may miss: letters are a little wider or narrower from one font to the next."""
_TEXT_WIDTH = 468.0
"""Points between the margins of an upright page."""
_STATE_CODE = re.compile(r"^Số: ?(\d*)\s*/\S+$")
_PARTY_CODE = re.compile(r"^Số:? ?\d*\s*-\S+$")
_DAY = re.compile(r"ngày\s+(\d+)\s+tháng\s+(\d+)")
NEEDED = ("nation", "motto", "issuer", "code", "place")


def check_head(anatomy: Anatomy) -> Iterator[Finding]:
    """Findings on the head of a document of the State; of the Party only what both know."""
    needed = NEEDED if anatomy.regime is Regime.STATE else ("nation", "issuer", "code", "place")
    for part in needed:
        if not anatomy.of(part):
            yield Finding(ALLOWED[part].name, "thành phần", "phải có", "thiếu", ALLOWED[part].rule)
    if not anatomy.of("kind") and not anatomy.of("about"):
        yield Finding("Tên loại, trích yếu", "thành phần", "phải có", "thiếu", "II.5")
    if anatomy.regime is Regime.STATE:
        yield from _words(anatomy)
        yield from _drawn(anatomy)
    yield from _code(anatomy)
    yield from _day(anatomy)
    yield from _about(anatomy)
    yield from _title(anatomy)


def _words(anatomy: Anatomy) -> Iterator[Finding]:
    nation, motto = anatomy.first("nation"), anatomy.first("motto")
    if nation and nation.shown.replace("HOÀ", "HÒA") not in (NATION, NATION.title()) and nation.shown.isupper():
        yield Finding("Quốc hiệu", "nội dung", f"“{NATION}”", shortened(nation.shown, 60), "II.1.a")
    if motto and motto.text != MOTTO:
        yield Finding("Tiêu ngữ", "nội dung", f"“{MOTTO}”", shortened(motto.text), "II.1.b")
    if nation and motto and same_cell(nation, motto):
        gap = nation.look.after + motto.look.before if nation.paragraph is not motto.paragraph else 0
        if gap > 6:
            yield Finding("Tiêu ngữ", "khoảng cách với Quốc hiệu", "dòng đơn", f"thêm {number(gap)} pt", "II.1.c")


def _drawn(anatomy: Anatomy) -> Iterator[Finding]:
    motto = anatomy.first("motto")
    if motto:
        yield from _rule_under("Tiêu ngữ", [motto], _below(anatomy, motto), (1.0, 1.0), "II.1.b")
    issuer = anatomy.of("issuer")
    if issuer:
        yield from _rule_under("Tên cơ quan ban hành", issuer, _below(anatomy, issuer[-1]), (1 / 3, 1 / 2), "II.2.b")


def _below(anatomy: Anatomy, line: Line) -> list[Line]:
    """The line's own paragraph and what follows: in its cell, or two more paragraphs outside tables."""
    after = following(anatomy, line)
    return [line, *(after if line.place else after[:3])]


def _rule_under(
    where: str, lines: Sequence[Line], near: Sequence[Line], share: tuple[float, float], item: str
) -> Iterator[Finding]:
    found = rules_in(near, _TEXT_WIDTH)
    if not found:
        underlined = any(look.underline for line in lines for look in line.looks)
        how = "gạch chân chữ" if underlined else "không có"
        yield Finding(where, "đường kẻ ngang bên dưới", "đường kẻ nét liền", how, item)
        return
    yield from _length(where, lines[-1], found[0], share, item)


def _length(where: str, line: Line, rule: Rule, share: tuple[float, float], item: str) -> Iterator[Finding]:
    if not rule.solid:
        yield Finding(where, "đường kẻ ngang bên dưới", "đường kẻ nét liền", "nét đứt", item)
    look = line.looks[0]
    room = line.place.width / 20 if line.place and line.place.width else _TEXT_WIDTH
    printed = wrapped(line.shown, look.size, room, bold=look.bold)
    texts = [width(words, look.size, bold=look.bold) for words in printed]
    if not rule.length or not texts[-1]:
        return
    low, high = share
    text = texts[-1]
    if not any((low - _SLACK) * each <= rule.length <= (high + _SLACK) * each for each in texts):
        expected = "bằng độ dài dòng chữ" if low == high else "từ 1/3 đến 1/2 độ dài dòng chữ"
        yield Finding(where, "độ dài đường kẻ", expected, f"{number(rule.length / text * 100)} % dòng chữ", item)


def _code(anatomy: Anatomy) -> Iterator[Finding]:
    code, place = anatomy.first("code"), anatomy.first("place")
    if code is None:
        return
    match = (_STATE_CODE if anatomy.regime is Regime.STATE else _PARTY_CODE).match(code.text)
    if match is None:
        form = "Số: 05/KH-… " if anatomy.regime is Regime.STATE else "Số 05-KH/…"
        yield Finding("Số, ký hiệu", "cách ghi", f"“{form.strip()}”, không cách chữ", shortened(code.text), "II.3.c")
    elif anatomy.regime is Regime.STATE and len(match[1]) == 1:
        yield Finding("Số, ký hiệu", "số nhỏ hơn 10", f"“0{match[1]}”", f"“{match[1]}”", "II.3.c")
    if place and not _level(code, place):
        yield Finding("Địa danh, thời gian", "vị trí", "cùng dòng với số, ký hiệu", "khác dòng", "II.4.c")


def _level(code: Line, place: Line) -> bool:
    if code.paragraph is place.paragraph:
        return True
    if code.place is None or place.place is None:
        return False
    return (code.place.table, code.place.row) == (place.place.table, place.place.row)


def _day(anatomy: Anatomy) -> Iterator[Finding]:
    place = anatomy.first("place")
    match = _DAY.search(place.text) if place else None
    if place is None or match is None:
        return
    day, month = match[1], match[2]
    right_month = month.zfill(2) if int(month) <= 2 else str(int(month))
    if len(day) < 2 or month != right_month:
        right = f"ngày {day.zfill(2)} tháng {right_month}"
        yield Finding("Địa danh, thời gian", "cách ghi ngày, tháng", f"“{right}”", f"“{match[0]}”", "II.4.b")
    if not place.text[0].isupper():
        yield Finding("Địa danh, thời gian", "chữ đầu của địa danh", "viết hoa", shortened(place.text), "II.4.c")


def _about(anatomy: Anatomy) -> Iterator[Finding]:
    about, code = anatomy.first("about"), anatomy.first("code")
    if about is None or code is None:
        return
    if about.order < code.order:
        yield Finding("Trích yếu công văn", "vị trí", "dưới số, ký hiệu", "trên số, ký hiệu", "II.5.b")
    elif about.paragraph is not code.paragraph:
        gap = code.look.after + about.look.before
        if abs(gap - 6) > 1:
            yield Finding("Trích yếu công văn", "khoảng cách với số, ký hiệu", "6 pt", f"{number(gap)} pt", "II.5.b")
    if about.look.align != "center":
        yield Finding("Trích yếu công văn", "vị trí", "canh giữa", "không canh giữa", "II.5.b")


def _title(anatomy: Anatomy) -> Iterator[Finding]:
    kind, subject = anatomy.first("kind"), anatomy.of("subject")
    if kind and kind.look.align != "center":
        yield Finding("Tên loại", "vị trí", "canh giữa", "không canh giữa", "II.5.b")
    if kind and not subject:
        yield Finding("Trích yếu", "thành phần", "phải có, canh giữa dưới tên loại", "thiếu", "II.5.b")
    if subject and anatomy.regime is Regime.STATE:
        last = subject[-1]
        near = [last, *anatomy.lines[last.order + 1 : last.order + 4]]
        yield from _rule_under("Trích yếu", subject, near, (1 / 3, 1 / 2), "II.5.b")
