"""Very many notices at once.

A day may bring several hundred thousand; made as objects and written by ``bulk_create`` each costs about five times as
much as the row itself, so the values go to the database as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from dondoc.notices.models import Notice


class Reminder(NamedTuple):
    """The columns of a reminder's row, in the order of ``COLUMNS``; days and times as the database takes them."""

    key: str
    agency_id: int
    person_id: int
    task_id: int
    kind: str
    due_on: object
    days: int
    at: object
    actor: str = ""
    note: str = ""


COLUMNS = Reminder._fields


def day_value(day: date) -> object:
    """A day as the database takes it."""
    return connection.ops.adapt_datefield_value(day)


def time_value(moment: datetime) -> object:
    """A moment as the database takes it."""
    return connection.ops.adapt_datetimefield_value(moment)


def insert(reminders: Iterable[Reminder]) -> None:
    """Write those whose key is new; the others were told already."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(Notice._meta.get_field(name).column) for name in COLUMNS)
    marks = ", ".join(["%s"] * len(COLUMNS))
    statement = f"INSERT INTO {quote(Notice._meta.db_table)} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.executemany(statement, reminders)
