"""Reading in a process of its own, with bounds on time and memory, so that no file can take a worker down.

The process stays for the next file and is replaced after a hang or a crash. It imports no Django.
"""

from __future__ import annotations

import logging
import multiprocessing
import pkgutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from dondoc.documents.confinement import confine
from dondoc.extraction import extract
from dondoc.extraction.directive import Directive
from dondoc.reading import DEFAULT_LIMITS, Limits, ReadingError, Reason, Text, read

log = logging.getLogger(__name__)

SECONDS = 60.0
LONGEST = 20 * 60.0
MEMORY = 2 * 1024**3
"""Bytes of address space; a reader with everything loaded takes about 0.5 GB of it."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read."""

    text: Text
    directive: Directive


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The file cannot be read, now or ever; ``sentence`` says why in Vietnamese. Of a file that holds files the reason
    is PARCEL: ``gathering`` opens it."""

    reason: Reason
    sentence: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The reader broke down. ``again`` says whether another attempt may fare better."""

    because: str
    again: bool


Outcome = Read | Unreadable | Failed


@dataclass(frozen=True, slots=True)
class Call:
    """Another function on a file: ``module:name``, imported where it runs only, for it may be heavy."""

    function: str
    arguments: tuple[Any, ...]


class Reader(Protocol):
    """What a worker reads with. ``call`` runs a function by its name (``module:name``) in the same confinement; its
    answer, or Failed."""

    def read(self, path: Path, name: str) -> Outcome: ...

    def call(self, function: str, *arguments: Any) -> Any: ...

    def close(self) -> None: ...


def read_here(path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Outcome:
    """Read and extract in this process. Raises FileNotFoundError where the file is gone."""
    data = path.read_bytes()
    try:
        text = read(data, name, limits)
        return Read(text, extract(text))
    except ReadingError as error:
        return Unreadable(error.reason, str(error))
    except MemoryError:
        return Failed("out of memory", again=False)
    except Exception as error:
        log.exception("reader failed on %s", path.name)
        return Failed(f"{type(error).__name__}: {error}", again=False)


_pulse: Callable[[], None] | None = None


def alive() -> None:
    """Tell whoever waits for this process that it is at work; nothing where nobody does."""
    if _pulse is not None:
        _pulse()


def call_here(call: Call) -> Any:
    """Run a function by its name in this process; Failed where it breaks down."""
    try:
        return pkgutil.resolve_name(call.function)(*call.arguments)
    except MemoryError:
        return Failed("out of memory", again=False)
    except Exception as error:
        log.exception("%s failed", call.function)
        return Failed(f"{type(error).__name__}: {error}", again=False)


class HereReader:
    """Reads in this process: for files that we trust (samples, tests)."""

    def read(self, path: Path, name: str) -> Outcome:
        return read_here(path, name)

    def call(self, function: str, *arguments: Any) -> Any:
        return call_here(Call(function, arguments))

    def close(self) -> None:
        pass


class ProcessReader:
    """Reads in a child. ``seconds`` bounds one file, or each page that must be recognised, ``longest`` all the pages of
    one file; ``memory`` (bytes of address space) bounds the child."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY, longest: float = LONGEST) -> None:
        self.seconds = seconds
        self.longest = longest
        self.memory = memory
        self._child: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def read(self, path: Path, name: str) -> Outcome:
        if not path.exists():
            raise FileNotFoundError(path)
        outcome: Outcome = self._ask((path, name))
        return outcome

    def call(self, function: str, *arguments: Any) -> Any:
        return self._ask(Call(function, arguments))

    def _ask(self, what: tuple[Path, str] | Call) -> Any:
        pipe = self._ensure()
        try:
            pipe.send(what)
            return self._answer(pipe)
        except (EOFError, OSError) as error:
            self._kill()
            return Failed(f"the reader died: {type(error).__name__}", again=True)

    def _answer(self, pipe: Connection) -> Any:
        """What the child makes of a file; between the pages of a long one it says that it is alive."""
        until = time.monotonic() + self.longest
        while pipe.poll(min(self.seconds, max(0.0, until - time.monotonic()))):
            answer = pipe.recv()
            if answer is not None:
                return answer
        self._kill()
        return Failed(f"no answer within {self.seconds:.0f} s", again=True)

    def close(self) -> None:
        self._kill()

    def _ensure(self) -> Connection:
        if self._child is not None and self._child.is_alive() and self._pipe is not None:
            return self._pipe
        self._kill()
        # spawn, not fork: a child must inherit neither database connections nor threads.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._child = context.Process(target=_serve, args=(theirs, self.memory), daemon=True)
        self._child.start()
        theirs.close()
        return self._pipe

    def _kill(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.join()
        if self._pipe is not None:
            self._pipe.close()
        self._child = self._pipe = None


def _serve(pipe: Connection, memory: int) -> None:
    """The child: answer one file after the other until the pipe closes."""
    global _pulse  # noqa: PLW0603 -- one child serves one pipe
    confine(memory)
    _pulse = partial(pipe.send, None)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            what = pipe.recv()
            if isinstance(what, Call):
                pipe.send(call_here(what))
            else:
                pipe.send(read_here(*what, Limits(alive=alive)))
