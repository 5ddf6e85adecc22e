"""How fast the pages are with very many tasks: ``python -m bench.pages DATABASE COUNT…`` prints figures as JSON lines.

Runs in a process of its own for each database. The reference is a page of the same site that shows no data.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DONDOC_DATA", tempfile.mkdtemp(prefix="dondoc-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

from dondoc.cli.site import prepare

# isort: split
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.figures import Clock, Figure, side_by_side
from bench.filling import fill
from dondoc.sample.accounts import PASSWORD

OFFICER, HEAD, LEADER, FOLLOWER = "chuyenvien", "truongphong", "giamdoc", "tonghop"
EMPTY = "/doi-mat-khau/"
PAGES = {
    "register of tasks": ("/nhiem-vu/", OFFICER),
    "my work": ("/viec-cua-toi/", OFFICER),
    "home": ("/", OFFICER),
    "register of documents": ("/van-ban-den/", OFFICER),
    "my room's work": ("/viec-cua-phong/", HEAD),
    "leader's page": ("/dieu-hanh/", LEADER),
    "follower's page": ("/theo-doi/", FOLLOWER),
    "who is behind": ("/theo-doi/don-vi/", FOLLOWER),
    "statistics": ("/thong-ke/", LEADER),
    "register of tasks, searched": ("/nhiem-vu/?tim=huong+dan+dia+phuong+99", OFFICER),
    "register of tasks, sees all, searched": ("/nhiem-vu/?tim=noi+dung+99999", LEADER),
    "register of tasks, sees all": ("/nhiem-vu/", LEADER),
}
MOST_QUERIES, MOST_TIMES, MOST_GROWTH = 12, 4.0, 1.5
ROUNDS = 15


def main(database: str, *counts: str) -> None:
    prepare()
    before: dict[str, float] = {}
    for count in map(int, counts):
        fill(count, timezone.localdate())
        settle()
        before = measure(database, count, before)


def settle() -> None:
    """Let the database gather its statistics, as one does that has run for a day."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(database: str, count: int, before: dict[str, float]) -> dict[str, float]:
    """Print the figures of all pages; returns their seconds. Above 100,000 tasks a page is held against itself with
    fewer tasks."""
    clients = {account: signed_in(account) for account in (OFFICER, HEAD, LEADER, FOLLOWER)}
    took: dict[str, float] = {}
    for name, (address, account) in PAGES.items():
        client = clients[account]
        title = f"{database}: {name}, {count:,} tasks"
        show(Figure(f"{title}: queries", queries_of(client, address), "queries", MOST_QUERIES))
        took[name], reference = alternating(client, address)
        bar = MOST_TIMES if count <= 100_000 else None
        show(Figure(f"{title}: time / empty page", took[name] / reference, "ratio", bar))
        show(Figure(f"{title}: time", took[name] * 1000, "ms"))
        if count > 100_000 and name in before:
            show(Figure(f"{title}: time / fewer tasks", took[name] / before[name], "ratio", MOST_GROWTH))
    return took


def signed_in(account: str) -> Client:
    client = Client()
    answer = client.post("/dang-nhap/", {"username": account, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
        return len(queries)


def alternating(client: Client, address: str) -> tuple[float, float]:
    """The medians of a page and of the empty one, which take turns; what other programs do does not count."""
    clock = site_clock()
    client.get(EMPTY)
    return side_by_side(lambda: client.get(address), lambda: client.get(EMPTY), ROUNDS, clock)


def site_clock() -> Clock:
    """Processor time of the site and, where PostgreSQL runs on this machine, of the process that answers it."""
    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        spent = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    if not spent.exists():
        return time.perf_counter
    return lambda: time.process_time() + int(spent.read_text().split()[0]) / 1e9


def show(figure: Figure) -> None:
    sys.stdout.write(json.dumps(figure.row(), ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
