"""The names of all units, ready to be looked up by their initials."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from dondoc.organisations.keys import Cells, cells
from dondoc.organisations.models import Unit, UnitKind
from dondoc.organisations.resolving.tree import Tree, province_places, without_place

COMMITTEE = ("uy", "ban", "nhan", "dan")
COMMUNE_WORDS = (("xa",), ("phuong",), ("dac", "khu"))
TYPE_WORDS = (("so",), ("phong",), ("ban",), ("trung", "tam"), ("van", "phong"), ("chi", "cuc"), *COMMUNE_WORDS)
FUZZY_CUTOFF = 76
PLACES, PLACE_RATIO = frozenset({UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE}), 0.75


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write one unit's name. ``current`` is False for a name that the unit no longer bears."""

    cells: Cells
    text: str
    unit: Unit
    current: bool


class Index:
    """Names by initials. ``full`` holds them as written and without their place, ``cores`` without the word that says
    what kind of body it is."""

    def __init__(self, tree: Tree, names: Iterable[tuple[int, str, date | None]]) -> None:
        self.full: dict[str, list[Name]] = {}
        self.cores: dict[str, list[Name]] = {}
        self.of_unit: dict[int, list[Name]] = {}
        self._places: dict[int, list[tuple[str, ...]]] = {}
        self._tree = tree
        self._sorted: list[str] = []
        self._spelled: list[str] = []
        self._by_spelling: list[Name] = []
        for unit_id, text, until in names:
            self._add(tree.units[unit_id], text, until is None or until > tree.today)

    def places(self, province: Unit | None) -> list[tuple[str, ...]]:
        if province is None:
            return []
        if province.pk not in self._places:
            self._places[province.pk] = province_places(province)
        return self._places[province.pk]

    def _add(self, unit: Unit, text: str, current: bool) -> None:
        whole = short(cells(text), unit)
        province = self._tree.province_of(unit)
        bare = without_place(whole, self.places(province))
        for form in (whole, bare) if len(bare) < len(whole) else (whole,):
            name = Name(form, text, unit, current)
            self.full.setdefault(form.initials, []).append(name)
            self.of_unit.setdefault(unit.pk, []).append(name)
        core = without_type(bare)
        if core is not None:
            self.cores.setdefault(core.initials, []).append(Name(core, text, unit, current))

    def exact(self, query: Cells) -> list[Name]:
        return [name for name in self.full.get(query.initials, ()) if name.cells.agrees(query)]

    def core(self, query: Cells) -> list[Name]:
        return [name for name in self.cores.get(query.initials, ()) if name.cells.agrees(query)]

    def beginning(self, query: Cells) -> list[Name]:
        """Names that go on after the query."""
        if not self._sorted:
            self._sorted = sorted(self.full)
        found = []
        for at in range(bisect_right(self._sorted, query.initials), len(self._sorted)):
            if not self._sorted[at].startswith(query.initials):
                break
            found += [name for name in self.full[self._sorted[at]] if name.cells.begins_as(query)]
        return found

    def similar(self, query: Cells, limit: int = 16) -> list[tuple[Name, float]]:
        """Names that are spelled nearly so, best first, with a score in [0, 1]; none for initials alone."""
        if sum(map(bool, query.words)) < 2:
            return []
        if not self._spelled:
            self._by_spelling = [name for names in self.full.values() for name in names]
            self._spelled = [name.cells.spelled() for name in self._by_spelling]
        hits = process.extract(
            query.spelled(), self._spelled, scorer=fuzz.ratio, limit=limit, score_cutoff=FUZZY_CUTOFF
        )
        found = [(self._by_spelling[at], score / 100) for _, score, at in hits]
        return [(name, score) for name, score in found if _same_place(name, query)]


def short(name: Cells, unit: Unit | None = None) -> Cells:
    """A commune's name without "UBND" before it, so that "UBND xã X" and "xã X" are the same."""
    if unit is not None and unit.kind != UnitKind.COMMUNE:
        return name
    rest = name.cut(len(COMMITTEE))
    of_commune = any(rest.begins_at(0, words) and len(rest) > len(words) for words in COMMUNE_WORDS)
    return rest if of_commune and name.begins_at(0, COMMITTEE) else name


def _same_place(name: Name, query: Cells) -> bool:
    """Committees differ in their place only, so that the place itself must be nearly the same."""
    if name.unit.kind not in PLACES:
        return True
    mine, theirs = (" ".join(row.spelled().split()[-2:]) for row in (name.cells, query))
    return fuzz.ratio(mine, theirs) >= 100 * PLACE_RATIO


def without_type(name: Cells) -> Cells | None:
    """The proper part of a name: "Phòng Kế hoạch" → "Kế hoạch"; None where no word of kind stands before it."""
    for words in TYPE_WORDS:
        if name.words[: len(words)] == words and len(name) > len(words) + 1:
            return name.cut(len(words))
    return None
