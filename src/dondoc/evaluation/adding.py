"""What the products of many units and people add together, out of the counts by month (``tasks.counting``): products
that count alike are one row each, so that whoever asks gets a few rows, however many products there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Case, F, IntegerField, Q, QuerySet, Sum, Value, When

from dondoc.evaluation.gathering import Excused, excused
from dondoc.evaluation.models import ExcuseOf
from dondoc.evaluation.scoring import Rule, Sums, delays_in, together, worth
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Agency
from dondoc.tasks.models import NOBODY, Credit, CreditTally

FEW = 40
"""Units and people up to whom the counts are asked for by their names; for more those of all are read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Products of which agency and span are added, by which formula, as of which day."""

    agency: Agency
    span: Span
    rule: Rule
    today: date
    excuses: Excused

    @classmethod
    def about(cls, agency: Agency, span: Span, rule: Rule, today: date) -> Asked:
        """One query."""
        return cls(agency, span, rule, today, excused(agency, span))


@dataclass(frozen=True, slots=True)
class Added:
    """What each unit leads, what each person did in person, and of heads only what the units they head do not lead."""

    units: dict[int, Sums] = field(default_factory=dict)
    people: dict[int, Sums] = field(default_factory=dict)


class Alike(NamedTuple):
    """What products that add the same have in common."""

    kind: str
    done: int
    late: int
    returns: int
    waiting: int
    delay_excused: int
    review_excused: int


def added(asked: Asked, units: Collection[int], people: Mapping[int, Collection[int]]) -> Added:
    """What counts for these units and people (each with the units they head). One query."""
    known, of_units, of_people = set(units), _Numbers(dict), _Numbers(dict)
    for unit, person, lead, *alike, number in _rows(asked, units, people) if units or people else ():
        if unit in known:
            found = of_units[unit]
        elif person in people and lead not in people[person]:
            found = of_people[person]
        else:
            continue
        same = tuple(alike)
        found[same] = found.get(same, 0) + number
    one = cache(lambda alike: _worth(Alike(*alike), asked.rule))
    return Added(
        {owner: _sums(found, one) for owner, found in of_units.items()},
        {owner: _sums(found, one) for owner, found in of_people.items()},
    )


_Same = tuple[Any, ...]
"""The columns of ``Alike``."""
_Numbers = defaultdict[int, dict[_Same, int]]
"""How many products that add the same somebody has."""


def _sums(found: Mapping[_Same, int], one: Callable[[_Same], Sums]) -> Sums:
    # In one order, whatever was asked: what is added otherwise differs in the last digits.
    return together((one(alike), found[alike]) for alike in sorted(found))


def _worth(alike: Alike, rule: Rule) -> Sums:
    """What one product of a sort adds."""
    if alike.waiting:
        return Sums(waiting=1)
    delays = 0 if alike.delay_excused else delays_in(alike.late, rule)
    return worth(alike.kind, bool(alike.done), delays, 0 if alike.review_excused else alike.returns, rule)


WHOSE = ("unit", "person", "lead")


def _rows(asked: Asked, units: Collection[int], people: Collection[int]) -> QuerySet:
    """Whose, the columns of ``Alike``, how many."""
    own = Q(agency=asked.agency, load__in=[False], unit__in=[NOBODY, *units])
    if len(units) + len(people) <= FEW:
        own &= Q(unit__in=units) | Q(person__in=people)
    same = _same(asked.rule)
    pieces = [_summed(rows, asked.today, same) for rows in _counts(asked, own)]
    if asked.excuses.reasons:
        pieces += _mended(asked, own, same)
    return pieces[0].union(*pieces[1:], all=True)


def _counts(asked: Asked, own: Q) -> Iterator[QuerySet[CreditTally]]:
    """The counts of a span: by months, but what is open of the month that is running by days."""
    span, month = asked.span, asked.today.replace(day=1)
    # Lists of one: of a bare flag SQLite does not see that it is the beginning of an index.
    months = CreditTally.objects.filter(own, monthly__in=[True], day__gte=span.first, day__lte=span.last)
    running = span.first <= month <= span.last
    yield months.exclude(day=month, done=False) if running else months
    if running:
        days = Span.of("month", month)
        yield CreditTally.objects.filter(own, monthly__in=[False], day__gte=days.first, day__lte=days.last)


def _summed(rows: QuerySet, today: date, same: Mapping[str, Any]) -> QuerySet:
    flags = {"is_waiting": Case(When(done=False, day__gte=today, then=1), default=0), "delay": ZERO, "review": ZERO}
    return rows.order_by().values_list(*WHOSE).annotate(**same, **flags, total=Sum("number"))


ZERO = Value(0)


def _same(rule: Rule) -> dict[str, Any]:
    """The first columns of ``Alike``; by how many days something is late only where the formula asks for it."""
    late = F("late") if rule.delay_days > 0 else Case(When(late__gt=0, then=1), default=0)
    return {
        "of_kind": F("kind"),
        "is_done": Case(When(done=True, then=1), default=0),
        "days_late": late,
        "times_returned": F("returns"),
    }


def _mended(asked: Asked, own: Q, same: Mapping[str, Any]) -> Iterator[QuerySet]:
    """What is excused: taken away as it was counted, and added as excused."""
    span, tasks = asked.span, {task for task, *_ in asked.excuses.reasons}
    rows = Credit.objects.filter(own, task__in=tasks, day__gte=span.first, day__lte=span.last).order_by()
    waiting = Case(When(done=False, day__gte=asked.today, then=1), default=0)
    for number, excuses in ((-1, Excused()), (1, asked.excuses)):
        flags = {
            "is_waiting": waiting,
            "delay": _flag(excuses, ExcuseOf.DELAY),
            "review": _flag(excuses, ExcuseOf.REVIEW),
        }
        yield rows.values_list(*WHOSE).annotate(**same, **flags, total=Value(number))


def _flag(excuses: Excused, of: ExcuseOf) -> Case | Value:
    """Whether a product is excused from something."""
    keys = [(task, period or 0) for task, period, what in excuses.reasons if what == of]
    found = [When(task=task, period=period, then=1) for task, period in keys]
    return Case(*found, default=0, output_field=IntegerField()) if found else Value(0)
