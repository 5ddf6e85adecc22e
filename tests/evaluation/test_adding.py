"""What the database adds up is what adding product by product gives, whatever stands in it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.evaluation.models import Excuse, ExcuseOf
from dondoc.evaluation.queries import board
from dondoc.evaluation.scoring import Rule, Sums, is_waiting, line_of
from dondoc.evaluation.sheets import all_lines, sheet_of_person, sheet_of_unit
from dondoc.evaluation.spans import Span
from dondoc.tasks.counting import differences, rebuild
from dondoc.tasks.models import Assignment, Part
from tests.organisation import TODAY
from tests.tasks.test_counting import THING, write

LATER = date(2026, 11, 20)
PEOPLE = ("officer", "head_telecom", "leader")
THINGS = st.lists(st.tuples(THING, st.sets(st.sampled_from(PEOPLE[:2])), st.booleans()), max_size=5)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(delay_days=st.sampled_from([0, 5]), things=THINGS, kind=st.sampled_from(["month", "quarter"]))
def test_sums_are_those_of_the_lines(office, monkeypatch, delay_days, things, kind):
    rule = Rule(delay_days=delay_days)
    monkeypatch.setattr(Rule, "read", classmethod(lambda cls, values: rule))
    span = Span.of(kind, TODAY)
    with transaction.atomic():
        for thing, performers, is_excused in things:
            fill(office, thing, performers, is_excused)
        rebuild(office.agency)
        assert differences(office.agency) == 0
        found = board(office.as_("leader", LATER), span, LATER)
        lines = all_lines(office.agency, found, LATER)
        for row in found.units:
            sheet = sheet_of_unit(office.agency, row.unit, span, LATER)
            assert added(lines.of(row)) == rounded(row.score.sums) == rounded(sheet.score.sums)
            assert sheet.page(size=1000).lines == lines.of(row)
        for row in found.people:
            sheet = sheet_of_person(office.agency, row.person, span, LATER)
            assert sheet.score == row.score
            page = sheet.page(size=1000)
            assert added(page.lines) == rounded(row.score.sums)
            assert len(page.waiting) == row.score.sums.waiting
            assert all(is_waiting(product, LATER) for product in page.waiting)
        transaction.set_rollback(True)


def fill(office, thing, performers, is_excused) -> None:
    task = write(office, *thing)
    parts = [
        Assignment(task=task, part=part, name="x", person=office.people[name])
        for name in sorted(performers)
        for part in (Part.PERFORM, Part.LEAD)
    ]
    for part in parts:
        part.derive()
    QuerySet(Assignment).bulk_create(parts)
    if is_excused:
        period = task.occurrences.first()
        QuerySet(Excuse).bulk_create(
            [Excuse(agency=office.agency, task=task, occurrence=period, of=of, reason="lũ") for of in ExcuseOf]
        )


def added(lines) -> Sums:
    """Looked at one by one; no line stands twice."""
    assert len({line.product.key for line in lines}) == len(lines)
    assert all(line_of(line.product, Rule.read({}), LATER) == line for line in lines)
    found = Sums()
    for line in lines:
        done = int(line.product.done_on is not None)
        found = found.plus(Sums(1, done, 0, line.assigned, line.quantity, line.quality, line.timeliness))
    return rounded(found)


def rounded(sums: Sums) -> Sums:
    counts = (sums.products, sums.done, 0)
    return Sums(*counts, *(round(getattr(sums, name), 6) for name in ("assigned", "quantity", "quality", "timeliness")))
