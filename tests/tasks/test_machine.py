"""Random people take random steps on random days; after each step all invariants of the simulated year hold."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from dondoc.audit.errors import Refused
from dondoc.documents.models import Document
from dondoc.notices.scheduling import JOBS, run_due
from dondoc.organisations import actions as organisation
from dondoc.organisations.membership import membership
from dondoc.organisations.models import Deputy, Post, UnitKind
from dondoc.sample.timeline import at
from dondoc.sample.year.invariants import Scene, breaches
from dondoc.sample.year.ledger import Ledger
from dondoc.sample.year.office import moment
from dondoc.sample.year.reminding import Expected
from dondoc.tasks import actions
from dondoc.tasks.models import Difficulty, Phase, Task
from dondoc.tasks.steps import allowed
from tests import organisation as invented
from tests.documents.papers import registered

FIRST = date(2026, 10, 12)
CLOCK = [job for job in JOBS if job.name != "outbox"]
WHO = st.sampled_from(["leader", "coordinator", "clerk", "head_telecom", "head_science", "officer"])
ROOMS = ("telecom", "science", "centre", "office", "planning")
DAYS = st.integers(-3, 25)
TIMES = ("2026-11-16", "trước ngày 20 hằng tháng", "thường xuyên", "", "2026-10-24")


class Machine(RuleBasedStateMachine):
    """An agency of few people and few tasks. What is refused is fine; what is done must leave all in order."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.today, self.clock = FIRST, count()
        with at(moment(FIRST, 7)):
            self.office = invented.build()
            self.paper: Document = registered(self.office)
        self.merged = False
        self.ledger = Ledger()
        self.evening()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def do(self, who: str, step, *given, **more):
        """Let somebody take a step some minutes later; None where it is refused."""
        person = self.office.people[who]
        with at(moment(self.today, 8) + timedelta(minutes=next(self.clock))):
            try:
                return step(person, membership(person, self.today), *given, **more)
            except Refused:
                return None

    def some(self, place: int) -> int:
        ids = list(Task.objects.filter(collective=False).order_by("pk").values_list("pk", flat=True))
        return ids[place % len(ids)]

    def open(self) -> int:
        return Task.objects.filter(phase=Phase.OPEN).count()

    @rule(room=st.sampled_from(ROOMS), time=st.sampled_from(TIMES), everyone=st.booleans())
    @precondition(lambda self: self.open() < 12)
    def give(self, room: str, time: str, everyone: bool) -> None:
        lead = ["Các phòng, đơn vị thuộc Sở"] if everyone else [{"unit": self.office.units[room].pk}]
        task = self.do(
            "coordinator", actions.add_typed, self.paper.pk, "Rà soát danh mục thiết bị", lead=lead, due=time
        )
        if task is not None:
            self.do("coordinator", actions.confirm, [task.pk])

    @rule()
    def confirm_paper(self) -> None:
        self.do("coordinator", actions.confirm_all, self.paper.pk)

    @rule(who=WHO, place=st.integers(0, 40), pick=st.integers(0, 30), days=DAYS, room=st.sampled_from(ROOMS))
    def step(self, who: str, place: int, pick: int, days: int, room: str) -> None:
        """Any step that the table opens to somebody: it must not break, and mostly is not refused."""
        task = Task.objects.get(pk=self.some(place))
        steps = allowed(membership(self.office.people[who], self.today), task)
        if steps:
            self.take(who, task, steps[pick % len(steps)].name, self.today + timedelta(days=days), room)

    def take(self, who: str, task: Task, name: str, day: date, room: str) -> None:
        unit = self.office.units[room].pk
        officers = [self.office.people["officer"].pk]
        given = {
            "confirm": ([task.pk],),
            "urge": ([task.pk], "Khẩn trương"),
            "delegate": (task.pk, officers),
            "forward": (task.pk, unit),
            "reassign": (task.pk, unit),
            "report": (task.pk, "Đang làm"),
            "decide_extension": (task.pk, day.day % 3 > 0),
            "ask_extension": (task.pk,),
            "change_rule": (task.pk,),
            "end_rule": (task.pk, day),
        }
        plain = {"accept", "withdraw", "approve", "follow", "unfollow", "dismiss", "restore"}
        more = {
            "forward": {"due_on": day},
            "reassign": {"reason": "Đúng chức năng"},
            "report": {"percent": 40},
            "decide_extension": {"answer": "Đã xem xét"},
            "ask_extension": {"until": day, "reason": "Chờ số liệu"},
            "change_rule": {"due": "trước ngày 15 hằng tháng", "since": day},
        }
        function = actions.return_result if name == "return" else getattr(actions, name)
        words = (task.pk,) if name in plain else (task.pk, "Có lý do")
        self.do(who, function, *given.get(name, words), **more.get(name, {}))

    @rule(who=WHO, place=st.integers(0, 40), name=st.sampled_from(["due", "time_text"]), words=st.sampled_from(TIMES))
    def correct(self, who: str, place: int, name: str, words: str) -> None:
        self.do(who, actions.correct, self.some(place), {name: words})

    @rule(place=st.integers(0, 40), days=DAYS, end=st.booleans())
    def rule_changes(self, place: int, days: int, end: bool) -> None:
        day = self.today + timedelta(days=days)
        if end:
            self.do("coordinator", actions.end_rule, self.some(place), day)
        else:
            self.do("coordinator", actions.change_rule, self.some(place), due="trước ngày 15 hằng tháng", since=day)

    @rule(who=WHO, up=st.booleans())
    def answer(self, who: str, up: bool) -> None:
        difficulty = Difficulty.objects.filter(state="open").first()
        if difficulty is not None:
            self.do(who, actions.pass_up if up else actions.answer_difficulty, difficulty.pk, "Xin ý kiến")

    @rule(off=DAYS, worked=DAYS)
    def calendar(self, off: int, worked: int) -> None:
        day, other = (self.today + timedelta(days=n) for n in (off, worked))
        self.do("coordinator", actions.set_calendar, {day: "Nghỉ bù"}, {other} - {day})

    @precondition(lambda self: not self.merged)
    @rule(ahead=st.integers(0, 3))
    def merge(self, ahead: int) -> None:
        """Two rooms become one, today or in some days."""
        self.merged = True
        on, units = self.today + timedelta(days=ahead), self.office.units
        boss = self.office.people["administrator"]
        with at(moment(self.today, 8) + timedelta(minutes=next(self.clock))):
            new = organisation.add_unit(boss, "Phòng Mới", UnitKind.ROOM, units["department"], valid_from=on)
            organisation.merge_units(boss, [units["telecom"], units["science"]], [new], on)
            for name in ("head_telecom", "officer"):
                organisation.give_post(boss, self.office.people[name], new, "unit_head", since=on)

    @rule()
    def stand_in(self) -> None:
        """The officer stands in for the head for a week."""
        person = self.office.people["head_telecom"]
        post = Post.objects.filter(person=person).first()
        if post is not None and not Deputy.objects.exists():
            with at(moment(self.today, 8) + timedelta(minutes=next(self.clock))):
                until = self.today + timedelta(days=7)
                try:
                    organisation.set_deputy(person, post, self.office.people["officer"], self.today, until)
                except Refused:
                    return

    @rule(days=st.integers(1, 9))
    def days_go_by(self, days: int) -> None:
        for _ in range(days):
            self.today += timedelta(days=1)
            self.evening()

    def evening(self) -> None:
        """The clock's jobs of a day, run twice; the reminders are exactly those of the reference."""
        run_due(moment(self.today, 6), CLOCK)
        self.office.agency.refresh_from_db()
        expected = Expected(self.office.agency, self.today)
        runs = run_due(moment(self.today, 7, 31), CLOCK) + run_due(moment(self.today, 7, 32), CLOCK)
        assert not [run.error for run in runs if run.error]
        assert not list(expected.differences())
        self.clock = count()

    @invariant()
    def all_is_in_order(self) -> None:
        people = self.office.people
        witnesses = [people[name] for name in ("head_telecom", "officer", "coordinator", "clerk")]
        scene = Scene(self.office.agency, self.today, self.ledger, people["leader"], witnesses)
        assert not breaches(scene)


COMMON = {"deadline": None, "suppress_health_check": list(HealthCheck), "print_blob": True}


@pytest.mark.django_db
def test_whatever_people_do_all_stays_in_order():
    run_state_machine_as_test(Machine, settings=settings(max_examples=2, stateful_step_count=10, **COMMON))


@pytest.mark.long
@pytest.mark.django_db
def test_whatever_people_do_for_long_all_stays_in_order():
    run_state_machine_as_test(Machine, settings=settings(max_examples=60, stateful_step_count=50, **COMMON))
