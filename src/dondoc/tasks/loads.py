"""How much people have in hand, out of the counts that are kept as work is given and done (``tasks.counting``)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from dondoc.organisations.models import Agency
from dondoc.organisations.queries import subtree_ids
from dondoc.tasks.models import CreditTally


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody has to do: open tasks and how many of them are overdue."""

    person: int
    name: str
    open: int
    overdue: int


def loads(
    agency: Agency | None,
    today: date,
    *,
    led_by: Collection[int] | None = None,
    people: QuerySet | None = None,
    shown: int | None = None,
) -> list[Load]:
    """What people perform, the most overdue first: of tasks that these units (with all below) lead, where some are
    given, and of these people (a queryset of ids). One query."""
    month = today.replace(day=1)
    months = Q(monthly__in=[True])
    running = Q(monthly__in=[False], day__gte=month, day__lt=today)
    counts = CreditTally.objects.filter(months | running, agency=agency, load__in=[True])
    if led_by is not None:
        counts = counts.filter(lead__in=subtree_ids(led_by))
    if people is not None:
        counts = counts.filter(person__in=people)
    rows = (
        counts.order_by()
        .values_list("person", "person__full_name")
        .annotate(
            open=Coalesce(Sum("number", filter=months), 0),
            overdue=Coalesce(Sum("number", filter=running | months & Q(day__lt=month)), 0),
        )
        .filter(open__gt=0)
        .order_by("-overdue", "-open", "person__full_name")
    )
    return [Load(*row) for row in rows[:shown]]
