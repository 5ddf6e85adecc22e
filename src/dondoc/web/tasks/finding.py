"""The task that an address names."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from dondoc.tasks import queries
from dondoc.tasks.queries import TaskPage


def find(request: HttpRequest, task_id: int) -> TaskPage:
    """The page of a task that the member sees. Raises Http404."""
    found = queries.task_page(request.membership, task_id)
    if found is None:
        raise Http404
    return found
