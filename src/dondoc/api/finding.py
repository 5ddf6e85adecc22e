"""What an address points at, as this person sees it; what they do not see is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from dondoc.documents import queries as documents
from dondoc.documents.models import Intake
from dondoc.documents.queries import DocumentPage
from dondoc.organisations.queries import Membership
from dondoc.tasks import queries as tasks
from dondoc.tasks.models import Phase, Task
from dondoc.tasks.queries import TaskPage


def document_page(request: HttpRequest, document_id: int) -> DocumentPage:
    """A document with all that belongs to it. Raises Http404."""
    page = documents.document_page(request.membership, document_id)
    if page is None:
        raise Http404
    return page


def see_document(mine: Membership, document_id: int) -> None:
    """Raises Http404 where the member sees no such document."""
    if not documents.visible_documents(mine).filter(pk=document_id).exists():
        raise Http404


def intake(request: HttpRequest, intake_id: int) -> Intake:
    """A file on its way in. Raises Http404."""
    found = documents.intakes(request.membership).filter(pk=intake_id).first()
    if found is None:
        raise Http404
    return found


def task_page(request: HttpRequest, task_id: int) -> TaskPage:
    """A confirmed task with all that its page shows. Raises Http404."""
    page = tasks.task_page(request.membership, task_id)
    if page is None:
        raise Http404
    return page


def see_task(mine: Membership, task_id: int) -> Task:
    """A task that the member sees, or a proposal of a document that they see and may confirm. Raises Http404."""
    task = tasks.visible_tasks(mine).filter(pk=task_id).first()
    return task if task is not None else see_proposal(mine, task_id)


def see_proposal(mine: Membership, task_id: int) -> Task:
    """A proposal, dismissed or not, that the member may decide on. Raises Http404."""
    task = Task.objects.filter(pk=task_id, agency=mine.agency, phase=Phase.PROPOSAL).first()
    if task is None or task.document_id is None:
        raise Http404
    see_document(mine, task.document_id)
    if not tasks.proposals(mine, task.document_id).filter(pk=task_id).exists():
        raise Http404
    return task
