"""The list behind a figure of the statistics or of the leader's page, on the screen and as Excel."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dondoc.documents.models import Document
from dondoc.documents.paging import page
from dondoc.evaluation.dashboard import REASONS, late_because, performed
from dondoc.organisations.models import Person, Unit
from dondoc.tasks.behind import Behind, behind
from dondoc.tasks.models import NEVER
from dondoc.web.paging import SIZE, day_of, id_of, number_of
from dondoc.web.words import document_title, state
from dondoc.writing.blocks import Align, Column, Row, Table
from dondoc.writing.xlsx import Sheet, write_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 500
CELLS = {
    "done_on_time": "Hoàn thành đúng hạn",
    "done_late": "Hoàn thành trễ hạn",
    "open_in_time": "Đang làm, trong hạn",
    "open_overdue": "Đang làm, quá hạn",
    "early": "Hoàn thành trước hạn",
    "returned": "Kết quả từng bị trả lại",
    "extended": "Được gia hạn",
}
COLUMNS = (
    Column("TT", 0.6, Align.CENTER),
    Column("Nhiệm vụ", 5.0),
    Column("Chủ trì", 2.4),
    Column("Sản phẩm", 2.4),
    Column("Văn bản giao", 2.6),
    Column("Thời hạn", 1.3, Align.CENTER, fits="30/09/2026"),
    Column("Hoàn thành", 1.3, Align.CENTER, fits="30/09/2026"),
    Column("Trạng thái", 1.5),
    Column("Kinh phí", 1.8),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: things that count, those late for a ``reason``, or open tasks that a ``person``
    performs."""

    which: Behind = field(default_factory=Behind)
    reason: str = ""
    person: int | None = None

    def addresses(self, cells: Iterable[str]) -> dict[str, str]:
        """The addresses of the lists of several cells, of what is else asked for."""
        start = self.address()
        start += "" if start.endswith("?") else "&"
        return {cell: f"{start}o={cell}" if cell else start.rstrip("&") for cell in cells}

    def address(self) -> str:
        """The address of the list."""
        which = self.which
        asked = {
            "o": which.cell,
            "don-vi": which.unit,
            "thuoc": which.below,
            "tu": which.since and f"{which.since:%d/%m/%Y}",
            "den": which.until and f"{which.until:%d/%m/%Y}",
            "theo": "ban-dau" if which.by_first_day else "",
            "van-ban": which.document,
            "nguoi": self.person,
            "vi-sao": self.reason,
        }
        return reverse("counted") + "?" + urlencode({key: value for key, value in asked.items() if value})


def asked(query: QueryDict) -> Asked:
    """What an address says; what it says wrongly is as if it said nothing."""
    cell, reason = query.get("o", ""), query.get("vi-sao", "")
    which = Behind(
        cell=cell if cell in CELLS else "",
        unit=id_of(query, "don-vi"),
        below=id_of(query, "thuoc"),
        document=id_of(query, "van-ban"),
        since=day_of(query, "tu"),
        until=day_of(query, "den"),
        by_first_day=query.get("theo") == "ban-dau",
    )
    return Asked(which, reason if reason in REASONS else "", id_of(query, "nguoi"))


def rows_of(request: HttpRequest, wanted: Asked) -> QuerySet[Any]:
    """The things (``Counted``) or parts of tasks (``Assignment``) of a list, each with its task and document."""
    if wanted.person:
        return performed(request.membership, wanted.person)
    if wanted.reason:
        return late_because(request.membership, request.today, wanted.which, wanted.reason)
    return behind(request.membership, request.today, wanted.which)


@require_safe
def counted(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    wanted = asked(request.GET)
    context = {
        "page": page(rows_of(request, wanted), number_of(request.GET), SIZE),
        "of_person": bool(wanted.person),
        "by_first_day": wanted.which.by_first_day,
        "title": title(request, wanted),
        "query": request.GET.urlencode(),
    }
    return render(request, "web/tasks/counted.html", context)


@require_safe
def excel(request: HttpRequest) -> FileResponse:
    """All of it, read in pieces and written to disk."""
    wanted = asked(request.GET)
    rows = rows_of(request, wanted).iterator(chunk_size=CHUNK)
    table = Table(COLUMNS, _cells(rows, of_person=bool(wanted.person), by_first_day=wanted.which.by_first_day))
    target = TemporaryFile()  # noqa: SIM115 - the response closes it when it was sent
    note = f"{request.membership.agency.unit.name}, tính đến ngày {request.today:%d/%m/%Y}"
    write_xlsx([Sheet("Nhiệm vụ", table, title(request, wanted), note)], target)
    target.seek(0)
    name = f"thong-ke-{request.today:%Y-%m-%d}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=EXCEL)


def _cells(rows: Iterator[Any], *, of_person: bool, by_first_day: bool) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        task = row.task
        due = task.due_on if of_person else row.first_due_on if by_first_day else row.due_on
        done = task.done_on if of_person else row.done_on
        yield (
            number,
            task.text[:1].upper() + task.text[1:],
            "" if of_person else row.unit.name,
            task.deliverable,
            document_title(task.document) if task.document else "",
            None if due == NEVER else due,
            done,
            "Hoàn thành" if done else state(task.state)[0],
            task.funds,
        )


def title(request: HttpRequest, wanted: Asked) -> str:
    """What the list holds, in words."""
    which = wanted.which
    said = [CELLS.get(which.cell, "Đang thực hiện" if wanted.person else "Tất cả")]
    if wanted.reason:
        said.append(REASONS[wanted.reason].lower())
    for unit_id in (which.unit, which.below):
        if unit_id:
            said.append(Unit.objects.filter(pk=unit_id).values_list("name", flat=True).first() or "đơn vị khác")
    if which.since or which.until:
        said.append(("hạn ban đầu " if which.by_first_day else "hạn ") + days(which.since, which.until))
    elif which.by_first_day:
        said.append("tính theo hạn ban đầu")
    if which.document:
        document = Document.objects.filter(pk=which.document, agency=request.membership.agency).first()
        said.append(str(document) if document else "văn bản khác")
    if wanted.person:
        said.append(Person.objects.filter(pk=wanted.person).values_list("full_name", flat=True).first() or "")
    return " · ".join(said)


def days(since: date | None, until: date | None) -> str:
    """ "trong tháng 11 năm 2026", "từ 02/11/2026", "đến 05/11/2026"."""
    if since and until and since.day == 1 and until == since.replace(day=monthrange(since.year, since.month)[1]):
        return f"trong tháng {since.month} năm {since.year}"
    return " ".join(part for part in (since and f"từ {since:%d/%m/%Y}", until and f"đến {until:%d/%m/%Y}") if part)
