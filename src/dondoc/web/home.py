"""The home page: what waits for this person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.documents import queries as document_queries
from dondoc.documents.models import Direction, DocumentState, IntakeState
from dondoc.documents.paging import bounded_count
from dondoc.documents.queries import DocumentFilters
from dondoc.organisations.policies import may
from dondoc.tasks import queries as task_queries
from dondoc.tasks.queries import RegisterFilters
from dondoc.web.documents.register import count_tasks
from dondoc.web.tasks.register import set_parts

SHOWN = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Documents to review, files that failed, and the tasks that are due first."""
    membership = request.membership
    context: dict[str, Any] = {"may_confirm": may(membership, "tasks.confirm")}
    context["counts"] = task_queries.counts_by_state(membership, request.today)
    context["late"] = _tasks(request, "overdue")
    context["soon"] = _tasks(request, "week")
    if context["may_confirm"]:
        context |= _to_review(request)
    return render(request, "web/home.html", context)


def _tasks(request: HttpRequest, due: str) -> list[Any]:
    rows = list(task_queries.register(request.membership, RegisterFilters(due=due), request.today)[:SHOWN])
    for task in rows:
        set_parts(task)
    return rows


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
