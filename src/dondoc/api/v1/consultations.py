"""Consultations that you run, by the id of their round."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Query, Router

from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.consultations import ConsultationFull, OpinionQuery, OpinionRow, TreatIn
from dondoc.consultations import actions, queries
from dondoc.consultations.models import Consultation, Opinion
from dondoc.documents.keyset import stretch

router = Router(tags=["consultations"])


def see(request: HttpRequest, round_id: int) -> Consultation:
    """A consultation that the member works on. Raises Http404."""
    found = queries.consultations(request.membership).filter(round=round_id).first()
    if found is None:
        raise Http404
    return found


@router.get("/{round_id}", response=ConsultationFull)
def consultation(request: HttpRequest, round_id: Id) -> ConsultationFull:
    """The draft in pieces and the figures of its answers."""
    found = see(request, round_id)
    return ConsultationFull.of(found, queries.standing(found), queries.outline(found))


@router.get("/{round_id}/opinions", response=Listing[OpinionRow])
def list_opinions(request: HttpRequest, round_id: Id, query: Query[OpinionQuery]) -> Listing[OpinionRow]:
    """The opinions, in the order in which they came."""
    rows = Opinion.objects.filter(consultation=see(request, round_id)).select_related("addressee")
    if query.treatment:
        rows = rows.filter(treatment=query.treatment.value)
    if query.provision:
        rows = rows.filter(provision=query.provision)
    if query.addressee:
        rows = rows.filter(addressee=query.addressee)
    found, following = stretch(rows, ("id",), query.after, query.limit)
    return Listing(items=[OpinionRow.of(row) for row in found], next=following)


@router.post("/{round_id}/opinions/treat", response=list[OpinionRow])
def treat(request: HttpRequest, round_id: Id, body: TreatIn) -> list[OpinionRow]:
    """Adopt or explain opinions; "pending" takes it back."""
    found = see(request, round_id)
    rows = actions.treat(
        request.user, request.membership, found.pk, body.opinions, body.treatment.value, response=body.response
    )
    return [OpinionRow.of(row) for row in rows]
