"""Who may do what with a task: rights by role come from ``organisations.policies``, rights by part from the task."""

from __future__ import annotations

from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Agency
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership

CONFIRM = "tasks.confirm"
ASSIGN = "tasks.assign"


def require_confirm(membership: Membership) -> Agency:
    """The agency whose proposals the member may confirm. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, CONFIRM)
    return agency
