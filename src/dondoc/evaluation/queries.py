"""Reads of evaluations: the board of a span, and the score of one unit or person as those may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dondoc.evaluation.gathering import Gathered, gather
from dondoc.evaluation.models import ClosedSpan, Formula, GeneralMark, Result
from dondoc.evaluation.policies import VIEW_ALL, headed
from dondoc.evaluation.scoring import Product, Rule, Score, ranked, reread, score
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Agency, Person, Role, Unit
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, people_of, unit_tree

Marks = dict[tuple[int | None, int | None], GeneralMark]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit or person of the board. ``rank`` is None where there is nothing to count."""

    rank: int | None
    unit: Unit | None
    person: Person | None
    title: str
    score: Score


@dataclass(frozen=True, slots=True)
class Board:
    """All scores of a span that the member sees: as they stand today, or as they were closed."""

    span: Span
    rule: Rule
    closed: ClosedSpan | None
    whole: Score
    units: list[Row]
    people: list[Row]


def rule_at(agency: Agency, day: date) -> Rule:
    """The formula that holds on a day; the Decree's where the agency set none."""
    row = Formula.objects.filter(agency=agency, valid_from__lte=day).order_by("-valid_from", "-id").first()
    return Rule.read(row.values if row else {})


def closed_span(agency: Agency, span: Span) -> ClosedSpan | None:
    return ClosedSpan.objects.filter(agency=agency, kind=span.kind, first=span.first).select_related("by").first()


def board(membership: Membership, span: Span, today: date) -> Board:
    """The board: of the whole agency for those who see all, else of the units that the member heads. At most ten
    queries."""
    assert membership.agency is not None
    found = whole_board(membership.agency, span, today)
    if may(membership, VIEW_ALL):
        return found
    mine = headed(membership)
    units = [row for row in found.units if row.unit is not None and row.unit.pk in mine]
    people = [row for row in found.people if row.person is not None and heads_person(membership, row.person)]
    return Board(span, found.rule, found.closed, found.whole, units, people)


def heads_person(membership: Membership, person: Person) -> bool:
    """Whether somebody belongs to a unit that the member heads, or is the member."""
    posts = getattr(person, "today_posts", None)
    units = {post.unit_id for post in (person.posts.all() if posts is None else posts)}
    return person.pk == membership.person.pk or bool(units & headed(membership))


def whole_board(agency: Agency, span: Span, today: date) -> Board:
    """The board of the whole agency, whoever asks."""
    units = [unit for depth, unit in unit_tree(agency, min(today, span.last)) if depth]
    people = list(people_of(agency, today))
    closed = closed_span(agency, span)
    if closed is not None:
        return _kept_board(closed, span, {unit.pk: unit for unit in units}, {one.pk: one for one in people})
    rule = rule_at(agency, span.first)
    gathered, marks = gather(agency, span), marks_of(agency, span)
    own = [agency.unit_id, *(unit.pk for unit in units)]
    whole = _scored(gathered.units(own), rule, today, marks.get((agency.unit_id, None)))
    unit_scores = [_scored(gathered.units([unit.pk]), rule, today, marks.get((unit.pk, None))) for unit in units]
    people = [person for person in people if is_evaluated(person)]
    scores = [
        _scored(products_of(gathered, person, own), rule, today, marks.get((None, person.pk))) for person in people
    ]
    unit_rows = _rows([(unit, None, "", one) for unit, one in zip(units, unit_scores, strict=True)])
    rows = _rows([(None, person, title_of(person), one) for person, one in zip(people, scores, strict=True)])
    return Board(span, rule, None, whole, unit_rows, rows)


def is_evaluated(person: Person) -> bool:
    """Whether somebody's work is scored: whoever holds a post other than an administrator's."""
    return any(post.role != Role.ADMINISTRATOR for post in person.today_posts)


def title_of(person: Person) -> str:
    return "; ".join(f"{post.title or post.get_role_display()}, {post.unit.name}" for post in person.today_posts)


