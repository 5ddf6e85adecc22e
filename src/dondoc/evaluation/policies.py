"""Who may do what with an evaluation; which roles hold a permission stands in ``organisations.policies``."""

from __future__ import annotations

from dondoc.evaluation.models import AppealOf
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


def may_mark(membership: Membership, person_id: int, unit_ids: frozenset[int]) -> bool:
    """Whether a member gives somebody of these units the general points: leaders and the office to all, a head to the
    people of the own unit, nobody to themselves."""
    return person_id != membership.person.pk and (may(membership, VIEW_ALL) or bool(unit_ids & headed(membership)))


def answers_any(membership: Membership) -> bool:
    """Whether a member may ever be asked to answer an appeal."""
    return may(membership, VIEW_ALL) or may(membership, EXCUSE) or bool(headed(membership))


def may_answer(membership: Membership, of: str, person_id: int, unit_ids: frozenset[int]) -> bool:
    """Whether a member answers what somebody of these units appeals: who may change the points in question, nobody
    their own."""
    if of == AppealOf.GENERAL:
        return may_mark(membership, person_id, unit_ids)
    return person_id != membership.person.pk and may(membership, EXCUSE)


def sees_unit(membership: Membership, unit_id: int) -> bool:
    """Whether a member sees a unit's score: of all, or of one's own unit."""
    return may(membership, VIEW_ALL) or unit_id in membership.unit_ids


def sees_person(membership: Membership, person_id: int, unit_ids: frozenset[int]) -> bool:
    """Whether a member sees a person's score: one's own, of the units one heads, or of all."""
    return person_id == membership.person.pk or may(membership, VIEW_ALL) or bool(unit_ids & headed(membership))
