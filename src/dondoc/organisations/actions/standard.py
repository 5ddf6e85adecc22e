"""Ready-made units: the national list of communes, ministries, departments. What exists already is left as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.language.standard_bodies import DEPARTMENTS, MINISTRIES, TWO_LEVELS, Body
from dondoc.organisations.actions.permission import allow
from dondoc.organisations.actions.units import names_of, new_name
from dondoc.organisations.ancestry import plant
from dondoc.organisations.keys import folded
from dondoc.organisations.kinds import kind_of_name
from dondoc.organisations.models import Person, Succession, Unit, UnitKind, UnitName
from dondoc.organisations.national import Place, communes, provinces


@action("organisations.add_national_units")
def add_national_units(by: Person | None, province_code: str) -> tuple[Unit, list[Unit]]:
    """Add a province of the national list and its communes that are not there yet: the province, the added communes.

    ``province_code`` is that of the General Statistics Office ("92"). Raises Refused for an unknown one.
    """
    allow(by, "organisation.edit")
    place = next((place for place in provinces() if place.code == province_code.strip().zfill(2)), None)
    if place is None:
        raise Refused(f"Không có tỉnh, thành phố mã “{province_code[:10]}”.", "province_code")
    province = Unit.objects.filter(kind=UnitKind.PROVINCE, code=place.code).first()
    if province is None:
        [province] = _add_places([place], None, UnitKind.PROVINCE, None)
    there = set(Unit.objects.filter(parent=province).values_list("code", flat=True))
    missing = [commune for commune in communes(place.code) if commune.code not in there]
    return province, _add_places(missing, province, UnitKind.COMMUNE, TWO_LEVELS)


def _add_places(places: Sequence[Place], parent: Unit | None, kind: str, since: date | None) -> list[Unit]:
    first = Unit.objects.filter(parent=parent).count()
    units = Unit.objects.bulk_create(
        Unit(name=place.committee, kind=kind, parent=parent, code=place.code, order=first + at, valid_from=since)
        for at, place in enumerate(places)
    )
    names = []
    for unit, place in zip(units, places, strict=True):
        now = new_name(unit, unit.name, UnitName.Kind.OFFICIAL, place.changed_on or since)
        names.append(now)
        if place.former_committee:
            former = new_name(unit, place.former_committee, UnitName.Kind.OFFICIAL, since)
            former.valid_until = place.changed_on
            names.append(former)
    UnitName.objects.bulk_create(names)
    plant(units)
    return units


@action("organisations.add_ministries")
def add_ministries(by: Person | None) -> list[Unit]:
    """Add the ministries, and those that ended on 1/3/2025 with their successors, so that old names are understood."""
    allow(by, "organisation.edit")
    return _add_bodies(MINISTRIES, None)


@action("organisations.add_departments")
def add_departments(by: Person | None, province: Unit) -> list[Unit]:
    """Add the uniform departments of a province, and those that ended with their successors."""
    allow(by, "organisation.edit", province)
    return _add_bodies(DEPARTMENTS, province)


def _add_bodies(bodies: Sequence[Body], parent: Unit | None) -> list[Unit]:
    there = {_key(unit.name, parent): unit for unit in Unit.objects.filter(parent=parent)}
    new = [body for body in bodies if folded(body.name) not in there]
    first = len(there)
    units = Unit.objects.bulk_create(
        Unit(
            name=body.name,
            abbreviation=body.abbreviation,
            kind=kind_of_name(body.name) or UnitKind.OTHER,
            parent=parent,
            order=first + at,
            valid_until=body.until,
        )
        for at, body in enumerate(new)
    )
    UnitName.objects.bulk_create([name for unit in units for name in names_of(unit)])
    plant(units)
    there |= {_key(unit.name, parent): unit for unit in units}
    Succession.objects.bulk_create(
        Succession(old=unit, new=there[folded(heir)], on=body.until)
        for unit, body in zip(units, new, strict=True)
        for heir in body.heirs
        if body.until is not None
    )
    return units


def _key(name: str, parent: Unit | None) -> str:
    """A name without the province that it may end with: "Sở Y tế tỉnh An Phước" is the department "Sở Y tế"."""
    place = folded(parent.name).removeprefix("ubnd ") if parent is not None else ""
    return folded(name).removesuffix(place).strip()
