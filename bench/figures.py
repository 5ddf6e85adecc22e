"""One measured value and how it is compared."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """``bar`` is the limit (None: for orientation only); ``least`` says that it is a lower and not an upper one."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    least: bool = False

    @property
    def ok(self) -> bool | None:
        if self.bar is None:
            return None
        return self.value >= self.bar if self.least else self.value <= self.bar

    def row(self) -> dict[str, Any]:
        """The row of ``bench/latest.json``."""
        values = asdict(self)
        del values["least"]
        return {**values, "value": round(self.value, 4), "ok": self.ok}


Clock = Callable[[], float]


def cpu_seconds() -> float:
    """Processor time of this process and of the children that have ended: what other programs do does not count."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def seconds(work: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    began = clock()
    work()
    return clock() - began


def side_by_side(
    first: Callable[[], object], second: Callable[[], object], rounds: int = 7, clock: Clock = time.perf_counter
) -> tuple[float, float]:
    """The median seconds of two pieces of work that take turns, so that noise meets both alike."""
    times = [(seconds(first, clock), seconds(second, clock)) for _ in range(rounds)]
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times)
