"""A person says which document a citation means, or that it is none of those that were asked about."""

from __future__ import annotations

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.actions.linking import resolve_targets
from dondoc.documents.models import Citation, Document
from dondoc.documents.policies import CORRECT, agency_of, require_document
from dondoc.documents.queries import visible_documents
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership


@action("citation.settle")
def settle_citation(by: Person, membership: Membership, citation_id: int, document_id: int) -> Citation:
    """Put on record that a citation means this document. Raises NotAllowed; Refused for a document that the member does
    not see, or the citing document itself."""
    citation = _locked(membership, citation_id)
    target = visible_documents(membership).filter(pk=document_id).exclude(pk=citation.document_id).first()
    if target is None:
        raise Refused("Không tìm thấy văn bản được chọn; hãy tải lại trang rồi chọn lại.")
    citation.target, citation.is_asked = target, False
    citation.settled_by, citation.settled_at = by, timezone.now()
    citation.refused = [pk for pk in citation.refused if pk != target.pk]
    citation.save()
    return citation


@action("citation.refuse")
def refuse_citation(by: Person, membership: Membership, citation_id: int, document_id: int) -> Citation:
    """Put on record that a citation does not mean this document: it is not asked about again, and no longer pointed at.

    Raises NotAllowed, Refused.
    """
    citation = _locked(membership, citation_id)
    if not visible_documents(membership).filter(pk=document_id).exists():
        raise Refused("Không tìm thấy văn bản được chọn; hãy tải lại trang rồi chọn lại.")
    citation.refused = sorted({*citation.refused, document_id})
    citation.target = citation.settled_by = citation.settled_at = None
    resolve_targets([citation])
    citation.save()
    return citation


def _locked(membership: Membership, citation_id: int) -> Citation:
    rows = Citation.objects.select_for_update(of=("self",)).select_related("document")
    citation = rows.filter(pk=citation_id, document__agency=agency_of(membership)).first()
    if citation is None or not _sees(membership, citation.document):
        raise Refused("Không tìm thấy viện dẫn này; hãy tải lại trang.")
    require_document(membership, citation.document, CORRECT)
    return citation


def _sees(membership: Membership, document: Document) -> bool:
    return visible_documents(membership).filter(pk=document.pk).exists()
