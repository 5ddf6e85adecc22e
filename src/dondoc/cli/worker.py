"""``dondoc worker``: reads what comes in, until it is told to stop."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import click

from dondoc.cli.site import prepare
from dondoc.documents import worker


@click.command("worker")
@click.option("--once", is_flag=True, help="Đọc hết tệp đang chờ rồi dừng.")
def command(once: bool) -> None:
    """Đọc các tệp đang chờ và vào sổ; chạy bao nhiêu tiến trình cùng lúc cũng được. Dừng bằng Ctrl-C."""
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    prepare()
    worker.sweep()
    done = worker.work(stop, once=once)
    click.echo(f"Đã đọc {done} tệp.")