def products_of(gathered: Gathered, person: Person, whole: list[int]) -> list[Product]:
    """What is counted for somebody: their own work, what their unit leads for its head, all for a leader."""
    roles = {post.role for post in person.today_posts}
    if Role.LEADER in roles:
        return gathered.units(whole)
    units = [post.unit_id for post in person.today_posts if post.role == Role.UNIT_HEAD]
    return gathered.person(person.pk, units)


def marks_of(agency: Agency, span: Span) -> Marks:
    rows = GeneralMark.objects.filter(agency=agency, kind=span.kind, first=span.first)
    return {(row.unit_id, row.person_id): row for row in rows}


def _scored(products: Iterable[Product], rule: Rule, today: date, mark: GeneralMark | None) -> Score:
    if mark is None:
        return score(products, rule, today, None, "chưa chấm, tính đủ điểm")
    return score(products, rule, today, float(mark.points), mark.note)


def _rows(found: list[tuple[Unit | None, Person | None, str, Score]]) -> list[Row]:
    ranks = ranked([one.total for *_, one in found])
    rows = [Row(rank, *values) for rank, values in zip(ranks, found, strict=True)]
    last = len(rows) + 1
    return sorted(rows, key=lambda row: (row.rank or last, row.unit.order if row.unit else 0, str(row.person or "")))


def _kept_board(closed: ClosedSpan, span: Span, units: dict[int, Unit], people: dict[int, Person]) -> Board:
    results = list(closed.results.select_related("unit", "person"))
    whole = next(row for row in results if row.unit_id == closed.agency.unit_id)
    of_units = [(row.unit, None, "", reread(row.score)) for row in results if row.unit_id and row is not whole]
    of_people = [
        (None, row.person, title_of(people[row.person_id]) if row.person_id in people else "", reread(row.score))
        for row in results
        if row.person_id
    ]
    return Board(
        span, Rule.read(closed.rule), closed, reread(whole.score), _rows(of_units), _rows_of(of_people, people)
    )


def _rows_of(found: list[tuple[Unit | None, Person | None, str, Score]], people: dict[int, Person]) -> list[Row]:
    for _, person, *_ in found:
        if person is not None:
            person.today_posts = getattr(people.get(person.pk), "today_posts", [])
    return _rows(found)


def score_of_person(agency: Agency, person: Person, span: Span, today: date) -> tuple[Score, Rule, ClosedSpan | None]:
    """The score of one person, with the formula, and the closed span it is kept in. At most eight queries."""
    closed = closed_span(agency, span)
    if closed is not None:
        row = Result.objects.filter(span=closed, person=person).first()
        rule = Rule.read(closed.rule)
        return (reread(row.score) if row else score((), rule, today)), rule, closed
    rule = rule_at(agency, span.first)
    found = people_of(agency, today).filter(pk=person.pk).first()
    if found is None:
        return score((), rule, today), rule, None
    leads = any(post.role == Role.LEADER for post in found.today_posts)
    whole = [unit.pk for _, unit in unit_tree(agency, today)] if leads else []
    units = whole or [post.unit_id for post in found.today_posts if post.role == Role.UNIT_HEAD]
    gathered = gather(agency, span, people=[person.pk], units=units)
    mark = marks_of(agency, span).get((None, person.pk))
    return _scored(products_of(gathered, found, whole), rule, today, mark), rule, None


def score_of_unit(agency: Agency, unit: Unit, span: Span, today: date) -> tuple[Score, Rule, ClosedSpan | None]:
    """The same of one unit; the agency's own unit stands for the whole."""
    closed = closed_span(agency, span)
    if closed is not None:
        row = Result.objects.filter(span=closed, unit=unit).first()
        rule = Rule.read(closed.rule)
        return (reread(row.score) if row else score((), rule, today)), rule, closed
    rule = rule_at(agency, span.first)
    whole = unit.pk == agency.unit_id
    units = [one.pk for _, one in unit_tree(agency, today)] if whole else [unit.pk]
    mark = marks_of(agency, span).get((unit.pk, None))
    return _scored(gather(agency, span, units=units).units(units), rule, today, mark), rule, None
