"""The log of messages, and what a person does with them."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.paging import page
from dondoc.documents.policies import agency_of
from dondoc.documents.queries import visible_documents
from dondoc.interchange import actions, queries
from dondoc.interchange.actions.receiving import LARGEST
from dondoc.interchange.models import EdxmlMessage, MessageKind, MessageWay
from dondoc.interchange.packing import file_name, organ_id, package
from dondoc.interchange.policies import RECEIVE, SEE, SEND
from dondoc.organisations.policies import may, require
from dondoc.web.interchange.shown import describe
from dondoc.web.paging import SIZE, day_of, number_of

AT_ONCE = 200
GONE = "Tệp gốc của văn bản không còn trên máy chủ nên không lập được gói; hãy báo quản trị."


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The page."""
    require(request.membership, SEE)
    rows = queries.messages(request.membership)
    way, kind = request.GET.get("chieu", ""), request.GET.get("loai", "")
    if way in MessageWay.values:
        rows = rows.filter(way=way)
    if kind in MessageKind.values:
        rows = rows.filter(kind=kind)
    shown = page(rows, number_of(request.GET), SIZE)
    for one in shown.rows:
        describe(one)
    context = {
        "page": shown,
        "way": way,
        "kind": kind,
        "ways": MessageWay.choices,
        "kinds": MessageKind.choices,
        "ready": queries.ready(request.membership)[: AT_ONCE + 1].count(),
        "organ": organ_id(agency_of(request.membership)),
        "may_receive": may(request.membership, RECEIVE),
        "may_send": may(request.membership, SEND),
    }
    return render(request, "web/interchange/log.html", context)


def _found(request: HttpRequest, message_id: int) -> EdxmlMessage:
    require(request.membership, SEND)
    row = queries.messages(request.membership).filter(pk=message_id, way=MessageWay.OUT).first()
    if row is None:
        raise Http404
    return row


def _packed(message: EdxmlMessage) -> bytes:
    try:
        return package(message)
    except FileNotFoundError as error:
        raise Refused(GONE) from error


@require_POST
def fetch(request: HttpRequest, message_id: int) -> HttpResponse:
    """An outgoing message as a file; it counts as sent from now on."""
    row = _found(request, message_id)
    data = _packed(row)
    actions.mark_fetched(request.user, [row])
    return _file(data, file_name(row), "application/xml")


@require_POST
def fetch_ready(request: HttpRequest) -> HttpResponse:
    """All that waits, zipped."""
    require(request.membership, SEND)
    rows = list(queries.ready(request.membership)[:AT_ONCE])
    if not rows:
        raise Refused("Không có gói nào chờ gửi.")
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in rows:
            archive.writestr(file_name(row), _packed(row))
    actions.mark_fetched(request.user, rows)
    return _file(out.getvalue(), "goi-edxml-cho-gui.zip", "application/zip")


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
def send(request: HttpRequest, document_id: int) -> HttpResponse:
    """Make the message of an issued document."""
    _visible(request, document_id)
    due_on = day_of(request.POST, "due_on")
    if request.POST.get("due_on", "").strip() and due_on is None:
        raise Refused("Hạn trả lời không đúng; hãy nhập dạng ngày/tháng/năm.", "due_on")
    chosen = [int(one) for one in request.POST.getlist("attachment") if one.isascii() and one.isdigit()]
    actions.send_document(
        request.user,
        request.membership,
        document_id,
        attachments=chosen,
        due_on=due_on,
        steering=request.POST.get("steering") == "1",
    )
    messages.success(request, "Đã lập gói edXML; hãy tải gói về hoặc để hệ thống kết nối lấy đi.")
    return redirect("outgoing:document", document_id)


def _visible(request: HttpRequest, document_id: int) -> None:
    if not visible_documents(request.membership).filter(pk=document_id).exists():
        raise Http404


@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take in the states that receivers report."""
    require(request.membership, RECEIVE)
    files = request.FILES.getlist("files")
    if not files:
        raise Refused("Hãy chọn thông điệp trạng thái (.edxml).", "files")
    taken = [actions.receive_status(request.user, request.membership, file.read(LARGEST + 1)) for file in files]
    messages.success(request, f"Đã nhận {len(taken)} trạng thái.")
    return redirect("interchange:log")


@require_POST
def refuse(request: HttpRequest, message_id: int) -> HttpResponse:
    """Do not take a document in, and tell its sender why."""
    row = actions.refuse_document(request.user, request.membership, message_id, request.POST.get("reason", ""))
    messages.success(request, "Đã lập thông điệp từ chối tiếp nhận gửi nơi gửi.")
    return redirect("documents:review", row.document_id)


@require_POST
def reply(request: HttpRequest, message_id: int) -> HttpResponse:
    """Answer a sender that wants a document back or changed."""
    agree = request.POST.get("agree") == "1"
    reason = request.POST.get("reason", "")
    row = actions.reply_to_recall(request.user, request.membership, message_id, agree, reason)
    messages.success(request, "Đã lập thông điệp trả lời gửi nơi gửi.")
    return redirect("documents:review", row.document_id)


@require_POST
def due(request: HttpRequest, message_id: int) -> HttpResponse:
    """Take the sender's day for the tasks that name none."""
    row = queries.messages(request.membership).filter(pk=message_id).first()
    count = actions.take_due(request.user, request.membership, message_id)
    messages.success(request, f"Đã ghi hạn cho {count} nhiệm vụ.")
    return redirect("documents:review", row.document_id) if row else redirect("interchange:log")


@require_POST
def organ(request: HttpRequest) -> HttpResponse:
    """Set the agency's own code."""
    actions.set_organ(request.user, request.membership, request.POST.get("code", ""))
    messages.success(request, "Đã lưu mã định danh.")
    return redirect("settings:agency")
