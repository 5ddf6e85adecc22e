"""A year of the agency, day by day: the clock's jobs in the morning, people's work by day, checks in the evening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from django.db import transaction

from dondoc.audit.errors import Refused
from dondoc.audit.models import Entry
from dondoc.notices.models import Notice
from dondoc.notices.scheduling import JOBS, run_due
from dondoc.organisations.models import Agency, Person, Role
from dondoc.sample import organisation
from dondoc.sample.load import is_empty
from dondoc.sample.timeline import CLICK, at
from dondoc.sample.year.changes import AHEAD, Changes
from dondoc.sample.year.courses import Courses
from dondoc.sample.year.diary import CALENDAR, Diary
from dondoc.sample.year.incoming import Incoming
from dondoc.sample.year.invariants import Scene, breaches
from dondoc.sample.year.ledger import Ledger
from dondoc.sample.year.office import Office, hire, moment
from dondoc.sample.year.reminding import Expected
from dondoc.tasks.models import Phase, Task

CLOCK = [job for job in JOBS if job.name != "outbox"]
"""What runs by the clock. Nothing leaves the machine: the people are invented, and so are their addresses."""

PEOPLE = 150


class Check(StrEnum):
    """How often all invariants are checked."""

    EVERY = "every"
    WEEKLY = "weekly"
    END = "end"
    NEVER = "never"


@dataclass
class Report:
    """What a simulated time came to. ``breaches`` are sentences, each with its day."""

    since: date
    until: date
    tasks: int = 0
    entries: int = 0
    notices: int = 0
    checks: int = 0
    steps: dict[str, int] = field(default_factory=dict)
    refusals: dict[tuple[str, str], int] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """What is to be simulated: the last day, how many days, how many tasks and people, the seed of all chance."""

    until: date
    days: int = 365
    tasks: int = 3000
    people: int = PEOPLE
    seed: int = 1
    check: Check = Check.WEEKLY

    @property
    def since(self) -> date:
        """The first day; not before the agency was founded."""
        return max(self.until - timedelta(days=self.days - 1), organisation.FOUNDED)

    @property
    def merger(self) -> date:
        """The first day of July where it lies well inside, else a day in the middle."""
        july = next((date(year, 7, 1) for year in (self.since.year, self.until.year) if self._holds(year)), None)
        return july or self.since + (self.until - self.since) / 2

    def _holds(self, year: int) -> bool:
        return self.since + AHEAD * 2 <= date(year, 7, 1) <= self.until


def simulate(plan: Plan, progress: Callable[[date], None] = lambda day: None) -> Report:
    """Play the plan in an empty database. Raises Refused where there are data already."""
    if not is_empty():
        raise Refused("Cơ sở dữ liệu đã có dữ liệu; chỉ mô phỏng được trong cơ sở dữ liệu trống.")
    dice = Random(plan.seed)
    with at(moment(plan.since, 5)), transaction.atomic():
        agency, _ = organisation.create()
        hire(agency, plan.people, dice, plan.since)
    year = Year(plan, agency, dice)
    for number in range((plan.until - plan.since).days + 1):
        year.play(plan.since + timedelta(days=number))
        progress(year.diary.today)
    return year.report()


class Year:
    """The days as they go by."""

    def __init__(self, plan: Plan, agency: Agency, dice: Random) -> None:
        self.plan, self.agency, self.dice = plan, agency, dice
        self.office, self.diary = Office(agency, dice), Diary(plan.since)
        self.courses = Courses(self.office, self.diary)
        self.incoming, self.changes = Incoming(self.office, self.courses), Changes(self.office)
        self.ledger = Ledger()
        self.result = Report(plan.since, plan.until)
        self.given = 0
        self._events()

    def _events(self) -> None:
        """What is known of the year before it begins."""
        changes, since = self.changes, self.plan.since
        days = (self.plan.until - since).days
        self.diary.on(self.plan.merger - AHEAD, lambda: changes.enter_merger(self.plan.merger))
        self.diary.on(since + timedelta(days=days // 2 + 9), changes.swap_day)
        self.diary.on(since + timedelta(days=days // 4), changes.swap_day)
        self.diary.on(since + timedelta(days=days * 2 // 3), changes.change_rule)
        for day in range(20, days, 30):
            self.diary.on(since + timedelta(days=day), changes.move_officer)
            self.diary.on(since + timedelta(days=day + 3), changes.stand_in)
        for day in range(70, days, 90):
            self.diary.on(since + timedelta(days=day), changes.leave)
        for day in range(10, days, 7):
            self.diary.on(since + timedelta(days=day), changes.urge)

    def play(self, today: date) -> None:
        """One day, in one transaction: it is much faster, and a broken day leaves nothing behind."""
        self.diary.today = today
        with transaction.atomic():
            checked = self._is_checked(today)
            self._morning(today, checked)
            if CALENDAR.is_working(today):
                self._work(today)
            if checked:
                self._evening(today)

    def _is_checked(self, today: date) -> bool:
        weekly = self.plan.check == Check.WEEKLY and today.weekday() == 4
        last = today == self.plan.until and self.plan.check != Check.NEVER
        return weekly or last or self.plan.check == Check.EVERY

    def _morning(self, today: date, checked: bool) -> None:
        """The clock's jobs before and after seven; the reminders between them against the reference."""
        with at(moment(today, 6)):
            self._run_clock(moment(today, 6))
        expected = Expected(Agency.objects.get(pk=self.agency.pk), today) if checked else None
        with at(moment(today, 7, 31)):
            self._run_clock(moment(today, 7, 31))
            self._run_clock(moment(today, 7, 32))
        if expected is not None:
            self._found(expected.differences(), today)

    def _run_clock(self, now) -> None:
        for run in run_due(now, CLOCK):
            if run.error:
                self.result.breaches.append(f"{now:%d/%m/%Y}: {run.job.label}: {run.error}")

    def _work(self, today: date) -> None:
        self.office.open(today)
        now = moment(today, 8)
        with at(now):
            while self.given < self._owed(today):
                self.given += self.incoming.letter(today)
        for work in self.diary.due():
            now += CLICK
            with at(now):
                work()

    def _owed(self, today: date) -> float:
        """How many tasks are to have been given by the end of a day."""
        gone = CALENDAR.working_days_between(self.plan.since, today) + 1
        return self.plan.tasks * gone / (CALENDAR.working_days_between(self.plan.since, self.plan.until) + 1)

    def _evening(self, today: date) -> None:
        self.result.checks += 1
        self.office.open(today)
        people = list(Person.objects.filter(is_active=True).order_by("pk"))
        witnesses = Random(today.toordinal()).sample(people, 6)
        with at(moment(today, 20)):
            scene = Scene(self.agency, today, self.ledger, self.office.one(Role.LEADER), witnesses)
            self._found(breaches(scene), today)

    def _found(self, sentences, today: date) -> None:
        self.result.breaches += [f"{today:%d/%m/%Y}: {sentence}" for sentence in sentences]

    def report(self) -> Report:
        """What it came to."""
        self.result.tasks = Task.objects.filter(phase__in=(Phase.OPEN, Phase.CLOSED), collective=False).count()
        self.result.entries, self.result.notices = Entry.objects.count(), Notice.objects.count()
        self.result.steps = dict(self.office.steps.most_common())
        self.result.refusals = dict(self.office.refusals.most_common())
        return self.result
