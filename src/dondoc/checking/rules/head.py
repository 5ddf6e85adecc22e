"""Number and date that were left blank, in the head and where other documents are cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.extraction.layout import Line
from dondoc.reading.text import Span

_ATTACHED = re.compile(r"\s*\(?\s*(?:ban hanh )?kem theo|.*\bkem theo\b[^.]*$|\s*so\s?:")
_BLANK_DAY = re.compile(
    r"(?<![^\W_])ngay[ ._…]+(?:/|thang)(?:[ ._…]*|[ ]?\d{1,2}[ ]?)(?:/|,?[ ]?nam)[ ]?(?:20\d\d|[ ._…]{2,})"
)
_BLANK_CODE = re.compile(r"(?<![^\W_])[Ss]ố:?[ \t._…]+[/-][A-ZĐƯ][A-ZĐƯa-z]{1,4}(?:[-–][A-ZĐƯ&]{2,10})*")


def blank_number(matter: Matter) -> Iterator[Fault]:
    head = matter.directive.head
    if head.symbol is None or head.symbol.span is None or head.code is not None:
        return
    yield Fault(
        _whole_number(matter, head.symbol.span),
        "Chưa ghi số của văn bản.",
        "Văn thư cấp số khi ban hành; văn bản đến không có số thì hỏi lại nơi gửi trước khi vào sổ.",
    )


def _whole_number(matter: Matter, symbol: Span) -> Span:
    """With the "Số:" before it."""
    found = re.search(r"so\s?:[\s._…]*/?\s*$", matter.folded[max(0, symbol.start - 40) : symbol.start])
    return Span(symbol.start - len(found[0]), symbol.end) if found else symbol


def blank_date(matter: Matter) -> Iterator[Fault]:
    issued = matter.directive.head.issued_on
    span = issued.span if issued is not None and len(issued.value) < 10 else None
    if span is None or not _lacks_day(span.of(matter.folded)):
        head = matter.layout.head
        found = _BLANK_DAY.search(matter.folded, head[0].span.start, head[-1].span.end) if head else None
        span = Span(found.start(), found.end()) if found else None
    if span is not None:
        yield Fault(
            span,
            "Chưa ghi ngày, tháng ban hành.",
            "Ghi ngày khi người có thẩm quyền ký; văn bản đến để trống ngày thì hỏi lại nơi gửi.",
        )


def _lacks_day(words: str) -> bool:
    printed = " ".join(words.split())
    return re.search(r"ngay(?![ ]\d)|thang nam", printed) is not None


def blank_reference(matter: Matter) -> Iterator[Fault]:
    """Blanks in running text; forms, tables and the line "(Kèm theo …)" are meant to be filled in later."""
    body = matter.main
    for found in _BLANK_CODE.finditer(matter.content, body.start, body.end):
        if _running(matter, found.start()):
            yield Fault(
                Span(found.start(), found.end()),
                "Văn bản được viện dẫn còn để trống số.",
                "Ghi đủ số, ký hiệu, ngày ban hành của văn bản đó, hoặc bỏ viện dẫn nếu văn bản chưa ban hành.",
            )
    for found in _BLANK_DAY.finditer(matter.folded, body.start, body.end):
        if _running(matter, found.start()):
            yield Fault(
                Span(found.start(), found.end()),
                "Ngày, tháng còn để trống.",
                "Ghi đủ ngày, tháng, năm trước khi ký; người nhận không biết thời điểm nào được nói đến.",
            )


def _running(matter: Matter, at: int) -> bool:
    line = next((entry for entry in matter.layout.body if entry.span.start <= at < entry.span.end), None)
    return isinstance(line, Line) and not _ATTACHED.match(matter.folded[line.span.start : at])


_ASKING = "Kính gửi: Sở Tài chính\nĐề nghị Sở Tài chính cho ý kiến."
_ART_8 = "Nghị định 30/2020/NĐ-CP, Điều 8, Điều 15, Phụ lục I phần I mục II"
RULES: tuple[Rule, ...] = (
    Rule(
        "blank.number",
        "Chưa có số văn bản",
        Severity.NOTE,
        f"{_ART_8}.3",
        "Văn bản không có số thì chưa được ban hành và không tra cứu, viện dẫn được.",
        blank_number,
        ("[[Số:        /SNV-VP]]\nBình Hải, ngày 15 tháng 9 năm 2026\n" + _ASKING,),
        ("Số: 12/SNV-VP\nBình Hải, ngày 15 tháng 9 năm 2026\n" + _ASKING,),
    ),
    Rule(
        "blank.date",
        "Chưa có ngày ban hành",
        Severity.NOTE,
        f"{_ART_8}.4",
        "Không có ngày thì không tính được hiệu lực và những thời hạn kể từ ngày ký.",
        blank_date,
        ("Số: 12/SNV-VP\nBình Hải, [[ngày      tháng 9 năm 2026]]\n" + _ASKING,),
        ("Số: 12/SNV-VP\nBình Hải, ngày 15 tháng 9 năm 2026\n" + _ASKING,),
    ),
    Rule(
        "blank.reference",
        "Viện dẫn hoặc ngày để trống",
        Severity.WARNING,
        "Nghị định 30/2020/NĐ-CP, Phụ lục I phần I mục II.6",
        "Viện dẫn lần đầu phải đủ tên loại, số, ký hiệu, ngày và cơ quan ban hành.",
        blank_reference,
        (
            "Thực hiện Kế hoạch [[số     /KH-UBND]] của UBND tỉnh, Sở Nội vụ đề nghị các đơn vị rà soát.",
            "1. Sở Y tế rà soát kho thuốc xong trước [[ngày … tháng … năm 2026]].",
        ),
        ("Thực hiện Kế hoạch số 18/KH-UBND ngày 05/8/2026 của UBND tỉnh, Sở Nội vụ đề nghị các đơn vị rà soát.",),
    ),
)
