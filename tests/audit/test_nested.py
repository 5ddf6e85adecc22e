"""An action that calls another: the log tells things in the order in which they happened."""

from __future__ import annotations

import pytest

from dondoc.audit.models import Entry
from dondoc.audit.recording import action
from dondoc.organisations.models import Unit, UnitKind

pytestmark = pytest.mark.django_db


@action("test.rename")
def rename(by: None, unit: Unit) -> None:
    unit.name = "Phòng B"
    unit.save()


@action("test.add")
def add(by: None) -> Unit:
    unit = Unit(name="Phòng A", kind=UnitKind.ROOM)
    unit.save()
    rename(by, unit)
    unit.abbreviation = "B"
    unit.save()
    return unit


def test_the_log_stands_in_the_order_of_what_happened():
    unit = add(None)
    rows = Entry.objects.filter(model="organisations.unit", object_id=str(unit.pk)).order_by("pk")
    assert list(rows.values_list("action", flat=True)) == ["test.add", "test.rename", "test.add"]
    before = [entry.changes.get("name", [None])[0] for entry in rows]
    assert before == [None, "Phòng A", None]
