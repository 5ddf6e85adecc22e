"""``dondoc serve`` as a user starts it: it answers, outlives a killed part, and leaves nothing behind when it stops."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.load
PATIENCE = 120.0
PARTS = 3
"""The site, the worker and the scheduler."""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The site in a process of its own, ready to answer."""
    environment = {**os.environ, "DONDOC_DATA": str(tmp_path / "data"), "DATABASE_URL": "", "PYTHONUNBUFFERED": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "dondoc", "serve", "--port", str(port)]
    site = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert site.stdout is not None
    assert any(f":{port}" in line for line in site.stdout), "the site did not come up"
    yield site
    site.kill()
    site.wait()


def answer(port: int) -> int | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/dang-nhap/", timeout=10) as response:
            return int(response.status)
    except OSError:  # refused, reset, or no answer in time
        return None


def children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in listed.stdout.split()]


def alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def until(condition, seconds: float = PATIENCE) -> bool:
    """Whether it comes true in time; this waits for other processes, which tell nobody."""
    last = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > last:
            return False
        time.sleep(0.1)
    return True


def test_it_answers_outlives_a_killed_part_and_stops_with_nothing_left(served: subprocess.Popen[str], port: int):
    assert until(lambda: answer(port) == 200)
    parts = children(served.pid)
    assert len(parts) == PARTS
    for pid in parts:
        os.kill(pid, signal.SIGKILL)
    assert until(lambda: answer(port) == 200 and len(children(served.pid)) == PARTS)
    family = [pid for part in children(served.pid) for pid in (part, *children(part))]
    served.send_signal(signal.SIGTERM)
    assert served.wait(PATIENCE) == 0
    assert until(lambda: not [pid for pid in family if alive(pid)])


def test_nothing_outlives_a_killed_supervisor(served: subprocess.Popen[str]):
    family = [pid for part in children(served.pid) for pid in (part, *children(part))]
    assert family
    served.kill()
    assert until(lambda: not [pid for pid in family if alive(pid)])
