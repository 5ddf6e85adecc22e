"""The people of the simulated year: the sample agency grown to so many, and who may be asked to do what on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime
from random import Random
from typing import Any

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.language.folding import fold
from dondoc.organisations import actions
from dondoc.organisations.membership import Membership, membership, valid_posts
from dondoc.organisations.models import Agency, Deputy, Person, Post, Role, Unit, UnitKind
from dondoc.organisations.queries import children_units

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
)
MIDDLE = ("Văn", "Thị", "Minh", "Quang", "Thu", "Đức", "Ngọc", "Hữu", "Thanh", "Xuân", "Hải", "Anh")
GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hà",
    "Hùng",
    "Khánh",
    "Lan",
    "Long",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Sơn",
)
WORKING = (UnitKind.OFFICE, UnitKind.ROOM, UnitKind.CENTRE)


class Office:
    """Who stands where today; ``refresh`` after the organisation has changed. ``refusals`` counts what was refused, by
    step and sentence without its figures."""

    def __init__(self, agency: Agency, dice: Random) -> None:
        self.agency, self.dice = agency, dice
        self.steps: Counter[str] = Counter()
        self.refusals: Counter[tuple[str, str]] = Counter()
        self.today = date.min

    def open(self, today: date) -> None:
        """Begin a day."""
        self.today = today
        self.refresh()

    def refresh(self) -> None:
        """Read posts, deputies and units again."""
        self._members: dict[int, Membership] = {}
        self._by_unit: dict[int, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
        self._by_role: dict[str, list[Person]] = defaultdict(list)
        posts = Post.objects.filter(valid_posts(self.today), person__is_active=True).select_related("person")
        for post in posts.order_by("pk"):
            self._give(post.person, post)
        standing = Deputy.objects.filter(since__lte=self.today, until__gt=self.today, post__in=posts)
        for deputy in standing.filter(person__is_active=True).select_related("person", "post").order_by("pk"):
            self._give(deputy.person, deputy.post)
        self.rooms = list(children_units(self.agency.unit, self.today).filter(kind__in=WORKING).order_by("pk"))
        self._rooms = {unit.pk: unit for unit in self.rooms}

    def _give(self, person: Person, post: Post) -> None:
        self._by_unit[post.unit_id][post.role].append(person)
        self._by_role[post.role].append(person)

    def room(self) -> Unit:
        return self.dice.choice(self.rooms)

    def some(self, role: Role, unit_id: int | None = None) -> Person | None:
        """Somebody who holds a role today, in a unit where one is given."""
        found = (self._by_unit[unit_id] if unit_id is not None else self._by_role)[role]
        return self.dice.choice(found) if found else None

    def one(self, role: Role) -> Person:
        """Somebody of a role that the agency always has."""
        found = self.some(role)
        assert found is not None, role
        return found

    def officers(self, unit_id: int) -> list[Person]:
        return self._by_unit[unit_id][Role.OFFICER]

    def head(self, unit_id: int | None) -> Person:
        """Who answers for a unit: its head; else whoever follows the agency's work."""
        found = self.some(Role.UNIT_HEAD, unit_id) if unit_id in self._rooms else None
        return found or self.one(Role.COORDINATOR)

    def member(self, person: Person) -> Membership:
        """Somebody's place today."""
        if person.pk not in self._members:
            self._members[person.pk] = membership(person, self.today)
        return self._members[person.pk]

    def do(self, person: Person, step: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """Let somebody take a step; None where it was refused, which is counted."""
        try:
            result = step(person, self.member(person), *given, **more)
        except Refused as refusal:
            words = "".join("#" if letter.isdigit() else letter for letter in refusal.sentence)
            self.refusals[(step.__name__, words)] += 1
            return None
        self.steps[step.__name__] += 1
        return result


def hire(agency: Agency, count: int, dice: Random, since: date) -> None:
    """Bring the agency to ``count`` people, more officers in every room, with invented names."""
    rooms = list(children_units(agency.unit, since).filter(kind__in=WORKING).order_by("pk"))
    known = Person.objects.count()
    for number in range(known, count):
        given = dice.choice(GIVEN)
        name = f"{dice.choice(FAMILY)} {dice.choice(MIDDLE)} {given}"
        username = f"{fold(given).lower()}.{number:03}"
        room = rooms[number % len(rooms)]
        actions.create_person(None, username, name, unit=room, role=Role.OFFICER, title="Chuyên viên", since=since)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of a day in Việt Nam."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))
