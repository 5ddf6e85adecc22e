"""Numbers of items, articles and table rows that jump or stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.extraction.clauses import Clause
from dondoc.extraction.labels import Role, role_of
from dondoc.reading.text import Cell, Span, Table

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The order of points by the Vietnamese alphabet (Decree 30/2020, Annex I)."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_STYLES = ("article", "roman", "arabic", "second", "letter", "round")
_FARTHEST = 4
"""A larger step is more likely another list."""


def _value(style: str, label: str) -> int | None:
    """The place of a label in its row; None where it is none."""
    if style == "letter":
        return _LETTERS.find(label.lower()) + 1 or None
    if style == "roman":
        return _roman(label.upper())
    last = label.rpartition(".")[2]
    return int(last) if last.isdecimal() else None


def _roman(label: str) -> int | None:
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", label) or not label:
        return None
    values = [_ROMAN[letter] for letter in label]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def jump(matter: Matter) -> Iterator[Fault]:
    for root in (matter.body, *matter.appendices):
        for clause in root.walk():
            for style in _STYLES:
                yield from _row([child for child in clause.children if child.style == style], style)
    for clause in matter.clauses:
        if clause.table is not None:
            yield from _table(clause.table, matter)


def _row(items: Sequence[Clause], style: str) -> Iterator[Fault]:
    """Only a row that begins at its first number is judged: others go on from somewhere that was not understood."""
    before: tuple[int, Clause] | None = None
    for item in items:
        value = _value(style, item.label)
        if value is None:
            return
        if before is None and value != 1:
            return
        if before is not None and item.line is not None and _same_parent(before[1], item):
            step = value - before[0]
            if value == 1:
                before = (value, item)
                continue
            if step != 1 and -1 <= step <= _FARTHEST:
                yield _fault(Span(item.line.span.start, item.span.start), before[1].label, item.label, style, step)
        before = (value, item)


def _same_parent(one: Clause, other: Clause) -> bool:
    return one.label.rpartition(".")[0] == other.label.rpartition(".")[0]


def _fault(span: Span, before: str, label: str, style: str, step: int) -> Fault:
    name = {"article": "Điều ", "letter": "điểm ", "roman": "mục "}.get(style, "mục ")
    if step == 0:
        said = f"{name}{label} đứng hai lần".capitalize()
    elif step < 0:
        said = f"{name}{label} đứng sau {name}{before}".capitalize()
    else:
        said = f"Từ {name}{before} nhảy sang {name}{label}"
    return Fault(span, f"{said}.", "Đánh lại số thứ tự, và xem có sót mục nào không.")


def _table(table: Table, matter: Matter) -> Iterator[Fault]:
    """The column of running numbers."""
    head = table.at(0, 0)
    if head is None or role_of(" ".join(matter.folded[head.span.start : head.span.end].split())) is not Role.SEQUENCE:
        return
    before: int | None = None
    for cell in _first_column(table):
        words = matter.content[cell.span.start : cell.span.end].strip(" .\n")
        if not words.isdecimal() or len(words) > 3:
            continue
        value = int(words)
        if before is not None and value not in (before + 1, 1) and -1 <= value - before <= _FARTHEST:
            yield _fault(cell.span, str(before), words, "row", value - before)
        before = value


def _first_column(table: Table) -> list[Cell]:
    return sorted((cell for cell in table.cells if cell.column == 0 and cell.row > 0), key=lambda cell: cell.row)


RULES: tuple[Rule, ...] = (
    Rule(
        "numbering.jump",
        "Số thứ tự nhảy hoặc trùng",
        Severity.WARNING,
        "Nghị định 30/2020/NĐ-CP, Phụ lục I phần I mục II.6",
        "Số nhảy thường là dấu hiệu sót một mục; số trùng thì không viện dẫn được.",
        jump,
        (
            "1. Sở Y tế rà soát kho thuốc.\n2. Sở Nội vụ rà soát biên chế.\n[[4. ]]Sở Tài chính bố trí kinh phí.",
            "1. Sở Y tế:\na) Rà soát kho thuốc;\nb) Rà soát xe cứu thương;\n[[b) ]]Báo cáo kết quả.",
        ),
        ("1. Sở Y tế rà soát kho thuốc.\n2. Sở Nội vụ rà soát biên chế.\n3. Sở Tài chính bố trí kinh phí.",),
    ),
)
