"""What many tests begin with, made by the actions once and then put back by the statements that made it.

A letter that is handed in, read and registered takes a hundred queries; hundreds of tests begin with one. The first
test makes it; the next one that begins at the same place gets the same rows and the same files in a few milliseconds.
Only on SQLite: elsewhere the numbers of rows go on after a rollback, and everything is made anew.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

P = ParamSpec("P")
R = TypeVar("R")

CLOCK = timezone.now
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@dataclass(frozen=True)
class Made:
    """The writes of a builder, what it returned, and the files that it left in the folder of originals."""

    statements: list[tuple[str, Any, bool]]
    returned: bytes
    files: dict[str, bytes]


_made: dict[Any, Made] = {}
_places: dict[Any, int] = {}
_here: list[Any] = [None, 0, 0]
"""The raw connection, how many rows it had changed, and the number of the place where it stood then."""


def stand(place: Any) -> None:
    """From now on, until the next write, the database holds what belongs to ``place`` and nothing else."""
    if connection.vendor == "sqlite":
        raw = connection.connection
        _here[:] = raw, raw.total_changes, _places.setdefault(place, len(_places))


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """``build(office, …)`` for tests that begin with what it makes. Not for a test that has put something else in the
    place of a part of the program before: what is put back was made by the program as it is."""

    @functools.wraps(build)
    def built(*args: P.args, **kwargs: P.kwargs) -> R:
        key = _key(build, args[1:], kwargs)
        if key is None:
            return build(*args, **kwargs)
        if key not in _made:
            returned = _record(key, lambda: build(*args, **kwargs))
            if key not in _made:
                return returned
        else:
            _put_back(_made[key])
        stand(key)
        remade: R = pickle.loads(_made[key].returned)
        return remade

    return built


def _key(build: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """What decides what is made: the builder and its arguments, what stands in the database, the day; None where the
    database holds more than what was put there."""
    raw = connection.connection
    if connection.vendor != "sqlite" or raw is None or raw is not _here[0] or not connection.in_atomic_block:
        return None
    if raw.total_changes != _here[1]:
        return None
    clock = timezone.localdate() if timezone.now is CLOCK else timezone.now()
    if timezone.now is not CLOCK and timezone.now() != clock:
        return None
    with connection.cursor() as cursor:
        numbers = tuple(cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name"))
    surroundings = (clock, settings.MAILS, settings.SITE_URL, numbers, _here[2])
    try:
        given = pickle.dumps((args, sorted(kwargs.items())))
    except (pickle.PicklingError, AttributeError, TypeError):
        return None
    return (build.__module__, build.__qualname__, given, surroundings)


def _record(key: Any, build: Callable[[], R]) -> R:
    """Build, and keep what it did; nothing is kept where a part was taken back."""
    statements: list[tuple[str, Any, bool]] = []

    def keep(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        statements.append((sql, list(values) if many else values, many))
        return execute(sql, values, many, context)

    before = _files()
    with connection.execute_wrapper(keep):
        returned = build()
    if not any(sql.startswith("ROLLBACK") for sql, _, _ in statements):
        new = {name: Path(settings.FILES_ROOT, name).read_bytes() for name in _files() - before}
        _made[key] = Made([one for one in statements if one[0].startswith(WRITES)], pickle.dumps(returned), new)
    return returned


def _files() -> set[str]:
    root = Path(settings.FILES_ROOT)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} if root.is_dir() else set()


def _put_back(made: Made) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, values, many in made.statements:
            if many:
                cursor.executemany(sql, values)
            else:
                cursor.execute(sql, values)
                if "RETURNING" in sql:
                    cursor.fetchall()
    for name, content in made.files.items():
        path = Path(settings.FILES_ROOT, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
