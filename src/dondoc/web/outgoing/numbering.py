"""Giving numbers, keeping and voiding them, and which sequences the agency has."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.audit.errors import Refused
from dondoc.documents import actions
from dondoc.documents.outgoing import numbers, series
from dondoc.documents.paging import page
from dondoc.documents.policies import ISSUE, VIEW_ALL
from dondoc.documents.sequences import BY_KIND, OUTGOING_KINDS, typed_groups
from dondoc.organisations.actions import change_settings
from dondoc.organisations.policies import may, require
from dondoc.web.outgoing.drafting import found
from dondoc.web.paging import SIZE, day_of, number_of


@require_POST
def issue(request: HttpRequest, document_id: int) -> HttpResponse:
    """Give a draft its number and day."""
    found(request, document_id)
    sent = request.POST
    words = sent.get("number", "").strip()
    if words and not (words.isascii() and words.isdigit() and len(words) < 7):
        raise Refused("Số văn bản chỉ gồm chữ số; để trống để lấy số tiếp theo.", "number")
    day = day_of(sent, "day")
    if sent.get("day", "").strip() and day is None:
        raise Refused("Ngày ban hành không đúng; hãy nhập dạng ngày/tháng/năm.", "day")
    number = int(words) if words else None
    reason = sent.get("reason", "")
    document = actions.issue(request.user, request.membership, document_id, day=day, number=number, reason=reason)
    messages.success(request, f"Đã phát hành {document.kind} số {document.code}.")
    return redirect("outgoing:document", document_id)


@require_http_methods(["GET", "HEAD", "POST"])
def sequences(request: HttpRequest) -> HttpResponse:
    """Where each sequence stands, and its numbers; sending the form keeps the next ones."""
    require(request.membership, ISSUE if request.method == "POST" else VIEW_ALL)
    if request.method == "POST":
        count = request.POST.get("count", "1").strip()
        kept = actions.reserve_number(
            request.user,
            request.membership,
            request.POST.get("kind", ""),
            count=int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0,
            note=request.POST.get("note", ""),
        )
        messages.success(request, "Đã giữ số " + ", ".join(str(one.number) for one in kept) + ".")
        return redirect("outgoing:sequences")
    shown = page(numbers(request.membership), number_of(request.GET), SIZE)
    context = {
        "page": shown,
        "series": series(request.membership),
        "kinds": OUTGOING_KINDS,
        "may_issue": may(request.membership, ISSUE),
        "may_settings": may(request.membership, "settings.edit"),
    }
    return render(request, "web/outgoing/sequences.html", context)


@require_POST
def void(request: HttpRequest, number_id: int) -> HttpResponse:
    """Give up a number that was kept."""
    actions.void_number(request.user, request.membership, number_id, request.POST.get("reason", ""))
    messages.success(request, "Đã hủy số; số vẫn nằm trong sổ cùng lý do.")
    return redirect("outgoing:sequences")


@require_POST
def group(request: HttpRequest) -> HttpResponse:
    """Which types of documents are numbered together."""
    require(request.membership, "settings.edit")
    by_kind = request.POST.get("rule") == BY_KIND
    chosen = BY_KIND if by_kind else typed_groups(request.POST.get("groups", ""))
    changes: dict[str, Any] = {"outgoing_series": chosen}
    if words := request.POST.get("term_start", "").strip():
        day = day_of(request.POST, "term_start")
        if day is None:
            raise Refused(f"“{words}” không phải là ngày; hãy ghi như 15/10/2025.", "term_start")
        known = request.membership.agency.settings.get("term_starts") or []
        changes["term_starts"] = sorted({*known, day.isoformat()})
    change_settings(request.user, request.membership.agency, changes)
    messages.success(request, "Đã lưu cách lấy số văn bản đi; áp dụng cho số cấp từ bây giờ.")
    return redirect("settings:agency")
