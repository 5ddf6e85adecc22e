"""The document that an address names."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from dondoc.documents import queries
from dondoc.documents.queries import DocumentPage


def find(request: HttpRequest, document_id: int) -> DocumentPage:
    """The page of a document that the member sees. Raises Http404."""
    found = queries.document_page(request.membership, document_id)
    if found is None:
        raise Http404
    return found
