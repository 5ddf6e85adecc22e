"""The invented organisation of the tests: Sở Khoa học và Công nghệ tỉnh An Phước, what is above and beside it, and
one person of every role."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, models

from dondoc.audit.models import Entry
from dondoc.organisations import actions
from dondoc.organisations.membership import Membership, membership
from dondoc.organisations.models import Agency, Person, Post, Role, Unit, UnitAncestry, UnitKind, UnitName
from tests.remembered import stand

TODAY = date(2026, 11, 2)
PASSWORD = "mat-khau-thu-123"

ROOMS = {
    "office": ("Văn phòng Sở", UnitKind.OFFICE, "VP"),
    "planning": ("Phòng Kế hoạch - Tài chính", UnitKind.ROOM, "P. KHTC"),
    "telecom": ("Phòng Bưu chính - Viễn thông và Chuyển đổi số", UnitKind.ROOM, "BCVT&CĐS"),
    "science": ("Phòng Quản lý Khoa học và Đổi mới sáng tạo", UnitKind.ROOM, ""),
    "centre": ("Trung tâm Chuyển đổi số", UnitKind.CENTRE, "TTCĐS"),
}
DEPARTMENTS = ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Văn hóa, Thể thao và Du lịch")
COMMUNES = ("xã Đông An", "xã Tân Hòa", "xã Tân Hóa", "phường Bình Sơn", "phường Long Mỹ", "đặc khu Hòn Ngọc")


@dataclass
class Office:
    """An agency with its units (by short name) and people (by role, the head of a room as "head_<room>")."""

    agency: Agency
    province: Unit
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def as_(self, name: str, today: date = TODAY) -> Membership:
        """The membership of one of the people."""
        return membership(self.people[name], today)


def person(username: str, full_name: str, unit: Unit, role: str, title: str = "") -> Person:
    """Make somebody with one post."""
    return actions.create_person(None, username, full_name, password=PASSWORD, unit=unit, role=role, title=title)


_MODELS = (Person, Unit, UnitName, UnitAncestry, Agency, Post, Entry)
_kept: dict[str, Any] = {}


def build() -> Office:
    """The organisation, made through the actions themselves the first time; then its rows are put back as they were,
    in the end by the very statements, which is many times as fast."""
    if Unit.objects.exists():
        return _make()
    if not _kept:
        office = _make()
        _kept["office"] = pickle.dumps(office)
        _kept["rows"] = pickle.dumps({model: list(model.objects.all()) for model in _MODELS})
        return office
    if "statements" not in _kept:
        _kept["statements"] = _put_back(pickle.loads(_kept["rows"]))
    else:
        with connection.cursor() as cursor:
            for sql, values in _kept["statements"]:
                cursor.execute(sql, values)
        stand("office")
    restored: Office = pickle.loads(_kept["office"])
    return restored


def _put_back(rows: dict[type[models.Model], list[models.Model]]) -> list[tuple[str, Any]]:
    """Insert the rows; returns the statements that did it."""
    said: list[tuple[str, Any]] = []

    def keep(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        said.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(keep):
        for model, instances in rows.items():
            models.QuerySet(model).bulk_create(instances)
    return [one for one in said if one[0].startswith("INSERT")]


def _make(rooms: dict[str, tuple[str, str, str]] = ROOMS) -> Office:
    province = actions.add_unit(None, "UBND tỉnh An Phước", UnitKind.PROVINCE)
    department = actions.add_unit(
        None, "Sở Khoa học và Công nghệ tỉnh An Phước", UnitKind.DEPARTMENT, province, abbreviation="SKHCN"
    )
    office = Office(actions.create_agency(None, department), province)
    office.units = {"province": province, "department": department}
    office.units["province_office"] = actions.add_unit(None, "Văn phòng UBND tỉnh", UnitKind.OFFICE, province)
    for name in DEPARTMENTS:
        office.units[name] = actions.add_unit(None, name, UnitKind.DEPARTMENT, province)
    for name in COMMUNES:
        office.units[name] = actions.add_unit(None, f"UBND {name}", UnitKind.COMMUNE, province)
    office.units["leaders"] = actions.add_unit(None, "Lãnh đạo Sở", UnitKind.LEADERS, department)
    for key, (name, kind, abbreviation) in rooms.items():
        office.units[key] = actions.add_unit(None, name, kind, department, abbreviation=abbreviation)
    _staff(office)
    return office


def _staff(office: Office) -> None:
    units = office.units
    staff = {
        "leader": ("giamdoc", "Lê Quang Vinh", units["leaders"], Role.LEADER, "Giám đốc Sở"),
        "clerk": ("vanthu", "Nguyễn Thị Hạnh", units["office"], Role.CLERK, "Văn thư"),
        "coordinator": ("tonghop", "Trần Văn Khải", units["office"], Role.COORDINATOR, "Chánh Văn phòng"),
        "head_telecom": ("tp.bcvt", "Phạm Minh Đức", units["telecom"], Role.UNIT_HEAD, "Trưởng phòng"),
        "head_science": ("tp.qlkh", "Vũ Thị Lan", units["science"], Role.UNIT_HEAD, "Trưởng phòng"),
        "officer": ("chuyenvien", "Đỗ Hải Yến", units["telecom"], Role.OFFICER, "Chuyên viên"),
        "administrator": ("quantri", "Bùi Anh Tuấn", units["department"], Role.ADMINISTRATOR, "Quản trị"),
    }
    for key, values in staff.items():
        office.people[key] = person(*values)
    office.people["outsider"] = actions.create_person(None, "nguoingoai", "Hồ Văn Ngoại", password=PASSWORD)
