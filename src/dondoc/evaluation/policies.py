"""Who may do what with an evaluation; which roles hold a permission stands in ``organisations.policies``."""

from __future__ import annotations

from dondoc.organisations.membership import Membership
from dondoc.organisations.models import Role
from dondoc.organisations.policies import may

VIEW_OWN = "evaluation.own"
VIEW_ALL = "evaluation.view_all"
EXCUSE = "evaluation.excuse"
CLOSE = "evaluation.close"
FORMULA = "evaluation.formula"


def headed(membership: Membership) -> frozenset[int]:
    """The units that a member heads: whose people they see and mark."""
    return frozenset(grant.unit_id for grant in membership.posts if grant.role == Role.UNIT_HEAD)


def sees_unit(membership: Membership, unit_id: int) -> bool:
    """Whether a member sees a unit's score: of all, or of one's own unit."""
    return may(membership, VIEW_ALL) or unit_id in membership.unit_ids


def sees_person(membership: Membership, person_id: int, unit_ids: frozenset[int]) -> bool:
    """Whether a member sees a person's score: one's own, of the units one heads, or of all."""
    return person_id == membership.person.pk or may(membership, VIEW_ALL) or bool(unit_ids & headed(membership))
