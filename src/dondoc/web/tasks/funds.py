"""The funds that documents name for tasks: by source, by document, the tasks behind each, and as Excel."""

from __future__ import annotations

import io
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.documents.paging import page
from dondoc.tasks import funding
from dondoc.web.paging import SIZE, id_of, number_of
from dondoc.web.tasks.register import set_parts
from dondoc.web.words import document_title
from dondoc.writing.blocks import Align, Column, Table
from dondoc.writing.xlsx import Sheet, write_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONEY = "#,##0"
COLUMNS = (
    Column("TT", 0.6, Align.CENTER),
    Column("Nguồn, văn bản", 5.0),
    Column("Số nhiệm vụ", 1.0, Align.CENTER),
    Column("Kinh phí (đồng)", 1.8, number_format=MONEY),
    Column("Chưa ghi số tiền", 1.2, Align.CENTER),
)
TASKS = (
    Column("TT", 0.6, Align.CENTER),
    Column("Nhiệm vụ", 5.0),
    Column("Chủ trì", 2.4),
    Column("Văn bản giao", 2.6),
    Column("Kinh phí như văn bản ghi", 3.0),
)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The sums, or the tasks of one source (``nguon``); of one document where asked for."""
    document, key = id_of(request.GET, "van-ban"), request.GET.get("nguon", "")[:300]
    found = funding.funds(request.membership, request.today, document)
    context: dict[str, Any] = {"found": found, "document": None, "key": key}
    if document:
        context["document"] = next((line.document for line in found.by_document), None)
    if key or document:
        mine = request.membership, request.today
        rows = funding.of_source(*mine, key, document) if key else funding.funded(*mine, document)
        context["page"] = page(rows, number_of(request.GET), SIZE)
        for task in context["page"].rows:
            set_parts(task)
        context["source"] = next((line.name for line in found.by_source if line.key == key), "")
    return render(request, "web/tasks/funds.html", context)


@require_safe
def excel(request: HttpRequest) -> FileResponse:
    """The sums, and every task with its funds as the document says."""
    mine = request.membership, request.today, id_of(request.GET, "van-ban")
    found = funding.funds(*mine)
    title = f"Kinh phí thực hiện nhiệm vụ – {request.membership.agency.unit.name}"
    note = f"Tính đến ngày {request.today:%d/%m/%Y}"
    sources = [(at, one.name, one.tasks, one.amount, one.unknown) for at, one in enumerate(found.by_source, 1)]
    documents = [
        (at, document_title(one.document) if one.document else "Không theo văn bản", one.tasks, one.amount, one.unknown)
        for at, one in enumerate(found.by_document, 1)
    ]
    sheets = [
        Sheet("Theo nguồn", Table(COLUMNS, sources), title, note),
        Sheet("Theo văn bản", Table(COLUMNS, documents), title, note),
        Sheet("Nhiệm vụ", Table(TASKS, _tasks(funding.funded(*mine))), title, note),
    ]
    target = io.BytesIO()
    write_xlsx(sheets, target)
    target.seek(0)
    name = f"kinh-phi-{request.today:%Y-%m-%d}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=EXCEL)


def _tasks(rows: Any) -> Any:
    for number, task in enumerate(rows.iterator(chunk_size=500), start=1):
        set_parts(task)
        leads = "; ".join(row.unit.name if row.unit else row.name for row in task.leads)
        yield number, task.text, leads, document_title(task.document) if task.document else "", task.funds
