"""Very many notices at once.

A day may bring several hundred thousand; made as objects and written by ``bulk_create`` each costs about five times as
much as the row itself, so the values go to the database as they are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from dondoc.notices.models import Notice


class Reminder(NamedTuple):
    """What differs from one reminder of a run to the next; ``due_on`` as ISO 8601."""

    key: str
    person_id: int
    task_id: int
    kind: str
    due_on: str
    days: int


FIELDS = Reminder._fields
SAME = ("agency_id", "at", "actor", "note")
"""The columns in which all reminders of a run are alike."""


def insert(agency_id: int, now: datetime, reminders: Sequence[Reminder]) -> None:
    """Write those whose key is new; the others were told already."""
    if not reminders:
        return
    same = [agency_id, connection.ops.adapt_datetimefield_value(now), "", ""]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # All rows in one value: a statement for each would be planned and answered one by one.
            columns = ", ".join(f"{name} {Notice._meta.get_field(name).cast_db_type(connection)}" for name in FIELDS)
            rows = json.dumps([dict(zip(FIELDS, row, strict=True)) for row in reminders])
            cursor.execute(
                _into(f"SELECT %s, %s, %s, %s, x.* FROM json_to_recordset(%s) AS x ({columns})"), [*same, rows]
            )
        else:
            marks = ", ".join(["%s"] * (len(SAME) + len(FIELDS)))
            cursor.executemany(_into(f"VALUES ({marks})"), ((*same, *row) for row in reminders))


def _into(rows: str) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in (*SAME, *FIELDS))
    return f"INSERT INTO {quote(Notice._meta.db_table)} ({names}) {rows} ON CONFLICT DO NOTHING"
