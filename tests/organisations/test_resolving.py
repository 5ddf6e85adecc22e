"""Names as officials print them lead to the unit that is meant, or to a question."""

import pytest

from dondoc.organisations import actions
from dondoc.organisations.models import UnitKind
from dondoc.organisations.resolving import Resolver
from tests.organisation import TODAY, Office

SURE = {
    "BCVT&CĐS": "telecom",
    "Phòng BCVT&CĐS": "telecom",
    "P. BCVT và CĐS": "telecom",
    "Phòng Bưu chính, Viễn thông và Chuyển đổi số": "telecom",
    "phòng bưu chính - viễn thông và chuyển đổi số": "telecom",
    "Trưởng phòng Bưu chính - Viễn thông và Chuyển đổi số": "telecom",
    "Bưu chính - Viễn thông và Chuyển đổi số": "telecom",
    "VP Sở": "office",
    "Văn phòng": "office",
    "Văn phòng Sở": "office",
    "Chánh Văn phòng Sở": "office",
    "P. QLKH": "science",
    "Phòng QLKH&ĐMST": "science",
    "Phòng Quản lý Khoa học": "science",
    "Phòng Kế hoạch Tài chính": "planning",
    "TT CĐS": "centre",
    "Giám đốc Trung tâm Chuyển đổi số": "centre",
    "Sở": "department",
    "Giám đốc Sở": "department",
    "Sở KH&CN": "department",
    "SKHCN": "department",
    "Sở Khoa học Công nghệ": "department",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH AN PHƯỚC": "department",
    "Sở Khoa học và Công nghệ (cơ quan thường trực)": "department",
    "Sở GDĐT": "Sở Giáo dục và Đào tạo",
    "Sở GD&ĐT tỉnh An Phước": "Sở Giáo dục và Đào tạo",
    "Sở VHTTDL": "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Văn hoá, Thể thao & Du lịch": "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Y tế": "Sở Y tế",
    "UBND tỉnh": "province",
    "Chủ tịch UBND tỉnh": "province",
    "Ủy ban nhân dân tỉnh An Phước": "province",
    "VP UBND tỉnh": "province_office",
    "Văn phòng Uỷ ban nhân dân tỉnh": "province_office",
    "UBND xã Đông An": "xã Đông An",
    "Ủy ban nhân dân xã Đông An": "xã Đông An",
    "Chủ tịch UBND xã Đông An, tỉnh An Phước": "xã Đông An",
    "xã Đông An": "xã Đông An",
    "UBND xã Tân Hòa": "xã Tân Hòa",
    "UBND xã Tân Hóa": "xã Tân Hóa",
    "UBND đặc khu Hòn Ngọc": "đặc khu Hòn Ngọc",
}


@pytest.mark.parametrize("name", SURE)
def test_sure(office: Office, name: str) -> None:
    found = Resolver(office.agency, TODAY).resolve(name)
    assert (found.status, found.unit) == ("sure", office.units[SURE[name]]), found


COLLECTIVES = {
    "các phòng, đơn vị thuộc Sở": ["office", "planning", "telecom", "science", "centre"],
    "Trưởng các phòng, đơn vị thuộc Sở": ["office", "planning", "telecom", "science", "centre"],
    "Các phòng chuyên môn": ["planning", "telecom", "science"],
    "UBND các xã, phường, đặc khu": [
        "xã Đông An", "xã Tân Hòa", "xã Tân Hóa", "phường Bình Sơn", "phường Long Mỹ", "đặc khu Hòn Ngọc",
    ],
    "Chủ tịch Ủy ban nhân dân các xã, phường": [
        "xã Đông An", "xã Tân Hòa", "xã Tân Hóa", "phường Bình Sơn", "phường Long Mỹ",
    ],
    "các đơn vị trực thuộc Sở": ["centre"],
}  # fmt: skip


@pytest.mark.parametrize("name", COLLECTIVES)
def test_collective(office: Office, name: str) -> None:
    found = Resolver(office.agency, TODAY).resolve(name)
    assert found.status == "collective"
    assert {u.name for u in found.units} == {office.units[key].name for key in COLLECTIVES[name]}


def test_departments_of_the_province(office: Office) -> None:
    found = Resolver(office.agency, TODAY).resolve("Thủ trưởng các sở, ban, ngành tỉnh")
    assert found.status == "collective"
    assert office.units["Sở Nội vụ"] in found.units
    assert office.units["xã Đông An"] not in found.units


@pytest.mark.parametrize(
    "name", ["các phòng, đơn vị liên quan", "các sở, ban, ngành có liên quan", "UBND các xã, phường được giao"]
)
def test_vague_collective_is_asked(office: Office, name: str) -> None:
    found = Resolver(office.agency, TODAY).resolve(name)
    assert found.status == "unsure"
    assert found.candidates
    assert found.units == []


@pytest.mark.parametrize("name", ["quý cơ quan", "phòng mình", "", "…", "các doanh nghiệp viễn thông", "123"])
def test_unknown(office: Office, name: str) -> None:
    found = Resolver(office.agency, TODAY).resolve(name)
    assert found.status == "unknown", found


def test_two_units_of_one_name_are_asked(office: Office) -> None:
    for name in ("xã Đông An", "phường Long Mỹ"):
        actions.add_unit(None, "Phòng Kinh tế", UnitKind.ROOM, office.units[name])
    resolver = Resolver(office.agency, TODAY)
    assert resolver.resolve("Phòng Kinh tế").status == "unsure"
    named = resolver.resolve("Phòng Kinh tế xã Đông An")
    assert named.unit is not None
    assert named.unit.parent_id == office.units["xã Đông An"].pk


def test_neighbouring_commune_is_never_guessed(office: Office) -> None:
    found = Resolver(office.agency, TODAY).resolve("UBND xã Đông Ân Hòa")
    assert found.status == "unsure"
