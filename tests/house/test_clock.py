"""The pure library knows no clock: what it reads in a document is the same in every year."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import parsed, short, sources

PURE = ("reading", "language", "schedule", "extraction", "writing", "exchange", "forms", "signatures")
CLOCKS = {"now", "today", "utcnow", "time", "localtime", "gmtime", "localdate"}


def asks_the_clock(path: Path) -> bool:
    """Whether a module calls ``datetime.now()``, ``date.today()``, ``time.time()`` and the like."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time", "timezone"}
        for node in ast.walk(parsed(path))
    )


def test_the_pure_library_never_asks_what_day_it_is():
    pure = [path for path in sources() if any(f"dondoc/{room}/" in path.as_posix() for room in PURE)]
    assert len(pure) > 50
    assert [short(path) for path in pure if asks_the_clock(path)] == []
