"""What changes around the work in a year: rooms merge, people move, stand in and leave, the calendar is swapped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dondoc.audit.errors import Refused
from dondoc.organisations import actions as organisation
from dondoc.organisations.models import Post, Role, Unit, UnitKind
from dondoc.sample.year import words
from dondoc.sample.year.diary import CALENDAR
from dondoc.sample.year.office import Office
from dondoc.tasks import actions
from dondoc.tasks.filters import RegisterFilters
from dondoc.tasks.models import Phase, Task
from dondoc.tasks.register import register

MERGED = ("Phòng Quản lý Khoa học và Công nghệ", "Phòng Đổi mới sáng tạo và Sở hữu trí tuệ")
NEW_ROOM = "Phòng Khoa học và Đổi mới sáng tạo"
AHEAD = timedelta(days=5)
URGED = 8


class Changes:
    """Those who change the organisation: the administrator, and people for themselves."""

    def __init__(self, office: Office) -> None:
        self.office, self.dice = office, office.dice
        self.swapped: list[date] = []

    def enter_merger(self, on: date) -> None:
        """Two rooms become one on a day; the administrator enters it some days ahead, with the people's new posts."""
        boss = self.office.one(Role.ADMINISTRATOR)
        olds = list(Unit.objects.filter(parent=self.office.agency.unit, name__in=MERGED))
        posts = list(Post.objects.filter(unit__in=olds, until=None).select_related("person"))
        new = organisation.add_unit(boss, NEW_ROOM, UnitKind.ROOM, self.office.agency.unit, valid_from=on)
        organisation.merge_units(boss, olds, [new], on)
        for post in posts:
            organisation.give_post(boss, post.person, new, post.role, title=post.title, since=on)

    def move_officer(self) -> None:
        """An officer goes to another room from tomorrow; the work stays where it is."""
        boss, day = self.office.one(Role.ADMINISTRATOR), self.office.today + timedelta(days=1)
        post = self._some_post(Role.OFFICER)
        others = [unit for unit in self.office.rooms if unit.pk != post.unit_id and unit.valid_until is None]
        if post.until is None and (post.since is None or post.since <= day):
            self._try(organisation.end_post, boss, post, day)
            self._try(organisation.give_post, boss, post.person, self.dice.choice(others), Role.OFFICER, since=day)

    def stand_in(self) -> None:
        """A head lets somebody of the room stand in for two weeks."""
        post = self._some_post(Role.UNIT_HEAD)
        officers = self.office.officers(post.unit_id)
        if officers:
            until = self.office.today + timedelta(days=14)
            self._try(organisation.set_deputy, post.person, post, self.dice.choice(officers), self.office.today, until)

    def leave(self) -> None:
        """An officer leaves for good."""
        person = self._some_post(Role.OFFICER).person
        self._try(organisation.deactivate_person, self.office.one(Role.ADMINISTRATOR), person, self.office.today)

    def swap_day(self) -> None:
        """A Saturday is worked, and a working day some weeks ahead is off for it: open due days follow."""
        off = CALENDAR.roll_forward(self.office.today + timedelta(days=21))
        saturday = off + timedelta(days=(5 - off.weekday()) % 7)
        self.swapped += [off, saturday]
        days, worked = self.swapped[::2], self.swapped[1::2]
        boss = self.office.one(Role.ADMINISTRATOR)
        self.office.do(boss, actions.set_calendar, dict.fromkeys(days, words.OFF_REASON), worked)

    def urge(self) -> None:
        """The follower urges on some of what is overdue."""
        boss = self.office.one(Role.COORDINATOR)
        rows = register(self.office.member(boss), RegisterFilters(due="overdue"), self.office.today)
        ids = [task.pk for task in rows[:URGED]]
        if ids:
            self.office.do(boss, actions.urge, ids, words.URGED)

    def change_rule(self) -> None:
        """A recurring duty falls on another day from some day on; another one ends."""
        boss = self.office.one(Role.COORDINATOR)
        since = self.office.today + timedelta(days=20)
        rows = Task.objects.filter(phase=Phase.OPEN, due__startswith="FREQ=", collective=False)
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        for number, pk in enumerate(self.dice.sample(ids, min(2, len(ids)))):
            if number:
                self.office.do(boss, actions.end_rule, pk, since)
            else:
                self.office.do(boss, actions.change_rule, pk, due="trước ngày 15 hằng tháng", since=since)

    def _some_post(self, role: Role) -> Post:
        units: Iterable[Unit] = self.office.rooms
        posts = Post.objects.filter(unit__in=units, role=role, until=None, person__is_active=True)
        return self.dice.choice(list(posts.select_related("person", "unit").order_by("pk")))

    def _try(self, step, *given, **more) -> None:
        try:
            step(*given, **more)
        except Refused as refusal:
            self.office.refusals[(step.__name__, refusal.sentence)] += 1
        else:
            self.office.steps[step.__name__] += 1
        self.office.refresh()
