"""Reads of evaluations: the board of a span, and the score of one unit or person as those may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from dondoc.evaluation.adding import Asked, added
from dondoc.evaluation.models import ClosedSpan, Formula, GeneralMark
from dondoc.evaluation.policies import VIEW_ALL, headed
from dondoc.evaluation.scoring import Rule, Score, Sums, ranked, reread, score, together
from dondoc.evaluation.spans import Span
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Agency, Person, Post, Role, Unit
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership, subtree_ids, unit_tree

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


def terms(agency: Agency, span: Span) -> tuple[Rule, ClosedSpan | None]:
    """The formula that a span is counted by, and where it is closed. One query where it is not."""
    return marked_terms(agency, span)[:2]


def marked_terms(
    agency: Agency, span: Span, **whose: Unit | Person
) -> tuple[Rule, ClosedSpan | None, GeneralMark | None]:
    """The same, and the general points of a unit or person."""
    own = {"agency": OuterRef("pk"), "kind": span.kind, "first": span.first}
    formula = Formula.objects.filter(agency=OuterRef("pk"), valid_from__lte=span.first).order_by("-valid_from", "-id")
    marks = GeneralMark.objects.filter(**own, **whose) if whose else GeneralMark.objects.none()
    values, closed_id, points, note = (
        Agency.objects.filter(pk=agency.pk)
        .values_list(
            Subquery(formula.values("values")[:1]),
            Subquery(ClosedSpan.objects.filter(**own).values("pk")[:1]),
            Subquery(marks.values("points")[:1]),
            Subquery(marks.values("note")[:1]),
        )
        .get()
    )
    mark = None if points is None else GeneralMark(points=points, note=note)
    if closed_id is None:
        return Rule.read(values or {}), None, mark
    closed = ClosedSpan.objects.select_related("by", "agency__unit").get(pk=closed_id)
    return Rule.read(closed.rule), closed, mark


def board(membership: Membership, span: Span, today: date) -> Board:
    """The board: of the whole agency for those who see all, else of the units that the member heads. At most seven
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
    """The board of the whole agency, whoever asks. At most seven queries, whatever the number of products."""
    rule, closed = terms(agency, span)
    people = staff(agency, today)
    if closed is not None:
        return _kept_board(closed, span, {one.pk: one for one in people})
    units = [unit for _, unit in unit_tree(agency, min(today, span.last))]
    marks = marks_of(agency, span)
    asked = Asked.about(agency, span, rule, today)
    people = [person for person in people if is_evaluated(person)]
    led, own = sums_of(asked, [unit.pk for unit in units], people)
    whole = total(led, led)

    def scored(sums: Sums, unit: Unit | None = None, person: Person | None = None) -> Score:
        mark = marks.get((unit.pk if unit else None, person.pk if person else None))
        return scored_by(sums, rule, mark)

    return Board(
        span,
        rule,
        None,
        scored(whole, agency.unit),
        _rows(
            [(unit, None, "", scored(led.get(unit.pk, Sums()), unit)) for unit in units if unit.pk != agency.unit_id]
        ),
        _rows([(None, one, title_of(one), scored(own[one.pk], None, one)) for one in people]),
    )


def staff(agency: Agency, today: date) -> list[Person]:
    """As ``people_of``, in one query that reads just who they are and where; whatever else is asked of somebody costs a
    query of its own."""
    posts = Post.objects.filter(valid_posts(today), unit__in=subtree_ids([agency.unit_id]))
    names = ("role", "title", "person", "unit", "person__full_name", "unit__name", "unit__order")
    found: dict[int, Person] = {}
    for post in posts.select_related("person", "unit").only(*names).order_by("unit__order", "pk"):
        person = found.setdefault(post.person_id, post.person)
        person.today_posts = [*getattr(person, "today_posts", ()), post]
    return list(found.values())


def total(sums: Mapping[int, Sums], unit_ids: Iterable[int]) -> Sums:
    """What these units lead together."""
    return together((sums[unit_id], 1) for unit_id in unit_ids if unit_id in sums)


def sums_of(
    asked: Asked, units: Collection[int], people: Collection[Person]
) -> tuple[dict[int, Sums], dict[int, Sums]]:
    """What counts for each of these units, and for each of these people: their own work, with what their unit leads
    for its head, what all these units lead for a leader of the agency. One query."""
    heads = {person.pk: [] if leads_agency(person) else headed_by(person) for person in people}
    leaders = [person.pk for person in people if leads_agency(person)]
    found = added(asked, units, {pk: headed for pk, headed in heads.items() if pk not in leaders})
    own = {pk: total(found.units, headed).plus(found.people.get(pk, Sums())) for pk, headed in heads.items()}
    return found.units, own | dict.fromkeys(leaders, total(found.units, units))


def is_evaluated(person: Person) -> bool:
    """Whether somebody's work is scored: whoever holds a post other than an administrator's."""
    return any(post.role != Role.ADMINISTRATOR for post in person.today_posts)


def title_of(person: Person) -> str:
    return "; ".join(f"{post.title or post.get_role_display()}, {post.unit.name}" for post in person.today_posts)


def leads_agency(person: Person) -> bool:
    return any(post.role == Role.LEADER for post in person.today_posts)


def headed_by(person: Person) -> list[int]:
    """The units that somebody heads."""
    return list(dict.fromkeys(post.unit_id for post in person.today_posts if post.role == Role.UNIT_HEAD))


def marks_of(agency: Agency, span: Span) -> Marks:
    rows = GeneralMark.objects.filter(agency=agency, kind=span.kind, first=span.first)
    return {(row.unit_id, row.person_id): row for row in rows}


def scored_by(sums: Sums, rule: Rule, mark: GeneralMark | None) -> Score:
    if mark is None:
        return score(sums, rule, None, "chưa chấm, tính đủ điểm")
    return score(sums, rule, float(mark.points), mark.note)


def _rows(found: list[tuple[Unit | None, Person | None, str, Score]]) -> list[Row]:
    ranks = ranked([one.total for *_, one in found])
    rows = [Row(rank, *values) for rank, values in zip(ranks, found, strict=True)]
    last = len(rows) + 1
    return sorted(rows, key=lambda row: (row.rank or last, row.unit.order if row.unit else 0, str(row.person or "")))


def _kept_board(closed: ClosedSpan, span: Span, people: Mapping[int, Person]) -> Board:
    results = list(closed.results.select_related("unit", "person").defer("lines", "person__password"))
    whole = next(row for row in results if row.unit_id == closed.agency.unit_id)
    of_units = [(row.unit, None, "", reread(row.score)) for row in results if row.unit_id and row is not whole]
    of_people = []
    for row in results:
        if row.person is not None:
            known = people.get(row.person_id)
            row.person.today_posts = known.today_posts if known else []
            of_people.append((None, row.person, title_of(row.person), reread(row.score)))
    return Board(span, Rule.read(closed.rule), closed, reread(whole.score), _rows(of_units), _rows(of_people))
