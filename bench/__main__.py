"""Measure everything and write ``bench/latest.json``: ``python -m bench [--tasks 20000,100000]``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from tests.postgres import server

from bench import reading, writing

LATEST = Path(__file__).parent / "latest.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", default="20000,100000", help="numbers of open tasks, ascending")
    parser.add_argument(
        "--only", choices=["reading", "writing", "sqlite", "postgres"], help="measure one part, write nothing"
    )
    arguments = parser.parse_args()
    counts = arguments.tasks.split(",")
    parts = {
        "reading": lambda: (figure.row() for figure in reading.measure()),
        "writing": lambda: (figure.row() for figure in writing.measure()),
        "sqlite": lambda: site("SQLite", counts, ""),
        "postgres": lambda: on_postgres(counts),
    }
    rows = [row for name, part in parts.items() if arguments.only in (None, name) for row in part()]
    if arguments.only is None:
        LATEST.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    show(rows)
    sys.exit(any(row["ok"] is False for row in rows))


def site(database: str, counts: list[str], address: str) -> Iterator[dict[str, Any]]:
    """The figures of the pages and of the reminders, each measured in a process of its own."""
    yield from printed("bench.pages", database, counts, address)
    with own_database(address) as fresh:
        yield from printed("bench.reminders", database, counts[-1:], fresh)


@contextmanager
def own_database(address: str) -> Iterator[str]:
    """An empty database of the same kind: SQLite gets a folder of its own from the process, PostgreSQL a new server."""
    if not address:
        yield ""
        return
    with server() as fresh:
        yield fresh


def printed(module: str, database: str, counts: list[str], address: str) -> Iterator[dict[str, Any]]:
    environment = {**os.environ, "DATABASE_URL": address}
    command = [sys.executable, "-m", module, database, *counts]
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return (json.loads(line) for line in run.stdout.splitlines() if line.startswith("{"))


def on_postgres(counts: list[str]) -> Iterator[dict[str, Any]]:
    with server() as address:
        yield from site("PostgreSQL", counts, address)


def show(rows: list[dict[str, Any]]) -> None:
    table = Table("figure", "value", "unit", "bar", "")
    for row in rows:
        mark = {True: "✓", False: "✗", None: ""}[row["ok"]]
        bar = "" if row["bar"] is None else f"{row['bar']:g}"
        table.add_row(row["name"], f"{row['value']:.4g}", row["unit"], bar, mark)
    Console().print(table)


if __name__ == "__main__":
    main()
