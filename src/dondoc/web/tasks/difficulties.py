"""Khó khăn, vướng mắc: raised, answered, passed up; each with its stations and their time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.paging import page
from dondoc.tasks import actions
from dondoc.tasks.models import Difficulty, DifficultyState
from dondoc.tasks.work import difficulties, held_difficulties
from dondoc.web.documents.editing import version_of
from dondoc.web.documents.fields import sent_tokens
from dondoc.web.paging import SIZE, day_of, number_of


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Those that wait for this member's units first, then all that the member sees."""
    state = request.GET.get("trang-thai", "open")
    rows = difficulties(request.membership)
    if state in DifficultyState.values:
        rows = rows.filter(state=state)
    context: dict[str, Any] = {
        "held": list(held_difficulties(request.membership)[:50]),
        "page": page(rows, number_of(request.GET), SIZE),
        "state": state,
        "states": [*DifficultyState.choices, ("all", "Tất cả")],
    }
    return render(request, "web/tasks/difficulties.html", context)


def find(request: HttpRequest, difficulty_id: int) -> Difficulty:
    """A difficulty that the member sees. Raises Http404."""
    found = difficulties(request.membership).filter(pk=difficulty_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
def difficulty(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    """One difficulty with its stations, and the answer form for who holds it."""
    found = find(request, difficulty_id)
    held = held_difficulties(request.membership).filter(pk=found.pk).exists()
    context = {
        "difficulty": found,
        "hops": found.hops.select_related("unit"),
        "held": held,
        "mine": found.raised_by_id == request.user.pk and found.state == DifficultyState.OPEN,
    }
    return render(request, "web/tasks/difficulty.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def raise_one(request: HttpRequest) -> HttpResponse:
    """Raise a difficulty that belongs to no task."""
    context: dict[str, Any] = {"sent": request.POST}
    status = 200
    if request.method == "POST":
        try:
            chosen = [item["unit"] for item in sent_tokens(request.POST.getlist("unit")) if "unit" in item]
            words, proposal = request.POST.get("note", ""), request.POST.get("proposal", "")
            to_unit = chosen[0] if chosen else None
            actions.raise_difficulty(request.user, request.membership, None, words, to_unit=to_unit, proposal=proposal)
            messages.success(request, "Đã gửi khó khăn, vướng mắc.")
            return redirect("difficulties:register")
        except Refused as refusal:
            context["error"], status = str(refusal), 422
    return render(request, "web/tasks/difficulty_raise.html", context, status=status)


@require_POST
def answer(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    """Answer; with words of a task and a unit, the answer gives work."""
    find(request, difficulty_id)
    task = None
    if request.POST.get("task_text", "").strip():
        chosen = [item["unit"] for item in sent_tokens(request.POST.getlist("unit")) if "unit" in item]
        if not chosen:
            raise Refused("Hãy chọn đơn vị thực hiện việc phát sinh.")
        task = {"text": request.POST["task_text"], "unit": chosen[0], "due_on": day_of(request.POST, "day")}
    words = request.POST.get("answer", "")
    actions.answer_difficulty(
        request.user, request.membership, difficulty_id, words, task=task, version=version_of(request)
    )
    messages.success(request, "Đã trả lời.")
    return redirect("difficulties:difficulty", difficulty_id)


@require_POST
def pass_up(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    """Pass it on to the next station up."""
    find(request, difficulty_id)
    note = request.POST.get("note", "")
    actions.pass_up(request.user, request.membership, difficulty_id, note, version=version_of(request))
    messages.success(request, "Đã chuyển lên cấp trên.")
    return redirect("difficulties:difficulty", difficulty_id)


@require_POST
def withdraw(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    """Take it back."""
    find(request, difficulty_id)
    actions.withdraw_difficulty(request.user, request.membership, difficulty_id, version=version_of(request))
    messages.success(request, "Đã rút.")
    return redirect("difficulties:difficulty", difficulty_id)
