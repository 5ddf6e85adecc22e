"""How documents are found: by number, subject, issuer and signer, and by their whole text."""

from __future__ import annotations

from django.db.models import QuerySet

from dondoc.documents.keys import searchable
from dondoc.documents.models import Document, DocumentState
from dondoc.documents.queries import visible_documents, ways_to_see
from dondoc.documents.search.source import Filters, Shown, Source, Text, between


def _narrow(rows: QuerySet[Document], filters: Filters) -> QuerySet[Document] | None:
    rows = between(rows, "issued_on", filters)
    if filters.issuer.strip():
        rows = rows.filter(folded__contains=searchable(filters.issuer))
    return rows.filter(state=filters.state) if filters.state else rows


def _loaded(rows: QuerySet[Document]) -> QuerySet[Document]:
    names = ("kind", "code", "symbol", "issued_text", "issued_on", "issuer_name", "subject", "signer_name", "state")
    return rows.select_related("text").only(*names, "direction", "text__content")


def _shown(document: Document) -> Shown:
    text = getattr(document, "text", None)
    return Shown(
        title=document.subject[:1].upper() + document.subject[1:] or str(document),
        about=document.pk,
        texts=(text.content,) if text else (document.signer_name,),
        facts=tuple(filter(None, [str(document), document.issuer_name, document.get_direction_display()])),
        day=document.issued_on,
        state=document.get_state_display(),
    )


DOCUMENTS = Source(
    name="document",
    label="Văn bản",
    model=Document,
    column="folded",
    visible=visible_documents,
    loaded=_loaded,
    shown=_shown,
    narrow=_narrow,
    exact=("subject", "code", "issuer_name"),
    text=Text("documents_documenttext", "document_id", "content"),
    states=tuple(DocumentState.choices),
    ways=ways_to_see,
)
