"""One task: all its fields, the sentence that it stands on, its story, and why this person sees it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.audit.queries import story
from dondoc.tasks import queries
from dondoc.tasks.models import Part
from dondoc.tasks.queries import TaskPage
from dondoc.web.stories import told
from dondoc.web.tasks.register import set_parts

STORY_SHOWN = 100
FACTS = (
    ("deliverable", "Sản phẩm"),
    ("time_text", "Thời hạn như văn bản ghi"),
    ("condition", "Điều kiện"),
    ("recipient", "Nơi nhận kết quả"),
    ("via", "Gửi qua"),
    ("funds", "Kinh phí"),
    ("urgency", "Độ khẩn"),
)


def find(request: HttpRequest, task_id: int) -> TaskPage:
    """The page of a task that the member sees. Raises Http404."""
    found = queries.task_page(request.membership, task_id)
    if found is None:
        raise Http404
    return found


@require_safe
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """The page of one task."""
    page = find(request, task_id)
    for child in page.children:
        set_parts(child)
    context = {
        "page": page,
        "task": page.task,
        "parts": [(part.label, page.of(part)) for part in Part if page.of(part)],
        "facts": [(label, value) for name, label in FACTS if (value := getattr(page.task, name))],
        "story": told(story(page.task).reverse()[:STORY_SHOWN]),
    }
    return render(request, "web/tasks/task.html", context)
