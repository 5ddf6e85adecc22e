"""Layout against Decree 30/2020, Annex I, by the checker of ``writing.check``; only Word files have one."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.writing.check import check_layout
from dondoc.writing.errors import WritingError


def layout(matter: Matter) -> Iterator[Fault]:
    """One finding a departure; none where the original is no Word file or cannot be opened as one."""
    if matter.original is None or matter.text.format != "docx":
        return
    try:
        found = check_layout(matter.original)
    except WritingError:
        return
    for one in found:
        yield Fault(
            None,
            f"{one.where} - {one.what}: {one.found}.",
            f"Theo mục {one.rule} phải là: {one.expected}.",
        )


RULES: tuple[Rule, ...] = (
    Rule(
        "layout.decree30",
        "Thể thức khác với Phụ lục I",
        Severity.NOTE,
        "Nghị định 30/2020/NĐ-CP, Phụ lục I",
        "Khổ giấy, phông chữ, cỡ chữ, vị trí các thành phần của tệp Word.",
        layout,
    ),
)
