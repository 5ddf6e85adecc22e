"""A workbook as somebody fills it in with LibreOffice: opened there, cells typed into, saved there again.

LibreOffice opens the .xlsx as its own flat XML and writes the .xlsx back out of that; between the two the cells are
typed into, as its window would.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date

from lxml import etree
from openpyxl.utils import coordinate_to_tuple

from dondoc.libreoffice import convert

SECONDS = 120
_NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_REPEATED = {"table-row": "number-rows-repeated", "table-cell": "number-columns-repeated"}
Typed = str | int | float | date | None


def typed(book: bytes, cells: Mapping[tuple[str, str], Typed]) -> bytes:
    """The workbook after these cells (sheet, "B4") were typed into in LibreOffice; None empties one."""
    flat = etree.fromstring(convert(book, "xlsx", "fods", seconds=SECONDS), etree.XMLParser(huge_tree=True))
    for (sheet, place), value in cells.items():
        at_row, at_column = coordinate_to_tuple(place)
        [table] = flat.xpath("//table:table[@table:name=$name]", name=sheet, namespaces=_NS)
        rows = table.xpath(".//table:table-row", namespaces=_NS)
        row = _nth(rows, at_row)
        _put(_nth(row.xpath("table:table-cell|table:covered-table-cell", namespaces=_NS), at_column), value)
    flat_text = etree.tostring(flat, xml_declaration=True, encoding="UTF-8")
    return convert(flat_text, "fods", "xlsx", seconds=SECONDS)


def _name(kind: str, local: str) -> str:
    return f"{{{_NS[kind]}}}{local}"


def _nth(found: list[etree._Element], number: int) -> etree._Element:
    """The ``number``-th of rows or cells, counted from 1; a stretch of equal ones is taken apart where it lies within
    one."""
    passed = 0
    for one in found:
        local = etree.QName(one).localname.removeprefix("covered-")
        name = _name("table", _REPEATED[local])
        count = int(one.get(name, "1"))
        if passed + count < number:
            passed += count
            continue
        before, after = number - passed - 1, passed + count - number
        for many, add in ((before, one.addprevious), (after, one.addnext)):
            if many:
                other = deepcopy(one)
                other.set(name, str(many))
                add(other)
        one.attrib.pop(name, None)
        return one
    raise ValueError(f"the sheet has no place {number}")


def _put(cell: etree._Element, value: Typed) -> None:
    style = cell.get(_name("table", "style-name"))
    validation = cell.get(_name("table", "content-validation-name"))
    cell.attrib.clear()
    for name, kept in (("style-name", style), ("content-validation-name", validation)):
        if kept is not None:
            cell.set(_name("table", name), kept)
    for child in list(cell):
        cell.remove(child)
    if value is None:
        return
    kind = "date" if isinstance(value, date) else "string" if isinstance(value, str) else "float"
    cell.set(_name("office", "value-type"), kind)
    if kind == "date":
        cell.set(_name("office", "date-value"), value.isoformat())
    elif kind == "float":
        cell.set(_name("office", "value"), str(value))
    etree.SubElement(cell, _name("text", "p")).text = str(value)
