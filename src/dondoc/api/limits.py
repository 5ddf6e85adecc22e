"""How often somebody may ask: counted in the database, so that all processes of all machines count together."""

from __future__ import annotations

import time

from django.conf import settings
from django.db import connection

from dondoc.api.models import RateWindow

SECONDS = 60
KEEP = 10 * SECONDS


class TooMany(Exception):
    """More requests than allowed came within a window; ``wait`` is the seconds until the next one begins."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def count(key: str, limit: int, now: float | None = None) -> None:
    """Count a request of ``key``. Raises TooMany past ``limit`` requests in a window of ``SECONDS``."""
    moment = int(time.time() if now is None else now)
    start = moment - moment % SECONDS
    if _counted(key[:64], start) > limit:
        raise TooMany(start + SECONDS - moment)


def _counted(key: str, start: int) -> int:
    # One statement, so that two processes cannot read the same count and both write the next one.
    table = RateWindow._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO {table} ("key", "start", "count") VALUES (%s, %s, 1) '
            f'ON CONFLICT ("key", "start") DO UPDATE SET "count" = {table}."count" + 1 RETURNING "count"',
            [key, start],
        )
        counted = int(cursor.fetchone()[0])
    if counted == 1:
        RateWindow.objects.filter(start__lt=start - KEEP).delete()
    return counted


def limit_of(name: str) -> int:
    """The limit of a sort of key ("token", "address", "failure"), in requests a minute (settings.API_RATES)."""
    return int(settings.API_RATES[name])
