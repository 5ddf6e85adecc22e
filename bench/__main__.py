"""Measure everything and write ``bench/latest.json``: ``python -m bench [--tasks 100000,1000000]``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from tests.postgres import server

from bench import reading, scans, writing
from bench.figures import Figure

DOCUMENTS = "200000"
"""In the register that is searched."""
LATEST = Path(__file__).parent / "latest.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", default="100000", help="numbers of open tasks, ascending, separated by commas")
    parser.add_argument("--only", choices=list(PARTS), help="measure one part, write nothing")
    arguments = parser.parse_args()
    counts = arguments.tasks.split(",")
    rows: list[dict[str, Any]] = []
    for name, part in PARTS.items():
        if arguments.only in (None, name):
            rows += measured(name, part, counts)
    if arguments.only is None:
        LATEST.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    show(rows)
    sys.exit(any(row["ok"] is False for row in rows))


def measured(name: str, part: Part, counts: list[str]) -> list[dict[str, Any]]:
    """The figures of a part, with how long it took; a part that breaks off is a figure that is not met."""
    began = time.monotonic()
    rows: list[dict[str, Any]] = []
    try:
        rows.extend(part(counts))
    except Exception:  # noqa: BLE001  the other parts are measured all the same
        traceback.print_exc()
        rows.append(Figure(f"{name}: broke off", 1, "times", 0).row())
    return [*rows, Figure(f"{name}: measured in", time.monotonic() - began, "s").row()]


def site(database: str, counts: list[str], address: str) -> Iterator[dict[str, Any]]:
    """The figures of the pages and then, in the same database, of evaluation and of the reminders."""
    numbers = counts[-1:]
    modules = (("bench.pages", counts), ("bench.reminders", numbers), ("bench.evaluating", numbers))
    return in_order(database, modules, address)


def in_order(database: str, modules: Iterable[tuple[str, list[str]]], address: str) -> Iterator[dict[str, Any]]:
    """What modules print, each in a process of its own, one after another in one database."""
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as folder:
        for module, given in modules:
            command = [sys.executable, "-m", module, database, *given]
            environment = {**os.environ, "DATABASE_URL": address, "DONDOC_DATA": folder}
            with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as run:
                assert run.stdout is not None
                yield from (json.loads(line) for line in run.stdout if line.startswith("{"))
            if run.returncode:
                raise RuntimeError(f"{module} ended with {run.returncode}")


def on_postgres(counts: list[str]) -> Iterator[dict[str, Any]]:
    with server() as address:
        yield from site("PostgreSQL", counts, address)


def searching(documents: str) -> Iterator[dict[str, Any]]:
    """The search box over so many documents, on both databases."""
    modules = [("bench.search", [documents])]
    yield from in_order("SQLite", modules, "")
    with server() as address:
        yield from in_order("PostgreSQL", modules, address)


Part = Callable[[list[str]], Iterable[dict[str, Any]]]
PARTS: dict[str, Part] = {
    "reading": lambda counts: (figure.row() for figure in reading.measure()),
    "writing": lambda counts: (figure.row() for figure in writing.measure()),
    "scans": lambda counts: (figure.row() for figure in scans.measure()),
    "sqlite": lambda counts: site("SQLite", counts, ""),
    "postgres": on_postgres,
    "search": lambda counts: searching(DOCUMENTS),
}


def show(rows: list[dict[str, Any]]) -> None:
    table = Table("figure", "value", "unit", "bar", "")
    for row in rows:
        mark = {True: "✓", False: "✗", None: ""}[row["ok"]]
        bar = "" if row["bar"] is None else f"{row['bar']:g}"
        table.add_row(row["name"], f"{row['value']:.4g}", row["unit"], bar, mark)
    Console().print(table)


if __name__ == "__main__":
    main()
