"""Units over time: added, renamed, moved, merged, closed; the ancestry stays exact."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dondoc.audit.errors import Refused
from dondoc.organisations import actions, hooks
from dondoc.organisations.models import Succession, Unit, UnitAncestry, UnitKind
from dondoc.organisations.queries import children_units, search_units, subtree_ids, unit_tree, whole_tree
from dondoc.organisations.resolving import Resolver
from tests.organisation import TODAY, Office


def ancestry_by_walking() -> set[tuple[int, int, int]]:
    """The slow reference: from each unit up, step by step."""
    parents = dict(Unit.objects.values_list("pk", "parent"))
    pairs = set()
    for unit in parents:
        at, depth = unit, 0
        while at is not None:
            pairs.add((at, unit, depth))
            at, depth = parents[at], depth + 1
    return pairs


class TestAncestry(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_ancestry_equals_walking_up_on_random_trees(self, data: st.DataObject) -> None:
        units: list[Unit] = []
        for at in range(data.draw(st.integers(1, 9))):
            parent = data.draw(st.sampled_from([None, *units]))
            units.append(actions.add_unit(None, f"Phòng {at}", UnitKind.ROOM, parent))
        for _ in range(data.draw(st.integers(0, 5))):
            unit, parent = data.draw(st.sampled_from(units)), data.draw(st.sampled_from([None, *units]))
            below = {d for a, d, _ in ancestry_by_walking() if a == unit.pk}
            if parent is not None and parent.pk in below:
                with pytest.raises(Refused):
                    actions.move_unit(None, Unit.objects.get(pk=unit.pk), parent)
            else:
                actions.move_unit(None, Unit.objects.get(pk=unit.pk), parent)
        stored = set(UnitAncestry.objects.values_list("ancestor", "descendant", "depth"))
        assert stored == ancestry_by_walking()
        for unit in units:
            below = {d for a, d, _ in stored if a == unit.pk}
            assert set(Unit.objects.filter(pk__in=subtree_ids([unit.pk])).values_list("pk", flat=True)) == below


def test_a_renamed_room_is_found_by_both_names(office: Office) -> None:
    room = actions.rename_unit(None, office.units["telecom"], "Phòng Hạ tầng số", date(2026, 7, 1), abbreviation="HTS")
    resolver = Resolver(office.agency, TODAY)
    for name in ("Phòng Hạ tầng số", "HTS", "Phòng BCVT&CĐS"):
        assert resolver.resolve(name).unit == room, name
    assert sorted(room.names.filter(valid_until=date(2026, 7, 1)).values_list("text", flat=True)) == [
        "BCVT&CĐS", "Phòng Bưu chính - Viễn thông và Chuyển đổi số",
    ]  # fmt: skip


def test_two_rooms_merge_into_a_new_one(office: Office) -> None:
    told = []
    new = actions.add_unit(None, "Phòng Khoa học và Hạ tầng số", UnitKind.ROOM, office.agency.unit)
    hooks.on_units_ended.append(lambda by, olds, news, on: told.append((list(olds), list(news), on)))
    olds, on = [office.units["telecom"], office.units["science"]], date(2026, 7, 1)
    try:
        actions.merge_units(office.people["administrator"], olds, [new], on)
    finally:
        hooks.on_units_ended.pop()
    assert told == [(olds, [new], on)]
    assert Succession.objects.filter(new=new, on=on).count() == 2
    assert office.people["head_telecom"].posts.get().until == on
    assert not office.as_("head_telecom").posts
    found = Resolver(office.agency, TODAY).resolve("Phòng BCVT&CĐS")
    assert (found.status, [hit.unit for hit in found.candidates]) == ("unsure", [new])
    assert "nay là Phòng Khoa học và Hạ tầng số" in found.note
    assert office.units["telecom"] not in children_units(office.agency.unit, TODAY)
    assert office.units["telecom"] in children_units(office.agency.unit, on - timedelta(days=1))


def test_a_unit_that_goes_on_takes_over_another(office: Office) -> None:
    stays, ends = office.units["telecom"], office.units["science"]
    actions.merge_units(None, [stays, ends], [stays], TODAY)
    assert Unit.objects.get(pk=stays.pk).valid_until is None
    assert Unit.objects.get(pk=ends.pk).valid_until == TODAY
    assert Succession.objects.get().old == ends


def test_a_closed_unit_gets_nothing_new(office: Office) -> None:
    room = office.units["telecom"]
    actions.close_unit(None, room, TODAY)
    for attempt in (
        lambda: actions.give_post(None, office.people["officer"], room, "officer", since=TODAY),
        lambda: actions.add_unit(None, "Tổ Số", UnitKind.ROOM, room),
        lambda: actions.close_unit(None, room, TODAY),
        lambda: actions.merge_units(None, [office.units["science"]], [room], TODAY),
        lambda: actions.move_unit(None, office.units["science"], room),
    ):
        with pytest.raises(Refused, match=r"đã chấm dứt|không hoạt động"):
            attempt()
    found = Resolver(office.agency, TODAY).resolve("Phòng BCVT&CĐS")
    assert (found.status, found.candidates) == ("unsure", [])
    assert "chưa ghi đơn vị kế thừa" in found.note


REFUSED = {
    "empty": (lambda o: actions.add_unit(None, " – ", "room", o.agency.unit), "nhập tên"),
    "long": (lambda o: actions.add_unit(None, "a" * 201, "room", o.agency.unit), "201 ký tự"),
    "kind": (lambda o: actions.add_unit(None, "Phòng A", "xyz", o.agency.unit), "chọn loại"),
    "twice": (lambda o: actions.add_unit(None, "văn phòng sở", "office", o.agency.unit), "đã có đơn vị tên"),
    "abbreviation": (lambda o: actions.add_unit(None, "Phòng A", "room", abbreviation="A" * 41), "viết tắt tối đa"),
    "alias twice": (lambda o: actions.add_alias(None, o.units["telecom"], "bcvt&cđs"), "đã có tên"),
    "rename ahead": (
        lambda o: actions.rename_unit(None, o.units["telecom"], "Phòng A", date(2999, 1, 1)), "sau hôm nay",
    ),
    "rename twice": (
        lambda o: actions.rename_unit(None, o.units["telecom"], "Văn phòng Sở", TODAY), "đã có đơn vị tên",
    ),
    "official ends": (
        lambda o: actions.end_name(None, o.units["telecom"].names.get(kind="official"), TODAY), "đổi tên đơn vị",
    ),
    "agency closed": (lambda o: actions.close_unit(None, o.agency.unit, TODAY), "đang dùng hệ thống"),
    "children": (lambda o: actions.close_unit(None, o.province, TODAY), "còn trực thuộc|đang dùng"),
    "nothing": (lambda o: actions.merge_units(None, [], [o.units["telecom"]], TODAY), "ít nhất một"),
    "itself": (lambda o: actions.merge_units(None, [o.units["telecom"]], [o.units["telecom"]], TODAY), "là một"),
    "below itself": (lambda o: actions.move_unit(None, o.agency.unit, o.units["telecom"]), "nằm trong nó"),
    "agency twice": (lambda o: actions.create_agency(None, o.agency.unit), "đã là cơ quan"),
    "agency by a person": (lambda o: actions.create_agency(o.people["administrator"], o.province), "bằng lệnh"),
    "kind changed": (lambda o: actions.edit_unit(None, o.units["telecom"], kind="?"), "chọn loại"),
}  # fmt: skip


def test_bad_input_is_refused_in_one_sentence_and_changes_nothing(office: Office) -> None:
    before = list(Unit.objects.values().order_by("pk"))
    for name, (attempt, sentence) in REFUSED.items():
        with pytest.raises(Refused, match=sentence):
            attempt(office)
        assert list(Unit.objects.values().order_by("pk")) == before, name


def test_a_code_is_used_once(office: Office) -> None:
    actions.edit_unit(None, office.units["telecom"], code="H01", order=9, kind=UnitKind.ROOM)
    for attempt in (
        lambda: actions.edit_unit(None, office.units["science"], code="H01"),
        lambda: actions.add_unit(None, "Phòng A", "room", office.agency.unit, code="H01"),
    ):
        with pytest.raises(Refused, match="đã dùng cho Phòng Bưu chính"):
            attempt()


def test_names_that_differ_in_marks_only_are_two_units(office: Office) -> None:
    assert office.units["xã Tân Hòa"] != office.units["xã Tân Hóa"]


def test_the_tree_is_in_reading_order(office: Office) -> None:
    actions.close_unit(None, office.units["science"], TODAY)
    tree = unit_tree(office.agency, TODAY)
    assert tree[0] == (0, office.agency.unit)
    assert [unit.name for depth, unit in tree if depth == 1][:2] == ["Lãnh đạo Sở", "Văn phòng Sở"]
    assert office.units["science"] not in [unit for _, unit in tree]
    assert office.units["science"] in [unit for _, unit in unit_tree(office.agency, TODAY, closed=True)]
    assert whole_tree(TODAY)[0] == (0, office.province)


SEARCHES = {
    "bcvt": "telecom",
    "buu chinh": "telecom",
    "chuyen doi so buu": "telecom",
    "khcn": "department",
    "skh": "department",
    "văn phòng": "office",
    "dong an": "xã Đông An",
    "giao duc": "Sở Giáo dục và Đào tạo",
    "sgd": "Sở Giáo dục và Đào tạo",
}


def test_typing_finds_units(office: Office) -> None:
    first = {text: search_units(office.agency, text, today=TODAY)[0].unit.name for text in SEARCHES}
    assert first == {text: office.units[key].name for text, key in SEARCHES.items()}
    assert search_units(office.agency, "  ") == []
    assert len(search_units(office.agency, "so", limit=3)) == 3


def test_one_room_splits_into_two(office: Office) -> None:
    news = [
        actions.add_unit(None, name, UnitKind.ROOM, office.agency.unit) for name in ("Phòng Số", "Phòng Viễn thông")
    ]
    actions.split_unit(None, office.units["telecom"], news, TODAY)
    found = Resolver(office.agency, TODAY).resolve("Phòng BCVT&CĐS")
    assert [hit.unit for hit in found.candidates] == news


def test_a_unit_ends_after_it_began(office: Office) -> None:
    new = actions.add_unit(None, "Phòng Mới", UnitKind.ROOM, office.agency.unit, valid_from=TODAY)
    with pytest.raises(Refused, match="mới hoạt động từ"):
        actions.close_unit(None, new, TODAY)


def test_an_alias_that_ended_is_still_understood_but_last(office: Office) -> None:
    alias = actions.add_alias(None, office.units["telecom"], "Phòng Số hóa")
    actions.end_name(None, alias, TODAY)
    assert Resolver(office.agency, TODAY).resolve("Phòng Số hóa").unit == office.units["telecom"]
    new = actions.add_unit(None, "Phòng Số hóa", UnitKind.ROOM, office.agency.unit)
    assert Resolver(office.agency, TODAY).resolve("Phòng Số hóa").unit == new
