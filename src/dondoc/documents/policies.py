"""Who may do what with a document; which roles hold a permission stands in ``organisations.policies``."""

from __future__ import annotations

from dondoc.audit.errors import NotAllowed
from dondoc.documents.models import Direction, Document, Intake
from dondoc.organisations.models import Agency
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership

REGISTER = "documents.register"
WATCH = "documents.watch"
CORRECT = "documents.correct"
CONFIRM = "documents.confirm"
PREPARE = "documents.prepare"
ISSUE = "documents.issue"
VIEW_ALL = "documents.view_all"
TEMPLATES = "templates.edit"


def agency_of(membership: Membership) -> Agency:
    """The agency that a member works in. Raises NotAllowed for somebody who holds no post."""
    if membership.agency is None:
        raise NotAllowed("Tài khoản của bạn chưa được giao chức vụ ở đơn vị nào; hãy báo quản trị.")
    return membership.agency


def require_register(membership: Membership) -> Agency:
    """The agency in whose registers the member may enter documents. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, REGISTER)
    return agency


def require_document(membership: Membership, document: Document, permission: str) -> None:
    """Raises NotAllowed unless the member has the permission in the agency of this document."""
    if agency_of(membership).pk != document.agency_id:
        raise NotAllowed("Văn bản này thuộc sổ của cơ quan khác.")
    require(membership, permission)


def permission_to_set_aside(document: Document) -> str:
    """Who may let a finding stand: of what goes out those who draft, else those who correct what was read."""
    return PREPARE if document.direction == Direction.OUTGOING else CORRECT


def require_intake(membership: Membership, intake: Intake) -> None:
    """Raises NotAllowed unless the member takes documents in for the agency of this file."""
    if require_register(membership).pk != intake.agency_id:
        raise NotAllowed("Tệp này thuộc cơ quan khác.")


def require_watch(membership: Membership, intake: Intake | None = None) -> Agency:
    """The agency whose ways in the member looks after, administrators too. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, WATCH)
    if intake is not None and intake.agency_id != agency.pk:
        raise NotAllowed("Tệp này thuộc cơ quan khác.")
    return agency
