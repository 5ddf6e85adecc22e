"""What kind of body a name says that it is."""

from __future__ import annotations

from dondoc.organisations.keys import cells, folded
from dondoc.organisations.models import UnitKind

# Longest first where one begins another; a name is compared by words and initials, so "TT" is "Trung tâm" too.
_BEGINNINGS: tuple[tuple[tuple[str, ...], UnitKind], ...] = (
    (("uy", "ban", "mat", "tran"), UnitKind.ASSOCIATION),
    (("uy", "ban", "nhan", "dan", "tinh"), UnitKind.PROVINCE),
    (("uy", "ban", "nhan", "dan", "thanh", "pho"), UnitKind.PROVINCE),
    (("uy", "ban", "nhan", "dan", "xa"), UnitKind.COMMUNE),
    (("uy", "ban", "nhan", "dan", "phuong"), UnitKind.COMMUNE),
    (("uy", "ban", "nhan", "dan", "dac", "khu"), UnitKind.COMMUNE),
    (("uy", "ban", "nhan", "dan", "huyen"), UnitKind.DISTRICT),
    (("uy", "ban", "nhan", "dan", "thi", "xa"), UnitKind.DISTRICT),
    (("van", "phong", "chinh", "phu"), UnitKind.GOVERNMENT),
    (("thanh", "tra", "chinh", "phu"), UnitKind.GOVERNMENT),
    (("ngan", "hang", "nha", "nuoc"), UnitKind.GOVERNMENT),
    (("bo",), UnitKind.GOVERNMENT),
    (("ban", "quan", "ly"), UnitKind.CENTRE),
    (("ban", "tuyen", "giao"), UnitKind.PARTY),
    (("ban", "to", "chuc"), UnitKind.PARTY),
    (("ban", "noi", "chinh"), UnitKind.PARTY),
    (("tinh", "uy"), UnitKind.PARTY),
    (("thanh", "uy"), UnitKind.PARTY),
    (("dang", "uy"), UnitKind.PARTY),
    (("chi", "cuc"), UnitKind.CENTRE),
    (("trung", "tam"), UnitKind.CENTRE),
    (("van", "phong"), UnitKind.OFFICE),
    (("thanh", "tra", "tinh"), UnitKind.DEPARTMENT),
    (("so",), UnitKind.DEPARTMENT),
    (("phong",), UnitKind.ROOM),
    (("thanh", "tra"), UnitKind.ROOM),
    (("lanh", "dao"), UnitKind.LEADERS),
    (("ban", "giam", "doc"), UnitKind.LEADERS),
    (("lien", "minh"), UnitKind.ASSOCIATION),
    (("lien", "doan"), UnitKind.ASSOCIATION),
    (("hoi",), UnitKind.ASSOCIATION),
    (("xa",), UnitKind.COMMUNE),
    (("phuong",), UnitKind.COMMUNE),
    (("dac", "khu"), UnitKind.COMMUNE),
)


def kind_of_name(name: str) -> UnitKind | None:
    """The kind that a name's first words say; None where they say none."""
    row = cells(name)
    return next((kind for words, kind in _BEGINNINGS if row.begins_at(0, words)), None)


def kind_of_label(label: str) -> UnitKind | None:
    """The kind whose Vietnamese label, or a part of it between commas ("Sở" of "Sở, ban, ngành"), is written."""
    wanted = folded(label)
    for kind in UnitKind:
        parts = {folded(part) for part in kind.label.split(",")}
        if wanted in {kind.value, folded(kind.label), *parts}:
            return kind
    return kind_of_name(label)
