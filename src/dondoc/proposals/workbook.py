"""The Excel form of a call: out to a unit with what it has proposed so far, back with its tasks."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.audit.errors import Refused
from dondoc.forms.checking import Checked, Fault
from dondoc.forms.definition import Field, Form, Kind
from dondoc.forms.excel.reading import Filled
from dondoc.forms.excel.reading import checked as checked_cells
from dondoc.forms.values import Value
from dondoc.proposals.rows import LIMITS, MOST, Row
from dondoc.tasks.deadlines import typed_due

TASKS = "tasks"
_TIME = Field("time_text", "Thời gian hoàn thành", help="Ghi như “Quý II năm 2027”, “trước ngày 15/6/2027”")
_COLUMNS = (
    Field("text", "Nội dung nhiệm vụ", Kind.LONG, needed=True),
    Field("product", "Sản phẩm, kết quả", Kind.LONG, needed=True),
    _TIME,
    Field("lead", "Chủ trì", help="Để trống nếu đơn vị tự chủ trì"),
    Field("partners", "Phối hợp", Kind.LONG, help="Các cơ quan, cách nhau bằng dấu phẩy"),
)
_TABLE = Field(
    TASKS, "Nhiệm vụ đề xuất", Kind.TABLE, columns=_COLUMNS, rows=MOST, help="Mỗi nhiệm vụ một dòng."
)  # fmt: skip


def form_of(plan_name: str) -> Form:
    """What a unit is asked for a plan, as a form."""
    return Form(f"Đề xuất nhiệm vụ đưa vào {plan_name}", (_TABLE,))


def values_of(rows: Iterable[Row]) -> dict[str, Value]:
    """Rows as the form holds them."""
    return {TASKS: [{name: getattr(row, name) for name in LIMITS if getattr(row, name)} for row in rows]}


def read(filled: Filled, form: Form, issued: str) -> tuple[list[Row], Checked]:
    """The rows of a workbook that came back, and what is wrong with its cells; ``issued`` as for ``rows.checked``."""
    found = checked_cells(filled, form)
    kept = found.values.get(TASKS) or []
    for number, values in enumerate(kept):
        for column in _COLUMNS:
            sentence = _wrong(column.key, str(values.get(column.key) or ""), issued)
            path = (TASKS, number, column.key)
            if sentence and path not in found.by_path:
                found.faults.append(Fault(path, column.label, sentence))
    return [Row(**{name: " ".join(str(values.get(name) or "").split()) for name in LIMITS}) for values in kept], found


def _wrong(name: str, words: str, issued: str) -> str:
    if len(words) > LIMITS[name]:
        return f"dài quá {LIMITS[name]} ký tự; hãy rút gọn."
    if name != _TIME.key or not words:
        return ""
    try:
        typed_due(words, issued)
    except Refused:
        return f"không hiểu thời gian “{words[:60]}”; hãy ghi như “Quý II năm 2027”, “trước ngày 15/6/2027”."
    return ""
