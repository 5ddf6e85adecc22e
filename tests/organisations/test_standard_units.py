"""The national list, ministries and departments as ready-made units."""

from datetime import date

import pytest

from dondoc.audit.errors import Refused
from dondoc.language.standard_bodies import UPGRADES
from dondoc.organisations import actions
from dondoc.organisations.models import Unit, UnitAncestry
from dondoc.organisations.national import communes, provinces
from dondoc.organisations.resolving import Resolver
from tests.organisation import TODAY, Office


def test_the_country_has_34_provinces_and_3321_communes() -> None:
    kinds = [place.division for province in provinces() for place in communes(province.code)]
    assert len(provinces()) == 34
    assert (len(kinds), kinds.count("xã"), kinds.count("phường"), kinds.count("đặc khu")) == (3321, 2611, 697, 13)


def test_ten_communes_became_wards(db: None) -> None:
    province, added = actions.add_national_units(None, "75")
    assert province.name == "UBND thành phố Đồng Nai"
    assert len(added) == 95
    changed = [unit for unit in added if unit.code in {up.code for up in UPGRADES}]
    assert len(changed) == 10
    for unit in changed:
        now, before = unit.names.get(valid_until__isnull=True), unit.names.get(valid_until__isnull=False)
        assert now.text.startswith("UBND phường ")
        assert before.text == now.text.replace("UBND phường", "UBND xã")
        assert now.valid_from == before.valid_until == date(2026, 4, 30)
    assert UnitAncestry.objects.filter(ancestor=province).count() == 96


def test_a_second_time_nothing_is_added(db: None) -> None:
    actions.add_national_units(None, "4")
    before = Unit.objects.count()
    _, added = actions.add_national_units(None, "04")
    assert (added, Unit.objects.count()) == ([], before)


def test_an_unknown_province_is_refused(db: None) -> None:
    with pytest.raises(Refused, match="Không có tỉnh"):
        actions.add_national_units(None, "99")


def test_a_ministry_that_ended_is_asked_with_its_successor(office: Office) -> None:
    actions.add_ministries(None)
    actions.add_departments(None, office.province)
    resolver = Resolver(office.agency, TODAY)
    assert resolver.resolve("Bộ Khoa học và Công nghệ").status == "sure"
    for name, heir in (("Bộ TT&TT", "Bộ Khoa học và Công nghệ"), ("Sở Kế hoạch và Đầu tư", "Sở Tài chính")):
        found = resolver.resolve(name)
        assert found.status == "unsure"
        assert [hit.unit.name for hit in found.candidates] == [heir]
        assert "đã chấm dứt hoạt động từ ngày 01/03/2025; nay là" in found.note


def test_a_department_that_bears_the_name_of_its_province_is_not_added_twice(office: Office) -> None:
    actions.add_departments(None, office.province)
    assert Unit.objects.filter(parent=office.province, name__startswith="Sở Khoa học").count() == 1
    assert Resolver(office.agency, TODAY).resolve("Sở KH&CN").unit == office.units["department"]
