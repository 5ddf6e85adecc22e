"""The sample's bodies and people come to be, through the same actions that an administrator uses."""

from __future__ import annotations

from datetime import date

from dondoc.organisations import actions
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.sample.accounts import PASSWORD, sample_settings
from dondoc.sample.data import UnitRow, commune_rows, people_rows, unit_rows

AGENCY = "Sở Khoa học và Công nghệ"
FOUNDED = date(2025, 7, 1)
"""The local government of two levels began on this day; so do the sample's units."""


def create_units() -> dict[str, Unit]:
    """All bodies of the province by name; the communes stand under the province's People's Committee."""
    made: dict[str, Unit] = {}
    above: list[Unit] = []
    for row in unit_rows():
        unit = create_unit(row, above[row.depth - 1] if row.depth else None)
        above[row.depth :] = [unit]
        made[row.name] = unit
    province = next(iter(made.values()))
    for row in commune_rows():
        made[row.name] = create_unit(row, province)
    return made


def create_unit(row: UnitRow, parent: Unit | None) -> Unit:
    return actions.add_unit(
        None,
        row.name,
        row.kind,
        parent,
        abbreviation=row.abbreviation,
        aliases=row.aliases,
        valid_from=FOUNDED,
    )


def merge_former_room(units: dict[str, Unit], on: date) -> None:
    """A room that was merged into another, so that history and succession can be seen."""
    former = create_unit(UnitRow(2, "room", "Phòng Công nghệ thông tin", "CNTT"), units[AGENCY])
    actions.merge_units(None, [former], [units["Phòng Chuyển đổi số"]], on)


def create_people(units: dict[str, Unit]) -> dict[str, Person]:
    """The officials by user name; the sample accounts have the shared password, the others none."""
    return {
        row.username: actions.create_person(
            None,
            row.username,
            row.full_name,
            password=PASSWORD if row.signs_in else None,
            email=f"{row.username}@anphuoc.example",
            unit=units[row.unit],
            role=row.role,
            title=row.title,
            since=FOUNDED,
        )
        for row in people_rows()
    }


def create() -> tuple[Agency, dict[str, Person]]:
    """The sample agency with its people."""
    units = create_units()
    merge_former_room(units, date(2026, 3, 1))
    agency = actions.create_agency(None, units[AGENCY], {"sample": sample_settings(), "place": "An Phước"})
    return agency, create_people(units)
