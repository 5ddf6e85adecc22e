"""A person looks at what the linter found and lets it stand, with a reason; or takes that back."""

from __future__ import annotations

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.checking import Finding
from dondoc.documents.checks import findings
from dondoc.documents.models import Document, SetAside
from dondoc.documents.policies import permission_to_set_aside, require_document
from dondoc.documents.queries import visible_documents
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership

LONGEST_REASON = 300
SHORTEST_REASON = 3


@action("document.set_aside")
def set_aside(by: Person, membership: Membership, document_id: int, key: str, reason: str) -> SetAside:
    """Let a finding stand. Raises NotAllowed; Refused where the document or the finding is not there (any more), the
    reason is missing or too long, or somebody did so before."""
    document = _document(membership, document_id)
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise Refused("Hãy ghi lý do để nguyên chỗ này.", "reason")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Lý do dài quá; hãy ghi trong {LONGEST_REASON} chữ.", "reason")
    finding = _finding(membership, document, key)
    if document.set_aside.filter(key=key).exists():
        raise Refused("Chỗ này đã được bỏ qua; hãy tải lại trang.")
    row = SetAside(document=document, rule=finding.rule, key=key, words=finding.words[:200], reason=reason, by=by)
    row.save()
    return row


@action("document.take_back")
def take_back(by: Person, membership: Membership, document_id: int, key: str) -> None:
    """Show a finding again. Raises NotAllowed; Refused where it was not set aside."""
    document = _document(membership, document_id)
    row = document.set_aside.filter(key=key).first()
    if row is None:
        raise Refused("Chỗ này không còn trong danh sách bỏ qua; hãy tải lại trang.")
    row.delete()


def _document(membership: Membership, document_id: int) -> Document:
    document = visible_documents(membership).select_for_update(of=("self",)).filter(pk=document_id).first()
    if document is None:
        raise Refused("Không tìm thấy văn bản này.")
    require_document(membership, document, permission_to_set_aside(document))
    return document


def _finding(membership: Membership, document: Document, key: str) -> Finding:
    found = next((one for one in findings(membership, document) or () if one.key == key), None)
    if found is None:
        raise Refused("Chỗ này không còn trong văn bản; hãy tải lại trang.")
    return found
