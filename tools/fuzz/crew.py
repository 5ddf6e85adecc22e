"""Processes that try numbered cases: a case is a number, and the same number always makes the same file."""

from __future__ import annotations

import multiprocessing
import random
import resource
import signal
import sys
import time
from collections.abc import Sequence
from multiprocessing.sharedctypes import Synchronized

from tools.fuzz.damage import damaged
from tools.fuzz.target import KEPT, SECONDS, Seed, attempt


def case(number: int, seeds: Sequence[Seed]) -> Seed:
    chance = random.Random(number)
    seed = chance.choice(seeds)
    return Seed(seed.name, damaged(seed.data, chance))


def work(first: int, step: int, seeds: Sequence[Seed], now: Synchronized[int]) -> None:
    """Try cases until stopped; ``now`` says which. A case that takes longer than ``SECONDS`` of processor time ends the
    worker with SIGPROF."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    number = first
    while True:
        name, data = case(number, seeds)
        now.value = number
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        attempt(data, name)
        number += step


class Worker:
    """A process that tries every ``step``-th case, started again behind a case that ended it."""

    def __init__(self, first: int, step: int, seeds: Sequence[Seed]) -> None:
        self.step, self.seeds = step, seeds
        self.now = multiprocessing.Value("q", first, lock=False)
        self.start(first)

    def start(self, number: int) -> None:
        arguments = (number, self.step, self.seeds, self.now)
        self.process = multiprocessing.Process(target=work, args=arguments, daemon=True)
        self.process.start()

    def watch(self) -> int | None:
        """The number of the case that ended the worker; None while all is well."""
        if self.process.is_alive():
            return None
        number, code = int(self.now.value), self.process.exitcode
        say(f"case {number} {'took too long' if code == -signal.SIGPROF else f'ended the program with {code}'}")
        self.start(number + self.step)
        return number


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def keep(number: int, seeds: Sequence[Seed]) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    name, data = case(number, seeds)
    (KEPT / f"{number}-{name}").write_bytes(data)


def run(minutes: float, workers: int, first: int, seeds: Sequence[Seed]) -> int:
    """How many cases failed."""
    crew = [Worker(first + index, workers, seeds) for index in range(workers)]
    failed = 0
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        time.sleep(0.2)
        for worker in crew:
            number = worker.watch()
            if number is not None:
                keep(number, seeds)
                failed += 1
    tried = max(int(worker.now.value) for worker in crew) - first
    for worker in crew:
        worker.process.kill()
    say(f"{tried} files tried from case {first}, {failed} failed")
    return failed
