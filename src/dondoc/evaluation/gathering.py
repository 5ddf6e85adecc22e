"""What was to be done in a span, by whom: products out of tasks, periods of recurring duties, and excuses.

A product belongs to the span into which its day due falls; one without a day to that in which it was done. Continuous
duties have no products (Decision 23/2018/QĐ-TTg), a collective task counts as its children. The leading unit has the
product, and the people who perform or lead it in person; a head of unit has what the unit leads, a leader of the agency
what all of it leads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q, QuerySet

from dondoc.evaluation.models import Excuse, ExcuseOf
from dondoc.evaluation.scoring import Product
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Agency
from dondoc.tasks.models import Assignment, Occurrence, Part, Task, TaskState
from dondoc.tasks.visibility import REAL


@dataclass
class Gathered:
    """Products by leading unit and by performing person."""

    of_unit: dict[int, list[Product]] = field(default_factory=dict)
    of_person: dict[int, list[Product]] = field(default_factory=dict)

    def units(self, unit_ids: Iterable[int]) -> list[Product]:
        """What these units lead, each product once, by day."""
        found = [product for unit_id in dict.fromkeys(unit_ids) for product in self.of_unit.get(unit_id, ())]
        return in_order(found)

    def person(self, person_id: int, headed: Collection[int]) -> list[Product]:
        """What somebody did in person and what the units they head lead, each product once."""
        found = {(p.task, p.occurrence): p for p in self.of_person.get(person_id, ())}
        found |= {(p.task, p.occurrence): p for p in self.units(headed)}
        return in_order(found.values())


def in_order(products: Iterable[Product]) -> list[Product]:
    return sorted(products, key=lambda p: (p.due_on or p.done_on or date.max, p.task))


def gather(
    agency: Agency, span: Span, *, people: Collection[int] | None = None, units: Collection[int] | None = None
) -> Gathered:
    """All products of an agency in a span; only those of some people and units where these are given. Four queries."""
    parts = Assignment.objects.filter(agency=agency, phase__in=REAL, part__in=(Part.LEAD, Part.PERFORM))
    if people is not None or units is not None:
        parts = parts.filter(Q(person__in=people or ()) | Q(unit__in=units or (), part=Part.LEAD))
    products = _products(agency, span, None if people is None and units is None else parts)
    found = Gathered()
    by_task: dict[int, list[Product]] = {}
    for product in products:
        by_task.setdefault(product.task, []).append(product)
    rows = parts.filter(task__in=_subquery(agency, span)).values_list("task", "part", "unit", "person").distinct()
    for task_id, part, unit_id, person_id in rows:
        mine = by_task.get(task_id, [])
        if part == Part.LEAD and unit_id is not None:
            found.of_unit.setdefault(unit_id, []).extend(mine)
        if person_id is not None:
            known = found.of_person.setdefault(person_id, [])
            known.extend(product for product in mine if product not in known)
    return found


def _tasks(agency: Agency) -> QuerySet[Task]:
    rows = Task.objects.filter(agency=agency, phase__in=REAL, collective=False, continuous=False)
    return rows.exclude(state=TaskState.CANCELLED)


def _single(agency: Agency, span: Span) -> QuerySet[Task]:
    in_span = Q(due_on__gte=span.first, due_on__lte=span.last)
    without = Q(due_on=None, done_on__gte=span.first, done_on__lte=span.last)
    return _tasks(agency).exclude(due__startswith="FREQ=").filter(in_span | without)


def _periods(agency: Agency, span: Span) -> QuerySet[Occurrence]:
    rows = Occurrence.objects.filter(task__in=_tasks(agency).values("pk"), skipped=False)
    return rows.filter(due_on__gte=span.first, due_on__lte=span.last)


def _subquery(agency: Agency, span: Span) -> QuerySet[Task]:
    """The tasks with a product in the span."""
    periods = _periods(agency, span).values("task")
    return Task.objects.filter(Q(pk__in=_single(agency, span).values("pk")) | Q(pk__in=periods)).values("pk")


def _products(agency: Agency, span: Span, parts: QuerySet[Assignment] | None) -> list[Product]:
    single, periods = _single(agency, span), _periods(agency, span)
    excuses = Excuse.objects.filter(task__agency=agency, task__in=_subquery(agency, span))
    if parts is not None:
        single = single.filter(pk__in=parts.values("task"))
        periods = periods.filter(task__in=parts.values("task"))
    excused = {(row.task_id, row.occurrence_id, row.of): row.reason for row in excuses}
    found = [
        Product(pk, None, text, kind, due_on, done_on, returns)
        for pk, text, kind, due_on, done_on, returns in single.values_list(
            "pk", "text", "kind", "due_on", "done_on", "returns"
        )
    ]
    found += [
        Product(task, pk, f"{text} (kỳ {nominal:%d/%m/%Y})", kind, due_on, done_on, returns)
        for task, pk, text, kind, nominal, due_on, done_on, returns in periods.values_list(
            "task", "pk", "task__text", "task__kind", "nominal", "due_on", "done_on", "returns"
        )
    ]
    return [_excused(product, excused) for product in found] if excused else found


def _excused(product: Product, excused: dict[tuple[int, int | None, str], str]) -> Product:
    key = (product.task, product.occurrence)
    return replace(
        product,
        delay_excused=excused.get((*key, ExcuseOf.DELAY), ""),
        review_excused=excused.get((*key, ExcuseOf.REVIEW), ""),
    )
