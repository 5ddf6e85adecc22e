"""Agencies that work in this installation, and their settings."""

from __future__ import annotations

from typing import Any

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.recording import acted_as, action
from dondoc.organisations.actions.permission import allow
from dondoc.organisations.models import Agency, Person, Unit


@action("organisations.create_agency")
def create_agency(by: Person | None, unit: Unit, settings: dict[str, Any] | None = None) -> Agency:
    """Let a unit work here as an agency with registers of its own. Only the program itself (a command) may.

    Raises NotAllowed for a person, Refused where the unit is an agency already.
    """
    if by is not None:
        raise NotAllowed("Cơ quan mới được lập bằng lệnh của người vận hành hệ thống.")
    if Agency.objects.filter(unit=unit).exists():
        raise Refused(f"{unit.name} đã là cơ quan dùng hệ thống.")
    agency = Agency(unit=unit, settings=settings or {})
    agency.save()
    return agency


@action("organisations.change_settings")
def change_settings(by: Person | None, agency: Agency, changes: dict[str, Any]) -> Agency:
    """Set some of an agency's settings; a value of None takes one away. Raises NotAllowed."""
    mine = allow(by, "settings.edit")
    if mine is not None and mine.agency != agency:
        raise NotAllowed("Chỉ quản trị của cơ quan được sửa cấu hình của cơ quan.")
    acted_as(agency.pk)
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    agency.settings = {key: value for key, value in {**agency.settings, **changes}.items() if value is not None}
    agency.save()
    return agency
