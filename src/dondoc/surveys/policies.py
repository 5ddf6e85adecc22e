"""Who may make forms, and who sees the personal data in answers."""

from __future__ import annotations

from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Agency
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import Membership
from dondoc.rounds.models import Round
from dondoc.rounds.policies import PREPARE

PERSONAL = "surveys.personal"


def require_forms(membership: Membership) -> Agency:
    """The agency whose forms the member may make and change. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, PREPARE)
    return agency


def sees_personal(membership: Membership, asked: Round) -> bool:
    """Whether the member sees personal data unmasked: who made the round, and heads and coordinators of the unit that
    runs it. Who merely sees the round sees them masked (Law 91/2025/QH15: no more than the purpose needs)."""
    if membership.agency is None or membership.agency.pk != asked.agency_id:
        return False
    return asked.made_by_id == membership.person.pk or may(membership, PERSONAL, {asked.unit_id})
