"""The units that a collective lead stands for, to be shown before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dondoc.organisations.models import Agency, Unit
from dondoc.organisations.resolving import Resolver, UnitHit
from dondoc.tasks.models import Assignment
from dondoc.tasks.naming import Namer


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a part means today. ``units`` are all of a collective, ``excluded`` the ids a reviewer took out of them;
    ``candidates`` what an unclear name may mean, best first; ``note`` a Vietnamese sentence where there is one."""

    units: list[Unit]
    excluded: list[int]
    candidates: list[UnitHit]
    note: str = ""

    @property
    def left(self) -> list[Unit]:
        return [unit for unit in self.units if unit.pk not in self.excluded]


def meanings(agency: Agency, parts: Iterable[Assignment], today: date) -> dict[int, Meaning]:
    """For each part that is a collective or still unclear, by its id, what it means. Two queries for any number."""
    open_parts = [row for row in parts if row.collective or (row.unit_id is None and row.person_id is None)]
    if not open_parts:
        return {}
    namer = Namer(agency, Resolver(agency, today), today)
    found = {}
    for row in open_parts:
        resolution = namer.resolver.resolve(row.name)
        found[row.pk] = Meaning(resolution.units, row.excluded, resolution.candidates, resolution.note)
    return found
