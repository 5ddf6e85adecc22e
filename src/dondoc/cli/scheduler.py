"""``dondoc scheduler``: does what is to be done by the clock; ``dondoc tick``: does what is due, once."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType

import click

from dondoc.cli.site import prepare

# isort: split
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from dondoc.notices.scheduling import Run, run_due

log = logging.getLogger(__name__)

TICK = 20.0
"""Seconds between two looks at the clock."""


@click.command("scheduler")
def command() -> None:
    """Nhắc việc, gửi thư và các việc theo giờ; chạy nhiều tiến trình cũng không gửi hai lần. Dừng bằng Ctrl-C."""
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    prepare()
    keep_time(stop)


def keep_time(stop: threading.Event, tick: float = TICK) -> None:
    """Run what is due until told to stop; a database that is away for a while is waited for."""
    while not stop.is_set():
        try:
            run_due(timezone.now())
        except DatabaseError:
            log.exception("the database did not answer")
        close_old_connections()
        stop.wait(tick)


@click.command("tick")
def tick_command() -> None:
    """Làm ngay, một lần, những việc theo giờ đã đến lúc (dùng với cron)."""
    prepare()
    runs = run_due(timezone.now())
    for run in runs:
        click.echo(_told(run))
    if any(run.error for run in runs):
        raise click.exceptions.Exit(1)


def _told(run: Run) -> str:
    return f"✗ {run.job.label}: {run.error}" if run.error else f"✓ {run.job.label}: {run.count}"
