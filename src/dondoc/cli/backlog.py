"""``dondoc import FOLDER``: takes in a backlog of files; stopped at any moment, it goes on where it stood."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dondoc.cli.site import prepare
from dondoc.cli.supervision import Kept

# isort: split
from django.db.models import Count
from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.documents import worker
from dondoc.documents.models import Arrival, Direction, Intake, IntakeState, Same
from dondoc.documents.policies import require_register
from dondoc.documents.ways import backlog
from dondoc.documents.ways.arriving import the_agency
from dondoc.organisations.membership import membership
from dondoc.organisations.models import Agency, Person

DIRECTIONS = {"den": Direction.INCOMING, "di": Direction.OUTGOING, "noi-bo": Direction.INTERNAL}
SAMES = {"gop": Same.COPY, "hoi": Same.ASK, "rieng": Same.SEPARATE}
LOOK = 0.5
TRIES = 5
LINE_EVERY = 10.0


@click.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--agency", default="", help="Tên hoặc tên viết tắt của cơ quan nhận, khi có nhiều cơ quan.")
@click.option("--as", "username", default="", help="Tài khoản đứng tên vào sổ; không ghi thì là “Hệ thống”.")
@click.option("--so", "register", type=click.Choice(list(DIRECTIONS)), default="den", help="Sổ: đến, đi, nội bộ.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(0), help="Số tiến trình đọc cùng lúc.")
@click.option("--by-folder", is_flag=True, help="Các tệp trong một thư mục là một văn bản (bản chính và phụ lục).")
@click.option("--same", type=click.Choice(list(SAMES)), default="gop", help="Khi trùng số, ký hiệu, ngày với sổ.")
def command(
    folder: Path, *, agency: str, username: str, register: str, workers: int, by_folder: bool, same: str
) -> None:
    """Nhập cả thư mục vào sổ. Dừng lúc nào cũng được (Ctrl-C, mất điện); chạy lại lệnh này thì làm tiếp."""
    prepare()
    try:
        own, by = _whose(agency, username)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    console = Console()
    root = folder.absolute()
    total = sum(1 for _ in backlog.lots(root, by_folder))
    stop = threading.Event()
    worker.release_dead()
    with _stopping(stop), _workers(workers, stop), _Screen(console, total) as screen:
        pause = backlog.waiter(stop, workers)
        feeder = backlog.Feeder(own, by, DIRECTIONS[register], SAMES[same], pause, screen.tell)
        progress = feeder.feed(backlog.lots(root, by_folder))
        while workers and not stop.is_set() and backlog.unread():
            stop.wait(LOOK)
            screen.tell(progress)
    _sum_up(console, own, progress, stop.is_set(), workers)


def _whose(agency: str, username: str) -> tuple[Agency, Person | None]:
    """For which agency, and in whose name. Raises Refused."""
    if not username:
        return the_agency(agency), None
    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise Refused(f"Không có tài khoản “{username}” đang dùng.")
    own = require_register(membership(person, timezone.localdate()))
    if agency and the_agency(agency) != own:
        raise Refused(f"Tài khoản “{username}” không thuộc cơ quan “{agency}”.")
    return own, person


@contextmanager
def _stopping(stop: threading.Event) -> Iterator[None]:
    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, end)
    yield


@contextmanager
def _workers(count: int, stop: threading.Event) -> Iterator[None]:
    """So many reading processes, started again where one dies; they end with this one, however it ends."""
    kept = [Kept(f"đọc {number + 1}", [sys.executable, "-m", "dondoc", "worker"]) for number in range(count)]
    done = threading.Event()

    def look_after() -> None:
        while not done.is_set():
            for one in kept:
                one.look_after(time.monotonic(), TRIES)
            done.wait(LOOK)

    # Started from this thread, which lives as long as the process: the children die with the thread that made them.
    for one in kept:
        one.start(time.monotonic())
    keeper = threading.Thread(target=look_after, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()
        for one in kept:
            if one.process is not None and one.process.poll() is None:
                one.process.terminate()
        for one in kept:
            if one.process is not None:
                one.process.wait(60)


class _Screen:
    """A bar on a terminal, else a line now and then."""

    def __init__(self, console: Console, total: int) -> None:
        self._console, self._total = console, total
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task = self._bar.add_task("Nhận tệp", total=total)
        self._next = 0.0

    def __enter__(self) -> _Screen:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def tell(self, progress: backlog.Progress) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + (LOOK if self._console.is_terminal else LINE_EVERY)
        unread = backlog.unread()
        self._bar.update(self._task, completed=progress.seen, description=f"Nhận tệp ({unread} chờ đọc)")
        if not self._console.is_terminal:
            click.echo(f"Đã nhận {progress.seen}/{self._total} tệp, {unread} tệp chờ đọc.")


def _sum_up(console: Console, agency: Agency, progress: backlog.Progress, stopped: bool, workers: int) -> None:
    rows = Intake.objects.filter(agency=agency, arrival__in=(Arrival.IMPORT, Arrival.PARCEL))
    counts = dict(rows.values_list("state").annotate(count=Count("pk")).order_by())
    lines = [f"Nhận mới {progress.taken}, đã nhận từ trước {progress.known}, bị từ chối ngay {progress.refused} tệp."]
    told = [f"{IntakeState(state).label.lower()} {count}" for state, count in sorted(counts.items())]
    lines.append("Các tệp nhập hàng loạt của cơ quan: " + ", ".join(told) + "." if told else "Không có tệp nào.")
    lines += [f"✗ {sentence}" for sentence in progress.sentences]
    if stopped:
        lines.append("Đã dừng; chạy lại đúng lệnh này để làm tiếp.")
    elif not workers:
        lines.append("Tệp chờ tiến trình đọc của máy chủ (dondoc serve hoặc dondoc worker).")
    for line in lines:
        console.print(line, markup=False, highlight=False)
