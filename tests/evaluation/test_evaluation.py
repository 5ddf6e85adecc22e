"""Scores out of what happened to tasks; excuses, marks and closing by who may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.documents.models import Document
from dondoc.evaluation import actions
from dondoc.evaluation.queries import board
from dondoc.evaluation.scoring import Rule
from dondoc.evaluation.sheets import sheet_of_person, sheet_of_unit
from dondoc.evaluation.spans import Span
from dondoc.tasks.actions import add_typed, confirm
from dondoc.tasks.models import Task
from tests.documents.test_outgoing import prepared
from tests.organisation import TODAY, Office, build
from tests.remembered import remembered
from tests.tasks.work import Desk

NOVEMBER = Span.of("month", TODAY)
AFTER = date(2026, 12, 7)


@remembered
def task(
    office: Office,
    day: date,
    unit: str = "telecom",
    text: str = "Rà soát danh mục dữ liệu",
    *,
    due: str = "",
    since: date = TODAY,
) -> Task:
    """A task of a unit that was typed in and confirmed (``since``), due on a day or by the rule ``due``."""
    who = office.people["coordinator"], office.as_("coordinator", since)
    document = Document.objects.first() or prepared(office, "Kế hoạch", "coordinator")
    lead = [{"name": office.units[unit].name, "unit": office.units[unit].pk}]
    one = add_typed(*who, document.pk, text, lead=lead, due=due or day.isoformat())
    confirm(*who, [one.pk])
    return Task.objects.get(pk=one.pk)


def done(office: Office, one: Task, day: date, who: str = "officer") -> None:
    Desk(office, who, day).submit(one, "Đã xong")
    Desk(office, "coordinator", day).approve(one)


@remembered
def two_done(office: Office) -> None:
    for due, day in ((TODAY + timedelta(days=8), TODAY), (TODAY + timedelta(days=9), TODAY + timedelta(days=12))):
        one = task(office, due)
        Desk(office, "head_telecom").delegate(one, [office.people["officer"].pk])
        done(office, one, day)


@pytest.fixture
def worked(office: Office) -> Office:
    """Two tasks of the telecom room in November, done by its officer: one in time, one three days late."""
    two_done(office)
    return office


def officer_sheet(office: Office, today: date = AFTER):
    return sheet_of_person(office.agency, office.people["officer"], NOVEMBER, today)


def officer_score(office: Office, today: date = AFTER):
    return officer_sheet(office, today).score


def test_unit_person_head_and_leader_share_what_was_done(worked):
    assert (officer_score(worked).timeliness, officer_score(worked).total) == (87.5, 97.08)
    found = board(worked.as_("leader", AFTER), NOVEMBER, AFTER)
    units = {row.unit.pk: (row.rank, row.score.total) for row in found.units}
    assert units[worked.units["telecom"].pk] == (1, 97.08)
    assert units[worked.units["science"].pk] == (None, None)
    people = {row.person.pk: row.score.total for row in found.people}
    for who in ("officer", "head_telecom", "leader"):
        assert people[worked.people[who].pk] == 97.08
    assert found.whole.total == 97.08


def test_who_sees_what(worked):
    mine = board(worked.as_("head_telecom", AFTER), NOVEMBER, AFTER)
    assert [row.unit.pk for row in mine.units] == [worked.units["telecom"].pk]
    assert {row.person.username for row in mine.people} == {"tp.bcvt", "chuyenvien"}


def late_one(office: Office) -> Task:
    return Task.objects.filter(done_on__gt=TODAY).get()


def test_an_objective_cause_takes_nothing_off(worked):
    late = late_one(worked)
    with pytest.raises(NotAllowed):
        actions.excuse(worked.people["head_telecom"], worked.as_("head_telecom"), late.pk, "delay", "mưa lũ")
    leader = worked.people["leader"], worked.as_("leader")
    with pytest.raises(Refused, match="nguyên nhân"):
        actions.excuse(*leader, late.pk, "delay", " ")
    row = actions.excuse(*leader, late.pk, "delay", "mưa lũ kéo dài")
    assert officer_score(worked).total == 100
    assert "mưa lũ kéo dài" in officer_sheet(worked).page().lines[-1].words
    assert Entry.objects.filter(action="evaluation.excuse", subject_id=str(late.pk)).exists()
    actions.withdraw_excuse(*leader, row.pk)
    assert officer_score(worked).total == 97.08


def test_general_points(worked):
    officer = worked.people["officer"]
    head = worked.people["head_telecom"], worked.as_("head_telecom")
    with pytest.raises(Refused, match="từ 0 đến 30"):
        actions.mark_general(*head, NOVEMBER, 31, person_id=officer.pk)
    with pytest.raises(NotAllowed):
        actions.mark_general(officer, worked.as_("officer"), NOVEMBER, 30, person_id=officer.pk)
    with pytest.raises(NotAllowed):
        actions.mark_general(
            worked.people["head_science"], worked.as_("head_science"), NOVEMBER, 1, person_id=officer.pk
        )
    actions.mark_general(*head, NOVEMBER, 25, person_id=officer.pk, note="đi muộn")
    assert (officer_score(worked).general, officer_score(worked).total) == (25, 92.08)


def test_a_closed_span_stays_as_it_was(worked):
    coordinator = worked.people["coordinator"]
    with pytest.raises(Refused, match="chưa kết thúc"):
        actions.close_span(coordinator, worked.as_("coordinator"), NOVEMBER)
    before = board(worked.as_("leader", AFTER), NOVEMBER, AFTER)
    actions.close_span(coordinator, worked.as_("coordinator", AFTER), NOVEMBER)
    leader = worked.people["leader"], worked.as_("leader", AFTER)
    with pytest.raises(Refused, match="đã chốt"):
        actions.excuse(*leader, late_one(worked).pk, "delay", "mưa lũ")
    with pytest.raises(Refused, match="đã chốt"):
        actions.mark_general(*leader, NOVEMBER, 1, person_id=worked.people["officer"].pk)
    with pytest.raises(Refused, match="đã chốt rồi"):
        actions.close_span(coordinator, worked.as_("coordinator", AFTER), NOVEMBER)
    Desk(worked, "coordinator", AFTER).reopen(late_one(worked), "làm lại")
    after = board(worked.as_("leader", AFTER), NOVEMBER, AFTER)
    assert after.closed is not None
    assert [(r.rank, r.unit, r.score) for r in after.units] == [(r.rank, r.unit, r.score) for r in before.units]
    assert officer_score(worked).total == 97.08
    with pytest.raises(Refused, match="sau các kỳ đã chốt"):
        actions.set_formula(*leader, NOVEMBER.first, Rule().stored())


def test_a_new_formula_holds_from_its_day(worked):
    leader = worked.people["leader"], worked.as_("leader")
    actions.set_formula(*leader, NOVEMBER.after().first, Rule(delay_cut=50).stored(), basis="Quy chế 12/QC-SKHCN")
    assert officer_score(worked).timeliness == 87.5
    actions.set_formula(*leader, NOVEMBER.first, Rule(delay_cut=50).stored())
    assert officer_score(worked).timeliness == 75
    with pytest.raises(Refused, match="bằng 100"):
        actions.set_formula(*leader, NOVEMBER.first, Rule(general=40).stored())
    with pytest.raises(Refused, match="giảm dần"):
        actions.set_formula(*leader, NOVEMBER.first, Rule(levels=(50, 70, 90)).stored())


moves = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["submit", "approve", "return", "extend", "wait", "reopen"])),
    max_size=14,
)


class TestAgainstHistory(TestCase):
    @settings(max_examples=5)
    @given(moves=moves)
    def test_the_score_shown_is_that_recomputed_from_the_log(self, moves):
        office = build()
        tasks = [task(office, TODAY + timedelta(days=days)) for days in (1, 4, 9)]
        today = TODAY
        for at, move in moves:
            head, owner = Desk(office, "head_telecom", today), Desk(office, "coordinator", today)
            try:
                if move == "submit":
                    head.submit(tasks[at], "xong")
                elif move == "approve":
                    owner.approve(tasks[at])
                elif move == "return":
                    owner.return_result(tasks[at], "thiếu")
                elif move == "reopen":
                    owner.reopen(tasks[at], "làm lại")
                elif move == "extend":
                    tasks[at].refresh_from_db()
                    head.ask_extension(tasks[at], until=tasks[at].due_on + timedelta(days=6), reason="chờ số liệu")
                    owner.decide_extension(tasks[at], granted=True)
                else:
                    today += timedelta(days=3)
            except Refused:
                continue
        shown = sheet_of_unit(office.agency, office.units["telecom"], NOVEMBER, today).score
        assert [shown.quantity, shown.quality, shown.timeliness] == recomputed(today)


def recomputed(today: date) -> list[float | None]:
    """The three percentages, by the log alone."""
    histories: dict[str, dict[str, object]] = {}
    for entry in Entry.objects.filter(model="tasks.task").order_by("id"):
        fields = histories.setdefault(entry.object_id, {"returned": 0})
        fields |= {name: after for name, (_, after) in entry.changes.items()}
        fields["returned"] += entry.action == "task.return"
    sums = [0.0, 0.0, 0.0]
    count = 0
    for fields in histories.values():
        due, done_on = date.fromisoformat(fields["due_on"]), fields.get("done_on")
        if not NOVEMBER.first <= due <= NOVEMBER.last or (not done_on and due >= today):
            continue
        count += 1
        if done_on:
            late = date.fromisoformat(done_on) > due
            sums[0] += 1
            sums[1] += max(0, 1 - 0.25 * fields["returned"])
            sums[2] += 0.75 if late else 1
    return [round(100 * one / count, 2) if count else None for one in sums]
