"""The register of tasks walked from end to end: what the API and exports read, a stretch at a time."""

from __future__ import annotations

from datetime import date

from django.db.models import Model, Q

from dondoc.documents.keyset import Key, behind, cursor_at, decoded, stretch
from dondoc.organisations.queries import Membership
from dondoc.tasks.filters import RegisterFilters
from dondoc.tasks.models import Task
from dondoc.tasks.register import heads, loaded, register, stretches

OF_PARTS = {"sort_on": "sort_on", "id": "task_id"}
"""Columns of a part that are its task's."""


def register_stretch(
    membership: Membership, filters: RegisterFilters, today: date, cursor: str = "", limit: int = 50
) -> tuple[list[Task], str | None]:
    """Up to ``limit`` tasks behind ``cursor`` in the order of ``filters``, with document and parts, and the cursor of
    what follows (None at the end). At most eight queries, whatever lies before.

    Raises Refused for a cursor of another list.
    """
    filters = filters.looked_up()
    order = filters.order()
    found = stretches(membership, filters, today) if filters.sort != "document" else None
    if found is None:
        return stretch(register(membership, filters, today), order, cursor, limit)
    if cursor:
        values = decoded(cursor, order, Task)
        found = [row.filter(_behind(row.model, order, values)) for row in found]
    ids = heads(found, order, limit + 1)
    rows = loaded(ids[:limit])
    return rows, cursor_at(rows[-1], order) if len(ids) > limit and rows else None


def _behind(model: type[Model], order: tuple[str, ...], values: list[object]) -> Q:
    names = [(name.lstrip("-"), name.startswith("-")) for name in order]
    own = {} if model is Task else OF_PARTS
    return behind([Key(own.get(name, name), descending) for name, descending in names], values)
