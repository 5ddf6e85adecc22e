"""Who stands for which unit of an agency on one day: loaded once, asked very often."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Agency, Deputy, Post, Role, UnitAncestry
from dondoc.organisations.policies import PERMISSIONS

_HEADS = frozenset({Role.UNIT_HEAD, Role.LEADER})
_DECIDE = PERMISSIONS["tasks.decide"]


@dataclass
class Staff:
    """The people of an agency on ``today``, deputies beside those for whom they stand in."""

    agency: Agency
    today: date
    _in_unit: dict[int, dict[Role, set[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    _by_role: dict[Role, set[int]] = field(default_factory=lambda: defaultdict(set))
    _deputies: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _parents: dict[int, int | None] = field(default_factory=dict)
    _answers: dict[int, frozenset[int]] = field(default_factory=dict)

    def heads(self, unit_id: int | None) -> frozenset[int]:
        """Who answers for a unit: its heads; where nobody heads it, those of the nearest unit above; for the agency as
        a whole its office. Empty for units of others."""
        if unit_id is None or unit_id not in self._parents:
            return frozenset()
        if unit_id not in self._answers:
            self._answers[unit_id] = self._find_heads(unit_id)
        return self._answers[unit_id]

    def _find_heads(self, unit_id: int) -> frozenset[int]:
        if unit_id == self.agency.unit_id:
            return self.office()
        roles = self._in_unit.get(unit_id, {})
        found = {person for role in _HEADS for person in roles.get(role, ())} or roles.get(Role.COORDINATOR)
        return frozenset(found) if found else self.heads(self._parents[unit_id])

    def office(self) -> frozenset[int]:
        """Who follows the agency's work as a whole: the office, where there is none its leaders."""
        return frozenset(self._by_role[Role.COORDINATOR] or self._by_role[Role.LEADER])

    def clerks(self) -> frozenset[int]:
        """Who takes documents in for the agency; where there is no clerk its office."""
        return frozenset(self._by_role[Role.CLERK]) or self.office()

    def person(self, person_id: int | None) -> frozenset[int]:
        """A person and their deputies; empty for somebody who no longer works here."""
        if person_id is None:
            return frozenset()
        return frozenset({person_id, *self._deputies.get(person_id, ())}) if self.works_here(person_id) else frozenset()

    def works_here(self, person_id: int) -> bool:
        return any(person_id in people for people in self._by_role.values())

    def deciders(self, confirmed_by: int | None) -> frozenset[int]:
        """Who decides about a task: who gave it, where they may decide, else the office."""
        may = any(confirmed_by in self._by_role[role] for role in _DECIDE)
        return self.person(confirmed_by) if may else self.office()

    def load(self) -> Staff:
        """Read the agency's units, posts and deputies. Three queries, four where other agencies lie below."""
        own = _own_units(self.agency)
        self._parents = dict(own.values_list("descendant", "descendant__parent"))
        posts = Post.objects.filter(valid_posts(self.today), person__is_active=True)
        posts = posts.filter(unit__in=own.values("descendant"))
        held = {}
        for post_id, person_id, unit_id, role in posts.values_list("pk", "person", "unit", "role"):
            held[post_id] = (person_id, unit_id, Role(role))
            self._give(person_id, unit_id, Role(role))
        standing = Deputy.objects.filter(since__lte=self.today, until__gt=self.today, person__is_active=True)
        for post_id, deputy_id in standing.filter(post__in=posts).values_list("post", "person"):
            holder, unit_id, role = held[post_id]
            self._deputies[holder].add(deputy_id)
            self._give(deputy_id, unit_id, role)
        return self

    def _give(self, person_id: int, unit_id: int, role: Role) -> None:
        self._by_role[role].add(person_id)
        self._in_unit[unit_id][role].add(person_id)


def _own_units(agency: Agency) -> QuerySet[UnitAncestry]:
    """The agency's units, without those of agencies below it."""
    rows = UnitAncestry.objects.filter(ancestor=agency.unit_id)
    others = Agency.objects.filter(unit__above__ancestor=agency.unit_id).exclude(pk=agency.pk).values("unit")
    return rows.exclude(descendant__in=UnitAncestry.objects.filter(ancestor__in=others).values("descendant"))
