"""What follows from a document's own number: its keys, the same document entered before, and who cites it."""

from __future__ import annotations

from dondoc.documents.keys import code_key, document_key, searchable
from dondoc.documents.models import Citation, Document


def link(document: Document) -> None:
    """Set the derived fields: ``key``, ``folded_code``, ``folded`` and ``duplicate_of``. Does not save."""
    document.key = document_key(document.issuer_name, document.number, document.symbol, document.issued_text)[:400]
    document.folded_code = code_key(document.code)[:80]
    document.folded = searchable(
        document.code,
        document.symbol,
        document.kind,
        document.subject,
        document.issuer_name,
        document.signer_name,
    )
    document.duplicate_of = first_with_key(document)


def first_with_key(document: Document) -> Document | None:
    """The first document of the agency and direction that was entered before this one with the same key."""
    if not document.key:
        return None
    rows = Document.objects.filter(agency_id=document.agency_id, direction=document.direction, key=document.key)
    before = rows if document.pk is None else rows.filter(pk__lt=document.pk)
    return before.order_by("id").first()


def answer_citations(document: Document) -> int:
    """Point citations that were waiting for this document at it; returns how many."""
    if not document.folded_code:
        return 0
    waiting = Citation.objects.filter(
        document__agency_id=document.agency_id, folded=document.folded_code, target=None
    ).exclude(document_id=document.pk)
    fitting = [row.pk for row in waiting if may_be_same_date(row.issued_text, document.issued_text)]
    return Citation.objects.filter(pk__in=fitting).update(target=document) if fitting else 0


def resolve_targets(document: Document, citations: list[Citation]) -> None:
    """Point each citation at the document that the register knows under that code, where there is just one."""
    codes = {citation.folded for citation in citations if citation.folded}
    known: dict[str, list[Document]] = {}
    rows = Document.objects.filter(agency_id=document.agency_id, folded_code__in=codes).exclude(pk=document.pk)
    for row in rows.only("id", "folded_code", "issued_text"):
        known.setdefault(row.folded_code, []).append(row)
    for citation in citations:
        candidates = known.get(citation.folded, [])
        fits = [row for row in candidates if may_be_same_date(citation.issued_text, row.issued_text)]
        citation.target = fits[0] if len(fits) == 1 else None


def may_be_same_date(one: str, two: str) -> bool:
    """Whether two dates, each as precise as printed, can be the same ("2025-08" and "2025-08-06" can)."""
    return not one or not two or one.startswith(two) or two.startswith(one)
