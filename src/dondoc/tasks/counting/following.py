"""The counts follow what is done, in the transaction of the action that does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Q

from dondoc.audit.acts import Act
from dondoc.audit.models import Entry
from dondoc.tasks.counting.facts import Counts, Fact, count, facts, known_facts
from dondoc.tasks.models import Counted, Tally, Task, TaskState

LOT = 500
"""Tasks whose counts are brought up to date at once."""

COUNTING = {
    "tasks.task": {"", "state", "due", "due_on", "first_due_on", "done_on", "continuous", "collective", "returns",
                   "extensions"},
    "tasks.assignment": {"", "unit_id", "part"},
    "tasks.occurrence": {"", "due_on", "first_due_on", "done_on", "skipped", "returns", "extensions"},
}  # fmt: skip
"""The fields by which something counts; "" stands for a row that is gone."""


def hear(act: Act, entries: list[Entry]) -> None:
    """Listener of ``audit.hooks.on_acted``."""
    recount(set(_touched(entries)))


def _touched(entries: list[Entry]) -> Iterator[int]:
    """The tasks of which something may count otherwise than before; proposals that were just made do not."""
    proposed = {entry.object_id for entry in entries if entry.model == "tasks.task" and _is_proposal(entry)}
    for entry in entries:
        if entry.changes.keys() & COUNTING.get(entry.model, set()) and entry.subject_id not in proposed:
            yield int(entry.subject_id)


def _is_proposal(entry: Entry) -> bool:
    return entry.changes.get("state") == [None, TaskState.PROPOSED]


def recount(task_ids: Iterable[int]) -> int:
    """Bring the counts of these tasks up to date; returns how many facts changed. Inside of a transaction, at most
    eight queries a lot."""
    ids = sorted(task_ids)
    return sum(_recount(ids[start : start + LOT]) for start in range(0, len(ids), LOT))


def _recount(ids: list[int]) -> int:
    tasks = Task.objects.filter(pk__in=ids)
    if connection.features.has_select_for_update:
        # Whoever changes the same task comes after this; what they did before is seen by the queries that follow.
        list(tasks.select_for_update().order_by("pk").values_list("pk", flat=True))
    before, after = set(known_facts(ids)), set(facts(tasks))
    gone, new = before - after, after - before
    if not gone and not new:
        return 0
    counts = Counts()
    count(gone, -1, counts)
    count(new, 1, counts)
    _replace(gone, new)
    Tally.objects.bulk_create(tallies(counts))
    return len(gone | new)


def _replace(gone: set[Fact], new: set[Fact]) -> None:
    ended = {fact[:2] for fact in gone} - {fact[:2] for fact in new}
    if ended:
        Counted.objects.filter(_any_of(ended)).delete()
    if new:
        Counted.objects.bulk_create(
            [Counted(**fact._asdict()) for fact in sorted(new, key=lambda fact: fact[:2])],
            update_conflicts=True,
            unique_fields=["task", "period"],
            update_fields=[name.removesuffix("_id") for name in Fact._fields[2:]],
        )


def _any_of(keys: Iterable[tuple[int, ...]]) -> Q:
    by_task = defaultdict(list)
    for task_id, period in sorted(keys):
        by_task[task_id].append(period)
    found = Q()
    for task_id, periods in by_task.items():
        found |= Q(task=task_id, period__in=periods)
    return found


def tallies(counts: Counts) -> list[Tally]:
    """The rows that stand for these counts."""
    rows: dict = {}
    for (place, cell), number in counts.items():
        if number:
            row = rows.setdefault(place, Tally(**place._asdict()))
            setattr(row, cell, number)
    return list(rows.values())
