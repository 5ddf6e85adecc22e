"""Who may hold courses."""

from __future__ import annotations

from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Agency
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import Membership
from dondoc.rounds.policies import PREPARE
from dondoc.surveys.policies import PERSONAL
from dondoc.training.models import Course


def require_courses(membership: Membership) -> Agency:
    """The agency for which the member may hold courses. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, PREPARE)
    return agency


def sees_phones(membership: Membership, course: Course) -> bool:
    """Whether the member sees phones of participants: who made the course, and heads of the unit that holds it."""
    if membership.agency is None or membership.agency.pk != course.agency_id:
        return False
    return course.made_by_id == membership.person.pk or may(membership, PERSONAL, {course.unit_id})
