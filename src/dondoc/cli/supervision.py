"""Processes kept running together: what ends by itself is started again, what is asked to stop stops cleanly."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

PARENT_DEATH_SIGNAL = 1
POLL = 0.2
PATIENCE = 30.0
QUICK_END = 5.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class GaveUp(RuntimeError):
    """A process that must run ended at once each time it was started."""


def die_with_parent() -> None:
    """Linux tells the child when its supervisor is gone, even where that was killed without a word."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


@dataclass
class Kept:
    """One process that is kept running. ``quick`` counts ends in a row that came within ``QUICK_END`` seconds of the
    start; the pause before the next start doubles with each."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    ended: float | None = None
    quick: int = 0

    def start(self, now: float) -> None:
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=die_with_parent)  # noqa: PLW1509
        self.started, self.ended = now, None

    def look_after(self, now: float, tries: int) -> None:
        """Start it (again) where it has ended and its pause is over. Raises GaveUp after ``tries`` quick ends."""
        if self.process is None:
            self.start(now)
        elif self.process.poll() is not None:
            if self.ended is None:
                self.ended = now
                self.quick = self.quick + 1 if now - self.started < QUICK_END else 0
            if self.quick >= tries:
                raise GaveUp(self.name)
            if now >= self.ended + self.pause:
                self.start(now)

    @property
    def pause(self) -> float:
        """Seconds to wait before the next start."""
        return min(SHORTEST_PAUSE * 2**self.quick, LONGEST_PAUSE)

    def stop(self, sign: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(sign)


@dataclass
class Supervisor:
    """Keeps all its processes running until it is told to stop by SIGINT or SIGTERM."""

    kept: list[Kept]
    tries: int = 5
    stopping: bool = field(default=False, init=False)

    def ask_to_stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        self.stopping = True

    def run(self) -> None:
        """Block until asked to stop; all processes have ended when this returns. Raises GaveUp."""
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, self.ask_to_stop)
        try:
            while not self.stopping:
                for one in self.kept:
                    one.look_after(time.monotonic(), self.tries)
                time.sleep(POLL)
        finally:
            self.stop_all()

    def stop_all(self) -> None:
        """Ask all to finish what they do; after ``PATIENCE`` seconds end them."""
        for one in self.kept:
            one.stop(signal.SIGTERM)
        last = time.monotonic() + PATIENCE
        for one in self.kept:
            if one.process is None:
                continue
            try:
                one.process.wait(max(0.1, last - time.monotonic()))
            except subprocess.TimeoutExpired:
                one.stop(signal.SIGKILL)
                one.process.wait()
