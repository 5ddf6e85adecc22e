"""``dondoc serve``: the site, its background worker and its scheduler in one command."""

from __future__ import annotations

import socket
import sys
import threading
import time

import click

from dondoc.cli.site import prepare
from dondoc.cli.supervision import GaveUp, Kept, Supervisor
from dondoc.sample.accounts import sample_accounts

READY_WITHIN = 60.0
POLL_READY = 0.2


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng nghe.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1), help="Số tiến trình phục vụ trang.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1), help="Số luồng của mỗi tiến trình.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(0), help="Số tiến trình đọc văn bản.")
def command(host: str, port: int, processes: int, threads: int, workers: int) -> None:
    """Chạy trang web, tiến trình đọc văn bản và nhắc việc; Ctrl-C để dừng."""
    refuse_busy(host, port)
    prepare()
    kept = [web(host, port, processes, threads), *(worker(number) for number in range(workers)), scheduler()]
    supervisor = Supervisor(kept)
    threading.Thread(target=announce, args=(host, port, supervisor), daemon=True).start()
    try:
        supervisor.run()
    except GaveUp as error:
        raise click.ClickException(f"{error} không khởi động được; hãy xem thông báo lỗi ở trên.") from error
    click.echo("Đã dừng.")


def refuse_busy(host: str, port: int) -> None:
    """Raises ClickException where another program has the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Không dùng được {host}:{port} ({error.strerror}); hãy chọn cổng khác, ví dụ: make run PORT={port + 1}"
            ) from error


def web(host: str, port: int, processes: int, threads: int) -> Kept:
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = ["--worker-class", "gthread", "--workers", str(processes), "--threads", str(threads)]
    options += ["--bind", bind, "--max-requests", "5000", "--max-requests-jitter", "500", "--log-level", "warning"]
    return Kept("Trang web", [sys.executable, "-m", "gunicorn", *options, "dondoc.config.wsgi:application"])


def worker(number: int) -> Kept:
    return Kept(f"Tiến trình đọc văn bản {number + 1}", [sys.executable, "-m", "dondoc", "worker"])


def scheduler() -> Kept:
    return Kept("Tiến trình nhắc việc", [sys.executable, "-m", "dondoc", "scheduler"])


def announce(host: str, port: int, supervisor: Supervisor) -> None:
    """Say where the site is as soon as it answers."""
    last = time.monotonic() + READY_WITHIN
    while time.monotonic() < last and not supervisor.stopping:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(POLL_READY)
            continue
        click.echo(welcome(host, port))
        return


def welcome(host: str, port: int) -> str:
    """What the terminal shows: the address, the sample accounts where the sample stands, how to stop."""
    shown = f"[{host}]" if ":" in host else host
    lines = ["", f"  Đôn Đốc đang chạy tại http://{shown}:{port}", ""]
    password, accounts = sample_accounts()
    if accounts:
        lines += [f"  Tài khoản mẫu (mật khẩu chung: {password})"]
        lines += [f"    {one['username']:<18} {one['full_name']}, {one['title']}" for one in accounts]
        lines += [""]
    return "\n".join([*lines, "  Dừng: Ctrl-C", ""])
