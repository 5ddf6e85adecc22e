"""Who may change the trust list, and who may have a document signed."""

from __future__ import annotations

from dondoc.audit.errors import NotAllowed
from dondoc.documents.models import Document
from dondoc.documents.policies import ISSUE
from dondoc.organisations.models import Person
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership

EDIT = "settings.edit"


def may_sign(by: Person, membership: Membership, document: Document) -> bool:
    """Who drafted an outgoing document, who signs it, and the clerk."""
    issue = getattr(document, "issue", None)
    if issue is None or membership.agency is None or membership.agency.pk != document.agency_id:
        return False
    return may(membership, ISSUE) or by.pk in (issue.prepared_by_id, issue.signer_id)


def require_sign(by: Person, membership: Membership, document: Document) -> None:
    """Raises NotAllowed unless ``may_sign``."""
    if not may_sign(by, membership, document):
        raise NotAllowed("Chỉ người soạn thảo, người ký hoặc văn thư được ký số văn bản đi.")
