"""Twenty thousand files, five kills: all in, none twice, memory flat. ``DONDOC_BACKLOG_FILES`` changes how many."""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.documents.papers import letter
from tests.documents.test_kill import Site

FILES, KILLS = int(os.environ.get("DONDOC_BACKLOG_FILES", "20000")), 5
LOOK = 2.0
WARM = 20
"""Looks at a process before its memory counts: it loads its tables first."""
MOST_GROWTH = 1.25

pytestmark = pytest.mark.long


def below(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from below(int(child))


def memory(pid: int) -> tuple[str, int]:
    """What a process is, and how much memory it has in use, in kB."""
    command = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    kind = "reader" if "--multiprocessing-fork" in command else "import" if "import" in command else "worker"
    status = Path(f"/proc/{pid}/status").read_text()
    return kind, int(status.split("VmRSS:")[1].split()[0])


def registered(data: Path, site: Site) -> int:
    """How many documents are in; asked of SQLite itself, for a process that asks takes as long as twenty documents."""
    if site.environment["DATABASE_URL"]:
        return int(site.run("tests.documents.site", "count"))
    with closing(sqlite3.connect(data / "dondoc.sqlite3", timeout=60)) as database:
        found: int = database.execute("SELECT count(*) FROM documents_document").fetchone()[0]
    return found


def write_files(folder: Path) -> None:
    for number in range(1, FILES + 1):
        path = folder / f"{number // 500:03}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(letter(number))


def test_a_backlog_that_is_killed_five_times_is_all_in_and_nothing_twice(tmp_path):
    folder = tmp_path / "kho"
    write_files(folder)
    site = Site(tmp_path / "data")
    site.run("tests.documents.site", "setup")
    marks = [FILES * kill // (KILLS + 1) for kill in range(1, KILLS + 1)]
    seen: dict[str, list[int]] = defaultdict(list)
    looks: dict[int, int] = defaultdict(int)
    began = time.monotonic()
    process = site.start("dondoc", "import", "--workers", "3", str(folder))
    kills = 0
    while process.poll() is None:
        time.sleep(LOOK)
        for pid in below(process.pid):
            with suppress(OSError, IndexError):
                kind, size = memory(pid)
                looks[pid] += 1
                if looks[pid] > WARM:
                    seen[kind].append(size)
        if marks and registered(tmp_path / "data", site) >= marks[0]:
            marks.pop(0)
            process.kill()
            process.wait()
            kills += 1
            process = site.start("dondoc", "import", "--workers", "3", str(folder))
    took = time.monotonic() - began
    found = json.loads(site.run("tests.documents.site", "check"))
    report = {kind: (sizes[len(sizes) // 5] // 1024, max(sizes) // 1024) for kind, sizes in seen.items()}
    print(f"{FILES} files, {kills} kills, {took:.0f} s, MB early and most: {report}")  # noqa: T201
    assert kills == KILLS
    assert found["states"] == ["done"]
    assert found["intakes"] == found["documents"] == found["codes"] == found["texts"] == FILES
    assert found["attachments"] == found["files"] == FILES
    assert found["arrivals"] == list(range(1, FILES + 1))
    for kind, sizes in seen.items():
        fifth = len(sizes) // 5
        early, late = statistics.median(sizes[fifth : 2 * fifth]), statistics.median(sizes[-fifth:])
        assert late < early * MOST_GROWTH, (kind, early, late)
