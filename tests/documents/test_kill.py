"""Real processes, real SIGKILL: twenty times at random moments while fifty files come in."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES, KILLS, WORKERS = 50, 20, 2

pytestmark = pytest.mark.load


class Site:
    """A database and folder of its own, and the processes on it."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DONDOC_DATA": str(folder),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "dondoc.config.settings",
            "DATABASE_URL": os.environ.get("DONDOC_KILL_DATABASE_URL", ""),
        }

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def run(self, *command: str) -> str:
        process = self.start(*command)
        out, _ = process.communicate(timeout=300)
        assert process.returncode == 0, command
        return out


def test_a_worker_that_is_killed_loses_nothing_and_does_nothing_twice(tmp_path):
    site = Site(tmp_path)
    site.run("tests.documents.site", "setup")
    sender = site.start("tests.documents.site", "send", str(FILES))
    workers = [site.start("dondoc", "worker") for _ in range(WORKERS)]
    dice = random.Random()
    for _ in range(KILLS):
        time.sleep(dice.uniform(0.3, 2.5))
        victim = dice.randrange(WORKERS)
        workers[victim].kill()
        workers[victim].wait()
        workers[victim] = site.start("dondoc", "worker")
    assert sender.wait(timeout=120) == 0
    for worker in workers:
        worker.kill()
        worker.wait()
    site.run("dondoc", "worker", "--once")
    found = json.loads(site.run("tests.documents.site", "check"))
    assert found["states"] == ["done"]
    assert found["intakes"] == found["documents"] == found["codes"] == found["texts"] == FILES
    assert found["attachments"] == found["citations"] == found["files"] == FILES
    assert found["arrivals"] == list(range(1, FILES + 1))
    assert len(found["tasks"]) == 1 and found["tasks"][0] >= 3
