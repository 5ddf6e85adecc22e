"""What follows from a document's own number: its keys, the same document entered before, and who cites it."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.documents.citing import Fit, candidates, fit, near
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
    """Look anew at the citations that this document may be meant by: sure ones point at it, unsure ones are asked
    about. What a person settled stays. Returns how many point at it now."""
    if not document.folded_code:
        return 0
    waiting = Citation.objects.filter(
        near(document.folded_code, "folded"), document__agency_id=document.agency_id, target=None, settled_by=None
    ).exclude(document_id=document.pk)
    rows = [row for row in waiting.select_related("document")[:MOST] if fit(row, document) is not Fit.NONE]
    resolve_targets(rows)
    Citation.objects.bulk_update(rows, ["target", "is_asked"])
    return sum(row.target_id == document.pk for row in rows)


MOST = 1_000
"""Citations of near numbers that one document is held against."""


def resolve_targets(citations: Iterable[Citation]) -> None:
    """Point each citation at the document that is certainly meant; ask where one or several may be. Leaves alone what
    a person settled. Does not save. One query for any number of citations of one agency."""
    open_ones = [one for one in citations if one.settled_by_id is None]
    for citation, found in candidates(open_ones):
        sure = [row for row in found if fit(citation, row) is Fit.SURE]
        citation.target = sure[0] if len(sure) == 1 else None
        citation.is_asked = citation.target is None and bool(found)
