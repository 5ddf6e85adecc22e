"""One task: all its fields, the sentence that it stands on, its story, and why this person sees it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.audit.errors import Refused
from dondoc.audit.queries import story
from dondoc.documents import store
from dondoc.documents.chain import standing
from dondoc.tasks.models import Evidence, Part, Phase, Task
from dondoc.tasks.periods import coming as coming_periods
from dondoc.tasks.periods import is_recurring, previewed, printed_day
from dondoc.web.paging import day_of
from dondoc.web.stories import told
from dondoc.web.tasks.finding import find
from dondoc.web.tasks.register import set_parts
from dondoc.web.tasks.steps import buttons, form_context

STORY_SHOWN = 100
PERIODS_SHOWN = 24
FACTS = (
    ("deliverable", "Sản phẩm"),
    ("time_text", "Thời hạn như văn bản ghi"),
    ("condition", "Điều kiện"),
    ("recipient", "Nơi nhận kết quả"),
    ("via", "Gửi qua"),
    ("funds", "Kinh phí"),
    ("urgency", "Độ khẩn"),
)


def progress_of(task: Task) -> dict[str, Any]:
    """What was reported, returned, asked for and urged, newest first."""
    updates = task.update_set.select_related("by").prefetch_related("evidence").order_by("-id")
    return {
        "updates": updates,
        "returned": task.return_set.select_related("by").order_by("-id"),
        "extensions_asked": task.extension_set.select_related("by", "decided_by").order_by("-id"),
        "urgings": task.urging_set.select_related("by", "letter").order_by("-id"),
    }


def periods_of(task: Task, today: date) -> dict[str, Any]:
    """The periods of a recurring duty, those that come next, and the day as printed where it is a day off."""
    if not is_recurring(task):
        return {"printed_day": printed_day(task)}
    return {
        "printed_day": printed_day(task),
        "periods": task.occurrences.order_by("-nominal")[:PERIODS_SHOWN],
        "coming": coming_periods(task, today)[::-1] if task.phase == Phase.OPEN else [],
    }


@require_safe
def coming(request: HttpRequest, task_id: int) -> HttpResponse:
    """The first periods under the rule that somebody is typing; nothing while it is no rule yet."""
    page = find(request, task_id)
    words, since = request.GET.get("rule", "").strip(), day_of(request.GET, "day") or request.today
    context: dict[str, Any] = {}
    if words:
        try:
            context["days"] = previewed(page.task, words, since)
        except Refused as refusal:
            context["error"] = str(refusal)
    return render(request, "web/tasks/coming.html", context)


@require_safe
def evidence(request: HttpRequest, task_id: int, evidence_id: int) -> FileResponse:
    """A file that shows what was done."""
    page = find(request, task_id)
    piece = Evidence.objects.select_related("file").filter(pk=evidence_id, task=page.task).exclude(file=None).first()
    if piece is None:
        raise Http404
    path = store.path_of(piece.file.sha256)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=piece.name)


@require_safe
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """The page of one task."""
    page = find(request, task_id)
    for child in page.children:
        set_parts(child)
    actions = buttons(request, page.task)
    context = {
        "buttons": actions,
        **form_context(request, page.task, actions),
        **progress_of(page.task),
        **periods_of(page.task, request.today),
        "standing": standing(request.membership, page.task.document_id) if page.task.document_id else None,
        "page": page,
        "task": page.task,
        "parts": [(part.label, page.of(part)) for part in Part if page.of(part)],
        "facts": [(label, value) for name, label in FACTS if (value := getattr(page.task, name))],
        "story": told(story(page.task).reverse()[:STORY_SHOWN]),
    }
    return render(request, "web/tasks/task.html", context)
