"""Fill a database with very many open tasks of the sample agency. Written past the log: this is no agency's work."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.db.models import QuerySet

from dondoc.documents.keys import searchable
from dondoc.documents.models import Document
from dondoc.organisations.models import Agency, Unit
from dondoc.organisations.queries import standing, subtree_ids
from dondoc.sample import organisation
from dondoc.tasks.counting import rebuild
from dondoc.tasks.models import Assignment, Part, Task, TaskState

TASKS_OF_A_DOCUMENT = 20
BATCH = 5000
STATES = [TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.IN_PROGRESS, TaskState.SUBMITTED, TaskState.RETURNED]
WORDS = (
    "rà soát danh mục hệ thống thông tin và cập nhật hồ sơ đề xuất cấp độ",
    "tổng hợp kết quả thực hiện, báo cáo Ủy ban nhân dân tỉnh",
    "hướng dẫn các địa phương triển khai nền tảng dùng chung",
    "tham mưu ban hành kế hoạch kiểm tra việc chấp hành quy định",
)


def fill(count: int, today: date, seed: int = 1) -> Agency:
    """Bring the number of open tasks to ``count``; the sample's bodies and people are made where they are missing."""
    agency = Agency.objects.first() or organisation.create()[0]
    chance = random.Random(seed)
    documents = list(Document.objects.all())
    documents += write_documents(agency, len(documents), count // TASKS_OF_A_DOCUMENT, chance, today)
    units = Unit.objects.filter(standing(today))
    rooms = list(units.filter(pk__in=subtree_ids([agency.unit_id])).exclude(pk=agency.unit_id))
    bodies = list(units.exclude(pk__in=subtree_ids([agency.unit_id]))[:60])
    have = Task.objects.count()
    for start in range(have, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        write_tasks([task(agency, documents, chance, today, number) for number in numbers], rooms, bodies, chance)
    if have < count:
        rebuild(agency)
    return agency


def write_documents(agency: Agency, have: int, want: int, chance: random.Random, today: date) -> list[Document]:
    rows = []
    for number in range(have + 1, want + 1):
        issued = today - timedelta(days=chance.randrange(1, 300))
        rows.append(
            Document(
                agency=agency,
                kind="Công văn",
                state="confirmed",
                number=str(number),
                symbol="UBND-VX",
                code=f"{number}/UBND-VX",
                issued_on=issued,
                issued_text=issued.isoformat(),
                issuer_name="Ủy ban nhân dân tỉnh An Phước",
                subject=f"{chance.choice(WORDS)}, lần {number}",
                folded=searchable(f"{number}/UBND-VX", "Công văn", f"lần {number}"),
                arrival_number=number,
                arrival_year=issued.year,
                provenance={},
            )
        )
    return QuerySet(Document).bulk_create(rows, batch_size=BATCH)


def task(agency: Agency, documents: list[Document], chance: random.Random, today: date, number: int) -> Task:
    due = today + timedelta(days=chance.randrange(-60, 200)) if chance.random() < 0.8 else None
    words = f"{chance.choice(WORDS)} (nội dung {number})"
    row = Task(
        agency=agency,
        document=chance.choice(documents),
        state=chance.choice(STATES),
        text=words,
        folded=searchable(words),
        order=number,
        due=due.isoformat() if due else "",
        due_on=due,
        first_due_on=due,
        provenance={},
    )
    row.derive()
    return row


def write_tasks(rows: list[Task], rooms: list[Unit], bodies: list[Unit], chance: random.Random) -> None:
    """The tasks with their parts: one room or body leads, up to three take part."""
    tasks = QuerySet(Task).bulk_create(rows)
    parts = []
    for one in tasks:
        lead = chance.choice(rooms) if chance.random() < 0.9 else chance.choice(bodies)
        parts.append(Assignment(task=one, part=Part.LEAD, name=lead.name, unit=lead))
        for order, unit in enumerate(chance.sample(rooms, chance.randrange(0, 4))):
            if unit != lead:
                parts.append(Assignment(task=one, part=Part.COORDINATE, name=unit.name, unit=unit, order=order))
    for part in parts:
        part.derive()
    QuerySet(Assignment).bulk_create(parts, batch_size=BATCH)
