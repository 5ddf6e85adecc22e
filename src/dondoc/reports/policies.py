"""Who may set reports up, consolidate them, and send in a unit's part."""

from __future__ import annotations

from dondoc.audit.errors import NotAllowed
from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Agency, UnitAncestry
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import Membership
from dondoc.reports.models import Obligation

MANAGE = "reports.manage"
VIEW_ALL = "reports.view_all"


def works_on(membership: Membership, obligation: Obligation) -> bool:
    """Whether the member consolidates this report: they belong to its unit or one above it, or their role sees all."""
    if membership.agency is None or membership.agency.pk != obligation.agency_id:
        return False
    if may(membership, VIEW_ALL):
        return True
    return _of_unit(membership, obligation.unit_id)


def _of_unit(membership: Membership, unit_id: int) -> bool:
    mine = list(membership.unit_ids)
    return bool(mine) and UnitAncestry.objects.filter(ancestor__in=mine, descendant=unit_id).exists()


def require_work(membership: Membership, obligation: Obligation) -> Agency:
    """The agency for which the member works on this report. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, "tasks.read")
    if not works_on(membership, obligation):
        raise NotAllowed("Chỉ đơn vị tổng hợp, văn phòng và lãnh đạo cơ quan được làm việc với báo cáo này.")
    return agency


def require_manage(membership: Membership, unit_id: int) -> Agency:
    """The agency whose reports the member may set up for this consolidating unit. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, MANAGE)
    if not may(membership, VIEW_ALL) and not _of_unit(membership, unit_id):
        raise NotAllowed("Bạn chỉ lập được chế độ báo cáo do đơn vị mình tổng hợp.")
    return agency
