"""Names as officials print them lead to the unit that is meant, or to a question."""

import time
import unicodedata

from django.db import models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dondoc.organisations import actions
from dondoc.organisations.actions.units import new_name
from dondoc.organisations.models import Unit, UnitKind, UnitName
from dondoc.organisations.resolving import Resolver
from tests.organisation import TODAY, Office, build

SYLLABLES = ("An", "Bình", "Châu", "Đức", "Hải", "Khánh", "Lộc", "Minh", "Ngọc", "Phú", "Quang", "Sơn", "Tân", "Thạnh",
             "Vĩnh", "Xuân")  # fmt: skip

PIECES = ("các", "Sở", "phòng", "VP", "UBND", "xã", "Tân", "Hòa", "thuộc", "tỉnh", "An", "Phước", "và", "&", ",",
          "KH&CN", "liên", "quan", "Trưởng", "đơn vị", "BCVT", "CĐS", "Giám đốc", "(", ")", "số", "cấp",
          "huyện")  # fmt: skip

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
    "Lãnh đạo Sở": "leaders",
    "Ban Giám đốc Sở": "leaders",
    "Trung tâm CĐS thuộc Sở KH&CN": "centre",
    "Phòng BCVT&CĐS, Sở Khoa học và Công nghệ": "telecom",
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


VAGUE = (
    "các phòng, đơn vị liên quan",
    "các cơ quan, đơn vị",
    "các cơ quan, đơn vị, địa phương",
    "các sở, ban, ngành có liên quan",
    "UBND các xã, phường được giao",
)
INITIALS_ONLY = ("toàn thể các phòng", "Trần Thanh Tâm", "Thi trấn")


def test_words_are_no_initials(office: Office) -> None:
    """ "TTT" is short for one name; not every three words with these initials are."""
    actions.add_ministries(None)
    actions.add_departments(None, office.province)
    resolver = Resolver(office.agency, TODAY)
    assert not [name for name in INITIALS_ONLY if resolver.resolve(name).status == "sure"]


def test_people_are_found_by_their_full_name(office: Office) -> None:
    resolver = Resolver(office.agency, TODAY)
    for name in ("Phó Giám đốc Sở Lê Quang Vinh", "Lê Quang Vinh", "đồng chí Lê Quang Vinh"):
        found = resolver.resolve(name)
        assert (found.person, found.unit) == (office.people["leader"], office.units["leaders"]), name
    assert resolver.resolve("Quang Vinh").person is None


def test_districts_are_asked_with_the_reason(office: Office) -> None:
    found = Resolver(office.agency, TODAY).resolve("UBND các huyện, thị xã, thành phố")
    assert found.status == "unsure"
    assert found.note.startswith("Cấp huyện đã kết thúc hoạt động")


UNKNOWN = (
    "quý cơ quan",
    "phòng mình",
    "",
    "…",
    "các doanh nghiệp viễn thông",
    "123",
    "các cơ quan báo chí",
    "mỗi cơ sở",
)


def test_sure(office: Office) -> None:
    resolver = Resolver(office.agency, TODAY)
    found = {name: resolver.resolve(name) for name in SURE}
    wrong = {n: found[n] for n, key in SURE.items() if (found[n].status, found[n].unit) != ("sure", office.units[key])}
    assert wrong == {}


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
    "toàn thể các phòng": ["office", "planning", "telecom", "science"],
    "các cơ quan, đơn vị thuộc Sở": ["office", "planning", "telecom", "science", "centre"],
    "các phòng, đơn vị": ["office", "planning", "telecom", "science", "centre"],
    "các phòng chuyên môn, đơn vị sự nghiệp thuộc Sở": ["planning", "telecom", "science", "centre"],
}  # fmt: skip


def test_collective(office: Office) -> None:
    resolver = Resolver(office.agency, TODAY)
    found = {name: resolver.resolve(name) for name in COLLECTIVES}
    assert {resolution.status for resolution in found.values()} == {"collective"}
    units = {name: {unit.name for unit in resolution.units} for name, resolution in found.items()}
    assert units == {name: {office.units[key].name for key in keys} for name, keys in COLLECTIVES.items()}


def test_departments_of_the_province(office: Office) -> None:
    found = Resolver(office.agency, TODAY).resolve("Thủ trưởng các sở, ban, ngành tỉnh")
    assert found.status == "collective"
    assert office.units["Sở Nội vụ"] in found.units
    assert office.units["xã Đông An"] not in found.units


