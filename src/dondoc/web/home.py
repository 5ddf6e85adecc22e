"""The home page: what waits for this person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dondoc.documents import queries as document_queries
from dondoc.documents.models import Direction, DocumentState, IntakeState
from dondoc.documents.paging import bounded_count
from dondoc.documents.queries import DocumentFilters
from dondoc.notices.scheduling import late_jobs
from dondoc.organisations.policies import may
from dondoc.tasks import queries as task_queries
from dondoc.tasks.filters import RegisterFilters
from dondoc.tasks.register import register_page
from dondoc.web.documents.register import count_tasks
from dondoc.web.tasks.register import set_parts

SHOWN = 6
TASKS_SHOWN = 12


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Documents to review, files that failed, and the tasks that are due first."""
    membership = request.membership
    context: dict[str, Any] = {"may_confirm": may(membership, "tasks.confirm")}
    context["counts"] = task_queries.counts_by_state(membership, request.today)
    if may(membership, "settings.edit"):
        context["late_jobs"] = late_jobs(timezone.now())
    if context["may_confirm"]:
        context |= _to_review(request)
    return render(request, "web/home.html", context)


@require_safe
def due_first(request: HttpRequest) -> HttpResponse:
    """The tasks that are due first, as a part of the home page."""
    rows = register_page(request.membership, RegisterFilters(), request.today, size=TASKS_SHOWN).rows
    for task in rows:
        set_parts(task)
    return render(request, "web/home_tasks.html", {"tasks": rows})


def _to_review(request: HttpRequest) -> dict[str, Any]:
    filters = DocumentFilters(state=DocumentState.REVIEW)
    rows = document_queries.register(request.membership, Direction.INCOMING, filters)
    documents = list(rows[:SHOWN])
    count_tasks(documents)
    failed = document_queries.intakes(request.membership).filter(state=IntakeState.FAILED)
    return {
        "documents": documents,
        "waiting": bounded_count(rows),
        "failed": list(failed[:SHOWN]),
    }
