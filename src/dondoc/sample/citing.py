"""The sample as a graph: the agency's own plan for 2027 carries out some items of the province's, while nothing carries
out the others yet; and it names a document by a day that is one off, which somebody is asked about."""

from __future__ import annotations

from datetime import date

from dondoc.documents import worker
from dondoc.documents.actions import receive
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Direction, Document
from dondoc.organisations.models import Person
from dondoc.organisations.queries import membership
from dondoc.sample.data import FOLDER
from dondoc.tasks import actions
from dondoc.tasks.coverage import coverage

OFFICE = "tonghop"
FILE, PLAN = "17-ke-hoach-cua-so-2027.txt", "263/KH-UBND"
LINKED = (("III.1.a", "Tuần lễ chuyển đổi số", "1"), ("III.1.a", "sáng kiến số", "2"))
"""Clause and words of an item of the province's plan, clause of the agency's own that carries it out."""


def play(people: dict[str, Person], day: date) -> None:
    """Enter the plan, confirm its tasks, link two of them; nothing where the province's plan did not arrive yet."""
    above = Document.objects.filter(code=PLAN).first()
    if above is None:
        return
    by = people[OFFICE]
    mine = membership(by, day)
    receive(by, mine, FILE, FOLDER.joinpath("files", FILE).read_bytes(), Direction.OUTGOING)
    worker.work(once=True, reader=HereReader())
    own = Document.objects.get(attachments__name=FILE)
    actions.confirm_all(by, mine, own.pk)
    tasks = {task.clause: task for task in own.tasks.all()}
    items = [one.item for one in coverage(mine, above.pk).items]
    for clause, words, carries in LINKED:
        for item in items:
            if item.clause == clause and words in item.text and carries in tasks:
                actions.cover(by, mine, item.pk, tasks[carries].pk)
