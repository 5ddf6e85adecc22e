"""Kính gửi, căn cứ and the content (Annex I, II.6 and II.9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from dondoc.writing.check.anatomy import Anatomy
from dondoc.writing.check.finding import Finding, number, shortened, span
from dondoc.writing.check.lines import Line
from dondoc.writing.measures import ALLOWED, INDENTS, LINE_SPACING, SPACE_BETWEEN

_INDENT_SLACK = 0.4
_ALIGNS = {"left": "canh trái", "right": "canh phải", "center": "canh giữa", "both": "canh đều"}
Fault = Callable[[Line], str]


def check_body(anatomy: Anatomy) -> Iterator[Finding]:
    """Findings on everything between head and end."""
    yield from _to(anatomy)
    yield from _basis(anatomy)
    lines = anatomy.of("body")
    if not lines:
        yield Finding("Nội dung", "thành phần", "phải có", "thiếu", "II.6")
        return
    running = [line for line in lines if _is_running(line)]
    low, high = ALLOWED["body"].sizes
    expected_indent = f"{number(INDENTS[0])} mm hoặc {number(INDENTS[1])} mm"
    yield from _gathered(lines, "cỡ chữ", span(low, high, "pt"), "II.6.e", _wrong_size)
    yield from _gathered(running, "canh lề", "canh đều cả hai lề", "II.6.e", _wrong_align)
    yield from _gathered(running, "lùi đầu dòng", expected_indent, "II.6.e", _wrong_indent)
    yield from _gathered(running, "giãn dòng", "dòng đơn đến 1,5 dòng", "II.6.e", _wrong_line)
    yield from _spaces(running)
    yield from _closing(anatomy, lines)


def _is_running(line: Line) -> bool:
    """Text that is not a centred title and begins its paragraph."""
    return line.look.align != "center" and line.tabs == 0


def _gathered(lines: list[Line], what: str, expected: str, item: str, fault: Fault) -> Iterator[Finding]:
    """Each wrong value once, with how many lines have it and the first of them."""
    counts: Counter[str] = Counter()
    first: dict[str, Line] = {}
    seen: set[tuple[int, str]] = set()
    for line in lines:
        wrong = fault(line)
        if wrong and (id(line.paragraph), wrong) not in seen:
            seen.add((id(line.paragraph), wrong))
            counts[wrong] += 1
            first.setdefault(wrong, line)
    for wrong, count in counts.items():
        where = f"Nội dung, {count} đoạn, đầu tiên {shortened(first[wrong].text)}"
        yield Finding(where, what, expected, wrong, item)


def _wrong_size(line: Line) -> str:
    low, high = ALLOWED["body"].sizes
    wrong = sorted({look.size for look in line.looks if not low <= look.size <= high})
    return ", ".join(f"{number(size)} pt" for size in wrong)


def _wrong_align(line: Line) -> str:
    return "" if line.look.align in ("both", "distribute") else _ALIGNS.get(line.look.align, line.look.align)


def _wrong_indent(line: Line) -> str:
    first = line.look.first + line.look.left
    if any(abs(first - right) <= _INDENT_SLACK for right in INDENTS):
        return ""
    return f"{number(first)} mm"


def _wrong_line(line: Line) -> str:
    """Exact spacing in points is judged by the size of the letters: single spacing is about 1.15 times as high."""
    multiple = line.look.line
    if multiple is None or LINE_SPACING[0] - 0.01 <= multiple <= LINE_SPACING[1] + 0.01:
        return ""
    return f"{number(multiple)} dòng" if round(multiple, 1) == multiple else f"{multiple:.2f} dòng".replace(".", ",")


def _spaces(running: list[Line]) -> Iterator[Finding]:
    """Space between neighbouring paragraphs: what the upper one leaves after and the lower one before."""
    paragraphs = list({id(line.paragraph): line for line in running}.values())
    narrow = [
        (upper, upper.look.after + lower.look.before)
        for upper, lower in pairwise(paragraphs)
        if upper.look.after + lower.look.before < SPACE_BETWEEN - 0.1 and _neighbours(upper, lower)
    ]
    if narrow:
        gap = min(gap for _, gap in narrow)
        where = f"Nội dung, {len(narrow)} chỗ, đầu tiên sau {shortened(narrow[0][0].text)}"
        yield Finding(where, "khoảng cách giữa các đoạn", "tối thiểu 6 pt", f"{number(gap)} pt", "II.6.e")


def _neighbours(upper: Line, lower: Line) -> bool:
    return upper.paragraph.getnext() is lower.paragraph


def _to(anatomy: Anatomy) -> Iterator[Finding]:
    lines = anatomy.of("to")
    if anatomy.of("about") and not lines:
        yield Finding("Kính gửi", "thành phần", "công văn phải có", "thiếu", "II.9.b")
    if not lines:
        return
    if not re.match(r"Kính gửi\s*:", lines[0].text):
        yield Finding("Kính gửi", "cách ghi", "“Kính gửi:”", shortened(lines[0].text), "II.9.d")
    names = [line.text for line in lines[1:]]
    if names and not names[-1].endswith("."):
        yield Finding("Kính gửi", "cuối dòng cuối", "dấu chấm (.)", shortened(names[-1]), "II.9.d")
    for name in names[:-1]:
        if not name.endswith(";"):
            yield Finding("Kính gửi", "cuối dòng", "dấu chấm phẩy (;)", shortened(name), "II.9.d")
            break


def _basis(anatomy: Anatomy) -> Iterator[Finding]:
    lines = [line.text for line in anatomy.of("basis")]
    if lines and not lines[-1].endswith("."):
        yield Finding("Căn cứ", "cuối dòng cuối", "dấu chấm (.)", shortened(lines[-1][-40:]), "II.6.a")
    for line in lines[:-1]:
        if not line.endswith(";"):
            yield Finding("Căn cứ", "cuối dòng", "dấu chấm phẩy (;)", shortened(line[-40:]), "II.6.a")
            break


def _closing(anatomy: Anatomy, lines: list[Line]) -> Iterator[Finding]:
    """The sample forms of Annex III close the content with ``./.``; a table may stand last instead."""
    end = anatomy.first("receivers")
    last = lines[-1]
    between = anatomy.lines[last.order + 1 : end.order if end else len(anatomy.lines)]
    if any(line.text and line.place is not None for line in between):
        return
    if not last.text.endswith("./."):
        yield Finding("Nội dung", "kết thúc", "“./.”", shortened(last.text[-30:]), "V")
