"""Documents in their registers."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from dondoc.api.finding import document_page, see_document
from dondoc.api.schemas.common import Id, Listing, Slice
from dondoc.api.schemas.documents import (
    CitationsIn,
    DocumentChanges,
    DocumentFull,
    DocumentQuery,
    DocumentRow,
    DocumentWords,
    PartiesIn,
)
from dondoc.api.schemas.tasks import StoryEntry
from dondoc.api.versions import IF_MATCH, mark, version_of
from dondoc.audit.queries import story
from dondoc.documents import actions, queries, store
from dondoc.documents.keyset import stretch
from dondoc.documents.models import Party

router = Router(tags=["documents"])
BINARY = {200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}


@router.get("", response=Listing[DocumentRow])
def list_documents(request: HttpRequest, query: Query[DocumentQuery]) -> Listing[DocumentRow]:
    """A register as you see it."""
    filters = query.filters()
    rows = queries.register(request.membership, query.direction, filters)
    order = queries.SORTS[filters.sort]
    order = order if order[-1].lstrip("-") == "id" else (*order, "-id")
    found, following = stretch(rows, order, query.after, query.limit)
    return Listing(items=[DocumentRow.row(row) for row in found], next=following)


@router.get("/{document_id}", response=DocumentFull)
def document(request: HttpRequest, document_id: Id, response: HttpResponse) -> DocumentFull:
    """One document with its parties, citations and files."""
    return _full(request, document_id, response)


def _full(request: HttpRequest, document_id: int, response: HttpResponse) -> DocumentFull:
    page = document_page(request, document_id)
    mark(response, page.document.version)
    return DocumentFull.of(page)


@router.get("/{document_id}/text", response=DocumentWords)
def document_text(request: HttpRequest, document_id: Id) -> DocumentWords:
    """The document as it reads, and where each field of its head was read."""
    return DocumentWords.of(document_page(request, document_id))


@router.get("/{document_id}/attachments/{attachment_id}", openapi_extra={"responses": BINARY})
def attachment(request: HttpRequest, document_id: Id, attachment_id: Id) -> FileResponse:
    """A file of the document as it came in."""
    page = document_page(request, document_id)
    found = next((one for one in page.attachments if one.pk == attachment_id), None)
    if found is None or not store.path_of(found.file.sha256).exists():
        raise Http404
    return FileResponse(store.path_of(found.file.sha256).open("rb"), as_attachment=True, filename=found.name)


@router.get("/{document_id}/story", response=Listing[StoryEntry])
def document_story(request: HttpRequest, document_id: Id, query: Query[Slice]) -> Listing[StoryEntry]:
    """All that happened to the document, oldest first."""
    found, following = stretch(story(document_page(request, document_id).document), ("id",), query.after, query.limit)
    return Listing(items=[StoryEntry.of(entry) for entry in found], next=following)


@router.patch("/{document_id}", response=DocumentFull)
def correct_document(
    request: HttpRequest, document_id: Id, body: DocumentChanges, response: HttpResponse, if_match: str = IF_MATCH
) -> DocumentFull:
    """Correct fields of the head; what was read stays on record."""
    see_document(request.membership, document_id)
    changes = body.model_dump(exclude_unset=True)
    actions.correct_document(request.user, request.membership, document_id, changes, version_of(if_match))
    return _full(request, document_id, response)


@router.post("/{document_id}/confirm", response=DocumentFull)
def confirm_document(request: HttpRequest, document_id: Id, response: HttpResponse) -> DocumentFull:
    """Put on record that you have looked over the head. Doing so twice changes nothing."""
    see_document(request.membership, document_id)
    actions.confirm_document(request.user, request.membership, document_id)
    return _full(request, document_id, response)


@router.put("/{document_id}/parties/{role}", response=DocumentFull)
def set_parties(
    request: HttpRequest, document_id: Id, role: Party.Role, body: PartiesIn, response: HttpResponse
) -> DocumentFull:
    """Replace the names under "Kính gửi" (`to`) or "Nơi nhận" (`copy`)."""
    see_document(request.membership, document_id)
    names = [(party.name, party.unit) for party in body.parties]
    actions.set_parties(request.user, request.membership, document_id, role.value, names)
    return _full(request, document_id, response)


@router.put("/{document_id}/citations", response=DocumentFull)
def set_citations(request: HttpRequest, document_id: Id, body: CitationsIn, response: HttpResponse) -> DocumentFull:
    """Replace the codes of the documents that this one names."""
    see_document(request.membership, document_id)
    actions.set_citations(request.user, request.membership, document_id, body.codes)
    return _full(request, document_id, response)
