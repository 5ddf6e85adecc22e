"""Rows of proposed tasks as they come in: checked, with their time understood; and read out of a unit's letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.audit.errors import Refused
from dondoc.extraction.directive import Directive
from dondoc.tasks.deadlines import typed_due

LIMITS = {"text": 5000, "lead": 300, "partners": 600, "product": 600, "time_text": 300}
NAMES = {
    "text": "nội dung nhiệm vụ",
    "lead": "cơ quan chủ trì",
    "partners": "cơ quan phối hợp",
    "product": "sản phẩm",
    "time_text": "thời gian",
}
MOST = 300
"""Tasks of one addressee."""


@dataclass(frozen=True, slots=True)
class Row:
    """One proposed task; names and times as written. ``due`` is filled by ``checked``."""

    text: str
    lead: str = ""
    partners: str = ""
    product: str = ""
    time_text: str = ""
    due: str = ""

    @property
    def blank(self) -> bool:
        return not any((self.text, self.partners, self.product, self.time_text))


def checked(rows: Iterable[Row], issued: str, *, lead: str) -> list[Row]:
    """The rows that say something, blanks squeezed, an empty lead filled with ``lead``. ``issued`` is the ISO date
    against which times without a year are read. Raises Refused, naming the row that is wrong."""
    found = []
    for number, row in enumerate(rows, 1):
        values = {name: " ".join(getattr(row, name).split()) for name in LIMITS}
        if Row(**values).blank:
            continue
        if not values["text"]:
            raise Refused(f"Dòng {number}: hãy ghi nội dung nhiệm vụ.")
        for name, most in LIMITS.items():
            if len(values[name]) > most:
                raise Refused(f"Dòng {number}: {NAMES[name]} dài quá {most} ký tự; hãy rút gọn.")
        if not values["product"]:
            raise Refused(f"Dòng {number}: hãy ghi sản phẩm, kết quả của nhiệm vụ.")
        values["lead"] = values["lead"] or lead[:300]
        found.append(Row(**values, due=_due(number, values["time_text"], issued)))
    if len(found) > MOST:
        raise Refused(f"Mỗi cơ quan đề xuất tối đa {MOST} nhiệm vụ; hãy gộp bớt.")
    return found


def _due(number: int, words: str, issued: str) -> str:
    try:
        return typed_due(words, issued)[:120]
    except Refused:
        raise Refused(
            f"Dòng {number}: không hiểu thời gian “{words}”; hãy ghi như “Quý II năm 2027”, “trước ngày 15/6/2027”."
        ) from None


def rows_of(directive: Directive) -> list[Row]:
    """The tasks that a unit's letter or its appendix proposes, for a person to look over."""
    return [
        Row(
            text=duty.text.value,
            lead=", ".join(value.value for value in duty.lead),
            partners=", ".join(value.value for value in duty.coordinate),
            product=duty.deliverable.value if duty.deliverable else "",
            time_text=duty.time_text.value if duty.time_text else "",
        )
        for duty in directive.duties
    ]
