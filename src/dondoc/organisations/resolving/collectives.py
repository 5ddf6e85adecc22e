"""Collective names ("các sở, ban, ngành", "UBND các xã, phường, đặc khu") and the units that they fan out to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.organisations.keys import folded
from dondoc.organisations.models import Unit, UnitKind
from dondoc.organisations.resolving.tree import Tree

_WORDS = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc", "tp": "thanh pho"}
_PLURAL = re.compile(
    r"\bcac\b|^(?:tat ca|toan the|toan bo|moi|tung)\b|\bcap (?:xa|huyen|so)\b|^(?:phong|so|ban) (?:ban|nganh)"
)
_OWN = re.compile(r"\b(?:thuoc|cua) (?:so|ban|cuc|xa|phuong|dac khu|co quan)\b")
_LEAD = re.compile(
    r"^(?:(?:cac|tat ca|toan the|toan bo|moi|tung|uy ban nhan dan|hoi dong nhan dan|chinh quyen|va|thu truong|lanh dao"
    r"|truong|giam doc|chu tich) )+"
)
# Beside these a collective that is "exact" holds nothing but its nouns.
_FILLER = re.compile(
    r"\b(?:tat ca|toan the|toan bo|cac|va|tren dia ban|o|tai|(?:thuoc|cua|cap) (?:uy ban nhan dan )?(?:tinh|thanh pho)"
    r"|uy ban nhan dan|tinh|thanh pho|truc thuoc|thuoc|noibo|moi|tung)\b"
)
_VAGUE = re.compile(
    r"\b(?:(?:co )?lien quan|duoc giao|duoc phan cong|tru|ngoai tru|mot so|phu hop|can thiet|dien ra|khac|chuc nang)\b"
)

DISTRICTS_ENDED = "Cấp huyện đã kết thúc hoạt động từ ngày 01/07/2025; hãy chọn UBND cấp xã nhận việc."


@dataclass(frozen=True, slots=True)
class Family:
    """A noun of collectives: the words that name it, and the kinds of units that it means at a place of the tree.

    ``named`` limits to units whose name has this word. ``vague`` nouns never say by themselves who is meant.
    """

    pattern: re.Pattern[str]
    where: str
    kinds: tuple[str, ...]
    named: str = ""
    vague: bool = False


def _family(pattern: str, where: str, *kinds: str, named: str = "", vague: bool = False) -> Family:
    return Family(re.compile(rf"\b(?:{pattern})\b"), where, kinds, named, vague)


_SUBUNITS = (UnitKind.ROOM, UnitKind.OFFICE, UnitKind.CENTRE)
_DEPARTMENTS = (UnitKind.DEPARTMENT, UnitKind.OFFICE)

# In this order each takes its words away from those after it. The kinds of sub-units: Decree 24/2014 as amended by
# Decree 150/2025 (rooms, office, public service units of a department); "phòng chuyên môn" leaves the office out.
FAMILIES = (
    _family(r"phong(?: ban)? (?:chuyen mon|nghiep vu)(?: nghiep vu)?", "agency", UnitKind.ROOM),
    _family(r"phong(?: ban)?", "agency", UnitKind.ROOM, UnitKind.OFFICE),
    _family(r"don vi (?:truc thuoc noibo|truc noibo|su nghiep(?: noibo)?|truc thuoc(?! uy ban))|trung tam", "agency",
            UnitKind.CENTRE),
    _family(r"(?:co quan )?don vi noibo", "agency", *_SUBUNITS),
    _family(r"bo nganh|bo(?! phan)|co quan ngang bo|co quan thuoc chinh phu", "root", UnitKind.GOVERNMENT),
    _family(r"co quan chuyen mon|so ban nganh|so nganh|so ban|so", "province", *_DEPARTMENTS),
    _family(r"ban nganh|nganh", "province", *_DEPARTMENTS),
    _family(r"(?:hoi )?doan the|to chuc chinh tri xa hoi", "province", UnitKind.ASSOCIATION),
    _family(r"tinh thanh pho(?: truc thuoc trung uong)?", "root", UnitKind.PROVINCE),
    _family(r"cap huyen|huyen(?: thi xa)?(?: thanh pho)?|thi xa(?: thanh pho)?", "province", UnitKind.DISTRICT),
    _family(r"dia phuong|cap xa", "province", UnitKind.COMMUNE),
    _family(r"xa", "province", UnitKind.COMMUNE, named="xa"),
    _family(r"phuong", "province", UnitKind.COMMUNE, named="phuong"),
    _family(r"dac khu", "province", UnitKind.COMMUNE, named="dac khu"),
    _family(r"co quan don vi|co quan|don vi", "agency", *_SUBUNITS, vague=True),
)  # fmt: skip
_CENTRES = _family("", "agency", UnitKind.CENTRE)
_PROVINCES = _family("", "root", UnitKind.PROVINCE)
_DEPARTMENTS_TOO = _family("", "province", *_DEPARTMENTS)


@dataclass(frozen=True, slots=True)
class Collective:
    """Units that a collective name stands for. ``exact`` is False where a person must say which of them."""

    units: list[Unit]
    exact: bool
    note: str = ""


def read_collective(name: str, tree: Tree) -> Collective | None:
    """The collective that ``name`` is, or None where it is not one of units."""
    text = " ".join(_WORDS.get(word, word) for word in folded(name).split())
    if _PLURAL.search(text) is None:
        return None
    text = _OWN.sub("noibo", _without_own_place(text, tree))
    rest = " ".join(_VAGUE.sub(" ", text).split())
    vague = rest != text
    if not any(family.pattern.match(_LEAD.sub("", rest)) for family in FAMILIES):
        return None
    found, rest = _take(rest)
    more = _FILLER.sub(" ", rest).strip() != ""
    if any(family.where == "agency" and not family.vague for family in found):
        # "Các phòng, đơn vị": beside rooms the units are those of the agency too.
        found = [_CENTRES if family.vague else family for family in found]
    elif more and all(family.vague for family in found):
        return None
    vague = vague or more or any(family.vague for family in found)
    units = _units(_as_seen_from(found, tree), tree)
    districts = any(UnitKind.DISTRICT in family.kinds for family in found)
    if districts and not any(unit.kind == UnitKind.DISTRICT for unit in units):
        return Collective(units or tree.below(tree.province, UnitKind.COMMUNE), exact=False, note=DISTRICTS_ENDED)
    return Collective(units, exact=bool(units) and not vague)


def _take(text: str) -> tuple[list[Family], str]:
    found = []
    for family in FAMILIES:
        if family.pattern.search(text):
            found.append(family)
            text = " ".join(family.pattern.sub(" ", text).split())
    return found, text


def _as_seen_from(found: list[Family], tree: Tree) -> list[Family]:
    """Beside ministries "địa phương" are provinces; a vague noun alone may mean a department as well."""
    if any(UnitKind.GOVERNMENT in family.kinds for family in found):
        return [_PROVINCES if _means_localities(family) else family for family in found]
    if all(family.vague for family in found):
        return [*found, _DEPARTMENTS_TOO]
    return found


def _means_localities(family: Family) -> bool:
    return family.kinds == (UnitKind.COMMUNE,) and not family.named


def _without_own_place(text: str, tree: Tree) -> str:
    if tree.province is None:
        return text
    place = folded(tree.province.name).removeprefix("ubnd ").removeprefix("tinh ").removeprefix("thanh pho ")
    return " ".join(re.sub(rf"\b(?:tinh|thanh pho) {place}\b", " ", text).split())


def _units(found: list[Family], tree: Tree) -> list[Unit]:
    units: dict[int, Unit] = {}
    for family in found:
        for unit in _members(family, tree):
            if not family.named or f" {family.named} " in f" {folded(unit.name)} ":
                units[unit.pk] = unit
    return list(units.values())


def _members(family: Family, tree: Tree) -> list[Unit]:
    if family.where == "agency":
        return tree.below(tree.agency, *family.kinds)
    if family.where == "root":
        return tree.roots(*family.kinds)
    return tree.below(tree.province, *family.kinds)
