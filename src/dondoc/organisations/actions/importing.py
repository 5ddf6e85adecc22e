"""Unit lists from Excel: everything or nothing."""

from __future__ import annotations

from dondoc.audit.recording import action
from dondoc.organisations.actions.permission import allow
from dondoc.organisations.actions.units import names_of, new_name
from dondoc.organisations.ancestry import plant
from dondoc.organisations.models import Agency, Person, Unit, UnitName
from dondoc.organisations.spreadsheets.plan import UnitImport, plan_units
from dondoc.organisations.spreadsheets.unit_rows import UnitRow


@action("organisations.import_units")
def import_units(by: Person | None, agency: Agency, content: bytes) -> UnitImport:
    """Take over a unit list (.xlsx). A unit that exists already only gets the names that it lacks.

    With wrong cells nothing is taken, and the report says which. Raises Refused where the file cannot be read.
    """
    allow(by, "organisation.edit", agency.unit)
    report = plan_units(agency, content)
    if report.errors:
        return report
    made: dict[int, Unit] = {}
    for wave in report.waves:
        units = Unit.objects.bulk_create(
            _unit(row, parent if isinstance(parent, Unit) else made[id(parent)], len(made) + at)
            for at, (row, parent) in enumerate(wave)
        )
        made |= {id(row): unit for (row, _), unit in zip(wave, units, strict=True)}
    names = [name for row in report.new for name in names_of(made[id(row)], row.aliases)]
    report.added = list(made.values())
    UnitName.objects.bulk_create(names + _missing_names(report), batch_size=500)
    plant(report.added)
    return report


def _unit(row: UnitRow, parent: Unit, order: int) -> Unit:
    return Unit(
        name=row.name,
        kind=row.kind,
        parent=parent,
        abbreviation=row.abbreviation,
        code=row.code,
        order=order,
        valid_from=row.valid_from,
    )


def _missing_names(report: UnitImport) -> list[UnitName]:
    have: dict[int, set[str]] = {}
    ids = [unit.pk for _, unit in report.existing]
    for unit_id, text in UnitName.objects.filter(unit__in=ids).values_list("unit_id", "text"):
        have.setdefault(unit_id, set()).add(text.casefold())
    lacking = []
    for row, unit in report.existing:
        for text in filter(None, (row.abbreviation, *row.aliases)):
            if text.casefold() not in have.setdefault(unit.pk, set()):
                have[unit.pk].add(text.casefold())
                lacking.append(new_name(unit, text, UnitName.Kind.ALIAS))
    return lacking
