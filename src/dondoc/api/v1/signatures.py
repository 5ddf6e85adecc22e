"""Digital signatures of documents."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from dondoc.api.finding import see_document
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.signatures import DocumentSignatures, FileSignaturesRow
from dondoc.trust.queries import all_checks

router = Router(tags=["signatures"])


@router.get("/{document_id}/signatures", response=DocumentSignatures)
def document_signatures(request: HttpRequest, document_id: Id) -> DocumentSignatures:
    """What the check of each file's signatures found."""
    see_document(request.membership, document_id)
    return DocumentSignatures(files=[FileSignaturesRow.of(one) for one in all_checks(document_id).values()])
