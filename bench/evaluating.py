"""How fast very many tasks are evaluated and shown to leaders: ``python -m bench.evaluating DATABASE COUNT`` prints
figures as JSON lines.

All tasks are due within this year, most are done, and 150 people perform them. The reference of a page is one of the
same site that shows no data; that of scoring everybody is reading those tasks once through the ORM.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import defaultdict
from datetime import date, timedelta

os.environ.setdefault("DONDOC_DATA", tempfile.mkdtemp(prefix="dondoc-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

from dondoc.cli.site import prepare

# isort: split
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from bench.figures import Figure, side_by_side
from bench.filling import BATCH, fill
from bench.pages import MOST_QUERIES, MOST_TIMES, alternating, queries_of, settle, show, signed_in, site_clock
from dondoc.evaluation.queries import whole_board
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Agency, Person, Post, Role
from dondoc.tasks.counting import rebuild
from dondoc.tasks.models import PHASES, Assignment, Part, Task, TaskState

PEOPLE = 150
MOST_OF_READING = 1.0
LEADER, HEAD, OFFICER = "giamdoc", "truongphong", "chuyenvien"
LISTS = "/thong-ke/danh-sach/"


def main(database: str, count: str) -> None:
    prepare()
    today = timezone.localdate()
    agency = fill(int(count), today)
    work_through(agency, today)
    settle()
    title = f"{database}: {{}}, {int(count):,} tasks, {PEOPLE} people"
    for name, (address, account) in pages(agency, today).items():
        measure(title.format(name), signed_in(account), address, MOST_TIMES if int(count) <= 100_000 else None)
    span = Span.of("year", today)
    took, reading = side_by_side(lambda: whole_board(agency, span, today), read, 3, site_clock())
    show(
        Figure(
            title.format("scores of all for the year") + ": time / reading the tasks",
            took / reading,
            "ratio",
            MOST_OF_READING,
        )
    )
    show(Figure(title.format("scores of all for the year") + ": time", took, "s"))


def pages(agency: Agency, today: date) -> dict[str, tuple[str, str]]:
    """Pages by name, each with who opens it."""
    busiest = Task.objects.filter(document__isnull=False).values_list("document", flat=True).first()
    return {
        "dashboard": ("/tong-quan/", LEADER),
        "dashboard of a head": ("/tong-quan/", HEAD),
        "statistics of all": ("/thong-ke/", LEADER),
        "statistics between two days": (f"/thong-ke/?tu={today - timedelta(days=40):%d/%m/%Y}", LEADER),
        "list of all": (LISTS, LEADER),
        "list of what was done in time": (f"{LISTS}?o=done_on_time", LEADER),
        "list of what was done late": (f"{LISTS}?o=done_late", LEADER),
        "list of what is overdue": (f"{LISTS}?o=open_overdue", LEADER),
        "list of what came back": (f"{LISTS}?o=returned", LEADER),
        "list of a document": (f"{LISTS}?van-ban={busiest}", LEADER),
        "list of what is overdue and untouched": (f"{LISTS}?o=open_overdue&vi-sao=untouched", LEADER),
        "evaluation, month": ("/danh-gia/", LEADER),
        "evaluation, quarter": ("/danh-gia/?ky=quy", LEADER),
        "evaluation of a head, month": ("/danh-gia/", HEAD),
        "one's own evaluation, month": ("/danh-gia/cua-toi/", OFFICER),
        "one's own evaluation, year": ("/danh-gia/cua-toi/?ky=nam", OFFICER),
        "evaluation of the agency, month": (f"/danh-gia/don-vi/{agency.unit_id}/", LEADER),
    }


def measure(title: str, client: Client, address: str, bar: float | None) -> None:
    show(Figure(f"{title}: queries", queries_of(client, address), "queries", MOST_QUERIES))
    took, reference = alternating(client, address)
    show(Figure(f"{title}: time / empty page", took / reference, "ratio", bar))
    show(Figure(f"{title}: time", took * 1000, "ms"))


def read() -> int:
    """Read the tasks that are evaluated once, as objects."""
    return sum(1 for _ in Task.objects.filter(due_on__isnull=False).order_by().iterator(chunk_size=BATCH))


def work_through(agency: Agency, today: date, seed: int = 2) -> None:
    """Spread the days due over this year, let most tasks be done, and give each that a room leads to one of its people.
    Nothing where that was done before."""
    led = Assignment.objects.filter(agency=agency, part=Part.LEAD)
    chance = random.Random(seed)
    people = staff(agency, today)
    leads = dict(led.filter(unit__in=people).values_list("task", "unit"))
    if Assignment.objects.filter(agency=agency, part=Part.PERFORM).count() >= len(leads):
        return
    first = date(today.year, 1, 1)
    pks = list(Task.objects.order_by("pk").values_list("pk", flat=True))
    rows = [(*outcome(first + timedelta(days=chance.randrange(365)), today, chance), pk) for pk in pks]
    sql = "due_on = %s, first_due_on = %s, sort_on = %s, done_on = %s, state = %s, phase = %s, returns = %s"
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Task._meta.db_table} SET {sql} WHERE id = %s", rows)
    given = [(pk, chance.choice(people[unit])) for pk, unit in leads.items()]
    parts = [
        Assignment(agency=agency, task_id=pk, part=Part.PERFORM, name=person.full_name, person=person)
        for pk, person in given
    ]
    QuerySet(Assignment).bulk_create(parts, batch_size=BATCH)
    with connection.cursor() as cursor:
        table, tasks = Assignment._meta.db_table, Task._meta.db_table
        same = f"FROM {tasks} t WHERE t.id = {table}.task_id"
        cursor.execute(f"UPDATE {table} SET phase = t.phase, sort_on = t.sort_on {same}")
    rebuild(agency)


def outcome(due: date, today: date, chance: random.Random) -> tuple[object, ...]:
    """What became of a task that was due on a day: the columns of the update."""
    done = due + timedelta(days=chance.randrange(-20, 8)) if chance.random() < 0.85 else None
    if done is None or done > today:
        done = None
    state = TaskState.DONE if done else TaskState.IN_PROGRESS if chance.random() < 0.6 else TaskState.ASSIGNED
    return due, due, due, done, state, PHASES[state], int(chance.random() < 0.06)


def staff(agency: Agency, today: date) -> dict[int, list[Person]]:
    """As many people as an agency has, by room; those who are missing are made, past the log."""
    rooms = list(agency.unit.children.all())
    have = Post.objects.filter(unit__in=rooms).count()
    added = [Person(username=f"nguoi{at}", full_name=f"Nguyễn Văn {at}") for at in range(have, PEOPLE)]
    QuerySet(Person).bulk_create(added)
    since = date(today.year - 1, 1, 1)
    posts = [
        Post(person=one, unit=rooms[at % len(rooms)], role=Role.OFFICER, since=since) for at, one in enumerate(added)
    ]
    QuerySet(Post).bulk_create(posts)
    found: dict[int, list[Person]] = defaultdict(list)
    officers = Post.objects.filter(unit__in=rooms, role__in=(Role.OFFICER, Role.UNIT_HEAD)).select_related("person")
    for post in officers:
        found[post.unit_id].append(post.person)
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
