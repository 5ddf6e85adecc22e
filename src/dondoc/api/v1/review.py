"""What was read out of a document, before a person has confirmed it."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Status

from dondoc.api.finding import see_document
from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.tasks import ConfirmedAll, NotReady, Proposal, ProposalIn
from dondoc.api.v1.changing import changes_of
from dondoc.audit.errors import Refused
from dondoc.organisations.policies import require
from dondoc.tasks import actions, queries
from dondoc.tasks.fanning import meanings
from dondoc.tasks.models import Task

router = Router(tags=["review"])


def as_proposals(request: HttpRequest, tasks: list[Task]) -> list[Proposal]:
    """Proposals with what their collective and unclear leads stand for today."""
    parts = [part for task in tasks for part in task.assignments.all()]
    means = meanings(request.membership.agency, parts, request.today)
    return [Proposal.of(task, means, request.today) for task in tasks]


@router.get("/{document_id}/proposals", response=Listing[Proposal])
def list_proposals(request: HttpRequest, document_id: Id) -> Listing[Proposal]:
    """What waits for confirmation and what was dismissed, in the order of the document."""
    see_document(request.membership, document_id)
    require(request.membership, "tasks.confirm")
    rows = queries.proposals(request.membership, document_id).select_related("document")
    return Listing(items=as_proposals(request, list(rows)))


@router.post("/{document_id}/proposals", response={201: Proposal})
def add_proposal(request: HttpRequest, document_id: Id, body: ProposalIn) -> Status[Proposal]:
    """Propose a task that reading has missed: marked words, or words of your own."""
    see_document(request.membership, document_id)
    fields = changes_of(body)
    start, end = fields.pop("start", None), fields.pop("end", None)
    if start is not None and end is not None:
        task = actions.add(request.user, request.membership, document_id, start, end, **fields)
    elif fields.get("text"):
        task = actions.add_typed(request.user, request.membership, document_id, **fields)
    else:
        raise Refused("Hãy gửi đoạn văn bản giao nhiệm vụ (start, end) hoặc nội dung (text).", "text")
    return Status(201, one_proposal(request, task))


def one_proposal(request: HttpRequest, task: Task) -> Proposal:
    """A proposal as it stands now."""
    found = queries.proposals(request.membership, task.document_id).select_related("document").get(pk=task.pk)
    return as_proposals(request, [found])[0]


@router.post("/{document_id}/confirm-all", response=ConfirmedAll)
def confirm_all(request: HttpRequest, document_id: Id) -> ConfirmedAll:
    """Confirm the head and all proposals that are ready; the answer says why the others are not."""
    see_document(request.membership, document_id)
    done = actions.confirm_all(request.user, request.membership, document_id)
    left = [NotReady(id=task.pk, reason=reason) for task, reason in done.left]
    return ConfirmedAll(confirmed=[task.pk for task in done.tasks], left=left)
