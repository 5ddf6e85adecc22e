"""What a member is to a task."""

from __future__ import annotations

from dondoc.organisations.models import Role, UnitAncestry
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.tasks.models import Assignment, Part, Phase, Task
from dondoc.tasks.states import Actor
from dondoc.tasks.visibility import is_visible

HEADS = frozenset({Role.UNIT_HEAD, Role.LEADER})
ABOVE_ALL = frozenset({Role.LEADER, Role.COORDINATOR})
"""Who stands for the agency itself, where it leads as a whole."""


def relations(membership: Membership, task: Task) -> frozenset[Actor]:
    """All that a member is to one task. At most five queries; empty for another agency's task.

    A deputy is what the person is for whom they stand in.
    """
    if membership.agency is None or task.agency_id != membership.agency.pk:
        return frozenset()
    found = set()
    if task.phase == Phase.PROPOSAL:
        return frozenset({Actor.CONFIRMER}) if may(membership, "tasks.confirm") else frozenset()
    if not is_visible(membership, task):
        return frozenset()
    found.add(Actor.VIEWER)
    parts = list(task.assignments.all())
    if may(membership, "tasks.follow") or _is_part(membership, parts, Part.FOLLOW):
        found.add(Actor.FOLLOWER)
    if _assigned(membership, task):
        found.add(Actor.ASSIGNER)
    return frozenset(found | _doing(membership, task, parts))


def _identities(membership: Membership) -> set[int]:
    return {membership.person.pk, *(person.pk for person in membership.acting_for)}


def _is_part(membership: Membership, parts: list[Assignment], part: Part) -> bool:
    me = _identities(membership)
    return any(row.part == part and row.person_id in me for row in parts)


def _assigned(membership: Membership, task: Task) -> bool:
    """Whether the member decides about the task: who gave it, the agency's leaders, the head who forwarded it down."""
    if not may(membership, "tasks.decide"):
        return False
    if may(membership, "tasks.follow") or task.confirmed_by_id in _identities(membership):
        return True
    if task.parent_id is None or task.fanned_out:
        return False
    lead = Assignment.objects.filter(task=task.parent_id, part=Part.LEAD).first()
    return lead is not None and _is_head(membership, lead.unit_id)


def _doing(membership: Membership, task: Task, parts: list[Assignment]) -> set[Actor]:
    lead = next((row for row in parts if row.part == Part.LEAD), None)
    found = set()
    if lead is None:
        return found
    performers = [row for row in parts if row.part == Part.PERFORM]
    if _is_head(membership, lead.unit_id) or _is_outside(membership, lead):
        found.add(Actor.HEAD)
    if _is_part(membership, parts, Part.PERFORM) or lead.person_id in _identities(membership):
        found.add(Actor.PERFORMER)
    if not performers and lead.unit_id in membership.unit_ids:
        found.add(Actor.MEMBER)
    return found


def _is_head(membership: Membership, unit_id: int | None) -> bool:
    """Whether the member heads the unit or one above it; the agency as a whole is headed by its leaders."""
    if unit_id is None:
        return False
    if unit_id == membership.agency_unit_id:
        return bool(membership.roles & ABOVE_ALL)
    headed = [grant.unit_id for grant in membership.posts if grant.role in HEADS]
    return bool(headed) and UnitAncestry.objects.filter(ancestor__in=headed, descendant=unit_id).exists()


def _is_outside(membership: Membership, lead: Assignment) -> bool:
    """Whether nobody of the leading unit works here, so that who follows the task records for it."""
    return lead.unit_id is not None and _stands_in(membership, lead.unit_id)


def _stands_in(membership: Membership, unit_id: int) -> bool:
    if not may(membership, "tasks.follow"):
        return False
    return not UnitAncestry.objects.filter(ancestor=membership.agency_unit_id, descendant=unit_id).exists()


def answers_for(membership: Membership, unit_id: int) -> bool:
    """Whether a member speaks for a unit: its heads, the agency's leaders for the agency, and for units outside of it
    those who follow the work."""
    return _is_head(membership, unit_id) or _stands_in(membership, unit_id)
