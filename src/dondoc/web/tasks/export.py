"""The register of tasks as Excel: the same filters as on the page, everything that they find."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from dondoc.tasks.models import Part, Task
from dondoc.tasks.register import register
from dondoc.web.tasks.register import filters_of
from dondoc.web.words import document_title, due, state
from dondoc.writing.blocks import Align, Column, Row, Table
from dondoc.writing.xlsx import Sheet, write_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 500
COLUMNS = (
    Column("TT", 0.6, Align.CENTER),
    Column("Nhiệm vụ", 5.0),
    Column("Chủ trì", 2.4),
    Column("Phối hợp", 2.4),
    Column("Sản phẩm", 2.4),
    Column("Thời hạn", 1.3, Align.CENTER),
    Column("Còn lại", 1.5),
    Column("Trạng thái", 1.5),
    Column("Tiến độ (%)", 0.9, Align.CENTER),
    Column("Văn bản giao", 2.6),
    Column("Mục", 0.9),
    Column("Kinh phí", 1.8),
)


@require_safe
def excel(request: HttpRequest) -> FileResponse:
    """Every task that the filters of the address find, read in pieces and written to disk, not held in memory."""
    rows = register(request.membership, filters_of(request.GET), request.today)
    title = f"Danh sách nhiệm vụ – {request.membership.agency.unit.name}"
    table = Table(COLUMNS, _rows(request, rows.iterator(chunk_size=CHUNK)))
    target = TemporaryFile()  # noqa: SIM115 - the response closes it when it was sent
    write_xlsx([Sheet("Nhiệm vụ", table, title, f"Tính đến ngày {request.today:%d/%m/%Y}")], target)
    target.seek(0)
    name = f"nhiem-vu-{request.today:%Y-%m-%d}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=EXCEL)


def _rows(request: HttpRequest, tasks: Iterator[Task]) -> Iterator[Row]:
    for number, task in enumerate(tasks, start=1):
        yield (
            number,
            task.text[:1].upper() + task.text[1:],
            _names(task, Part.LEAD),
            _names(task, Part.COORDINATE),
            task.deliverable,
            task.due_on,
            due(task, request.today)[0],
            state(task.state)[0],
            task.percent,
            document_title(task.document) if task.document else "",
            task.clause,
            task.funds,
        )


def _names(task: Task, part: Part) -> str:
    rows = [row for row in task.assignments.all() if row.part == part]
    return "; ".join(row.person.full_name if row.person else row.unit.name if row.unit else row.name for row in rows)
