"""Who may run a round, and who may answer in it."""

from __future__ import annotations

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Agency, Role
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import Membership
from dondoc.rounds.models import Round, RoundState

PREPARE = "rounds.prepare"
OPEN = "rounds.open"
VIEW_ALL = "rounds.view_all"
FOR_AGENCY = frozenset({Role.CLERK, Role.COORDINATOR, Role.LEADER})
"""Who answers for the agency as a whole."""


def require_prepare(membership: Membership) -> Agency:
    """The agency for which the member may prepare rounds. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, PREPARE)
    return agency


def require_open(membership: Membership) -> Agency:
    """The agency in whose name the member may ask others. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, OPEN)
    return agency


def runs(membership: Membership, asked: Round) -> bool:
    """Whether the member works on this round: it is of their agency, and of their unit, made by them, or their role
    sees all of them."""
    if membership.agency is None or membership.agency.pk != asked.agency_id or not may(membership, PREPARE):
        return False
    mine = asked.unit_id in membership.unit_ids or asked.made_by_id == membership.person.pk
    return mine or may(membership, VIEW_ALL)


def require_run(membership: Membership, asked: Round) -> None:
    """Raises NotAllowed unless the member works on this round."""
    require(membership, PREPARE)
    if not runs(membership, asked):
        raise NotAllowed("Chỉ đơn vị chủ trì và văn phòng, lãnh đạo cơ quan được làm việc với đợt này.")


def answering_units(membership: Membership) -> frozenset[int]:
    """The units for which the member answers: those of their posts, and the agency itself for those who speak for
    it (văn thư, văn phòng, lãnh đạo)."""
    whole = {membership.agency_unit_id} if membership.agency_unit_id and membership.roles & FOR_AGENCY else set()
    return membership.unit_ids | whole


def require_answerable(asked: Round) -> None:
    """Raises Refused unless the round takes answers now."""
    if asked.state == RoundState.PREPARING:
        raise Refused("Đợt này chưa mở; hãy chờ thông báo của cơ quan chủ trì.")
    if asked.state == RoundState.CLOSED:
        raise Refused("Đợt này đã kết thúc, không nhận thêm trả lời; hãy liên hệ cơ quan chủ trì.")
