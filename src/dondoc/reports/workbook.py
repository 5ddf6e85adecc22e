"""A unit's form as an Excel form, and what a filled one says. Uses ``dondoc.forms``; errors stand at their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from dondoc.forms.definition import Field, Form, Kind
from dondoc.reports.actions import FormGiven
from dondoc.reports.models import Heading, Measure, MeasureValue, Passage, UnitReport

TABLE, CODE, HEADING, TEXT = "noi_dung", "ma", "muc", "chu"
NOTE = (
    "Sửa chữ ở cột Nội dung; thêm dòng mới thì để trống cột Mã; xóa cả dòng là bỏ nội dung đó khỏi báo cáo. "
    "Số liệu ghi ở trang đầu."
)
_HEADINGS = {heading.label: heading.value for heading in Heading}


def form_of(report: UnitReport, measures: Iterable[Measure]) -> Form:
    """The form: a number for each measure, a table of what is told."""
    numbers = tuple(
        Field(_key(one), f"{one.name} ({one.unit_of})" if one.unit_of else one.name, Kind.NUMBER) for one in measures
    )
    columns = (
        Field(CODE, "Mã (giữ nguyên)", help="Mã của nội dung điền sẵn; dòng mới để trống"),
        Field(HEADING, "Mục", Kind.CHOICE, needed=True, choices=tuple(_HEADINGS)),
        Field(TEXT, "Nội dung", Kind.LONG, needed=True),
    )
    table = Field(TABLE, "Nội dung", Kind.TABLE, columns=columns, rows=1000)
    title = f"{report.name}: báo cáo {report.period.label[:1].lower()}{report.period.label[1:]}"
    return Form(title, (*numbers, table), NOTE)


def _key(measure: Measure) -> str:
    return f"m{measure.pk}"


def values_of(passages: Iterable[Passage], values: Iterable[MeasureValue]) -> dict[str, Any]:
    """What stands in the form now."""
    rows = [
        {CODE: str(one.pk), HEADING: Heading(one.heading).label, TEXT: one.text}
        for one in passages
        if not one.is_left_out
    ]
    return {**{f"m{value.measure_id}": float(value.value) for value in values}, TABLE: rows}


def given_of(form: Form, values: Mapping[str, Any], passages: Iterable[Passage]) -> FormGiven:
    """What a checked answer means: rows with a known code change that passage, others are new, passages whose row is
    gone are left out."""
    known = {str(one.pk): one for one in passages}
    rows = values.get(TABLE) or []
    kept = {str(row.get(CODE) or "").strip(): row for row in rows}
    texts = {one.pk: str(kept[code][TEXT]) for code, one in known.items() if code in kept}
    gone = frozenset(one.pk for code, one in known.items() if code not in kept)
    added = [
        (_HEADINGS[str(row[HEADING])], " ".join(str(row[TEXT]).split()))
        for row in rows
        if str(row.get(CODE) or "").strip() not in known
    ]
    numbers = {
        int(one.key[1:]): None if values.get(one.key) is None else Decimal(str(values[one.key])) for one in form.singles
    }
    return FormGiven(texts, gone, added, numbers)
