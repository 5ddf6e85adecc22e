"""Bodies that ended: districts (1/7/2025), merged provinces (1/7/2025), merged ministries and departments (1/3/2025).

Districts: Resolution 203/2025/QH15 Art. 2, Law 72/2025/QH15 Art. 1. Provinces: Resolution 202/2025/QH15 Art. 1; the
table in ``data/provinces.csv``. Ministries: Resolution 176/2025/QH15; departments: Decree 150/2025/NĐ-CP.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

import regex

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.language.folding import tone
from dondoc.language.standard_bodies import DEPARTMENTS, MINISTRIES, REORGANISED, TWO_LEVELS
from dondoc.reading.text import Span

_DISTRICT = regex.compile(
    r"(?:(?:UBND|HĐND|HĐND[,-]? ?UBND|[Ủủ]y ban nhân dân|[Hh]ội đồng nhân dân|[Pp]hòng|[Cc]ấp ủy|MTTQ|[Cc]hính quyền"
    r"|[Cc]ông an|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Tt]òa án nhân dân|[Vv]iện kiểm sát nhân dân)"
    r"(?: (?:các|từ))? (?:cấp )?(?:tỉnh, )?(?:huyện|quận|thị xã)(?![\p{L}\d])(?: \p{Lu}\p{L}+){0,3}"
    r"|(?:[Cc]ấp|[Cc]ác) (?:huyện|quận|thị xã)(?:, (?:quận|thị xã|thành phố|huyện))*(?![\p{L}\d])"
    r"|(?:[Hh]uyện ủy|[Qq]uận ủy|[Tt]hị ủy)(?: \p{Lu}\p{L}+){0,3})"
)
_PAST = re.compile(
    r"\b(?:truoc day|truoc (?:khi )?(?:sap xep|sap nhap|hop nhat|ngay 01/7/2025)|cu\b|nguyen la|chuyen (?:giao )?tu"
    r"|ban giao tu|da ket thuc|ket thuc hoat dong|giai the|khong to chuc|bo cap|thay (?:the|cho)|chuyen tiep"
    r"|thuoc tham quyen cua|tiep nhan tu|sap xep|sap nhap|hop nhat|nhap (?:tinh|cac tinh)|nguyen trang)"
)
_OLD = re.compile(r"\s?\(?(?:cu|truoc day|truoc (?:khi )?(?:sap xep|sap nhap|hop nhat))\b")
_CITED = re.compile(
    r"(?:\d[/-][a-z][^;]{0,80}|(?:thong tu|quyet dinh|nghi quyet|chi thi|cong van|ke hoach)(?: lien tich)?)"
    r" (?:cua|do|giua) (?:bo truong |chu tich |giam doc |ubnd |hdnd |uy ban nhan dan |bo [^;]{0,50}, ){0,2}$"
)
"""Who issued a document that is cited: it keeps the name that it had."""
_NAME_GOES_ON = regex.compile(r"(?: - | – )?\p{Lu}")


def _historical(matter: Matter, start: int, end: int, since: date) -> bool:
    """Whether the words tell of the past: a body "cũ", a merger itself, or who issued a document before it."""
    before, behind = matter.before(start, 110), matter.behind(end, 30)
    clause = re.split(r"[;.]\s", before)[-1]
    cited = _CITED.search(clause) is not None and not _dated_since(matter, start, since)
    quoted = before.count("“") > before.count("”")
    return bool(_OLD.match(behind) or _PAST.search(clause)) or cited or quoted


def _dated_since(matter: Matter, start: int, since: date) -> bool:
    """Whether the last day printed shortly before a place is not before another."""
    days = [day.iso for day in matter.dates if start - 60 <= day.span.end <= start and day.iso and len(day.iso) == 10]
    return bool(days) and days[-1] >= since.isoformat()


def _places(matter: Matter) -> Iterator[tuple[int, int]]:
    """Where the document speaks for itself: its body, appendices and addressees."""
    layout = matter.layout
    parts = (layout.head, layout.body, layout.appendix)
    for part in parts:
        if part:
            yield part[0].span.start, part[-1].span.end


def district(matter: Matter) -> Iterator[Fault]:
    if not matter.issued_since(TWO_LEVELS):
        return
    for begin, stop in _places(matter):
        for found in _DISTRICT.finditer(matter.content, begin, stop):
            if not _historical(matter, found.start(), found.end(), TWO_LEVELS):
                yield Fault(
                    Span(found.start(), found.end()),
                    f"“{' '.join(found[0].split())}” đã kết thúc hoạt động từ 01/7/2025.",
                    "Thay bằng cơ quan cấp xã (xã, phường, đặc khu) hoặc cấp tỉnh đã nhận nhiệm vụ đó.",
                )


@cache
def _ended() -> tuple[regex.Pattern[str], dict[str, tuple[str, date]]]:
    heirs = {
        tone(body.name): (" và ".join(body.heirs), body.until)
        for body in (*MINISTRIES, *DEPARTMENTS)
        if body.until is not None
    }
    for name in tuple(heirs):
        for full, short in (
            ("Phát triển nông thôn", "PTNT"),
            ("Thương binh và Xã hội", "TBXH"),
            ("Thương binh và Xã hội", "TB&XH"),
        ):
            if full in name:
                heirs[name.replace(full, short)] = heirs[name]
        if name.startswith("Sở "):
            heirs[f"các {name}"] = heirs[name]
    names = sorted(heirs, key=len, reverse=True)
    return regex.compile("(?<!\\p{L})(?:" + "|".join(map(regex.escape, names)) + r")(?!\p{L})"), heirs


def ministry(matter: Matter) -> Iterator[Fault]:
    if not matter.issued_since(REORGANISED):
        return
    pattern, heirs = _ended()
    content = tone(matter.content)
    for begin, stop in _places(matter):
        for found in pattern.finditer(content, begin, stop):
            heir, _ = heirs[found[0]]
            if not _historical(matter, found.start(), found.end(), REORGANISED):
                yield Fault(
                    Span(found.start(), found.end()),
                    f"{found[0]} đã sáp nhập từ 01/3/2025.",
                    f"Thay bằng {heir}, hoặc ghi rõ “trước đây” nếu nói về thời gian trước sáp nhập.",
                )


@cache
def former_provinces() -> dict[str, str]:
    """The provinces that were merged into others → these, as ``data/provinces.csv`` has them."""
    with (files("dondoc.checking") / "data" / "provinces.csv").open(encoding="utf-8") as lines:
        return {tone(row["old"]): row["new"] for row in csv.DictReader(lines)}


@cache
def _provinces() -> tuple[regex.Pattern[str], dict[str, str]]:
    heirs = former_provinces()
    names = "|".join(map(regex.escape, sorted(heirs, key=len, reverse=True)))
    return regex.compile(rf"(?<!\p{{L}})[Tt]ỉnh (?P<name>{names})(?!\p{{L}})"), heirs


def province(matter: Matter) -> Iterator[Fault]:
    if not matter.issued_since(TWO_LEVELS):
        return
    pattern, heirs = _provinces()
    content = tone(matter.content)
    for begin, stop in _places(matter):
        for found in pattern.finditer(content, begin, stop):
            if not _historical(matter, found.start(), found.end(), TWO_LEVELS) and not _NAME_GOES_ON.match(
                content, found.end() + 1
            ):
                yield Fault(
                    Span(found.start(), found.end()),
                    f"Tỉnh {found['name']} đã sắp xếp vào {heirs[found['name']]} từ 01/7/2025.",
                    f"Ghi tên mới ({heirs[found['name']]}), hoặc thêm “cũ” nếu nói về địa bàn trước sắp xếp.",
                )


RULES: tuple[Rule, ...] = (
    Rule(
        "body.district",
        "Cơ quan cấp huyện đã kết thúc hoạt động",
        Severity.WARNING,
        "Nghị quyết 203/2025/QH15, Điều 2; Luật Tổ chức chính quyền địa phương 72/2025/QH15, Điều 1",
        "Việc giao cho cơ quan không còn thì không ai nhận.",
        district,
        (
            "1. Các sở, ban, ngành và [[UBND cấp huyện]] rà soát danh mục.",
            "1. Giao [[UBND huyện Suối Đá]] rà soát danh mục.",
        ),
        (
            "1. UBND các xã, phường, đặc khu rà soát danh mục.",
            "1. Sở Nội vụ tiếp nhận hồ sơ bàn giao từ UBND cấp huyện.",
            "1. Sở Nội vụ thống kê biên chế của UBND cấp huyện trước đây.",
        ),
    ),
    Rule(
        "body.ministry",
        "Bộ, sở đã sáp nhập",
        Severity.WARNING,
        "Nghị quyết 176/2025/QH15, Điều 1; Nghị định 150/2025/NĐ-CP",
        "Việc giao hoặc báo cáo cho cơ quan đã sáp nhập sẽ thất lạc.",
        ministry,
        (
            "1. Giao [[Sở Thông tin và Truyền thông]] theo dõi, đôn đốc.",
            "1. Sở Tài chính báo cáo [[Bộ Kế hoạch và Đầu tư]] trước ngày 20/10/2026.",
        ),
        (
            "1. Giao Sở Khoa học và Công nghệ theo dõi, đôn đốc.",
            "Căn cứ Thông tư số 09/2021/TT-BKHĐT ngày 16/11/2021 của Bộ Kế hoạch và Đầu tư, Sở Tài chính rà soát.",
        ),
    ),
    Rule(
        "body.province",
        "Tên tỉnh trước sắp xếp",
        Severity.WARNING,
        "Nghị quyết 202/2025/QH15, Điều 1",
        "Tỉnh cũ không còn là đơn vị hành chính nên không nhận nhiệm vụ hay văn bản.",
        province,
        ("1. Sở Nội vụ phối hợp với UBND [[tỉnh Bình Dương]] rà soát địa giới.",),
        (
            "1. Sở Nội vụ phối hợp với UBND tỉnh Đồng Tháp rà soát địa giới.",
            "1. Sở Nội vụ rà soát hồ sơ của tỉnh Bình Dương cũ.",
        ),
    ),
)
