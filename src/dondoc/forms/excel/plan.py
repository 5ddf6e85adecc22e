"""Where things stand in the workbook of a form: the same for writing it and for reading it back."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.forms.definition import Field, Form, Kind

GUIDE = "Hướng dẫn"
SINGLES = "Thông tin"
STAMP = "_bieu_mau"
CHOICES = "_danh_muc"
FAULTS = "Cần sửa"
MAGIC = "dondoc-form-1"
NEEDED = " *"
SINGLES_HEAD = ("Nội dung", "Trả lời", "Cách ghi")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells a workbook from all others: the form and its version, whom it was made for, and a seal over these
    that only the maker can make."""

    form: str
    version: int
    addressee: str
    seal: str = ""


def sheet_names(form: Form) -> dict[str, str]:
    """The sheet of each table by its key: at most 31 characters that Excel takes, each once."""
    taken = {name.casefold() for name in (GUIDE, SINGLES, STAMP, CHOICES, FAULTS)}
    names: dict[str, str] = {}
    for table in form.tables:
        clean = " ".join(table.label.translate(_FORBIDDEN).split())[:31].strip("' ") or "Bảng"
        name, number = clean, 1
        while name.casefold() in taken:
            number += 1
            name = f"{clean[: 30 - len(str(number))]} {number}"
        taken.add(name.casefold())
        names[table.key] = name
    return names


def heading(field: Field) -> str:
    """The heading of a field: its label, with a star where it is needed."""
    return field.label + (NEEDED if field.needed else "")


def on_sheet(form: Form) -> tuple[Field, ...]:
    """The single fields that Excel can hold: files are sent on the page."""
    return tuple(one for one in form.singles if one.kind is not Kind.FILE)
