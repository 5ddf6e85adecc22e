"""Who may do what with a task: rights by role come from ``organisations.policies``, rights by part from the task."""

from __future__ import annotations

from dondoc.audit.errors import NotAllowed
from dondoc.documents.models import Document
from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Agency
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.tasks.models import Task

CONFIRM = "tasks.confirm"
ASSIGN = "tasks.assign"


def require_confirm(membership: Membership) -> Agency:
    """The agency whose proposals the member may confirm. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, CONFIRM)
    return agency


def require_own(membership: Membership, thing: Task | Document) -> None:
    """Raises NotAllowed where the thing belongs to another agency."""
    if agency_of(membership).pk != thing.agency_id:
        raise NotAllowed("Nhiệm vụ này thuộc cơ quan khác.")
