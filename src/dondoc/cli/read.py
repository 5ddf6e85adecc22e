"""``dondoc read``: documents in, a table of tasks or JSON Lines out."""

from __future__ import annotations

import gc
import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from concurrent import futures
from os import cpu_count
from pathlib import Path
from typing import Any

import click

from dondoc.cli.files import Outcome, expand, open_file
from dondoc.extraction.contract import contract

PARALLEL_FROM = 24
"""Fewer files than this are read faster in one process than workers start."""


@click.command("read", help="Đọc các tệp (hoặc cả thư mục) và in ra phần đầu văn bản cùng các nhiệm vụ được giao.")
@click.argument("paths", nargs=-1, required=True, metavar="TỆP|THƯ-MỤC…")
@click.option("--json", "as_json", is_flag=True, help="In JSON Lines, mỗi tệp một dòng, theo thứ tự đã cho.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Số tiến trình đọc song song.")
def command(paths: tuple[str, ...], as_json: bool, jobs: int | None) -> None:
    """Read documents; exit status 1 where one of them could not be read."""
    files = list(expand(paths))
    if not files:
        raise click.UsageError("Không có tệp .docx, .doc, .rtf, .odt, .pdf hay .txt nào trong thư mục đã cho.")
    outcomes = lines(files, jobs)
    failed = print_json(outcomes) if as_json else _print_tables(outcomes, len(files))
    sys.exit(1 if failed else 0)


def lines(files: list[Path], jobs: int | None = None) -> Iterator[dict[str, Any]]:
    """One contract object a file, in order; many files are shared out to worker processes.

    One file of each kind is read before the workers are forked, so that they begin with all readers and rules loaded.
    """
    jobs = jobs or (cpu_count() or 1 if len(files) >= PARALLEL_FROM else 1)
    if jobs == 1 or len(files) == 1:
        yield from map(line, files)
        return
    ready = {path: line(path) for path in {path.suffix.lower(): path for path in reversed(files)}.values()}
    gc.freeze()
    with futures.ProcessPoolExecutor(max_workers=min(jobs, len(files))) as pool:
        rest = [path for path in files if path not in ready]
        found = pool.map(line, rest, chunksize=max(1, min(8, len(rest) // (4 * jobs))))
        yield from (ready[path] if path in ready else next(found) for path in files)


def line(path: Path) -> dict[str, Any]:
    """The contract object of one file; of a file that cannot be read its ``error``."""
    return as_line(open_file(path))


def as_line(outcome: Outcome) -> dict[str, Any]:
    if outcome.directive is None:
        return {"file": outcome.file, "error": {"reason": outcome.reason, "message": outcome.message}}
    found = contract(outcome.directive, outcome.file)
    warnings = outcome.text.warnings if outcome.text else ()
    return {**found, "warnings": list(warnings)} if warnings else found


def print_json(outcomes: Iterable[dict[str, Any]]) -> int:
    """Prints each object as it comes; the number of files that failed comes back."""
    failed = 0
    for found in outcomes:
        failed += complain(found)
        click.echo(json.dumps(found, ensure_ascii=False))
    return failed


def complain(found: dict[str, Any]) -> int:
    """One line on stderr for a file that could not be read; 1 where it was so."""
    if "error" not in found:
        return 0
    click.echo(f"{found['file']}: {found['error']['message']}", err=True)
    return 1


def _print_tables(outcomes: Iterable[dict[str, Any]], total: int) -> int:
    screen = importlib.import_module("dondoc.cli.screen")
    failed: int = screen.show(outcomes, total, complain)
    return failed
