"""The SQL predicate against a slow reference that looks at every task on its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.organisations.membership import Membership, membership
from dondoc.organisations.models import Agency, Deputy, Person, Post, Role, Unit, UnitAncestry, UnitKind
from dondoc.tasks.filters import SORTS, RegisterFilters
from dondoc.tasks.models import NEVER, Assignment, Part, Phase, Task, TaskState
from dondoc.tasks.register import register, register_page
from dondoc.tasks.visibility import documents_through_tasks, visible_tasks, why_visible

TODAY = date(2026, 11, 2)
SEES_ALL = {Role.LEADER, Role.COORDINATOR}


@st.composite
def worlds(draw):
    """A random tree of units with an agency at its root, people with posts, and tasks with parts."""
    parents = [None] + [draw(st.integers(0, place)) for place in range(draw(st.integers(1, 7)))]
    unit = st.integers(0, len(parents) - 1)
    person = st.integers(0, 3)
    posts = draw(st.lists(st.tuples(person, unit, st.sampled_from(list(Role)), st.booleans()), min_size=1, max_size=6))
    deputies = draw(st.lists(st.tuples(person, st.integers(0, len(posts) - 1), st.booleans()), max_size=2))
    part = st.tuples(st.sampled_from(list(Part)), st.none() | unit, st.none() | person)
    task = st.tuples(
        st.sampled_from(list(TaskState)),
        st.none() | person,
        st.none() | st.integers(-40, 60),
        st.lists(part, max_size=3),
        st.booleans(),
    )
    return parents, posts, deputies, draw(st.lists(task, min_size=1, max_size=10))


class World:
    """The drawn world in the database, written past the actions, and the reference that walks it."""

    def __init__(self, drawn) -> None:
        parents, posts, deputies, tasks = drawn
        self.parents = parents
        self.units: list[Unit] = []
        for place, parent in enumerate(parents):
            self.units.append(_made(Unit(name=f"Đơn vị {place}", kind=UnitKind.ROOM, parent=self._unit(parent))))
        self._ancestry()
        self.agency = _made(Agency(unit=self.units[0]))
        self.people = [_made(Person(username=f"p{n}", full_name=f"Người {n}")) for n in range(4)]
        self.posts = [self._post(*post) for post in posts]
        self.deputies = [self._deputy(*deputy) for deputy in deputies]
        self.tasks = [self._task(*task) for task in tasks]

    def _unit(self, place):
        return None if place is None else self.units[place]

    def _ancestry(self) -> None:
        rows = []
        for place, unit in enumerate(self.units):
            above, depth = place, 0
            while above is not None:
                rows.append(UnitAncestry(ancestor=self.units[above], descendant=unit, depth=depth))
                above, depth = self.parents[above], depth + 1
        UnitAncestry.objects.bulk_create(rows)

    def _post(self, person, unit, role, past):
        until = TODAY if past else None
        return _made(Post(person=self.people[person], unit=self.units[unit], role=role, until=until))

    def _deputy(self, person, post, past):
        until = TODAY if past else TODAY + timedelta(days=3)
        return _made(
            Deputy(person=self.people[person], post=self.posts[post], since=TODAY - timedelta(days=3), until=until)
        )

    def _task(self, state, confirmed_by, days, parts, fanned_out):
        task = Task(agency=self.agency, text="x", state=state, fanned_out=fanned_out)
        task.due_on = None if days is None else TODAY + timedelta(days=days)
        task.confirmed_by = None if confirmed_by is None else self.people[confirmed_by]
        task.derive()
        _made(task)
        for part, unit, person in parts:
            row = Assignment(task=task, part=part, name="x", unit=self._unit(unit))
            row.person = None if person is None else self.people[person]
            row.derive()
            _made(row)
        return task

    def grants(self, person: Person) -> list[Post]:
        held = [post for post in self.posts if post.person == person]
        held += [row.post for row in self.deputies if row.person == person and row.until > TODAY]
        return [post for post in held if post.until is None]

    def sees(self, member: Membership, task: Task) -> bool:
        """Looked at one by one, as somebody would explain it."""
        grants = self.grants(member.person)
        if not grants or task.state in (TaskState.PROPOSED, TaskState.DISMISSED):
            return False
        if any(post.role in SEES_ALL for post in grants) or task.confirmed_by == member.person:
            return True
        mine = {post.unit for post in grants if post.role != Role.ADMINISTRATOR}
        return any(
            row.person == member.person or (row.unit is not None and self._is_below(row.unit, mine))
            for row in task.assignments.all()
        )

    def _is_below(self, unit: Unit, units: set[Unit]) -> bool:
        place = self.units.index(unit)
        while place is not None:
            if self.units[place] in units:
                return True
            place = self.parents[place]
        return False


def _made(row):
    QuerySet(type(row)).bulk_create([row])
    return row


@pytest.mark.django_db
@settings(max_examples=14, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=worlds(), sort=st.sampled_from(list(SORTS)), state=st.sampled_from(["open", "all", "done"]))
def test_the_predicate_is_the_reference(drawn, sort, state):
    with transaction.atomic():
        world = World(drawn)
        for person in world.people:
            member = membership(person, TODAY)
            seen = set(visible_tasks(member))
            assert seen == {task for task in world.tasks if world.sees(member, task)}
            assert all(bool(why_visible(member, task)) == (task in seen) for task in world.tasks)
            filters = RegisterFilters(sort=sort, state=state)
            assert register_page(member, filters, TODAY, size=100).rows == list(register(member, filters, TODAY))
            for place in range(len(world.units)):
                filters = RegisterFilters(unit=world.units[place].pk, part="lead", state=state)
                rows = register_page(member, filters, TODAY, size=100).rows
                assert rows == list(register(member, filters, TODAY))
                assert set(rows) <= seen
        transaction.set_rollback(True)


def test_parts_carry_what_the_index_needs(office):
    task = Task(agency=office.agency, text="x", state=TaskState.ASSIGNED)
    task.derive()
    _made(task)
    row = Assignment(task=task, part=Part.LEAD, name="x", unit=office.units["telecom"])
    row.derive()
    _made(row)
    assert (row.phase, row.sort_on, row.agency) == (Phase.OPEN, NEVER, office.agency)
    assert documents_through_tasks(office.as_("head_telecom"))
