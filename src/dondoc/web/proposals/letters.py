"""A unit's proposals, entered by who runs the call: out of its letter, a document of the register, its Excel form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dondoc.audit.errors import Refused
from dondoc.consultations.reading import received
from dondoc.documents.layout import unpack
from dondoc.extraction import extract
from dondoc.proposals import actions
from dondoc.proposals.models import Call
from dondoc.proposals.rows import Row, rows_of
from dondoc.rounds.models import Addressee, AnswerChannel
from dondoc.rounds.queries import sender_named
from dondoc.web.paging import id_of
from dondoc.web.proposals import excel
from dondoc.web.proposals.answering import sent_rows, undecided
from dondoc.web.proposals.register import find, frame
from dondoc.web.rounds.finding import document_coded


@dataclass(slots=True)
class Came:
    """What was read and waits to be looked over: whose it is, by what way it came, its rows."""

    rows: list[Row] = field(default_factory=list)
    whose: int | None = None
    channel: str = AnswerChannel.LETTER
    document: int | None = None
    told: dict[str, Any] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, round_id: int) -> HttpResponse:
    """Choose what came; the tasks that were read stand in the form to be looked over and saved."""
    found = find(request, round_id)
    if request.method == "GET" and (whose := id_of(request.GET, "bieu")):
        return _blank(found, whose)
    came, context = Came(whose=id_of(request.POST, "addressee")), frame(request, found, "letters")
    if request.method == "POST":
        try:
            if request.POST.get("step") == "save":
                return _save(request, found)
            came = _read(request, found)
            context |= came.told or {"read": len(came.rows)}
        except Refused as refusal:
            context["error"] = str(refusal)
            came.rows = [row for row in sent_rows(request) if not row.blank]
    context |= {
        "came": came,
        "whose": came.whose,
        "addressees": Addressee.objects.filter(round=found.round).order_by("order"),
        "all_rows": [*came.rows, Row(""), Row("")] if "read" in context or (came.rows and not came.told) else [],
    }
    return render(request, "web/proposals/letters.html", context, status=422 if "error" in context else 200)


def _blank(found: Call, whose: int) -> HttpResponse:
    row = Addressee.objects.select_related("round").filter(round=found.round_id, pk=whose).first()
    if row is None:
        raise Refused("Không tìm thấy nơi nhận này; hãy tải lại trang.")
    return excel.blank(found, row, undecided(row))


def _save(request: HttpRequest, found: Call) -> HttpResponse:
    sent, whose = request.POST, id_of(request.POST, "addressee")
    if whose is None or not Addressee.objects.filter(round=found.round_id, pk=whose).exists():
        raise Refused("Hãy chọn cơ quan đề xuất.")
    row = actions.enter(
        request.user,
        request.membership,
        whose,
        [row for row in sent_rows(request) if not row.blank],
        channel=sent.get("channel") or AnswerChannel.LETTER,
        document_id=id_of(sent, "document"),
    )
    messages.success(request, f"Đã nhập đề xuất của {row.name}.")
    return redirect("proposals:table", found.round_id)


def _read(request: HttpRequest, found: Call) -> Came:
    chosen = id_of(request.POST, "addressee")
    if upload := request.FILES.get("letter"):
        with received(upload.name, upload) as (_, _, read):
            head = read.directive.head
            return Came(rows_of(read.directive), chosen or _sent_by(request, found, head.issuer and head.issuer.value))
    if code := request.POST.get("code", "").strip():
        document = document_coded(request, code)
        if not hasattr(document, "text"):
            raise Refused(f"Văn bản số “{code}” chưa đọc xong; hãy thử lại sau ít phút.")
        rows = rows_of(extract(unpack(document.text.layout, document.text.content)))
        return Came(rows, chosen or _sent_by(request, found, document.issuer_name), document=document.pk)
    if "file" in request.FILES:
        row, taken = excel.taken_of_any(request, found)
        told = {name: taken.told[name] for name in ("error", "cells", "more") if name in taken.told}
        return Came([] if told else taken.rows, row.pk, AnswerChannel.EXCEL, told=told)
    raise Refused("Hãy chọn tệp công văn, ghi số văn bản đã vào sổ, hoặc chọn tệp Excel đơn vị gửi lại.")


def _sent_by(request: HttpRequest, found: Call, name: str | None) -> int | None:
    row = sender_named(found.round, name or "", request.today)
    return row.pk if row is not None else None
