"""Calls for tasks of a plan that you run, by the id of their round."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Query, Router

from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.proposals import AcceptIn, CallFull, Decided, ProposalQuery, ProposalRow, RejectIn
from dondoc.documents.keyset import stretch
from dondoc.proposals import actions, queries
from dondoc.proposals.models import Call

router = Router(tags=["proposals"])


def see(request: HttpRequest, round_id: int) -> Call:
    """A call that the member works on. Raises Http404."""
    found = queries.calls(request.membership).filter(round=round_id).first()
    if found is None:
        raise Http404
    return found


@router.get("/{round_id}", response=CallFull)
def call(request: HttpRequest, round_id: Id) -> CallFull:
    """The plan that tasks are proposed for, and how many stand in each state."""
    found = see(request, round_id)
    return CallFull.of(found, queries.numbers(found))


@router.get("/{round_id}/proposals", response=Listing[ProposalRow])
def list_proposals(request: HttpRequest, round_id: Id, query: Query[ProposalQuery]) -> Listing[ProposalRow]:
    """What was proposed, in the order of the plan."""
    rows = queries.proposed(see(request, round_id), query.state.value if query.state else "")
    found, following = stretch(rows, ("section", "position", "id"), query.after, query.limit)
    return Listing(items=[ProposalRow.row(row) for row in found], next=following)


@router.post("/{round_id}/accept", response=Decided)
def accept(request: HttpRequest, round_id: Id, body: AcceptIn) -> Decided:
    """Take proposals into the plan."""
    found = see(request, round_id)
    number = actions.accept(request.user, request.membership, found.pk, body.proposals, body.section)
    return Decided(decided=number)


@router.post("/{round_id}/reject", response=Decided)
def reject(request: HttpRequest, round_id: Id, body: RejectIn) -> Decided:
    """Leave proposals out of the plan."""
    found = see(request, round_id)
    number = actions.reject(request.user, request.membership, found.pk, body.proposals, body.reason)
    return Decided(decided=number)
