"""Unit lists as Excel: the template to fill in, and the units that exist in the same shape."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

import xlsxwriter

from dondoc.organisations.models import Agency, Unit, UnitKind, UnitName
from dondoc.organisations.queries import unit_tree
from dondoc.organisations.spreadsheets.unit_rows import HEADINGS

_WIDTHS = (48, 16, 40, 28, 48, 14, 14)
_FORMULA = ("=", "+", "-", "@")


def template() -> bytes:
    """An empty list with headings, the kinds to choose from, and one line of explanation for each column."""
    return _book([])


def unit_list(agency: Agency, today: date) -> bytes:
    """The agency's units that exist on a day, in the shape that can be imported again."""
    tree = [unit for _, unit in unit_tree(agency, today)]
    aliases: dict[int, list[str]] = {}
    names = UnitName.objects.filter(
        unit__in=[u.pk for u in tree], kind=UnitName.Kind.ALIAS, valid_until__isnull=True
    ).values_list("unit_id", "text")
    for unit_id, text in names:
        aliases.setdefault(unit_id, []).append(text)
    by_id = {unit.pk: unit for unit in tree}
    return _book(_row(unit, by_id.get(unit.parent_id or 0), aliases.get(unit.pk, [])) for unit in tree)


def _row(unit: Unit, parent: Unit | None, aliases: list[str]) -> list[str]:
    since = f"{unit.valid_from:%d/%m/%Y}" if unit.valid_from else ""
    above = (parent.code or parent.name) if parent else ""
    return [unit.name, unit.abbreviation, "; ".join(aliases), unit.get_kind_display(), above, unit.code, since]


def _book(rows: Iterable[list[str]]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Đơn vị")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@"})
    for column, ((_, headings), width) in enumerate(zip(HEADINGS.items(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, headings[0], bold)
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(at, column, f"'{value}" if value.startswith(_FORMULA) else value)
    sheet.freeze_panes(1, 0)
    _kinds(book, sheet)
    book.close()
    return buffer.getvalue()


def _kinds(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """The kinds on a sheet of their own, for labels with commas cannot stand in a list of choices directly."""
    kinds = book.add_worksheet("Loại")
    for at, kind in enumerate(UnitKind):
        kinds.write_string(at, 0, kind.label)
    kinds.set_column(0, 0, 36)
    column = list(HEADINGS).index("kind")
    choices = f"='Loại'!$A$1:$A${len(UnitKind)}"
    sheet.data_validation(1, column, 20_000, column, {"validate": "list", "source": choices, "ignore_blank": True})
