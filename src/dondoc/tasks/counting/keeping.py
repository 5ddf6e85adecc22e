"""Counting anew, comparing with what is counted, and bringing rows together."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Count, F, QuerySet, Sum, Window

from dondoc.organisations.models import Agency
from dondoc.tasks.counting.facts import CELLS, Counts, Place, count, facts
from dondoc.tasks.counting.following import tallies
from dondoc.tasks.models import Counted, Tally, Task

log = logging.getLogger(__name__)

LOT = 2000


def rebuild(agency: Agency) -> int:
    """Count an agency's tasks anew; returns how many things count. Writers wait until it is done."""
    with transaction.atomic():
        _alone()
        Counted.objects.filter(agency=agency).delete()
        Tally.objects.filter(agency=agency).delete()
        counts, total = Counts(), 0
        for lot in _lots(agency):
            found = facts(lot)
            Counted.objects.bulk_create([Counted(**fact._asdict()) for fact in found])
            count(found, 1, counts)
            total += len(found)
        Tally.objects.bulk_create(tallies(counts), batch_size=LOT)
    return total


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
            count(facts(lot), 1, counts)
        sums = Tally.objects.filter(agency=agency).order_by().values_list(*Place._fields)
        for row in sums.annotate(*(Sum(cell) for cell in CELLS)).iterator(chunk_size=LOT):
            place = Place(*row[: len(Place._fields)])
            for cell, number in zip(CELLS, row[len(Place._fields) :], strict=True):
                counts[place, cell] -= number
    return sum(1 for number in counts.values() if number)


def compact() -> int:
    """Bring the rows together that stand for the same place; returns how many there are less. May run beside writers
    and beside itself."""
    same = Window(Count("pk"), partition_by=[F(name) for name in Place._fields])
    ids = list(
        Tally.objects.annotate(rows=same).filter(rows__gt=1).order_by(*Place._fields).values_list("pk", flat=True)
    )
    return sum(_together(ids[start : start + LOT]) for start in range(0, len(ids), LOT))


def _together(ids: list[int]) -> int:
    with transaction.atomic():
        rows = list(Tally.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
        counts = Counts()
        for row in rows:
            place = Place(*(getattr(row, name) for name in Place._fields))
            for cell in CELLS:
                counts[place, cell] += getattr(row, cell)
        kept = tallies(counts)
        Tally.objects.filter(pk__in=[row.pk for row in rows]).delete()
        Tally.objects.bulk_create(kept)
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
