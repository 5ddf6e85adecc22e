"""All other documents that are named, each once, in the order of their first mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.extraction.directive import Citation, Head, Value
from dondoc.extraction.layout import Layout
from dondoc.language.codes import find_codes
from dondoc.language.cues import cue
from dondoc.language.dates import find_dates
from dondoc.reading.text import Span

_RELATION = cue(
    "citation.relation",
    re.compile(
        r"\b(?:(?P<attached>kem theo|gui kem)|(?P<answers>tra loi|phuc dap)|(?P<replaces>thay the|bai bo)"
        r"|(?P<amends>(?<!duoc )(?<!da )sua doi|(?<!sua doi, )(?<!duoc )(?<!da )bo sung)"
        r"|(?P<implements>thuc hien|trien khai)|(?P<basis>can cu|theo|tren co so|quy dinh tai|tai))\b"
    ),
    finds=(
        "[[Căn cứ]] Luật",
        "[[thay thế]] Quyết định số 5",
        "[[kèm theo]] Công văn",
    ),
    leaves=("Luật Đất đai",),
)
_SENTENCE_END = re.compile(r"[.;]")
_OF = cue(
    "citation.issuer",
    re.compile(r"\s*(?:nam \d{4}\s*)?cua (?=\w)"),
    finds=(
        "[[ của ]]Bộ Y tế",
        "[[ năm 2026 của ]]Sở",
    ),
    leaves=(" về việc họp",),
)


def citations(layout: Layout, head: Head) -> tuple[Citation, ...]:
    """Codes with number and symbol; the document's own is none of them."""
    return tuple(_citations(layout, head))


def _citations(layout: Layout, head: Head) -> Iterator[Citation]:
    own = {value.value.casefold() for value in (head.code,) if value}
    own_place = head.symbol.span if head.symbol else None
    seen: set[str] = set()
    for code in find_codes(layout.content):
        if code.code is None or code.code.casefold() in own or code.code.casefold() in seen:
            continue
        if own_place and own_place.start <= code.span.start < own_place.end:
            continue
        seen.add(code.code.casefold())
        span = Span(code.span.start, code.span.end)
        before = layout.folded[max(0, span.start - 100) : span.start]
        issued, end = _date_behind(layout, span.end)
        yield Citation(
            Value(code.code, span, "citation.code", 0.7 if code.doubtful else 0.97),
            issued,
            _issuer(layout, end),
            _relation(before),
        )


def _relation(before: str) -> str:
    """How the citing document stands to what is cited: the last word for it in the same sentence."""
    sentence = _SENTENCE_END.split(before)[-1]
    said = [match.lastgroup for match in _RELATION.finditer(sentence)]
    return said[-1] or "mentions" if said else "mentions"


def _date_behind(layout: Layout, end: int) -> tuple[str | None, int]:
    """The date right behind a code: "… ngày 31/7/2025"."""
    window = layout.content[end : end + 40]
    for date in find_dates(window):
        if date.span.start <= 8:
            return date.iso, end + date.span.end
    return None, end


def _issuer(layout: Layout, end: int) -> str | None:
    of = _OF.match(layout.folded, end)
    if not of:
        return None
    words = re.match(
        r"[^.,;:()\n]{3,80}?(?=\s+(?:về|ban hành|quy định|triển khai|thực hiện|phê duyệt|công bố|giao|ngày|và|tại"
        r"|hướng dẫn|sửa đổi)\b|[.,;:()\n]|$)",
        layout.content[of.end() : of.end() + 90],
    )
    return words.group().strip() if words else None
