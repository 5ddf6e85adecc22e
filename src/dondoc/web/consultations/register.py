"""The list of consultations, a new one, and the page of one: how far it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.consultations import actions
from dondoc.consultations.models import Consultation, LetterState
from dondoc.consultations.queries import consultations, standing
from dondoc.documents.paging import page
from dondoc.organisations.policies import require
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import Silence
from dondoc.rounds.policies import PREPARE
from dondoc.rounds.queries import counts_of
from dondoc.web.consultations.finding import find, frame
from dondoc.web.documents.editing import version_of
from dondoc.web.paging import SIZE, day_of, number_of
from dondoc.web.rounds.finding import document_coded


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The consultations that the member works on, newest first, with how far each is."""
    require(request.membership, PREPARE)
    shown = page(consultations(request.membership), number_of(request.GET), SIZE)
    counts = counts_of([one.round for one in shown.rows], request.today)
    rows = [(one, counts[one.round_id]) for one in shown.rows]
    return render(request, "web/consultations/register.html", {"page": shown, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new consultation from a draft."""
    require(request.membership, PREPARE)
    context: dict[str, Any] = {"sent": request.POST, "silences": Silence.choices}
    if request.method == "POST":
        try:
            made = _start(request)
            messages.success(request, "Đã tách dự thảo thành các điều, khoản; hãy xem lại rồi thêm nơi nhận.")
            return redirect("consultations:pieces", made.round_id)
        except Refused as refusal:
            context["error"] = str(refusal)
    return render(request, "web/consultations/create.html", context, status=422 if "error" in context else 200)


def _start(request: HttpRequest) -> Consultation:
    upload = request.FILES.get("draft")
    if upload is None:
        raise Refused("Hãy chọn tệp dự thảo (.docx hoặc .pdf).")
    return actions.start(
        request.user,
        request.membership,
        request.POST.get("title", ""),
        request.POST.get("draft_name", ""),
        (upload.name, upload),
        **_fields(request),
    )


def _fields(request: HttpRequest) -> dict[str, Any]:
    sent = request.POST
    due_on = day_of(sent, "due_on")
    if due_on is None and sent.get("due_on", "").strip():
        raise Refused("Hãy ghi thời hạn theo dạng ngày/tháng/năm, ví dụ 15/12/2026.")
    fields: dict[str, Any] = {name: sent.get(name, "") for name in ("note", "contact", "silence_basis")}
    letter = sent.get("letter", "").strip()
    if letter:
        fields["letter_id"] = document_coded(request, letter).pk
    return {**fields, "silence": sent.get("silence") or Silence.NOTHING, "due_on": due_on}


@require_safe
def overview(request: HttpRequest, round_id: int) -> HttpResponse:
    """How far one is: who answered, what waits, what to do next."""
    found = find(request, round_id)
    context = {
        **frame(request, found, "overview"),
        "counts": counts_of([found.round], request.today)[found.round_id],
        "standing": standing(found),
        "waiting": found.letters.filter(state=LetterState.READ).count(),
        "draft": found.drafts.select_related("file").order_by("number").first(),
        "silences": Silence.choices,
        "before": ", ".join(map(str, found.round.chasing["before"])),
    }
    return render(request, "web/consultations/overview.html", context)


@require_POST
def change(request: HttpRequest, round_id: int) -> HttpResponse:
    """Change what addressees are told, and when they are chased."""
    found = find(request, round_id)
    fields = _fields(request)
    if found.round.state != "preparing":
        fields = {name: fields[name] for name in ("note", "contact", "letter_id") if name in fields}
    fields["title"] = request.POST.get("title", "")
    fields["chasing"] = {
        "before": [day for day in request.POST.get("before", "").replace(";", ",").split(",") if day.strip()],
        "on_day": request.POST.get("on_day") == "1",
        "every": request.POST.get("every", "0") or "0",
    }
    rounds.change(request.user, request.membership, round_id, version_of(request), **fields)
    actions.change_name(request.user, request.membership, found.pk, request.POST.get("draft_name", ""))
    messages.success(request, "Đã lưu.")
    return redirect("consultations:overview", round_id)
