"""The units of an installation in memory, seen from one agency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dondoc.organisations.keys import Cells, cells
from dondoc.organisations.models import Unit, UnitKind

NEAR, FOREIGN, ELSEWHERE = 1, 2, 3
_PLACE_WORDS = (("thanh", "pho"), ("tinh",))


class Tree:
    """Units by id with the ways between them. All questions are answered without the database."""

    def __init__(self, units: Iterable[Unit], agency_unit_id: int, today: date) -> None:
        self.units = {unit.pk: unit for unit in units}
        self.today = today
        self.children: dict[int | None, list[Unit]] = {}
        for unit in self.units.values():
            if unit.parent_id is not None:
                unit.parent = self.units[unit.parent_id]  # so that showing it needs no query
            self.children.setdefault(unit.parent_id, []).append(unit)
        self.agency = self.units[agency_unit_id]
        self.chain = self._up(self.agency)
        self._chain_ids = {unit.pk for unit in self.chain}
        self.province = next((u for u in self.chain if u.kind == UnitKind.PROVINCE), None)
        self._ranks: dict[int, tuple[int, int]] = {}
        self._spread(self.agency, 0)

    def _up(self, unit: Unit) -> list[Unit]:
        chain = [unit]
        while chain[-1].parent_id is not None:
            chain.append(self.units[chain[-1].parent_id])
        return chain

    def _spread(self, unit: Unit, depth: int) -> None:
        level = [unit]
        while level:
            for one in level:
                self._ranks[one.pk] = (0, depth)
            level = [child for one in level for child in self.children.get(one.pk, ())]
            depth += 1

    def alive(self, unit: Unit) -> bool:
        return unit.valid_until is None or unit.valid_until > self.today

    def rank(self, unit: Unit) -> tuple[int, int]:
        """How near a unit is to the agency: inside it (by depth), near it (above, beside, or at a root), in the same
        province, elsewhere."""
        known = self._ranks.get(unit.pk)
        if known is None:
            known = self._ranks[unit.pk] = (self._distance(unit), 0)
        return known

    def _distance(self, unit: Unit) -> int:
        province = self.province_of(unit)
        if province not in (None, self.province) and unit is not province:
            return ELSEWHERE
        beside = unit.pk in self._chain_ids or unit.parent_id is None or unit.parent_id in self._chain_ids
        return NEAR if beside else FOREIGN

    def inside(self, unit: Unit) -> bool:
        return self.rank(unit)[0] == 0

    def province_of(self, unit: Unit) -> Unit | None:
        at: Unit | None = unit
        while at is not None and at.kind != UnitKind.PROVINCE:
            at = self.units.get(at.parent_id) if at.parent_id is not None else None
        return at

    def below(self, unit: Unit | None, *kinds: str) -> list[Unit]:
        """The children of a unit of some kinds that stand today."""
        if unit is None:
            return []
        return [child for child in self.children.get(unit.pk, ()) if child.kind in kinds and self.alive(child)]

    def roots(self, *kinds: str) -> list[Unit]:
        return [unit for unit in self.children.get(None, ()) if unit.kind in kinds and self.alive(unit)]


def place_of(province: Unit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of kind and the proper name of a province: ("tinh",), ("an", "phuoc")."""
    name = cells(province.name)
    for at in range(len(name) - 1, -1, -1):
        for words in _PLACE_WORDS:
            if name.begins_at(at, words) and at + len(words) < len(name):
                return words, name.words[at + len(words) :]
    return ("tinh",), name.words


def without_place(name: Cells, places: Iterable[tuple[str, ...]]) -> Cells:
    """A name without a place at its end ("tỉnh An Phước", "tỉnh", "An Phước"); the name itself where there is none."""
    for place in places:
        if len(place) < len(name) and name.ends_with(place):
            return name.cut(0, len(name) - len(place))
    return name


def province_places(province: Unit) -> list[tuple[str, ...]]:
    """What can stand at the end of a name to say that it is of this province, longest first."""
    kind, proper = place_of(province)
    return [(*kind, *proper), proper, kind]
