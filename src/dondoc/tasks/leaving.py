"""Work that lies with nobody who is there: parts of units that have ended, and of people who have left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Person, Post, Succession, Unit
from dondoc.organisations.queries import Membership
from dondoc.tasks.models import Assignment, Part, Phase

WORKING_PARTS = (Part.LEAD, Part.COORDINATE)
MOST = 200
"""So many parts are shown at once; the rest comes when these are settled."""


@dataclass(frozen=True, slots=True)
class Estate:
    """What a unit that has ended left open: its parts, and the units that followed it (several, or none)."""

    unit: Unit
    parts: list[Assignment]
    successors: list[Unit]


def orphan_parts(membership: Membership, today: date) -> QuerySet[Assignment]:
    """Open parts of the agency's tasks whose unit has ended, and that went over to nobody by themselves."""
    # The units that have ended are looked up first, so that both databases go by the index of parts of units.
    ended = list(Unit.objects.filter(valid_until__lte=today).values_list("pk", flat=True))
    rows = Assignment.objects.filter(unit__in=ended, agency=membership.agency, phase=Phase.OPEN, part__in=WORKING_PARTS)
    return rows.filter(task__collective=False).order_by("unit", "sort_on", "task", "id")


def estates(membership: Membership, today: date) -> list[Estate]:
    """The orphaned parts by the unit that left them, those due first ahead. Three queries."""
    by_unit: dict[int, list[Assignment]] = {}
    units: dict[int, Unit] = {}
    rows = orphan_parts(membership, today).select_related("unit", "task__document")
    for row in rows[:MOST]:
        assert row.unit is not None
        by_unit.setdefault(row.unit.pk, []).append(row)
        units[row.unit.pk] = row.unit
    followers = successors_of(by_unit, today)
    return [Estate(units[pk], parts, followers.get(pk, [])) for pk, parts in by_unit.items()]


def successors_of(unit_ids: Iterable[int], today: date) -> Mapping[int, list[Unit]]:
    """The units that followed each and still exist, over as many successions as there were."""
    found: dict[int, list[Unit]] = {}
    rows = Succession.objects.filter(on__lte=today).select_related("new").order_by("new__order", "new__name")
    after: dict[int, list[Unit]] = {}
    for row in rows:
        after.setdefault(row.old_id, []).append(row.new)
    for unit_id in unit_ids:
        seen, level = {unit_id}, [unit_id]
        while level:
            news = [new for old in level for new in after.get(old, []) if new.pk not in seen]
            seen |= {new.pk for new in news}
            found.setdefault(unit_id, []).extend(n for n in news if n.valid_until is None or n.valid_until > today)
            level = [new.pk for new in news]
    return found


def leavers(today: date) -> QuerySet[Assignment]:
    """Open parts in person whose person has no post any more in the leading unit or below it: they do nothing there.

    ``lead_unit`` is the leading unit.
    """
    lead = Assignment.objects.filter(task=OuterRef("task"), part=Part.LEAD).values("unit")[:1]
    stays = Post.objects.filter(
        valid_posts(today),
        person=OuterRef("person"),
        person__is_active=True,
        unit__above__ancestor=OuterRef("lead_unit"),
    )
    rows = Assignment.objects.filter(phase=Phase.OPEN, part=Part.PERFORM, person__isnull=False)
    return rows.annotate(lead_unit=Subquery(lead)).filter(~Exists(stays), lead_unit__isnull=False)


def followers_gone(today: date) -> QuerySet[Assignment]:
    """Open tasks followed in person by somebody who holds no post anywhere any more."""
    stays = Post.objects.filter(valid_posts(today), person=OuterRef("person"), person__is_active=True)
    return Assignment.objects.filter(~Exists(stays), phase=Phase.OPEN, part=Part.FOLLOW, person__isnull=False)


def held_by(person: Person) -> int:
    """How many open tasks a person has been given to do."""
    return Assignment.objects.filter(person=person, phase=Phase.OPEN, part=Part.PERFORM).count()
