"""Who somebody is today: posts, roles, units, and for whom they stand in. Everything that asks "may I" starts here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from dondoc.organisations.models import Agency, Deputy, Person, Post, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """One source of rights: a post that the person holds, or (``holder`` set) that of somebody they stand in for."""

    post_id: int
    unit_id: int
    role: Role
    title: str
    unit_name: str
    holder: Person | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in one agency on one day.

    ``unit_ids`` are the units whose work the person sees: those of all grants but an administrator's, for managing
    the organisation is not reading everybody's tasks. ``agency`` is None for somebody who holds no valid post.
    """

    person: Person
    agency: Agency | None
    agency_unit_id: int | None
    posts: tuple[Grant, ...]
    today: date

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.posts)

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(grant.unit_id for grant in self.posts if grant.role != Role.ADMINISTRATOR)

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    @property
    def acting_for(self) -> tuple[Person, ...]:
        """Those whom the person stands in for today."""
        return tuple({grant.holder.pk: grant.holder for grant in self.posts if grant.holder is not None}.values())


def _valid(prefix: str, today: date) -> Q:
    since, until = f"{prefix}since", f"{prefix}until"
    return (Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": today})) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": today})
    )


def valid_posts(today: date, prefix: str = "") -> Q:
    """Posts held on a day in units that exist; ``prefix`` leads to the post ("posts__")."""
    unit = f"{prefix}unit__valid_until"
    return _valid(prefix, today) & (Q(**{f"{unit}__isnull": True}) | Q(**{f"{unit}__gt": today}))


def grants(person: Person, today: date) -> list[Grant]:
    """All grants of a person on a day, their own first. One query."""
    deputised = Deputy.objects.filter(person=person, since__lte=today, until__gt=today).values("post_id")
    posts = (
        Post.objects.filter(Q(person=person) | Q(pk__in=deputised))
        .filter(valid_posts(today), person__is_active=True)
        .select_related("person", "unit")
        .order_by("pk")
    )
    found = [
        Grant(
            post.pk,
            post.unit_id,
            Role(post.role),
            post.title or post.get_role_display(),
            post.unit.name,
            None if post.person_id == person.pk else post.person,
        )
        for post in posts
    ]
    return sorted(found, key=lambda grant: grant.holder is not None)


def membership(person: Person, today: date, agency_id: int | None = None) -> Membership:
    """The person's place on a day, in the agency asked for or in that of their first post. Two queries.

    The agency of a post is the nearest one above its unit.
    """
    if not person.is_active:
        return Membership(person, None, None, (), today)
    found = grants(person, today)
    agencies = nearest_agencies(grant.unit_id for grant in found)
    wanted = agency_id or next((agencies[g.unit_id].pk for g in found if g.unit_id in agencies), None)
    mine = tuple(g for g in found if g.unit_id in agencies and agencies[g.unit_id].pk == wanted)
    if not mine:
        return Membership(person, None, None, (), today)
    agency = agencies[mine[0].unit_id]
    return Membership(person, agency, agency.unit_id, mine, today)


def nearest_agencies(unit_ids: Iterable[int]) -> dict[int, Agency]:
    """For each unit the nearest agency at or above it. One query."""
    ids = set(unit_ids)
    if not ids:
        return {}
    rows = (
        Agency.objects.filter(unit__below__descendant__in=ids)
        .annotate(below_id=F("unit__below__descendant_id"), depth=F("unit__below__depth"))
        .select_related("unit")
        .order_by("-depth")
    )
    return {row.below_id: row for row in rows}
