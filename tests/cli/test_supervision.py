"""Processes are kept running, not hammered, and stopped together."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from typing import Any

import click
import pytest

from dondoc.cli import supervision
from dondoc.cli.serve import refuse_busy, welcome
from dondoc.cli.supervision import GaveUp, Kept, Supervisor


class Process:
    """Stands in for a started process: ends when told to."""

    def __init__(self, *_args: Any, **_options: Any) -> None:
        self.returncode: int | None = None
        self.signals: list[int] = []
        self.stubborn = False

    def poll(self) -> int | None:
        return self.returncode

    def send_signal(self, sign: int) -> None:
        self.signals.append(sign)
        if not self.stubborn or sign == signal.SIGKILL:
            self.returncode = -sign

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            raise subprocess.TimeoutExpired("process", timeout or 0)
        return self.returncode


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(supervision.subprocess, "Popen", Process)
    one = Kept("worker", ["worker"])
    one.look_after(0.0, tries=3)
    return one


def test_a_process_that_ends_after_long_work_is_started_again_after_a_short_pause(kept: Kept):
    first = kept.process
    first.returncode = 1
    kept.look_after(100.0, tries=3)
    assert kept.process is first
    kept.look_after(100.6, tries=3)
    assert kept.process is not first


def test_a_process_that_ends_at_once_is_given_up_after_the_tries(kept: Kept):
    now = 0.0
    with pytest.raises(GaveUp, match="worker"):
        for _ in range(100):
            now += 0.5
            kept.process.returncode = 1
            kept.look_after(now, tries=3)
    assert now < 10


def test_a_running_process_is_left_alone(kept: Kept):
    running = kept.process
    kept.look_after(50.0, tries=3)
    assert kept.process is running


def test_stopping_asks_first_and_ends_what_does_not_listen(kept: Kept, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(supervision, "PATIENCE", 0.0)
    other = Kept("site", ["site"])
    other.look_after(0.0, tries=3)
    other.process.stubborn = True
    Supervisor([kept, other]).stop_all()
    assert kept.process.signals == [signal.SIGTERM]
    assert other.process.signals == [signal.SIGTERM, signal.SIGKILL]


def test_a_real_process_ends_with_the_supervisor():
    sleeper = Kept("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"])
    sleeper.look_after(0.0, tries=3)
    Supervisor([sleeper]).stop_all()
    assert sleeper.process.returncode == -signal.SIGTERM


def test_a_port_in_use_is_refused_with_what_to_do():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"PORT={port + 1}"):
            refuse_busy("127.0.0.1", port)


@pytest.mark.django_db
def test_the_welcome_says_where_and_how_to_stop():
    text = welcome("127.0.0.1", 8000)
    assert "http://127.0.0.1:8000" in text
    assert "Ctrl-C" in text
    assert "mật khẩu" not in text
