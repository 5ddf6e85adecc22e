"""Whom the name in a task means: a unit, a person, a collective, or nobody knows yet."""

from __future__ import annotations

import re
from datetime import date

from dondoc.documents.keys import searchable
from dondoc.organisations.models import Agency, Post, Unit
from dondoc.organisations.resolving import Resolver
from dondoc.tasks.models import Assignment

_COMRADE = re.compile(r"^(?:dong chi|d c|ong|ba|anh|chi)\s+")


class Namer:
    """Resolves names for one agency on one day; units and people are loaded once."""

    def __init__(self, agency: Agency, resolver: Resolver, today: date) -> None:
        self.agency = agency
        self.resolver = resolver
        self.today = today
        self._people: dict[str, list[Post]] | None = None

    def settle(self, row: Assignment) -> None:
        """Fill in ``unit``, ``person`` and ``collective`` of a part from its ``name``; what is unsure stays open."""
        person = self.person(row.name)
        if person is not None:
            row.person, row.unit = person.person, person.unit
            return
        found = self.resolver.resolve(row.name)
        row.collective = found.status == "collective"
        row.unit = found.units[0] if found.status == "sure" and found.units else None

    def units_of(self, row: Assignment) -> list[Unit]:
        """The units that a part stands for today: its own, or those of its collective without the excluded ones."""
        if not row.collective:
            return [row.unit] if row.unit is not None else []
        found = self.resolver.resolve(row.name)
        return [unit for unit in found.units if unit.pk not in row.excluded]

    def person(self, name: str) -> Post | None:
        """The post of the one person of the agency whom a name means ("Đồng chí Trần Văn Bình - Phó Giám đốc")."""
        folded = searchable(name)
        if not _COMRADE.match(folded) and len(folded.split()) < 2:
            return None
        bare = _COMRADE.sub("", folded)
        matches = [posts for full, posts in self._by_name().items() if bare == full or bare.startswith(full + " ")]
        posts = [post for found in matches for post in found]
        return posts[0] if len({post.person_id for post in posts}) == 1 else None

    def _by_name(self) -> dict[str, list[Post]]:
        if self._people is None:
            self._people = {}
            rows = Post.objects.filter(
                unit__above__ancestor=self.agency.unit_id, person__is_active=True
            ).select_related("person", "unit")
            for post in rows.order_by("id"):
                if post.until is None or post.until > self.today:
                    self._people.setdefault(searchable(post.person.full_name), []).append(post)
        return self._people
