"""The workbook of one unit of a call: given out, taken back by the unit itself or by who runs the call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from dondoc.audit.errors import Refused
from dondoc.forms.excel.plan import Stamp
from dondoc.forms.excel.reading import Filled
from dondoc.proposals.models import Call
from dondoc.proposals.rows import Row
from dondoc.proposals.workbook import form_of, read, values_of
from dondoc.rounds.models import Addressee
from dondoc.web.rounds import workbooks

SEAL = "dondoc.proposals.excel"
SALT = "proposals.marked"
FAULTS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """A workbook that came back: its rows, and where cells are wrong what the page tells of them."""

    rows: list[Row]
    told: dict[str, Any]


def _stamp(call: Call, row: Addressee) -> Stamp:
    return workbooks.sealed(SEAL, call.pk, 1, row)


def blank(call: Call, row: Addressee, rows: list[Row]) -> HttpResponse:
    """The workbook to fill in, with what the unit has proposed so far."""
    content = workbooks.filling(_stamp(call, row), row, values_of(rows))
    return workbooks.book(form_of(call.plan_name), content, f"de-xuat-{call.round_id}-{row.pk}.xlsx")


def marked(call: Call, row: Addressee, content: str) -> HttpResponse:
    """The workbook as it came, its wrong cells marked. Raises Refused."""
    return workbooks.marked(_stamp(call, row), row, form_of(call.plan_name), content, SALT)


def taken(request: HttpRequest, call: Call, row: Addressee) -> Taken:
    """The workbook that a unit sent. Raises Refused where it is no such workbook, or another's."""
    return _read(call, row, workbooks.filled(request, _stamp(call, row), form_of(call.plan_name)))


def taken_of_any(request: HttpRequest, call: Call) -> tuple[Addressee, Taken]:
    """The workbook of whichever unit of the call, and whose it is by its stamp. Raises Refused."""
    stamp, content = workbooks.sent(request)
    rows = Addressee.objects.filter(round=call.round_id).select_related("round")
    whose = rows.filter(pk=stamp.addressee).first() if stamp.addressee.isascii() and stamp.addressee.isdigit() else None
    if whose is None:
        raise Refused("Tệp này không phải biểu mẫu của đợt này. Hãy tải biểu mẫu của đơn vị ở đây rồi điền lại.")
    workbooks.check(stamp, _stamp(call, whose))
    return whose, _read(call, whose, workbooks.opened(content, form_of(call.plan_name)))


def _read(call: Call, row: Addressee, filled: Filled) -> Taken:
    opened = row.round.opened_at
    rows, checked = read(filled, form_of(call.plan_name), opened.date().isoformat() if opened else "")
    if not checked.faults:
        return Taken(rows, {})
    cells = [(filled.cell(fault) or fault.label, fault.sentence) for fault in checked.faults]
    return Taken(
        rows,
        {
            "error": f"Chưa nhận tệp: có {len(cells)} ô cần sửa. Chưa có gì được lưu.",
            "cells": cells[:FAULTS_SHOWN],
            "more": max(0, len(cells) - FAULTS_SHOWN),
            "content": workbooks.packed_answer(checked, SALT),
        },
    )
