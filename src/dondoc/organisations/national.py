"""The national list of provinces and communes since 1/7/2025, from the package vietnam-provinces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vietnam_provinces import Province, VietNamDivisionType, Ward

from dondoc.language.standard_bodies import UPGRADES

_CITY = "thành phố"


@dataclass(frozen=True, slots=True)
class Place:
    """A province or commune of the list: its code, its kind ("xã") and its proper name ("Đông An").

    ``before`` is the kind that it had until ``changed_on``.
    """

    code: str
    division: str
    proper: str
    before: str = ""
    changed_on: date | None = None

    @property
    def committee(self) -> str:
        """The name of its people's committee."""
        return f"UBND {self.division} {self.proper}"

    @property
    def former_committee(self) -> str:
        return f"UBND {self.before} {self.proper}" if self.before else ""


def provinces() -> list[Place]:
    """The 34 provinces, by code."""
    return [_place(f"{p.code.value:02}", p.division_type, p.name) for p in Province.iter_all()]


def communes(province_code: str) -> list[Place]:
    """The communes of a province, by code."""
    return [
        _place(f"{ward.code.value:05}", ward.division_type, ward.name)
        for ward in sorted(Ward.iter_all(), key=lambda ward: ward.code.value)
        if f"{ward.province_code.value:02}" == province_code
    ]


def _place(code: str, division: VietNamDivisionType, name: str) -> Place:
    kind = _CITY if division == VietNamDivisionType.THANH_PHO_TRUNG_UONG else division.value
    words = name.split()
    lead = len(kind.split())
    proper = " ".join(words[lead:] if " ".join(words[:lead]).casefold() == kind else words)
    upgrade = next((up for up in UPGRADES if up.code == code and up.division != kind), None)
    if upgrade is None:
        return Place(code, kind, proper)
    return Place(code, upgrade.division, proper, before=kind, changed_on=upgrade.on)
