"""Very many tasks, for measuring: written past the actions, because only reading them is measured."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from dondoc.documents.keys import searchable
from dondoc.documents.models import Document
from dondoc.tasks.models import Assignment, Part, Task, TaskState
from tests.organisation import Office

WORDS = ("rà", "soát", "cập", "nhật", "báo", "cáo", "dữ", "liệu", "kế", "hoạch", "hồ", "sơ", "tập", "huấn")
STATES = [TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.IN_PROGRESS, TaskState.SUBMITTED, TaskState.RETURNED]


def crowd(office: Office, tasks: int, today: date, closed: float = 0.0, seed: int = 1) -> None:
    """``tasks`` tasks of the agency, a share ``closed`` of them done, led and joined by its units and those beside
    it; due within a year around ``today``, one in twenty without a day."""
    dice = random.Random(seed)
    documents = _documents(office, max(1, tasks // 20), dice)
    units = [unit for name, unit in office.units.items() if name not in ("province", "department")]
    now = timezone.now()
    desk = [office.people[name] for name in ("clerk", "coordinator", "leader")]
    for first in range(0, tasks, 5000):
        rows = []
        for number in range(first, min(first + 5000, tasks)):
            due = None if dice.random() < 0.05 else today + timedelta(days=dice.randint(-60, 300))
            row = Task(agency=office.agency, document=dice.choice(documents), order=number, due_on=due)
            row.text = " ".join(dice.choices(WORDS, k=14))
            row.folded = searchable(row.text)
            row.first_due_on, row.confirmed_by, row.confirmed_at = due, dice.choice(desk), now
            row.state = TaskState.DONE if dice.random() < closed else dice.choice(STATES)
            row.derive()
            rows.append(row)
        created = QuerySet(Task).bulk_create(rows, batch_size=1000)
        QuerySet(Assignment).bulk_create(
            [
                Assignment(
                    task=task,
                    part=part,
                    name=unit.name,
                    unit=unit,
                    agency=office.agency,
                    phase=task.phase,
                    sort_on=task.sort_on,
                )
                for task in created
                for part, unit in zip((Part.LEAD, Part.COORDINATE), dice.sample(units, 2), strict=True)
            ],
            batch_size=2000,
        )


def _documents(office: Office, count: int, dice: random.Random) -> list[Document]:
    rows = [
        Document(
            agency=office.agency,
            kind="Công văn",
            code=f"{number}/UBND-KGVX",
            subject=" ".join(dice.choices(WORDS, k=10)),
            folded=f"{number} ubnd kgvx",
            arrival_number=number,
            arrival_year=2025,
        )
        for number in range(1, count + 1)
    ]
    return QuerySet(Document).bulk_create(rows, batch_size=1000)
