"""The score of one unit or person with the lines that add up to it, live or as it was closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dondoc.evaluation.adding import Asked
from dondoc.evaluation.gathering import Excused, Key, Whose, excused, owned, product_of, products
from dondoc.evaluation.models import ClosedSpan, Result
from dondoc.evaluation.queries import (
    Board,
    Row,
    headed_by,
    leads_agency,
    marked_terms,
    scored_by,
    sums_of,
    total,
)
from dondoc.evaluation.scoring import Line, Product, Rule, Score, Sums, line_of, reread, reread_line, score
from dondoc.evaluation.spans import Span
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Agency, Person, Post, Unit
from dondoc.organisations.queries import subtree_ids, unit_tree

LINES = 25
"""Lines on a page of a score."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the lines of a score: ``total`` lines in all, ``number`` counts from 1."""

    lines: list[Line]
    waiting: list[Product]
    number: int
    size: int
    total: int

    more = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        return self.first - 1 + len(self.lines)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The score of one unit or person, with the formula, the closed span that keeps it, and where its lines are."""

    agency: Agency
    span: Span
    today: date
    score: Score
    rule: Rule
    closed: ClosedSpan | None = None
    whose: Whose = field(default_factory=Whose)
    result: Result | None = None
    excuses: Excused = field(default_factory=Excused)

    def page(self, number: int = 1, size: int = LINES) -> Page:
        """A page of what adds up to it, by day; the first with what waits for its day. At most two queries."""
        total = self.score.sums.products
        number = max(1, min(number, -(-total // size)))
        start = (number - 1) * size
        if self.closed is not None:
            lines = kept_lines(self.closed, self.result)[start : start + size] if self.result else []
            return Page(lines, [], number, size, total)
        asked = self.agency, self.span, self.whose, self.today
        rows = products(*asked)[start : start + size] if total else ()
        shows_ahead = self.score.sums.waiting and number == 1
        ahead = products(*asked, waiting=True)[:LINES] if shows_ahead else ()
        lines = [line_of(product_of(row, self.excuses), self.rule, self.today) for row in rows]
        return Page(lines, [product_of(row, self.excuses) for row in ahead], number, size, total)


def kept_lines(closed: ClosedSpan, result: Result) -> list[Line]:
    """The lines that are kept of a closed score, by day: its own and those of the units that count for it."""
    rows = [*result.lines]
    for lines in closed.results.filter(unit__in=result.units).exclude(pk=result.pk).values_list("lines", flat=True):
        rows += lines
    return sorted(map(reread_line, rows), key=lambda line: (day_of(line.product), line.product.task))


def day_of(product: Product) -> date:
    return product.due_on or product.done_on or date.max


def _sheet_of_closed(agency: Agency, span: Span, today: date, closed: ClosedSpan, **whose: Unit | Person) -> ScoreSheet:
    result = Result.objects.filter(span=closed, **whose).first()
    rule = Rule.read(closed.rule)
    found = reread(result.score) if result else score(Sums(), rule)
    return ScoreSheet(agency, span, today, found, rule, closed, result=result)


def sheet_of_person(agency: Agency, person: Person, span: Span, today: date) -> ScoreSheet:
    """The score of one person. At most five queries."""
    rule, closed, mark = marked_terms(agency, span, person=person)
    if closed is not None:
        return _sheet_of_closed(agency, span, today, closed, person=person)
    posts = Post.objects.filter(valid_posts(today), person=person, unit__in=subtree_ids([agency.unit_id]))
    person.today_posts = list(posts.select_related("unit").order_by("unit__order", "pk"))
    leads = leads_agency(person)
    units = [unit.pk for _, unit in unit_tree(agency, min(today, span.last))] if leads else headed_by(person)
    asked = Asked.about(agency, span, rule, today)
    sums = sums_of(asked, units, [person])[1][person.pk]
    whose = Whose(units, () if leads else (person.pk,))
    return ScoreSheet(agency, span, today, scored_by(sums, rule, mark), rule, None, whose, None, asked.excuses)


def sheet_of_unit(agency: Agency, unit: Unit, span: Span, today: date) -> ScoreSheet:
    """The same of one unit; the agency's own unit stands for the whole. At most four queries."""
    rule, closed, mark = marked_terms(agency, span, unit=unit)
    if closed is not None:
        return _sheet_of_closed(agency, span, today, closed, unit=unit)
    whole = unit.pk == agency.unit_id
    units = [one.pk for _, one in unit_tree(agency, min(today, span.last))] if whole else [unit.pk]
    asked = Asked.about(agency, span, rule, today)
    found = scored_by(total(sums_of(asked, units, [])[0], units), rule, mark)
    return ScoreSheet(agency, span, today, found, rule, None, Whose(units), None, asked.excuses)


@dataclass(frozen=True, slots=True)
class AllLines:
    """Every line of a span: those that each unit leads, and those that people did in person."""

    of_unit: dict[int, list[Line]]
    of_person: dict[int, list[Line]]

    def of(self, row: Row) -> list[Line]:
        """Those of a row of the board that are its own: of somebody who heads units, what these do not lead; of a
        leader none, all units' lines count."""
        if row.unit is not None:
            return self.of_unit.get(row.unit.pk, [])
        assert row.person is not None
        if leads_agency(row.person):
            return []
        known = {line.product.key for unit in headed_by(row.person) for line in self.of_unit.get(unit, ())}
        return [line for line in self.of_person.get(row.person.pk, ()) if line.product.key not in known]


def all_lines(agency: Agency, found: Board, today: date) -> AllLines:
    """The lines of a whole board, live or closed. At most five queries."""
    lines = AllLines({}, {})
    if found.closed is not None:
        for result in found.closed.results.all():
            kept = [reread_line(values) for values in result.lines]
            (lines.of_unit if result.unit_id else lines.of_person)[result.unit_id or result.person_id] = kept
        return lines
    units = [agency.unit_id, *(row.unit.pk for row in found.units if row.unit)]
    people = [row.person.pk for row in found.people if row.person]
    whose, excuses = Whose(units, people), excused(agency, found.span)
    rows = products(agency, found.span, whose, today)
    known = {line.product.key: line for line in (line_of(product_of(row, excuses), found.rule, today) for row in rows)}
    owners: dict[tuple[str, int], set[Key]] = {}
    for what, owner, key in owned(agency, found.span, whose):
        owners.setdefault((what, owner), set()).add(key)
    for (what, owner), keys in owners.items():
        mine = sorted(keys & known.keys(), key=lambda key: (day_of(known[key].product), key[0]))
        (lines.of_unit if what == "unit" else lines.of_person)[owner] = [known[key] for key in mine]
    return lines
