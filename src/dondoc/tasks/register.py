"""The register of tasks, a page at a time, in a time that does not grow with the number of tasks.

Two ways lead to a page. *Narrow*: somebody sees tasks through a few units and in person; each of those is one stretch
of an index in the order of the due day, and a page is the merged heads of the stretches. *Wide*: somebody sees all, or
through so many units that most tasks are theirs; the tasks are walked in order and each is looked at. The narrow way
would merge too much for the second, the wide way would walk too far for the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connections
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from dondoc.documents.models import Document
from dondoc.documents.paging import BOUND, SIZE, Page, page
from dondoc.organisations.models import UnitAncestry
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.tasks.filters import RegisterFilters
from dondoc.tasks.models import Assignment, Part, Task
from dondoc.tasks.visibility import VIEW_ALL, seen_by, visible_tasks

SHOWN = {"id", "kind", "code", "symbol", "issued_text", "issued_on", "subject", "agency"}
UNSHOWN = [field.name for field in Document._meta.concrete_fields if field.name not in SHOWN]
"""What a list does not show of a task's document."""

AHEAD = 8
"""Pages that a list narrowed by words is counted ahead."""
NARROW = 12
"""Through more units than this the wide way is taken."""


def register_page(
    membership: Membership, filters: RegisterFilters, today: date, number: int = 1, size: int = SIZE
) -> Page[Task]:
    """A page of the tasks that a member sees, filtered and sorted, with document and parts: at most seven queries.

    A list that is narrowed by words is counted just some pages ahead.
    """
    filters = filters.looked_up()
    bound = min(BOUND, (number + AHEAD) * size) if filters.text.strip() else BOUND
    found = stretches(membership, filters, today)
    if found is None:
        return page(register(membership, filters, today), number, size, bound)
    number = max(1, min(number, -(-bound // size)))
    ids = heads(found, filters.order(), number * size + 1)
    total = len(ids) if len(ids) <= number * size else count(found, bound)
    shown = min(number, max(1, -(-min(total, bound) // size)))
    wanted = ids[(shown - 1) * size : shown * size]
    return Page(loaded(wanted), shown, size, min(total, bound), total > bound)


def register(membership: Membership, filters: RegisterFilters, today: date) -> QuerySet[Task]:
    """The same as a queryset: for exports, and for whatever reads to the end.

    A collective task is one row for those who see all and ask for no unit; in every other list each unit's own child
    stands for it.
    """
    filters = filters.looked_up()
    rows = visible_tasks(membership, filters.phases()).filter(filters.conditions(today))
    if may(membership, VIEW_ALL):
        rows = rows.filter(collective=False) if filters.unit else rows.filter(fanned_out=False)
    if filters.unit or filters.part in Part.values:
        rows = rows.filter(Exists(_parts(membership, filters)))
    return with_parts(rows.order_by(*filters.order()))


def _parts(membership: Membership, filters: RegisterFilters) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(task=OuterRef("pk"))
    if filters.part in Part.values:
        rows = rows.filter(part=filters.part)
    if filters.unit:
        return rows.filter(unit__in=subtree_ids([filters.unit]))
    if may(membership, VIEW_ALL):
        return rows
    return rows.filter(Q(unit__in=subtree_ids(membership.unit_ids)) | Q(person=membership.person))


def with_parts(rows: QuerySet[Task]) -> QuerySet[Task]:
    """With the document and the parts (unit and person) loaded: two queries for any number of rows.

    ``task.assignments.all()`` and ``task.document`` then cost nothing.
    """
    parts = Assignment.objects.select_related("unit", "person").order_by("part", "order", "id")
    rows = rows.select_related("document").prefetch_related(Prefetch("assignments", parts))
    return rows.defer("provenance", "folded", *(f"document__{name}" for name in UNSHOWN))


def loaded(ids: Sequence[int]) -> list[Task]:
    """The tasks with these ids in this order, with document and parts."""
    found = {task.pk: task for task in with_parts(Task.objects.filter(pk__in=ids).order_by())}
    return [found[pk] for pk in ids if pk in found]


@dataclass(frozen=True, slots=True)
class Bare:
    """What sorts a task into a list on a desk: making the whole task costs ten times as much."""

    pk: int
    state: str
    sort_on: date
    performed: bool


def bare(ids: Sequence[int]) -> list[Bare]:
    """What sorts the tasks with these ids into lists of which a part is shown, in this order. One query."""
    performed = Assignment.objects.filter(task=OuterRef("pk"), part=Part.PERFORM)
    rows = Task.objects.filter(pk__in=ids).order_by().annotate(performed=Exists(performed))
    found = {row[0]: Bare(*row) for row in rows.values_list("pk", "state", "sort_on", "performed")}
    return [found[pk] for pk in ids if pk in found]


def stretches(
    membership: Membership, filters: RegisterFilters, today: date, units: list[int] | None = None
) -> list[QuerySet] | None:
    """The index stretches whose union is the list; None where the tasks have to be walked one by one.

    ``units`` spares a query to whoever asks for several lists (``units_below`` of the member's units).
    """
    if membership.agency is None:
        return []
    sees_all = may(membership, VIEW_ALL)
    if filters.document or filters.found is not None:
        return None
    if sees_all and not filters.unit:
        if filters.part in Part.values:
            return None
        rows: list[QuerySet] = [_tasks(membership, filters, today).filter(fanned_out=False)]
    else:
        if units is None or filters.unit:
            units = units_below([filters.unit] if filters.unit else membership.unit_ids)
        if len(units) > NARROW:
            return None
        rows = _of_parts(membership, filters, today, units)
    return [row.filter(phase=phase) for row in rows for phase in filters.phases()]


def _of_parts(membership: Membership, filters: RegisterFilters, today: date, units: list[int]) -> list[QuerySet]:
    parts = Assignment.objects.filter(filters.conditions(today, "task__"), agency=membership.agency)
    if filters.part in Part.values:
        parts = parts.filter(part=filters.part)
    if filters.unit and may(membership, VIEW_ALL):
        parts = parts.filter(task__collective=False)
    elif filters.unit:
        parts = parts.filter(Exists(Task.objects.filter(seen_by(membership), pk=OuterRef("task"))))
    rows: list[QuerySet] = [parts.filter(unit=unit) for unit in units]
    if not filters.unit:
        rows.append(parts.filter(person=membership.person))
        if filters.part not in Part.values:
            rows.append(_tasks(membership, filters, today).filter(confirmed_by=membership.person))
    return rows


def _tasks(membership: Membership, filters: RegisterFilters, today: date) -> QuerySet[Task]:
    return Task.objects.filter(filters.conditions(today), agency=membership.agency)


def units_below(unit_ids: Iterable[int]) -> list[int]:
    """The units with all below them, at most one more than the narrow way takes."""
    ids = list(unit_ids)
    below = UnitAncestry.objects.filter(ancestor__in=ids) if ids else UnitAncestry.objects.none()
    return list(below.order_by().values_list("descendant", flat=True).distinct()[: NARROW + 1])


def _ordered(row: QuerySet, order: tuple[str, ...]) -> QuerySet:
    """A stretch in order, as rows of its sort columns; the last of them is the id of the task."""
    own = {"sort_on": "sort_on", "id": "task_id"}
    names = [name.lstrip("-") for name in order]
    columns = names if row.model is Task else [own.get(name, f"task__{name}") for name in names]
    keys = [("-" if name.startswith("-") else "") + column for name, column in zip(order, columns, strict=True)]
    return row.order_by(*keys).values_list(*columns)


def heads(found: list[QuerySet], order: tuple[str, ...], limit: int) -> list[int]:
    """The first ``limit`` tasks of all stretches together, each once."""
    if not found:
        return []
    sql, params = _head(found, order, limit)
    return [row[-1] for row in _fetch(sql, params)]


def _head(found: list[QuerySet], order: tuple[str, ...], limit: int) -> tuple[str, list[Any]]:
    first = [_ordered(row, order)[:limit] for row in found]
    by = ", ".join(f"{place}{' DESC' if name.startswith('-') else ''}" for place, name in enumerate(order, 1))
    sql, params = _union(first)
    return f"{sql} ORDER BY {by} LIMIT %s", [*params, limit]


def many_heads(lists: list[list[QuerySet]], order: tuple[str, ...], limit: int) -> list[list[int]]:
    """The heads of several lists in one query."""
    pieces, params = [], []
    for place, found in enumerate(lists):
        if found:
            sql, own = _head(found, order, limit)
            pieces.append(f"SELECT {place} AS list, h{place}.* FROM ({sql}) AS h{place}")
            params += own
    heads_of: list[list[int]] = [[] for _ in lists]
    by = ", ".join(str(place) for place in range(1, len(order) + 2))
    for row in _fetch(f"{' UNION ALL '.join(pieces)} ORDER BY {by}", params) if pieces else ():
        heads_of[row[0]].append(row[-1])
    return heads_of


def count(found: list[QuerySet], bound: int = BOUND) -> int:
    """How many tasks the stretches hold together, at most ``bound`` + 1."""
    ids = [row.order_by().values_list("pk" if row.model is Task else "task_id")[: bound + 1] for row in found]
    sql, params = _union(ids)
    return int(_fetch(f"SELECT COUNT(*) FROM ({sql} LIMIT %s) AS bounded", [*params, bound + 1])[0][0])


def _union(rows: list[QuerySet]) -> tuple[str, list[Any]]:
    # Each stretch has a limit of its own, which Django cannot write inside of a union for SQLite.
    pieces, params = [], []
    for place, row in enumerate(rows):
        sql, own = row.query.sql_with_params()
        pieces.append(f"SELECT * FROM ({sql}) AS s{place}")
        params += own
    return " UNION ".join(pieces), params


def _fetch(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connections[Task.objects.db].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
