"""Units and people."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from dondoc.api.schemas.common import Listing, Slice
from dondoc.api.schemas.organisations import PersonRow, UnitFound, UnitRow
from dondoc.documents.keyset import stretch
from dondoc.organisations.keys import folded
from dondoc.organisations.policies import require
from dondoc.organisations.queries import people_of, search_units, unit_tree

router = Router(tags=["organisation"])


class PeopleQuery(Slice):
    """Whom to look for."""

    text: str = Field("", max_length=100, description="Words of the name, with or without marks")


@router.get("/units", response=Listing[UnitRow])
def list_units(request: HttpRequest, closed: bool = False) -> Listing[UnitRow]:
    """The units of your agency as a tree in reading order; those that have ended only where `closed` is set."""
    require(request.membership, "organisation.view")
    tree = unit_tree(request.membership.agency, request.today, closed)
    return Listing(items=[UnitRow.row(unit, depth) for depth, unit in tree])


@router.get("/units/search", response=Listing[UnitFound])
def find_units(
    request: HttpRequest,
    text: str = Query(max_length=200, description="Words of a name or initials, with or without marks"),
    limit: int = Query(8, ge=1, le=50),
) -> Listing[UnitFound]:
    """Units that words may mean: your agency's first, then those beside and above it, then all others."""
    require(request.membership, "organisation.view")
    hits = search_units(request.membership.agency, text, limit, request.today)
    return Listing(items=[UnitFound.of(hit) for hit in hits])


@router.get("/people", response=Listing[PersonRow])
def list_people(request: HttpRequest, query: Query[PeopleQuery]) -> Listing[PersonRow]:
    """The people of your agency with their posts of today, by name."""
    require(request.membership, "organisation.view")
    rows = people_of(request.membership.agency, request.today)
    words = folded(query.text).split()
    if words:
        names = [(pk, folded(name)) for pk, name in rows.prefetch_related(None).values_list("pk", "full_name")]
        rows = rows.filter(pk__in=[pk for pk, name in names if all(word in name for word in words)])
    found, following = stretch(rows, ("full_name", "id"), query.after, query.limit)
    return Listing(items=[PersonRow.row(person) for person in found], next=following)
