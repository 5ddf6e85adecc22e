"""The list of calls, a new one, and the settings of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.paging import page
from dondoc.organisations.policies import may, require
from dondoc.proposals import actions
from dondoc.proposals.models import Call
from dondoc.proposals.queries import calls
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import RoundState
from dondoc.rounds.policies import OPEN, PREPARE
from dondoc.rounds.queries import counts_of
from dondoc.web.documents.editing import version_of
from dondoc.web.paging import SIZE, day_of, number_of
from dondoc.web.rounds.finding import document_coded

TABS = "web/proposals/tabs.html"


def find(request: HttpRequest, round_id: int) -> Call:
    """A call that the member works on. Raises Http404."""
    found = calls(request.membership).filter(round=round_id).first()
    if found is None:
        raise Http404
    return found


def frame(request: HttpRequest, found: Call, here: str) -> dict[str, Any]:
    """What the head and the tabs of a page need."""
    return {
        "call": found,
        "round": found.round,
        "tabs": TABS,
        "here": here,
        "may_open": may(request.membership, OPEN),
        "preparing": found.round.state == RoundState.PREPARING,
    }


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The calls that the member works on, newest first, with how far each is."""
    require(request.membership, PREPARE)
    shown = page(calls(request.membership), number_of(request.GET), SIZE)
    counts = counts_of([one.round for one in shown.rows], request.today)
    rows = [(one, counts[one.round_id]) for one in shown.rows]
    return render(request, "web/proposals/register.html", {"page": shown, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new call."""
    require(request.membership, PREPARE)
    context: dict[str, Any] = {"sent": request.POST}
    if request.method == "POST":
        try:
            sent = request.POST
            made = actions.start(
                request.user, request.membership, sent.get("title", ""), sent.get("plan_name", ""), **_fields(request)
            )
            messages.success(request, "Đã lập đợt; hãy thêm nơi nhận rồi mở đợt.")
            return redirect("rounds:addressees", made.round_id)
        except Refused as refusal:
            context["error"] = str(refusal)
    return render(request, "web/proposals/create.html", context, status=422 if "error" in context else 200)


def _fields(request: HttpRequest) -> dict[str, Any]:
    sent = request.POST
    due_on = day_of(sent, "due_on")
    if due_on is None and sent.get("due_on", "").strip():
        raise Refused("Hãy ghi thời hạn theo dạng ngày/tháng/năm, ví dụ 15/12/2026.")
    fields: dict[str, Any] = {"note": sent.get("note", ""), "contact": sent.get("contact", ""), "due_on": due_on}
    if code := sent.get("letter", "").strip():
        fields["letter_id"] = document_coded(request, code).pk
    return fields


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, round_id: int) -> HttpResponse:
    """What addressees are told; the day due only before it opens."""
    found = find(request, round_id)
    if request.method == "POST":
        return _change(request, found)
    context = {**frame(request, found, "settings"), "counts": counts_of([found.round], request.today)[round_id]}
    return render(request, "web/proposals/settings.html", context)


def _change(request: HttpRequest, found: Call) -> HttpResponse:
    fields = _fields(request)
    if found.round.state != RoundState.PREPARING:
        del fields["due_on"]
    title = request.POST.get("title", "")
    rounds.change(request.user, request.membership, found.round_id, version_of(request), title=title, **fields)
    actions.change_name(request.user, request.membership, found.pk, request.POST.get("plan_name", ""))
    messages.success(request, "Đã lưu.")
    return redirect("proposals:settings", found.round_id)
