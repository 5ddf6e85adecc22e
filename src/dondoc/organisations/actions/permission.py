"""The permission step of this room's actions."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from dondoc.audit.errors import NotAllowed
from dondoc.organisations.membership import Membership, membership, nearest_agencies
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.policies import require


def today() -> date:
    """The day in Vietnam; actions are where the clock is read."""
    return timezone.localdate()


def allow(by: Person | None, permission: str, *units: Unit | None) -> Membership | None:
    """Require a permission, and that none of the units belongs to another agency. The program itself (None) may all.

    Raises NotAllowed.
    """
    if by is None:
        return None
    mine = membership(by, today())
    require(mine, permission)
    agencies = nearest_agencies(unit.pk for unit in units if unit is not None)
    for unit in units:
        agency = agencies.get(unit.pk) if unit is not None else None
        if agency is not None and agency != mine.agency:
            raise NotAllowed(f"{agency.unit.name} tự quản lý các đơn vị của mình.")
    return mine
