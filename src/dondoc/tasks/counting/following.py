"""The counts follow what is done, in the transaction of the action that does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model, Q

from dondoc.audit.acts import Act
from dondoc.audit.models import Entry
from dondoc.tasks.counting.books import CREDITS, STATISTICS, Book
from dondoc.tasks.counting.credits import credited, known_credits
from dondoc.tasks.counting.facts import Counts, facts, known_facts
from dondoc.tasks.models import Task, TaskState

LOT = 500
"""Tasks whose counts are brought up to date at once."""

COUNTING = {
    "tasks.task": {"", "state", "due", "due_on", "first_due_on", "done_on", "continuous", "collective", "returns",
                   "extensions", "kind"},
    "tasks.assignment": {"", "unit_id", "person_id", "part"},
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
    fifteen queries a lot."""
    ids = sorted(task_ids)
    return sum(_recount(ids[start : start + LOT]) for start in range(0, len(ids), LOT))


def _recount(ids: list[int]) -> int:
    tasks = Task.objects.filter(pk__in=ids)
    if connection.features.has_select_for_update:
        # Whoever changes the same task comes after this; what they did before is seen by the queries that follow.
        list(tasks.select_for_update().order_by("pk").values_list("pk", flat=True))
    return _follow(STATISTICS, known_facts(ids), facts(tasks)) + _follow(CREDITS, known_credits(ids), credited(ids))


def _follow(book: Book, known: Iterable[Any], now: Iterable[Any]) -> int:
    before, after = set(known), set(now)
    gone, new = before - after, after - before
    if not gone and not new:
        return 0
    counts = Counts()
    book.count(gone, -1, counts)
    book.count(new, 1, counts)
    _replace(book, gone, new)
    book.tallies.objects.bulk_create(tallies(book, counts))
    return len(gone | new)


def _replace(book: Book, gone: set[Any], new: set[Any]) -> None:
    ended = {fact[: book.key] for fact in gone} - {fact[: book.key] for fact in new}
    if ended:
        book.things.objects.filter(_any_of(book.fields[: book.key], ended)).delete()
    if new:
        names = [name.removesuffix("_id") for name in book.fields]
        book.things.objects.bulk_create(
            [book.things(**fact._asdict()) for fact in sorted(new, key=lambda fact: fact[: book.key])],
            update_conflicts=True,
            unique_fields=names[: book.key],
            update_fields=names[book.key :],
        )


def _any_of(names: Sequence[str], keys: Iterable[tuple[Any, ...]]) -> Q:
    """The condition that a row has one of these keys, whose last column is listed for what is the same before it."""
    alike = defaultdict(list)
    for key in sorted(keys):
        alike[key[:-1]].append(key[-1])
    found = Q()
    for same, last in alike.items():
        found |= Q(**dict(zip(names, same, strict=False)), **{f"{names[-1]}__in": last})
    return found


def tallies(book: Book, counts: Counts) -> list[Model]:
    """The rows that stand for these counts."""
    rows: dict = {}
    for (place, cell), number in counts.items():
        if number:
            row = rows.setdefault(place, book.tallies(**place._asdict()))
            setattr(row, cell, number)
    return list(rows.values())
