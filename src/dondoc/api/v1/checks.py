"""The linter beside a document."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Path, Router

from dondoc.api.finding import document_page, see_document
from dondoc.api.schemas.checks import FindingRow, SetAsideIn
from dondoc.api.schemas.common import Id, Listing
from dondoc.documents import actions
from dondoc.documents.checks import checkup

router = Router(tags=["documents"])
KEY = Path(..., pattern="^[0-9a-f]{20}$", description="Key of the finding")


@router.get("/{document_id}/findings", response=Listing[FindingRow])
def findings(request: HttpRequest, document_id: Id) -> Listing[FindingRow]:
    """What wants a look, the gravest first; behind it what was set aside. Empty too where there is no text to read."""
    return _listing(request, document_id)


@router.put("/{document_id}/findings/{key}/set-aside", response=Listing[FindingRow])
def set_aside(request: HttpRequest, document_id: Id, body: SetAsideIn, key: str = KEY) -> Listing[FindingRow]:
    """Let a finding stand, with the reason."""
    see_document(request.membership, document_id)
    actions.set_aside(request.user, request.membership, document_id, key, body.reason)
    return _listing(request, document_id)


@router.delete("/{document_id}/findings/{key}/set-aside", response=Listing[FindingRow])
def take_back(request: HttpRequest, document_id: Id, key: str = KEY) -> Listing[FindingRow]:
    """Show a finding again."""
    see_document(request.membership, document_id)
    actions.take_back(request.user, request.membership, document_id, key)
    return _listing(request, document_id)


def _listing(request: HttpRequest, document_id: int) -> Listing[FindingRow]:
    found = checkup(request.membership, document_page(request, document_id).document)
    return Listing(items=[FindingRow.of(one) for one in (*found.standing, *found.aside)])
