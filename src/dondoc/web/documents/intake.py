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
    """Take files in: one by one from the page's own module (answer: the row), or all at once: from a plain form, or
    where ``together`` says that they are one document."""
    direction = request.POST.get("direction", Direction.INCOMING)
    if direction not in Direction.values:
        direction = Direction.INCOMING
    files = request.FILES.getlist("files")[:FILES_AT_ONCE]
    single = bool(request.headers.get("X-Upload"))
    try:
        require_register(request.membership)
        taken = _take(request, files, direction, request.POST.get("together") == "1")
    except Refused as refusal:
        if not single:
            raise
        return HttpResponse(status=409, headers={"X-Sentence": quote(str(refusal))})
    if single:
        return render(request, "web/documents/intake_rows.html", {"intakes": taken})
    if not taken:
        messages.error(request, "Chưa chọn tệp nào. Hãy chọn ít nhất một tệp rồi gửi lại.")
    else:
        messages.success(request, f"Đã nhận {len(files)} tệp; đang đọc.")
    return redirect(dict(REGISTERS)[Direction(direction)])


def _take(request: HttpRequest, files: list[Any], direction: str, together: bool) -> list[Intake]:
    """Each file as a document, or all as one."""
    who = request.user, request.membership
    if together and len(files) > 1:
        return [actions.receive_together(*who, [(file.name, file) for file in files], direction)]
    return [actions.receive(*who, file.name, file, direction) for file in files]


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
def answer(request: HttpRequest, intake_id: int) -> HttpResponse:
    """Say of a file with a number that the register has whether it is a copy or a document of its own."""
    _find(request, intake_id)
    actions.answer_intake(request.user, request.membership, intake_id, request.POST.get("same", ""))
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
