"""Files on their way in: sending them, watching them, trying again, clearing away."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from dondoc.audit.errors import Refused
from dondoc.documents import actions, queries
from dondoc.documents.models import Direction, Intake, IntakeState
from dondoc.documents.policies import require_register
from dondoc.web.documents.register import REGISTERS

UNDER_WAY = (IntakeState.WAITING, IntakeState.READING)
FILES_AT_ONCE = 200


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in: one by one from the page's own module (answer: the row), or all at once from a plain form."""
    direction = request.POST.get("direction", Direction.INCOMING)
    if direction not in Direction.values:
        direction = Direction.INCOMING
    files = request.FILES.getlist("files")[:FILES_AT_ONCE]
    single = request.headers.get("X-Upload") == "one"
    try:
        require_register(request.membership)
        taken = [actions.receive(request.user, request.membership, file.name, file, direction) for file in files]
    except Refused as refusal:
        if not single:
            raise
        return HttpResponse(status=409, headers={"X-Sentence": quote(str(refusal))})
    if single:
        return render(request, "web/documents/intake_rows.html", {"intakes": taken})
    if not taken:
        messages.error(request, "Chưa chọn tệp nào. Hãy chọn ít nhất một tệp .docx, .doc, .pdf hoặc .txt rồi gửi lại.")
    else:
        messages.success(request, f"Đã nhận {len(taken)} tệp; đang đọc.")
    return redirect(dict(REGISTERS)[Direction(direction)])


@require_safe
def row(request: HttpRequest, intake_id: int) -> HttpResponse:
    """The row of one file, which asks for itself until the file is read; then the register is told."""
    intake = _find(request, intake_id)
    response = render(request, "web/documents/intake_row.html", {"intake": intake})
    if intake.state == IntakeState.DONE:
        return trigger_client_event(response, "register-changed", {})
    return response


@require_POST
def retry(request: HttpRequest, intake_id: int) -> HttpResponse:
    """Have a failed file read once more."""
    _find(request, intake_id)
    actions.retry_intake(request.user, request.membership, intake_id)
    return render(request, "web/documents/intake_row.html", {"intake": _find(request, intake_id)})


@require_POST
def discard(request: HttpRequest, intake_id: int) -> HttpResponse:
    """Clear a failed or duplicate file from the list."""
    _find(request, intake_id)
    actions.discard_intake(request.user, request.membership, intake_id)
    return HttpResponse("")


def _find(request: HttpRequest, intake_id: int) -> Intake:
    rows: Any = queries.intakes(request.membership)
    intake = rows.filter(pk=intake_id).first()
    if intake is None:
        raise Http404
    return intake
