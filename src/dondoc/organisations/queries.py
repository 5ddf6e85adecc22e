"""Reads: units as a tree and by name, people, and who belongs where."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from dondoc.audit.models import Entry
from dondoc.audit.queries import latest
from dondoc.organisations.ancestry import ancestor_ids, subtree_ids
from dondoc.organisations.keys import bare, cells, folded
from dondoc.organisations.membership import Membership, grants, membership, valid_posts
from dondoc.organisations.models import Agency, Person, Post, Role, Unit, UnitName
from dondoc.organisations.policies import may
from dondoc.organisations.resolving.results import UnitHit

__all__ = ["Membership", "ancestor_ids", "membership", "subtree_ids"]

POOL = 300
ORGANISATION = tuple(f"organisations.{name}" for name in ("unit", "person", "agency", "succession"))


def units_of(person: Person, today: date) -> set[int]:
    """The units whose work a person sees by their posts and those they stand in for."""
    return {grant.unit_id for grant in grants(person, today) if grant.role != Role.ADMINISTRATOR}


def roles_of(person: Person, today: date) -> set[Role]:
    """The roles that a person has in any agency today."""
    return {grant.role for grant in grants(person, today)}


def standing(today: date) -> Q:
    """Units that exist on a day."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=today)) & (
        Q(valid_until__isnull=True) | Q(valid_until__gt=today)
    )


def children_units(unit: Unit, today: date) -> QuerySet[Unit]:
    """The units directly below one that exist on a day."""
    return Unit.objects.filter(standing(today), parent=unit)


def unit_tree(agency: Agency, today: date, closed: bool = False) -> list[tuple[int, Unit]]:
    """An agency's units in reading order, each with its depth (0 is the agency itself); closed ones where asked."""
    units = Unit.objects.filter(pk__in=subtree_ids([agency.unit_id]))
    if not closed:
        units = units.filter(standing(today) | Q(pk=agency.unit_id))
    return _in_order(agency.unit_id, list(units))


def whole_tree(today: date, closed: bool = False) -> list[tuple[int, Unit]]:
    """All units of the installation in reading order, each with its depth."""
    units = Unit.objects.all() if closed else Unit.objects.filter(standing(today))
    return _in_order(None, list(units))


def _in_order(root_id: int | None, units: list[Unit]) -> list[tuple[int, Unit]]:
    by_id = {unit.pk: unit for unit in units}
    children: dict[int | None, list[Unit]] = {}
    roots: list[Unit] = []
    for unit in units:
        if unit.pk == root_id or (root_id is None and unit.parent_id not in by_id):
            roots.append(unit)
        else:
            children.setdefault(unit.parent_id, []).append(unit)
    ordered: list[tuple[int, Unit]] = []
    todo = [(0, unit) for unit in reversed(roots)]
    while todo:
        depth, unit = todo.pop()
        ordered.append((depth, unit))
        todo.extend((depth + 1, child) for child in reversed(children.get(unit.pk, [])))
    return ordered


def people_of(agency: Agency, today: date) -> QuerySet[Person]:
    """The people with a valid post in an agency, their posts (with unit) prefetched as ``today_posts``."""
    posts = Post.objects.filter(valid_posts(today), unit__in=subtree_ids([agency.unit_id])).select_related("unit")
    return (
        Person.objects.filter(pk__in=posts.values("person"))
        .prefetch_related(Prefetch("posts", posts.order_by("unit__order", "pk"), to_attr="today_posts"))
        .order_by("full_name")
    )


def search_units(agency: Agency, text: str, limit: int = 8, today: date | None = None) -> list[UnitHit]:
    """Units for completion while somebody types: words in any order, beginnings of words, initials ("khcn").

    The agency's own units first, then those beside and above it; others only where these are fewer than ``limit``. Only
    units that exist on ``today`` (all where None). At most three queries.
    """
    words = folded(text).split()
    if not words:
        return []
    by_words = Q()
    for word in words:
        by_words &= Q(folded__contains=word)
    names = UnitName.objects.filter(by_words | Q(initials__startswith=cells(text).initials))
    if today is not None:
        names = names.filter(
            Q(unit__valid_until__isnull=True) | Q(unit__valid_until__gt=today),
            Q(valid_until__isnull=True) | Q(valid_until__gt=today),
        )
    inside = Q(unit__in=subtree_ids([agency.unit_id]))
    above = ancestor_ids(agency.unit_id)
    near = (Q(unit__parent__in=above) | Q(unit__in=above)) & ~inside
    hits: dict[int, UnitHit] = {}
    for where, bonus in ((inside, 0.2), (near, 0.1), (~inside & ~near, 0.0)):
        for name in names.filter(where).select_related("unit__parent")[:POOL]:
            score = round((_fit(bare(name.text), name.folded, words) + bonus) / 1.2, 3)
            known = hits.get(name.unit_id)
            if known is None or known.score < score:
                hits[name.unit_id] = UnitHit(name.unit, name.text, score)
        if len(hits) >= limit:
            break
    return sorted(hits.values(), key=lambda hit: (-hit.score, len(hit.unit.name), hit.unit.name))[:limit]


def _fit(text: str, name: str, words: list[str]) -> float:
    """How well typed words fit a name: 1 the name itself, then its beginning, beginnings of words, parts of words."""
    typed = " ".join(words)
    if name == typed:
        return 1.0
    if name.startswith(typed):
        return 0.9
    starts = [any(part.startswith(word) for part in name.split()) for word in words]
    return 0.7 if all(starts) else 0.5 if typed in text else 0.6 * sum(starts) / len(words) + 0.1


def posts_of(person: Person, today: date) -> QuerySet[Post]:
    """A person's posts, those of the past too, newest first, with unit."""
    return Post.objects.filter(person=person).select_related("unit").order_by("-since", "-pk")


def readable_log(mine: Membership) -> QuerySet[Entry]:
    """The log entries that a person may read, newest first.

    Leaders and the office read all of their agency; an administrator reads what concerns the organisation (units,
    people, accounts, what commands did to them), for the log of the work would tell the work itself.
    """
    if mine.agency is None or not may(mine, "audit.read"):
        return Entry.objects.none()
    if may(mine, "audit.read_work"):
        return latest(mine.agency.pk)
    return latest(subjects=ORGANISATION).filter(Q(agency=mine.agency.pk) | Q(agency__isnull=True))
