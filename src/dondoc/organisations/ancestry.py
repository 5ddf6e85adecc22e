"""What is above and below a unit: ``UnitAncestry`` as subqueries, and kept exact when units are added and moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from dondoc.organisations.models import Unit, UnitAncestry


def subtree_ids(unit_ids: Iterable[int]) -> QuerySet:
    """The ids of units and of everything below them, as a subquery for ``unit__in``."""
    return UnitAncestry.objects.filter(ancestor__in=list(unit_ids)).values("descendant")


def ancestor_ids(unit_id: int) -> QuerySet:
    """The ids of a unit and of everything above it, as a subquery."""
    return UnitAncestry.objects.filter(descendant=unit_id).values("ancestor")


def plant(units: Sequence[Unit]) -> None:
    """Write the pairs of new units; a parent comes before its children. Two statements, however many units."""
    parents = {unit.parent_id for unit in units if unit.parent_id is not None}
    above: dict[int, list[tuple[int, int]]] = {}
    stored = UnitAncestry.objects.filter(descendant__in=parents).values_list("descendant", "ancestor", "depth")
    for descendant, ancestor, depth in stored:
        above.setdefault(descendant, []).append((ancestor, depth))
    rows = []
    for unit in units:
        up = [(ancestor, depth + 1) for ancestor, depth in above.get(unit.parent_id or 0, [])]
        above[unit.pk] = [(unit.pk, 0), *up]
        rows += [UnitAncestry(ancestor_id=a, descendant_id=unit.pk, depth=d) for a, d in above[unit.pk]]
    UnitAncestry.objects.bulk_create(rows, batch_size=500)


def replant(unit: Unit, parent: Unit | None) -> None:
    """Move a unit with everything below it under another parent (None: to the top)."""
    below = list(UnitAncestry.objects.filter(ancestor=unit).values_list("descendant", "depth"))
    inside = [descendant for descendant, _ in below]
    UnitAncestry.objects.filter(descendant__in=inside).exclude(ancestor__in=inside).delete()
    if parent is None:
        return
    above = UnitAncestry.objects.filter(descendant=parent).values_list("ancestor", "depth")
    UnitAncestry.objects.bulk_create(
        [
            UnitAncestry(ancestor_id=ancestor, descendant_id=descendant, depth=up + 1 + down)
            for ancestor, up in above
            for descendant, down in below
        ],
        batch_size=500,
    )
