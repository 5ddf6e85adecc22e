"""Counting anew, comparing with what is counted, and bringing rows together."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, QuerySet, Sum, Window

from dondoc.organisations.models import Agency
from dondoc.tasks.counting.books import BOOKS, CREDITS, STATISTICS, Book
from dondoc.tasks.counting.credits import credited
from dondoc.tasks.counting.facts import Counts, facts
from dondoc.tasks.counting.following import tallies
from dondoc.tasks.models import Counted, Task

log = logging.getLogger(__name__)

LOT = 2000


def rebuild(agency: Agency) -> int:
    """Count an agency's tasks anew; returns how many things count. Writers wait until it is done."""
    with transaction.atomic():
        _alone()
        for book in BOOKS:
            book.things.objects.filter(agency=agency).delete()
            book.tallies.objects.filter(agency=agency).delete()
        counts, total = {book: Counts() for book in BOOKS}, 0
        for lot in _lots(agency):
            for book, found in _counted(lot):
                book.things.objects.bulk_create([book.things(**fact._asdict()) for fact in found])
                book.count(found, 1, counts[book])
                total += len(found) if book is STATISTICS else 0
        for book in BOOKS:
            book.tallies.objects.bulk_create(tallies(book, counts[book]), batch_size=LOT)
    return total


def _counted(lot: QuerySet[Task]) -> Iterator[tuple[Book, list[Any]]]:
    """What a lot of tasks gives in each book."""
    yield STATISTICS, facts(lot)
    yield CREDITS, credited(lot.order_by().values_list("pk", flat=True))


def _alone() -> None:
    """Let nobody write counts before this transaction ends. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Counted._meta.db_table)} IN EXCLUSIVE MODE")


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let all that is read be of one moment, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django's own transactions take the writer's lock of SQLite at once.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _lots(agency: Agency) -> Iterator[QuerySet[Task]]:
    after = 0
    while True:
        ids = list(Task.objects.filter(agency=agency, pk__gt=after).order_by("pk").values_list("pk", flat=True)[:LOT])
        if not ids:
            return
        yield Task.objects.filter(agency=agency, pk__gt=after, pk__lte=ids[-1])
        after = ids[-1]


def differences(agency: Agency) -> int:
    """How many cells of how many days differ from what counting anew gives; 0 where all is well. Nobody waits."""
    counts = Counts()
    with _one_moment():
        for lot in _lots(agency):
            for book, found in _counted(lot):
                book.count(found, 1, counts)
        for book in BOOKS:
            _take_away(book, agency, counts)
    return sum(1 for number in counts.values() if number)


def _take_away(book: Book, agency: Agency, counts: Counts) -> None:
    sums = book.tallies.objects.filter(agency=agency).order_by().values_list(*book.columns)
    for row in sums.annotate(*(Sum(cell) for cell in book.cells)).iterator(chunk_size=LOT):
        place = book.places(*row[: len(book.columns)])
        for cell, number in zip(book.cells, row[len(book.columns) :], strict=True):
            counts[place, cell] -= number


def compact() -> int:
    """Bring the rows together that stand for the same place; returns how many there are less. May run beside writers
    and beside itself."""
    return sum(_compact(book) for book in BOOKS)


def _compact(book: Book) -> int:
    same = Window(Count("pk"), partition_by=[F(name) for name in book.columns])
    rows = book.tallies.objects.annotate(rows=same).filter(rows__gt=1)
    ids = list(rows.order_by(*book.columns).values_list("pk", flat=True))
    return sum(_together(book, ids[start : start + LOT]) for start in range(0, len(ids), LOT))


def _together(book: Book, ids: list[int]) -> int:
    with transaction.atomic():
        rows = list(book.tallies.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
        counts = Counts()
        for row in rows:
            place = book.places(*(getattr(row, name) for name in book.columns))
            for cell in book.cells:
                counts[place, cell] += getattr(row, cell)
        kept = tallies(book, counts)
        book.tallies.objects.filter(pk__in=[row.pk for row in rows]).delete()
        book.tallies.objects.bulk_create(kept)
    return len(rows) - len(kept)


def keep() -> int:
    """What the clock does each night: bring rows together, look whether the counts are right, and count anew where
    they are not. Returns how many agencies were counted anew."""
    compact()
    mended = 0
    for agency in Agency.objects.order_by("pk"):
        wrong = differences(agency)
        if wrong:
            log.error("statistics of agency %s were wrong in %s places; counted anew", agency.pk, wrong)
            rebuild(agency)
            mended += 1
    return mended
