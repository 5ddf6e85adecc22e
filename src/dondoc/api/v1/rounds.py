"""Rounds that you run: how far each is, who has answered, reminding the silent."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Query, Router

from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.rounds import (
    AddresseeQuery,
    AddresseeRow,
    Chased,
    ChaseIn,
    RoundFull,
    RoundQuery,
    RoundRow,
)
from dondoc.documents.keyset import stretch
from dondoc.rounds import actions, queries
from dondoc.rounds.models import Round
from dondoc.rounds.queries import addressees, counts_of

router = Router(tags=["rounds"])


def see(request: HttpRequest, round_id: int, kind: str = "") -> Round:
    """A round that the member works on. Raises Http404."""
    found = queries.visible_rounds(request.membership, kind).filter(pk=round_id).first()
    if found is None:
        raise Http404
    return found


@router.get("", response=Listing[RoundRow])
def list_rounds(request: HttpRequest, query: Query[RoundQuery]) -> Listing[RoundRow]:
    """The rounds that you work on, newest first, with their counts."""
    rows = queries.visible_rounds(request.membership, query.kind.value if query.kind else "")
    if query.state:
        rows = rows.filter(state=query.state.value)
    found, following = stretch(rows, ("-id",), query.after, query.limit)
    counts = counts_of(found, request.today)
    return Listing(items=[RoundRow.row(row, counts[row.pk]) for row in found], next=following)


@router.get("/{round_id}", response=RoundFull)
def one_round(request: HttpRequest, round_id: Id) -> RoundFull:
    """One round with its counts and what addressees are told."""
    asked = see(request, round_id)
    return RoundFull.full(asked, counts_of([asked], request.today)[asked.pk])


@router.get("/{round_id}/addressees", response=Listing[AddresseeRow])
def list_addressees(request: HttpRequest, round_id: Id, query: Query[AddresseeQuery]) -> Listing[AddresseeRow]:
    """Who is asked, in order."""
    state = "silent" if query.silent else query.state.value if query.state else ""
    rows = addressees(see(request, round_id), state, query.text)
    found, following = stretch(rows, ("order", "id"), query.after, query.limit)
    return Listing(items=[AddresseeRow.of(row) for row in found], next=following)


@router.post("/{round_id}/chase", response=Chased)
def chase(request: HttpRequest, round_id: Id, body: ChaseIn) -> Chased:
    """Remind who owes an answer; who has answered is left alone."""
    see(request, round_id)
    made = actions.chase(request.user, request.membership, round_id, body.addressees, text=body.text)
    return Chased(reminded=len(made))
