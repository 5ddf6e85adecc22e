"""The systems that tasks are reported to: what they are told today, what was sent, how their list compares."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents import store
from dondoc.documents.models import Document
from dondoc.organisations.policies import may
from dondoc.outside import actions
from dondoc.outside.fields import FIELDS, SITUATIONS, plain
from dondoc.outside.models import OutsideSystem
from dondoc.outside.queries import EDIT, SEND, reported, systems, told

SHOWN = 25
HISTORY = 30
SPARE = 3
"""Empty lines in the form of columns."""


def found(request: HttpRequest, system_id: int, permission: str = "") -> OutsideSystem:
    """A system of the agency. Raises NotAllowed, Http404."""
    if not (may(request.membership, permission) if permission else _enters(request)):
        raise NotAllowed("Trang này dành cho lãnh đạo, văn phòng và quản trị.")
    system = systems(request.membership).filter(pk=system_id).first()
    if system is None:
        raise Http404
    return system


def _enters(request: HttpRequest) -> bool:
    return may(request.membership, SEND) or may(request.membership, EDIT)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The systems; sending the form adds one."""
    if not _enters(request):
        raise NotAllowed("Trang này dành cho lãnh đạo, văn phòng và quản trị.")
    if request.method == "POST":
        made = actions.add_system(request.user, request.membership, request.POST.get("name", ""))
        messages.success(request, "Đã thêm hệ thống; hãy đặt các cột theo biểu của hệ thống đó.")
        return redirect("outside:mapping", made.pk)
    rows = [(system, system.deliveries.first()) for system in systems(request.membership)]
    return render(request, "web/outside/register.html", {"rows": rows, "may_edit": may(request.membership, EDIT)})


@require_safe
def system(request: HttpRequest, system_id: int) -> HttpResponse:
    """What the system is told today, what was sent when, comparisons."""
    one = found(request, system_id)
    sends = may(request.membership, SEND)
    context: dict[str, Any] = {
        "system": one,
        "may_send": sends and not one.ended,
        "may_edit": may(request.membership, EDIT),
        "sees": sends,
        "deliveries": one.deliveries.select_related("by").defer("rows")[:HISTORY],
        "comparisons": one.comparisons.select_related("by")[:HISTORY] if sends else [],
    }
    if sends:
        rows = islice(told(one, request.today), SHOWN)
        context["rows"] = [([plain(cell) for cell in row.cells], row) for row in rows]
        context["count"] = reported(one).count()
    return render(request, "web/outside/system.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, system_id: int) -> HttpResponse:
    """Its columns, words and documents."""
    one = found(request, system_id, EDIT)
    sent, error, status = request.POST, "", 200
    if request.method == "POST":
        try:
            pairs = list(zip(sent.getlist("title"), sent.getlist("field"), strict=False))
            words = {name: sent.get(f"word-{name}", "") for name in SITUATIONS}
            codes = sent.get("documents", "").replace(";", "\n").splitlines()
            actions.map_system(request.user, request.membership, system_id, pairs, words, document_codes=codes)
            messages.success(request, "Đã lưu cách xuất.")
            return redirect("outside:system", system_id)
        except NotAllowed:
            raise
        except Refused as refusal:
            error, status = str(refusal), 422
    columns = [(column["title"], column["field"]) for column in one.columns]
    if error:
        columns = list(zip(sent.getlist("title"), sent.getlist("field"), strict=False))
    codes = Document.objects.filter(pk__in=one.documents, agency=request.membership.agency).values_list(
        "code", flat=True
    )
    context = {
        "system": one,
        "error": error,
        "columns": columns + [("", "")] * SPARE,
        "fields": FIELDS.items(),
        "words": [
            (name, label, sent.get(f"word-{name}", one.words.get(name, label))) for name, label in SITUATIONS.items()
        ],
        "documents": sent.get("documents") if error else "\n".join(codes),
    }
    return render(request, "web/outside/mapping.html", context, status=status)


@require_POST
def end(request: HttpRequest, system_id: int) -> HttpResponse:
    """Report to it no longer, or again."""
    one = found(request, system_id, EDIT)
    actions.end_system(request.user, request.membership, system_id, ended=not one.ended)
    messages.success(request, "Đã mở lại." if one.ended else "Đã ngừng báo cáo sang hệ thống này.")
    return redirect("outside:system", system_id)


@require_POST
def deliver(request: HttpRequest, system_id: int) -> HttpResponse:
    """Make the file and keep it as sent."""
    found(request, system_id, SEND)
    made = actions.deliver(request.user, request.membership, system_id, request.POST.get("form", "xlsx"))
    messages.success(request, f"Đã lập tệp {made.name} với {made.count} nhiệm vụ và ghi là đã gửi.")
    return redirect("outside:system", system_id)


@require_safe
def delivery(request: HttpRequest, system_id: int, delivery_id: int) -> FileResponse:
    """The file that was sent."""
    one = found(request, system_id, SEND)
    row = one.deliveries.select_related("file").filter(pk=delivery_id).first()
    if row is None or not store.path_of(row.file.sha256).exists():
        raise Http404
    return FileResponse(store.path_of(row.file.sha256).open("rb"), as_attachment=True, filename=row.name)


@require_POST
def compare(request: HttpRequest, system_id: int) -> HttpResponse:
    """Compare the list that the system gave."""
    found(request, system_id, SEND)
    file = request.FILES.get("file")
    if file is None:
        raise Refused("Hãy chọn tệp danh sách của hệ thống (Excel hoặc CSV).", "file")
    made = actions.compare(request.user, request.membership, system_id, file.name, file.read())
    return redirect("outside:comparison", system_id, made.pk)


@require_safe
def comparison(request: HttpRequest, system_id: int, comparison_id: int) -> HttpResponse:
    """What differs."""
    one = found(request, system_id, SEND)
    row = one.comparisons.select_related("by").filter(pk=comparison_id).first()
    if row is None:
        raise Http404
    missing = reported(one).filter(pk__in=row.missing[:200])
    return render(request, "web/outside/comparison.html", {"system": one, "row": row, "missing": missing})