def test_vague_collective_is_asked(office: Office) -> None:
    resolver = Resolver(office.agency, TODAY)
    for name in VAGUE:
        found = resolver.resolve(name)
        assert (found.status, found.units) == ("unsure", []), name
        assert found.candidates, name


def test_unknown(office: Office) -> None:
    resolver = Resolver(office.agency, TODAY)
    assert {name: resolver.resolve(name).status for name in UNKNOWN} == dict.fromkeys(UNKNOWN, "unknown")


def test_two_units_of_one_name_are_asked(office: Office) -> None:
    for name in ("xã Đông An", "phường Long Mỹ"):
        actions.add_unit(None, "Phòng Kinh tế", UnitKind.ROOM, office.units[name])
    resolver = Resolver(office.agency, TODAY)
    assert resolver.resolve("Phòng Kinh tế").status == "unsure"
    named = resolver.resolve("Phòng Kinh tế xã Đông An")
    assert named.unit is not None
    assert named.unit.parent_id == office.units["xã Đông An"].pk


def test_neighbouring_commune_is_never_guessed(office: Office) -> None:
    found = Resolver(office.agency, TODAY).resolve("UBND xã Đông Anh")
    assert (found.status, found.candidates[0].unit) == ("unsure", office.units["xã Đông An"])


def test_a_typing_slip_in_a_long_name_is_forgiven(office: Office) -> None:
    found = Resolver(office.agency, TODAY).resolve("Phòng Bưu chính - Viễn thông và Chuyển đổi số")
    assert found.unit == office.units["telecom"]
    slip = Resolver(office.agency, TODAY).resolve("Phòng Bưu chinh - Viễn thong và Chuyễn đổi sso")
    assert slip.unit == office.units["telecom"]


def test_a_thousand_names_against_four_thousand_units_take_less_than_a_second(office: Office) -> None:
    others = [f"UBND xã {a} {b} {c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES][:4000]
    units = Unit.objects.none()
    with transaction.atomic():
        units = models.QuerySet(Unit).bulk_create(
            [Unit(name=name, kind=UnitKind.COMMUNE, parent=office.province) for name in others], batch_size=500
        )
        models.QuerySet(UnitName).bulk_create(
            [new_name(unit, unit.name, UnitName.Kind.OFFICIAL) for unit in units], batch_size=500
        )
    resolver = Resolver(office.agency, TODAY)
    asked = [*others[::8], *(name.replace("UBND xã", "xã") + "h" for name in others[::16]), *SURE, *COLLECTIVES] * 2
    began = time.process_time()
    found = [resolver.resolve(name) for name in asked[:1000]]
    assert time.process_time() - began < 1, "names are looked up by their initials, not one by one"
    assert [resolution.status for resolution in found[:500]] == ["sure"] * 500


def test_a_commune_of_another_province_must_be_named_with_it(office: Office) -> None:
    other = actions.add_unit(None, "UBND thành phố Hải Vân", UnitKind.PROVINCE)
    far = actions.add_unit(None, "UBND phường Lộc Điền", UnitKind.COMMUNE, other)
    actions.add_unit(None, "UBND xã Đông An", UnitKind.COMMUNE, other)
    resolver = Resolver(office.agency, TODAY)
    for name in ("UBND phường Lộc Điền, thành phố Hải Vân", "phường Lộc Điền, TP. Hải Vân"):
        assert resolver.resolve(name).unit == far, name
    assert resolver.resolve("UBND phường Lộc Điền").status == "unsure"
    assert resolver.resolve("UBND xã Đông An").unit == office.units["xã Đông An"]
    assert resolver.resolve("UBND xã Đông An, TP Hải Vân").unit.parent == other
    assert resolver.resolve("UBND TP. Hải Vân").unit == other


class TestAnyText(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.office = build()
        cls.resolver = Resolver(cls.office.agency, TODAY)

    @settings(max_examples=300, deadline=None)
    @given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)))
    def test_any_text_has_an_answer_that_keeps_its_promise(self, text: str) -> None:
        found = self.resolver.resolve(text)
        assert {"sure": len(found.units) == 1, "collective": found.units != []}.get(found.status, found.units == [])
        assert all(0 < hit.score <= 1 for hit in found.candidates)
        assert found.status == self.resolver.resolve(unicodedata.normalize("NFD", text)).status
