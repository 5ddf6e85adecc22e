"""Import of a unit list from Excel: first what it would do and what is wrong in which cell, then the import."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dondoc.audit.errors import Refused
from dondoc.organisations import actions
from dondoc.organisations.policies import require
from dondoc.organisations.spreadsheets.plan import plan_units
from dondoc.organisations.spreadsheets.writing import template as empty_list
from dondoc.organisations.spreadsheets.writing import unit_list
from dondoc.web.organisation.units import agency_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 1_500_000
SALT = "organisation.import"
ERRORS_SHOWN = 50
NEW_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def units(request: HttpRequest) -> HttpResponse:
    """The form; after a file its rehearsal; after a yes the import."""
    require(request.membership, "organisation.edit")
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        try:
            content = _content(request)
            if request.POST.get("yes"):
                return _import(request, content)
            context = _rehearse(request, content)
        except Refused as refusal:
            context, status = {"error": str(refusal)}, 422
    return render(request, "web/organisation/import.html", context, status=status)


def _content(request: HttpRequest) -> bytes:
    if request.POST.get("content"):
        try:
            return base64.b64decode(signing.loads(request.POST["content"], salt=SALT, max_age=3600))
        except signing.BadSignature as error:
            raise Refused("Bản xem trước đã quá một giờ. Hãy chọn lại tệp.") from error
    file = request.FILES.get("file")
    if file is None:
        raise Refused("Chưa chọn tệp. Hãy chọn tệp Excel (.xlsx) theo mẫu.")
    if file.size > LARGEST:
        raise Refused(
            "Tệp lớn quá 1,5 MB; danh sách đơn vị không cần lớn như vậy. Hãy tách hoặc bỏ hình ảnh trong tệp."
        )
    return file.read()


def _rehearse(request: HttpRequest, content: bytes) -> dict[str, Any]:
    plan = plan_units(agency_of(request), content)
    packed = signing.dumps(base64.b64encode(content).decode(), salt=SALT, compress=True)
    return {
        "plan": plan,
        "errors": plan.errors[:ERRORS_SHOWN],
        "new": [(row, parent.name) for wave in plan.waves for row, parent in wave][:NEW_SHOWN],
        "content": packed,
    }


def _import(request: HttpRequest, content: bytes) -> HttpResponse:
    done = actions.import_units(request.user, agency_of(request), content)
    if done.errors:
        return render(request, "web/organisation/import.html", _rehearse(request, content), status=422)
    messages.success(request, f"Đã thêm {len(done.added)} đơn vị; {len(done.existing)} đơn vị đã có từ trước.")
    return redirect("organisation:units")


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The template to fill in; with ``dang-co=1`` the units that exist."""
    agency = agency_of(request)
    existing = request.GET.get("dang-co") == "1"
    content = unit_list(agency, request.today) if existing else empty_list()
    name = "danh-sach-don-vi.xlsx" if existing else "mau-danh-sach-don-vi.xlsx"
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}"'})
