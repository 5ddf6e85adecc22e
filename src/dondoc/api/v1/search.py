"""The search box: documents, tasks, what was told of them, difficulties, opinions."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from dondoc.api.schemas.common import Listing
from dondoc.api.schemas.search import FoundOfKind, SearchQuery
from dondoc.documents.search import search, wanted

router = Router(tags=["search"])


@router.get("", response=Listing[FoundOfKind])
def search_all(request: HttpRequest, query: Query[SearchQuery]) -> Listing[FoundOfKind]:
    """What you find of what you see, kind by kind: the very words first, then by day of entry."""
    found = search(
        request.membership,
        wanted(query.text),
        [query.kind] if query.kind else (),
        query.filters(),
        number=query.page if query.kind else 1,
        size=query.size,
    )
    return Listing(items=[FoundOfKind.of(section) for section in found.sections], next=None)
