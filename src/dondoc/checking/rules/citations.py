"""Cited documents: one code with two days, two spellings of one code, days that cannot be, another than the register
knows, and short names that nobody uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Known, Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.checking.rules.times import full, vietnamese
from dondoc.language.codes import Code
from dondoc.language.dates import Date
from dondoc.language.values import value
from dondoc.reading.text import Span

_GAP = re.compile(r"[\s,(]{0,3}")
_SHORT = re.compile(
    r"\(\s?sau day (?:duoc )?(?:goi|viet)(?: tat)?(?: chung)?(?: tat)?(?: la)?\s?:?\s?[\"“]?"
    r"(?P<name>[^()\"”\n]{2,90}?)[\"”]?\s?\)"
)


@value
class Mention:
    """One place where a document is named by its code, with the full day printed right behind it, if one is."""

    code: Code
    span: Span
    day: Date | None
    on: date | None

    @property
    def folded(self) -> str:
        return (self.code.code or "").casefold()


@lru_cache(maxsize=2)
def mentions(matter: Matter) -> tuple[Mention, ...]:
    """All places where other documents are named, in reading order."""
    own = matter.directive.head.code.value.casefold() if matter.directive.head.code else None
    starts = {day.span.start: day for day in matter.dates}
    found: list[Mention] = []
    for code in matter.codes:
        if code.code is None or code.doubtful or code.code.casefold() == own:
            continue
        gap = _GAP.match(matter.folded, code.span.end)
        day = starts.get(gap.end()) if gap else None
        end = day.span.end if day else code.span.end
        found.append(Mention(code, Span(code.span.start, end), day, full(day) if day else None))
    return tuple(found)


def two_days(matter: Matter) -> Iterator[Fault]:
    first: dict[str, Mention] = {}
    for mention in mentions(matter):
        if mention.on is None:
            continue
        known = first.setdefault(mention.folded, mention)
        if known.on is not None and known.on != mention.on and _same_issuer(matter, known, mention):
            yield Fault(
                mention.span,
                f"{mention.code.code} ghi ngày {vietnamese(mention.on)}, nhưng ở dòng"
                f" {matter.line_at(known.span.start)} lại ghi ngày {vietnamese(known.on)}.",
                "Đối chiếu với bản gốc rồi ghi thống nhất một ngày.",
            )


def _same_issuer(matter: Matter, one: Mention, other: Mention) -> bool:
    """Numbers repeat between bodies: "của …" behind the two must not name different ones."""
    names = [re.match(r"\s?,?\s?cua ((?:\w+ ){1,3}\w+)", matter.behind(each.span.end, 60)) for each in (one, other)]
    if names[0] is None or names[1] is None:
        return True
    left, right = names[0][1].split(), names[1][1].split()
    return left[0] == right[0] or "ubnd" in (left[0], right[0])


def two_codes(matter: Matter) -> Iterator[Fault]:
    """A number with two digits swapped or one doubled or lost, or a symbol with one letter wrong, on the same day."""
    first: dict[str, Mention] = {}
    for mention in mentions(matter):
        if mention.on is not None:
            first.setdefault(mention.folded, mention)
    for one, other in combinations(first.values(), 2):
        if one.on == other.on and _slipped(one.code, other.code) and _same_issuer(matter, one, other):
            yield Fault(
                other.span,
                f"{other.code.code} có thể là {one.code.code} ở dòng {matter.line_at(one.span.start)}:"
                " cùng ngày, chỉ khác một chữ.",
                "Đối chiếu số, ký hiệu với bản gốc rồi ghi thống nhất.",
            )


def _slipped(one: Code, other: Code) -> bool:
    if one.number is None or other.number is None:
        return False
    left, right = str(one.number), str(other.number)
    if one.symbol.casefold() == other.symbol.casefold():
        swapped = sorted(left) == sorted(right) and OSA.distance(left, right) == 1
        lost = len(left) != len(right) and min(len(left), len(right)) >= 3 and OSA.distance(left, right) == 1
        return swapped or lost
    if one.number != other.number or one.number < 10:
        return False
    symbols = one.symbol.casefold(), other.symbol.casefold()
    return min(map(len, symbols)) >= 5 and OSA.distance(*symbols) == 1


def in_future(matter: Matter) -> Iterator[Fault]:
    latest = matter.latest_issue
    if latest is None:
        return
    for mention in mentions(matter):
        if mention.on is not None and mention.on > latest:
            yield Fault(
                mention.span,
                f"Văn bản được viện dẫn ghi ngày {vietnamese(mention.on)}, sau ngày của chính văn bản này.",
                "Kiểm tra lại ngày của văn bản được viện dẫn.",
            )


def other_year(matter: Matter) -> Iterator[Fault]:
    for mention in mentions(matter):
        year = mention.code.year
        if year is not None and mention.on is not None and mention.on.year != year:
            yield Fault(
                mention.span,
                f"Số hiệu ghi năm {year} nhưng ngày ban hành ghi năm {mention.on.year}.",
                "Đối chiếu với bản gốc; năm trong số hiệu là năm ban hành.",
            )


def not_as_known(matter: Matter) -> Iterator[Fault]:
    """Against the register: the same code on another day, or on the same day a number that only slipped."""
    if matter.lookup is None:
        return
    found = mentions(matter)
    known = matter.lookup([mention.code.code or "" for mention in found])
    for mention in found:
        if mention.on is None:
            continue
        same = [one for one in known if one.code.casefold() == mention.folded and one.issued_on]
        if any(one.issued_on == mention.on for one in same):
            continue
        near = next((one for one in same if _belongs(matter, mention, one)), None)
        if near is not None and near.issued_on is not None:
            yield Fault(
                mention.span,
                f"{near.code} trong sổ văn bản ghi ngày {vietnamese(near.issued_on)}, không phải"
                f" {vietnamese(mention.on)}.",
                "Mở văn bản trong sổ để đối chiếu, rồi sửa ngày hoặc số cho đúng.",
            )


def _belongs(matter: Matter, mention: Mention, known: Known) -> bool:
    """Of the same year, and from the same issuer where both are told: numbers begin again each year."""
    if known.issued_on is None or mention.on is None or abs((known.issued_on - mention.on).days) > 366:
        return False
    behind = re.match(r"\s?,?\s?cua (\w+)", matter.behind(mention.span.end, 40))
    return behind is None or not known.issuer or known.issued_on.year == mention.on.year


def unused_name(matter: Matter) -> Iterator[Fault]:
    for found in _SHORT.finditer(matter.folded):
        name = found["name"].strip(" .,;")
        if len(name) < 4 or _uses(matter, name, found.end()):
            continue
        span = Span(found.start("name"), found.start("name") + len(found["name"].rstrip(" .,;")))
        yield Fault(
            span,
            f"Tên gọi tắt “{' '.join(span.of(matter.content).split())}” được đặt ra nhưng sau đó không dùng.",
            "Bỏ phần “sau đây gọi tắt là …”, hoặc dùng tên đó ở những chỗ nhắc lại văn bản.",
        )


def _uses(matter: Matter, name: str, end: int) -> bool:
    """Its words, or the code in it, stand somewhere behind."""
    rest = " ".join(matter.folded[end:].split())
    words = " ".join(name.split())
    code = re.search(r"\d+[-/][a-z\d\-&/]+", words)
    core = re.sub(r"^(?:tinh|thanh pho|cac|la) ", "", words)
    return words in rest or core in rest or (code is not None and code[0] in rest)


_CITE = "Nghị định 30/2020/NĐ-CP, Phụ lục I phần I mục II.6"
RULES: tuple[Rule, ...] = (
    Rule(
        "citation.two-days",
        "Một văn bản viện dẫn với hai ngày",
        Severity.ERROR,
        _CITE,
        "Người đọc không biết văn bản nào được nói đến; số văn bản bắt đầu lại mỗi năm.",
        two_days,
        (
            "Thực hiện Kế hoạch số 118/KH-UBND ngày 05/8/2026 của UBND tỉnh, Sở Nội vụ yêu cầu:\n"
            "1. Các đơn vị rà soát việc thực hiện Kế hoạch số [[118/KH-UBND ngày 08/5/2026]] của UBND tỉnh.",
        ),
        (
            "Thực hiện Kế hoạch số 118/KH-UBND ngày 05/8/2026 của UBND tỉnh, Sở Nội vụ yêu cầu:\n"
            "1. Các đơn vị rà soát việc thực hiện Kế hoạch số 118/KH-UBND ngày 05/8/2026 của UBND tỉnh.",
        ),
    ),
    Rule(
        "citation.two-codes",
        "Hai số, ký hiệu gần giống nhau cùng một ngày",
        Severity.WARNING,
        _CITE,
        "Rất có thể là một văn bản bị ghi sai số hoặc ký hiệu.",
        two_codes,
        (
            "Thực hiện Kế hoạch số 118/KH-UBND ngày 05/8/2026 của UBND tỉnh và Quyết định số 972/QĐ-UBND"
            " ngày 03/7/2026, Sở Nội vụ yêu cầu:\n1. Các đơn vị rà soát Quyết định số [[927/QĐ-UBND ngày 03/7/2026]].",
        ),
        ("Thực hiện Công văn số 76/UBND-VX và Công văn số 77/UBND-VX ngày 05/8/2026, Sở Nội vụ rà soát.",),
    ),
    Rule(
        "citation.future",
        "Viện dẫn văn bản của ngày chưa tới",
        Severity.ERROR,
        _CITE,
        "Không thể căn cứ vào văn bản ban hành sau.",
        in_future,
        ("Thực hiện Kế hoạch số [[118/KH-UBND ngày 05/8/2027]] của UBND tỉnh, Sở Nội vụ đề nghị các đơn vị rà soát.",),
        ("Thực hiện Kế hoạch số 118/KH-UBND ngày 05/8/2026 của UBND tỉnh, Sở Nội vụ đề nghị các đơn vị rà soát.",),
    ),
    Rule(
        "citation.other-year",
        "Năm trong số hiệu khác năm ban hành",
        Severity.ERROR,
        "Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15; " + _CITE,
        "Số hiệu văn bản quy phạm pháp luật mang năm ban hành.",
        other_year,
        ("Căn cứ Nghị định số [[30/2020/NĐ-CP ngày 05/3/2021]] của Chính phủ, Sở Nội vụ đề nghị các đơn vị rà soát.",),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ, Sở Nội vụ đề nghị các đơn vị rà soát.",),
    ),
    Rule(
        "citation.register",
        "Viện dẫn khác với sổ văn bản",
        Severity.WARNING,
        _CITE,
        "Văn bản cùng số, ký hiệu trong sổ ghi ngày khác.",
        not_as_known,
    ),
    Rule(
        "citation.unused",
        "Tên gọi tắt của văn bản không được dùng",
        Severity.NOTE,
        _CITE,
        "Tên gọi tắt đặt ra mà không dùng làm câu dài thêm, và có thể là dấu hiệu thiếu một đoạn.",
        unused_name,
        (
            "Thực hiện Kế hoạch số 118/KH-UBND ngày 05/8/2026 của UBND tỉnh (sau đây gọi tắt là [[Kế hoạch 118]]),"
            " Sở Nội vụ đề nghị các đơn vị rà soát.",
        ),
        (
            "Thực hiện Kế hoạch số 118/KH-UBND ngày 05/8/2026 của UBND tỉnh (sau đây gọi tắt là Kế hoạch 118),"
            " Sở Nội vụ đề nghị các đơn vị rà soát nhiệm vụ của Kế hoạch 118.",
        ),
    ),
)
