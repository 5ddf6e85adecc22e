"""Collective names ("các sở, ban, ngành", "UBND các xã, phường, đặc khu") and the units that they fan out to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.organisations.keys import folded
from dondoc.organisations.models import Unit, UnitKind
from dondoc.organisations.resolving.tree import Tree

_WORDS = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc", "tp": "thanh pho"}

# What may stand in a collective beside the nouns themselves; anything else means more than units of the tree.
_FILLER = re.compile(
    r"\b(?:tat ca|toan the|toan bo|cac|va|thuoc|truc|cua|o|tai|tren|dia ban|cap|uy ban nhan dan|so|tinh|huyen|thanh pho"
    r"|xa|don vi|co quan|chuyen mon|nghiep vu|ban|phong|nganh|truc thuoc|to chuc|noibo|moi|tung|tham muu|khac)\b"
)
_VAGUE = re.compile(
    r"\b(?:lien quan|co lien quan|duoc giao|duoc phan cong|tru|ngoai tru|mot so|phu hop|can thiet|dien ra)\b"
)
_OWN = re.compile(r"\b(?:truc )?(?:thuoc|cua) (?:so|ban|cuc|xa|phuong|dac khu|co quan)\b")
_PLURAL = re.compile(r"\b(?:cac|tat ca|toan the|toan bo|moi|tung)\b|\bcap (?:xa|huyen|so)\b")


@dataclass(frozen=True, slots=True)
class Family:
    """A noun of collectives: the words that name it, and the kinds of units that it means at a place of the tree."""

    pattern: re.Pattern[str]
    where: str
    kinds: tuple[str, ...]
    named: str = ""


def _family(pattern: str, where: str, *kinds: str, named: str = "") -> Family:
    return Family(re.compile(rf"\b(?:{pattern})\b"), where, kinds, named)


# The kinds of sub-units: Decree 24/2014 as amended by Decree 150/2025 (rooms, office, inspectorate, public service
# units of a department); "phòng chuyên môn" leaves the office out.
FAMILIES = (
    _family(r"phong(?: ban)? (?:chuyen mon|nghiep vu)", "agency", UnitKind.ROOM),
    _family(r"(?:cac )?phong(?: ban)?(?! chuyen mon| nghiep vu)", "agency", UnitKind.ROOM, UnitKind.OFFICE),
    _family(r"don vi (?:(?:su nghiep |truc thuoc )?noibo|truc thuoc|su nghiep)|trung tam", "agency", UnitKind.CENTRE),
    _family(
        r"so(?! )|so ban nganh|so nganh|so ban|so(?= dia phuong)|co quan chuyen mon",
        "province",
        UnitKind.DEPARTMENT,
        UnitKind.OFFICE,
    ),
    _family(r"ban nganh|ban dang", "province", UnitKind.DEPARTMENT, UnitKind.OFFICE),
    _family(r"doan the|hoi doan the|to chuc chinh tri xa hoi", "province", UnitKind.ASSOCIATION),
    _family(r"dia phuong|cap xa", "province", UnitKind.COMMUNE),
    _family(r"xa(?= phuong|$| dac khu| thi tran| va)|(?<=phuong )xa", "province", UnitKind.COMMUNE, named="xa"),
    _family(r"phuong", "province", UnitKind.COMMUNE, named="phuong"),
    _family(r"dac khu", "province", UnitKind.COMMUNE, named="dac khu"),
    _family(r"huyen|thi xa|cap huyen|quan huyen", "province", UnitKind.DISTRICT),
    _family(
        r"bo nganh|bo co quan ngang bo|bo(?= )|co quan ngang bo|co quan thuoc chinh phu", "root", UnitKind.GOVERNMENT
    ),
    _family(r"tinh thanh pho(?: truc thuoc trung uong)?", "root", UnitKind.PROVINCE),
)


@dataclass(frozen=True, slots=True)
class Collective:
    """Units that a collective name stands for. ``exact`` is False where a person must say which of them."""

    units: list[Unit]
    exact: bool


def read_collective(name: str, tree: Tree) -> Collective | None:
    """The collective that ``name`` is, or None where it is not one."""
    text = " ".join(_WORDS.get(word, word) for word in folded(name).split())
    if _PLURAL.search(text) is None and not re.match(r"(?:phong|so) ban", text):
        return None
    text = _OWN.sub("noibo", text)
    vague = _VAGUE.search(text) is not None
    text = _VAGUE.sub(" ", text)
    for place in _own_places(tree):
        text = re.sub(rf"\b(?:tinh|thanh pho) {place}\b", " ", text)
    text = " ".join(text.split())
    found = []
    rest = text
    for family in FAMILIES:
        if family.pattern.search(rest):
            found.append(family)
            rest = " ".join(family.pattern.sub(" ", rest).split())
    rest = _FILLER.sub(" ", rest).strip()
    units = _units(found, text, tree)
    return Collective(units, exact=bool(units) and not vague and not rest)


def _own_places(tree: Tree) -> list[str]:
    if tree.province is None:
        return []
    return [folded(tree.province.name).removeprefix("ubnd ").removeprefix("tinh ").removeprefix("thanh pho ")]


def _units(found: list[Family], text: str, tree: Tree) -> list[Unit]:
    units: dict[int, Unit] = {}
    for family in found:
        for unit in _members(family, tree):
            if not family.named or _is_named(unit, family.named):
                units[unit.pk] = unit
    if re.search(r"\bphong\b.*\bdon vi\b", text) and not any(u.kind == UnitKind.CENTRE for u in units.values()):
        units |= {unit.pk: unit for unit in tree.below(tree.agency, UnitKind.CENTRE)}
    return list(units.values())


def _members(family: Family, tree: Tree) -> list[Unit]:
    if family.where == "agency":
        return tree.below(tree.agency, *family.kinds)
    if family.where == "root":
        return tree.roots(*family.kinds)
    return tree.below(tree.province, *family.kinds)


def _is_named(unit: Unit, word: str) -> bool:
    return f" {word} " in f" {folded(unit.name)} "
