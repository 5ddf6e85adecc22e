"""Who enters what was published, and who corrects it."""

from __future__ import annotations

from dondoc.dissemination.models import Publication
from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Agency
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import Membership
from dondoc.rounds.policies import PREPARE, VIEW_ALL


def require_publications(membership: Membership) -> Agency:
    """The agency for which the member enters what was published. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, PREPARE)
    return agency


def may_change(membership: Membership, row: Publication) -> bool:
    """Whether the member may correct an entry: who made it, their unit, and whoever sees all rounds of the agency."""
    if membership.agency is None or membership.agency.pk != row.agency_id:
        return False
    mine = row.made_by_id == membership.person.pk or row.unit_id in membership.unit_ids
    return mine or may(membership, VIEW_ALL)
