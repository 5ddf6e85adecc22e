"""Who has which part in a task, as a person sets it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dondoc.audit.errors import Refused
from dondoc.language.folding import nfc
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.resolving import Resolver
from dondoc.tasks.models import Assignment, Part, Task
from dondoc.tasks.naming import Namer

PARTS = {"lead": Part.LEAD, "coordinate": Part.COORDINATE, "direct": Part.DIRECT, "follow": Part.FOLLOW}


def set_part(task: Task, name: str, values: Iterable[str | Mapping[str, Any]], today: date) -> None:
    """Replace those who have a part. A row that stays keeps its words in the document.

    Raises Refused where a unit or person is not there, or a name is empty or too long.
    """
    if isinstance(values, str | Mapping):
        values = [values]
    part = PARTS[name]
    old = {row.name: row for row in task.assignments.filter(part=part)}
    wanted = [_wanted(value, name) for value in values]
    known = _Known(wanted)
    namer = Namer(task.agency, Resolver(task.agency, today), today)
    for order, item in enumerate(wanted):
        row = old.pop(item["name"], None) or Assignment(task=task, part=part, name=item["name"])
        row.order = order
        if "unit" in item or "person" in item:
            known.settle(row, item, name)
        else:
            namer.settle(row)
        row.excluded = [int(unit) for unit in item.get("excluded") or ()]
        row.save()
    for row in old.values():
        row.delete()
    if part == Part.LEAD:
        task.collective = any(row.collective for row in task.assignments.filter(part=part))


def _wanted(value: str | Mapping[str, Any], field: str) -> dict[str, Any]:
    item = {"name": value} if isinstance(value, str) else dict(value)
    item["name"] = " ".join(nfc(str(item.get("name") or "")).split())
    if len(item["name"]) > 300:
        raise Refused("Tên đơn vị dài quá 300 ký tự; hãy rút gọn.", field)
    item = {key: value for key, value in item.items() if value is not None or key == "name"}
    if not item["name"] and not {"unit", "person"} & item.keys():
        raise Refused("Hãy nhập tên đơn vị.", field)
    return item


class _Known:
    """The units and people that are named by id, loaded once."""

    def __init__(self, wanted: list[dict[str, Any]]) -> None:
        self.units = Unit.objects.in_bulk([int(item["unit"]) for item in wanted if "unit" in item])
        self.people = Person.objects.in_bulk([int(item["person"]) for item in wanted if "person" in item])

    def settle(self, row: Assignment, item: dict[str, Any], field: str) -> None:
        unit, person = item.get("unit"), item.get("person")
        if (unit and int(unit) not in self.units) or (person and int(person) not in self.people):
            raise Refused("Không tìm thấy đơn vị hoặc người này; hãy chọn lại.", field)
        row.unit = self.units.get(int(unit)) if unit else row.unit if person else None
        row.person = self.people.get(int(person)) if person else None
        row.collective = False
        chosen = row.person.full_name if row.person else row.unit.name if row.unit else ""
        row.name = row.name or chosen
