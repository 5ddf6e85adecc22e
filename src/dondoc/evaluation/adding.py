"""What the products of many units and people add together, counted by the database: products that count alike are one
row each, so that whoever asks gets a few rows, not all products."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from dondoc.evaluation.gathering import OWN, Excused, counting, excused, undated
from dondoc.evaluation.models import ExcuseOf
from dondoc.evaluation.scoring import Rule, Sums, delays_in, times, worth
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Agency
from dondoc.tasks.models import Assignment, Part
from dondoc.tasks.visibility import REAL

NONE = timedelta(0)


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


def added(asked: Asked, units: Collection[int], people: Mapping[int, Collection[int]]) -> Added:
    """What counts for these units and people (each with the units they head). One query."""
    pieces = []
    heads = {person: headed for person, headed in people.items() if headed}
    if units:
        pieces.append((UNIT, "unit", Q(unit__in=units, part=Part.LEAD), Value(0)))
    if len(heads) < len(people):
        pieces.append((PERSON, "person", Q(person__in=people.keys() - heads.keys(), part__in=OWN), Value(0)))
    if heads:
        pieces.append((HEAD, "person", Q(person__in=heads, part__in=OWN), Subquery(LEADING.values("unit")[:1])))
    rows = [grouped for piece in pieces for grouped in _alike(asked, *piece)]
    found = Added()
    for what, owner, lead, *alike in rows[0].union(*rows[1:], all=True) if rows else ():
        if what != HEAD or lead not in heads[owner]:
            sums = found.units if what == UNIT else found.people
            sums[owner] = sums.get(owner, Sums()).plus(_worth(asked, alike))
    return found


UNIT, PERSON, HEAD = range(3)
LEADING = Assignment.objects.filter(task=OuterRef("task"), part=Part.LEAD, unit__isnull=False).order_by("id")


def _worth(asked: Asked, alike: Sequence[Any]) -> Sums:
    """What products that count alike add: the columns of ``COLUMNS`` behind the leading unit, and how many they are."""
    kind, done, waiting, late, returns, delay, review, number = alike
    if waiting:
        return Sums(waiting=number)
    delays = delays_in(late.days if isinstance(late, timedelta) else late, asked.rule)
    return times(worth(kind, bool(done), 0 if delay else delays, 0 if review else returns, asked.rule), number)


COLUMNS = (
    "lead",
    "of_kind",
    "is_done",
    "is_waiting",
    "days_late",
    "times_returned",
    "delay_excused",
    "review_excused",
)


def _alike(asked: Asked, what: int, owner: str, whose: Q, lead: Any) -> Iterator[QuerySet[Any]]:
    """Products that count alike, in three parts: what, whose they are, the leading unit (where asked for), what they
    count by, how many."""
    span = asked.span
    parts = counting(Assignment.objects.filter(whose, agency=asked.agency, phase__in=REAL), "task__")
    parts = parts.annotate(what=Value(what), lead=lead)
    once = parts.exclude(task__due__startswith="FREQ=")
    # Parts know the day of their task, and are found by it.
    dated = once.filter(sort_on__gte=span.first, sort_on__lte=span.last)
    in_span = {"task__occurrences__due_on__gte": span.first, "task__occurrences__due_on__lte": span.last}
    recurring = parts.filter(task__occurrences__skipped=False, **in_span)
    yield _grouped(asked, owner, dated, "task__", dated=True)
    yield _grouped(asked, owner, once.filter(task__in=undated(asked.agency, span)), "task__", dated=False)
    yield _grouped(asked, owner, recurring, "task__occurrences__", dated=True)


def _grouped(asked: Asked, owner: str, rows: QuerySet[Any], path: str, *, dated: bool) -> QuerySet[Any]:
    of_period = path != "task__"
    thing = path.removesuffix("__")
    open_ahead = Q(**{f"{path}done_on": None, f"{path}due_on__gte": asked.today})
    rows = rows.order_by().annotate(
        of_kind=F("task__kind"),
        is_done=Case(When(**{f"{path}done_on__isnull": False}, then=Value(1)), default=Value(0)),
        is_waiting=Case(When(open_ahead, then=Value(1)), default=Value(0)) if dated else Value(0),
        days_late=_late(asked.rule, path, dated),
        times_returned=F(f"{path}returns"),
        delay_excused=asked.excuses.flag(ExcuseOf.DELAY, thing, of_period=of_period),
        review_excused=asked.excuses.flag(ExcuseOf.REVIEW, thing, of_period=of_period),
    )
    # A task has one lead, but somebody may both lead and perform it.
    return rows.values_list("what", owner, *COLUMNS).annotate(number=Count(thing, distinct=owner == "person"))


def _late(rule: Rule, path: str, dated: bool) -> Case | Value:
    """By how much it was late; only whether, where every delay counts the same."""
    none: Value = Value(0) if rule.delay_days <= 0 else Value(NONE, DurationField())
    if not dated:
        return none
    days: Any = Value(1)
    if rule.delay_days > 0:
        days = ExpressionWrapper(F(f"{path}done_on") - F(f"{path}due_on"), DurationField())
    return Case(When(**{f"{path}done_on__gt": F(f"{path}due_on")}, then=days), default=none)
