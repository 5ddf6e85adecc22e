"""What was to be done in a span, by whom: products out of tasks, periods of recurring duties, and excuses.

A product belongs to the span into which its day due falls; one without a day to that in which it was done. Continuous
duties have no products (Decision 23/2018/QĐ-TTg), a collective task counts as its children. The leading unit has the
product, and the people who perform or lead it in person; a head of unit has what the unit leads, a leader of the agency
what all of it leads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from dondoc.evaluation.models import Excuse, ExcuseOf
from dondoc.evaluation.scoring import Product
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Agency
from dondoc.tasks.models import NEVER, Assignment, Occurrence, Part, Task, TaskState
from dondoc.tasks.visibility import REAL

Key = tuple[int, int | None]
"""A task and a period of it (None: the task itself)."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose products: those that units lead, and those that people perform or lead in person; each product once."""

    units: Collection[int] = ()
    people: Collection[int] = ()

    def parts(self, agency: Agency) -> QuerySet[Assignment]:
        """The parts by which products are theirs."""
        parts = Assignment.objects.filter(agency=agency, phase__in=REAL)
        led, own = Q(unit__in=self.units, part=Part.LEAD), Q(person__in=self.people, part__in=OWN)
        return parts.filter(led | own if self.people else led)


OWN = (Part.LEAD, Part.PERFORM)


def counting(rows: QuerySet[Any], prefix: str = "") -> QuerySet[Any]:
    """Those rows of tasks (``prefix`` leads to the task) of which products come."""
    rows = rows.filter(**{f"{prefix}phase__in": REAL, f"{prefix}collective": False, f"{prefix}continuous": False})
    return rows.exclude(**{f"{prefix}state": TaskState.CANCELLED})


def single(agency: Agency, span: Span) -> list[tuple[QuerySet[Task], Q]]:
    """Tasks that are one product in the span, those due in it and those without a day that were done in it; each with
    what narrows their parts to few, for the databases find those by the day."""
    rows = counting(Task.objects.filter(agency=agency)).exclude(due__startswith="FREQ=")
    dated = Q(sort_on__gte=span.first, sort_on__lte=span.last)
    return [(rows.filter(dated), dated), (rows.filter(pk__in=undated(agency, span)), Q(sort_on=NEVER))]


def undated(agency: Agency, span: Span) -> QuerySet[Task]:
    """The ids of tasks without a day that were done in the span."""
    rows = Task.objects.filter(agency=agency, due_on=None, done_on__gte=span.first, done_on__lte=span.last)
    return rows.order_by().values("pk")


def periods(agency: Agency, span: Span) -> QuerySet[Occurrence]:
    """Periods of recurring duties that are products in the span."""
    rows = Occurrence.objects.filter(due_on__gte=span.first, due_on__lte=span.last, skipped=False)
    return counting(rows.filter(task__agency=agency), "task__")


@dataclass(frozen=True, slots=True)
class Excused:
    """The objective causes in a span: by task or period, and by what they excuse, the reason."""

    reasons: dict[tuple[int, int | None, str], str] = field(default_factory=dict)

    def flag(self, of: ExcuseOf, path: str, *, of_period: bool) -> Case | Value:
        """Whether a row is excused: ``path`` leads from it to the task's id, or to the period's where it is one."""
        ids = [
            period or task for task, period, what in self.reasons if what == of and (period is not None) == of_period
        ]
        return Case(When(**{f"{path}__in": ids}, then=Value(1)), default=Value(0)) if ids else Value(0)


def excused(agency: Agency, span: Span) -> Excused:
    """All objective causes of products in a span. One query."""
    days = {"gte": span.first, "lte": span.last}
    rows = Excuse.objects.filter(
        Q(occurrence=None, **{f"task__due_on__{end}": day for end, day in days.items()})
        | Q(occurrence=None, task__due_on=None, **{f"task__done_on__{end}": day for end, day in days.items()})
        | Q(**{f"occurrence__due_on__{end}": day for end, day in days.items()}),
        agency=agency,
    )
    return Excused({(row.task_id, row.occurrence_id, row.of): row.reason for row in rows})


def products(agency: Agency, span: Span, whose: Whose, today: date, *, waiting: bool = False) -> QuerySet[Any]:
    """The products that are due as rows for ``product_of``, by day; those that wait for their day where asked for. A
    query that can be cut and counted."""
    ahead = Q(done_on=None, due_on__gte=today)
    only = ahead if waiting else ~ahead
    parts = whose.parts(agency).order_by()
    names = ("text", "kind", "nominal", "due_on", "done_on", "returns")
    found = []
    for tasks, narrow in single(agency, span):
        rows = tasks.filter(only, pk__in=parts.filter(narrow).values("task")).order_by()
        dated = rows.annotate(day=Coalesce("due_on", "done_on"), period=NO_PERIOD, nominal=F("due_on"))
        found.append(dated.values_list("day", "pk", "period", *names))
    recurring = periods(agency, span).filter(only, Exists(parts.filter(task=OuterRef("task"))))
    recurring = recurring.order_by().annotate(day=F("due_on"))
    found.append(recurring.values_list("day", "task", "pk", "task__text", "task__kind", *names[2:]))
    return found[0].union(*found[1:], all=True).order_by("day", "pk")


# PostgreSQL must be told of what kind nothing is.
NO_PERIOD = Cast(Value(None), BigIntegerField())


def product_of(row: tuple[Any, ...], excuses: Excused) -> Product:
    """A product out of a row of ``products``."""
    _, task, period, text, kind, nominal, due_on, done_on, returns = row
    label = text if period is None else f"{text} (kỳ {nominal:%d/%m/%Y})"
    found = Product(task, period, label, kind, due_on, done_on, returns)
    if not excuses.reasons:
        return found
    return replace(
        found,
        delay_excused=excuses.reasons.get((task, period, ExcuseOf.DELAY), ""),
        review_excused=excuses.reasons.get((task, period, ExcuseOf.REVIEW), ""),
    )


def owned(agency: Agency, span: Span, whose: Whose) -> Iterator[tuple[str, int, Key]]:
    """Who has which product: ("unit" or "person", id, key). Four queries."""
    parts = whose.parts(agency).order_by()
    rows: list[tuple[Any, ...]] = []
    for tasks, narrow in single(agency, span):
        mine = parts.filter(narrow, task__in=tasks.order_by().values("pk"))
        rows += [((task, None), *of) for task, *of in mine.values_list("task", "part", "unit", "person")]
    recurring = periods(agency, span)
    by_task: dict[int, list[Key]] = {}
    for period, task in recurring.values_list("pk", "task"):
        by_task.setdefault(task, []).append((task, period))
    more = parts.filter(task__in=recurring.order_by().values("task"))
    rows += [(key, *of) for task, *of in more.values_list("task", "part", "unit", "person") for key in by_task[task]]
    for key, part, unit, person in rows:
        if part == Part.LEAD and unit is not None:
            yield "unit", unit, key
        if person is not None:
            yield "person", person, key
