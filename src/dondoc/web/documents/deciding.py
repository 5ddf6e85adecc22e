"""Tasks on the review page: correcting, confirming, dismissing, and adding those that reading has missed."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh, trigger_client_event

from dondoc.audit.errors import Refused, Stale
from dondoc.documents.queries import enclosed
from dondoc.tasks import actions
from dondoc.tasks.models import Task
from dondoc.tasks.queries import document_tasks
from dondoc.tasks.queries import proposals as proposals_of
from dondoc.web.documents import proposals
from dondoc.web.documents.editing import refused, version_of, whole_card
from dondoc.web.documents.fields import sent_tokens
from dondoc.web.documents.finding import find
from dondoc.web.documents.review import all_tasks, allowed_to_confirm, meanings_of, progress


def found_task(request: HttpRequest, task_id: int) -> Task:
    """A task of a document that the member sees. Raises Http404."""
    task = Task.objects.filter(pk=task_id, agency=request.membership.agency).only("document_id").first()
    if task is None or task.document_id is None:
        raise Http404
    find(request, task.document_id)
    return task


def one_card(request: HttpRequest, document_id: int, task_id: int) -> tuple[proposals.Card, list[Task]]:
    """The card of a task as it stands now, and all tasks of its document."""
    tasks = all_tasks(request, document_id)
    for number, task in enumerate(tasks, start=1):
        if task.pk == task_id:
            means, files = meanings_of(request, [task]), enclosed(document_id)
            return proposals.card(task, number, means, allowed_to_confirm(request), files), tasks
    raise Http404


@require_safe
def card_body(request: HttpRequest, task_id: int) -> HttpResponse:
    """The fields of one card: a plan of a hundred tasks sends them as they are opened."""
    document_id = found_task(request, task_id).document_id
    rows = (proposals_of(request.membership, document_id), document_tasks(request.membership, document_id))
    task = next((one for some in rows for one in some.filter(pk=task_id)), None)
    if task is None:
        raise Http404
    allowed = allowed_to_confirm(request)
    card = proposals.card(task, 0, meanings_of(request, [task]), allowed)
    return render(request, "web/documents/card_body.html", {"card": card, "allowed": allowed})


def _answer(request: HttpRequest, template: str, document_id: int, task_id: int, **more: Any) -> HttpResponse:
    card, tasks = one_card(request, document_id, task_id)
    context = {
        "card": card,
        "open": True,
        "oob": True,
        "allowed": allowed_to_confirm(request),
        "progress": progress(tasks),
        "document": card.task.document,
        **more,
    }
    return render(request, template, context)


@require_POST
def correct(request: HttpRequest, task_id: int) -> HttpResponse:
    """Save one field of a proposal."""
    document_id = found_task(request, task_id).document_id
    card, _ = one_card(request, document_id, task_id)
    name = request.POST.get("field", "")
    field = card.editing.named(name)
    if field is None and name != "collective":
        raise Refused("Trường này không sửa được.")
    value: Any = sent_tokens(request.POST.getlist(name)) if name in proposals.PARTS else request.POST.get(name, "")
    try:
        actions.correct(request.user, request.membership, task_id, {name: value}, version=version_of(request))
    except Stale as stale:
        return _stale(request, document_id, task_id, stale)
    except Refused as error:
        if field is None:
            raise
        return refused(request, field, error, {"editing": card.editing})
    response = _answer(request, "web/documents/card_saved.html", document_id, task_id, name=name, note="Đã lưu")
    return trigger_client_event(response, "marks-changed", {})


def _stale(request: HttpRequest, document_id: int, task_id: int, stale: Stale) -> HttpResponse:
    response = _answer(request, "web/documents/card_answer.html", document_id, task_id)
    return trigger_client_event(
        whole_card(response, task_id), "toast", {"words": f"{stale.sentence}{_now(stale)}", "tone": "bad"}
    )


def _now(stale: Stale) -> str:
    parts = []
    for name, value in stale.changed.items():
        if name in proposals.LABELS:
            words = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "để trống")
            parts.append(f"{proposals.LABELS[name]}: {words}")
    return f" Hiện nay – {'; '.join(parts)}." if parts else ""


@require_POST
def exclude(request: HttpRequest, task_id: int) -> HttpResponse:
    """Take a unit out of a collective lead, or put it back."""
    document_id = found_task(request, task_id).document_id
    card, _ = one_card(request, document_id, task_id)
    wanted, unit = request.POST.get("assignment", ""), request.POST.get("unit", "")
    if not unit.isdigit():
        raise Refused("Đơn vị không đúng. Hãy tải lại trang rồi chọn lại.")
    leads = []
    for row in card.leads:
        item = json.loads(proposals.token(row).json)
        if str(row.pk) == wanted:
            out = set(row.excluded or ())
            out = out | {int(unit)} if request.POST.get("out") else out - {int(unit)}
            item["excluded"] = sorted(out)
        leads.append(item)
    actions.correct(request.user, request.membership, task_id, {"lead": leads}, version=version_of(request))
    return _answer(request, "web/documents/card_saved.html", document_id, task_id)


@require_POST
def confirm(request: HttpRequest, task_id: int) -> HttpResponse:
    """Confirm one proposal."""
    document_id = found_task(request, task_id).document_id
    actions.confirm(request.user, request.membership, [task_id])
    return _answer(request, "web/documents/card_answer.html", document_id, task_id)


@require_POST
def dismiss(request: HttpRequest, task_id: int) -> HttpResponse:
    """Say that a proposal is no task."""
    document_id = found_task(request, task_id).document_id
    actions.dismiss(request.user, request.membership, task_id)
    response = _answer(request, "web/documents/card_answer.html", document_id, task_id)
    return trigger_client_event(response, "marks-changed", {})


@require_POST
def restore(request: HttpRequest, task_id: int) -> HttpResponse:
    """Take a dismissal back."""
    document_id = found_task(request, task_id).document_id
    actions.restore(request.user, request.membership, task_id)
    response = _answer(request, "web/documents/card_answer.html", document_id, task_id)
    return trigger_client_event(response, "marks-changed", {})


@require_POST
def add(request: HttpRequest, document_id: int) -> HttpResponse:
    """Make a proposal of the words that the person marked, or of words typed that stand nowhere in the text."""
    find(request, document_id)
    if "text" in request.POST:
        task = actions.add_typed(request.user, request.membership, document_id, request.POST["text"])
        return _answer(request, "web/documents/card_answer.html", document_id, task.pk)
    start, end = request.POST.get("start", ""), request.POST.get("end", "")
    if not (start.isdigit() and end.isdigit()):
        raise Refused("Hãy bôi đen câu giao nhiệm vụ trong văn bản rồi thêm.")
    task = actions.add(request.user, request.membership, document_id, int(start), int(end))
    response = _answer(request, "web/documents/card_answer.html", document_id, task.pk)
    return trigger_client_event(response, "marks-changed", {})


@require_POST
def confirm_all(request: HttpRequest, document_id: int) -> HttpResponse:
    """Confirm all that is ready; the page says of the rest why it is not."""
    find(request, document_id)
    result = actions.confirm_all(request.user, request.membership, document_id)
    done = f"Đã xác nhận {len(result.tasks)} nhiệm vụ."
    if result.left:
        messages.error(request, f"{done} Còn {len(result.left)} nhiệm vụ chưa xác nhận được. {result.left[0][1]}")
    else:
        messages.success(request, done)
    return HttpResponseClientRefresh()
