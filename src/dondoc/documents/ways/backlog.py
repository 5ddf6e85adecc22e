"""A backlog of files, taken in from a folder in an order that never changes: stopped at any moment, it goes on where it
stood, loses nothing and takes nothing twice."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import OperationalError

from dondoc.audit.errors import Refused
from dondoc.documents import store
from dondoc.documents.actions import queue
from dondoc.documents.actions.intake import LIMITS, Source
from dondoc.documents.models import Arrival, Direction, Intake, IntakeState, Same
from dondoc.documents.ways.arriving import KEYS_AT_ONCE, arrive, arrive_all, known_keys, origin_key
from dondoc.organisations.models import Agency, Person
from dondoc.reading.parcels.part import is_junk

WAITING_AT_MOST = 300
"""Files for each worker that may wait to be read before taking in pauses: so nothing piles up."""
PAUSE = 0.2
AT_ONCE = 40
"""Files that are put on record in one transaction."""
ATTEMPTS = 5
UNREADABLE = "không mở được tệp; hãy kiểm tra quyền đọc của tệp."
TOLD = 20

Files = list[tuple[str, Source]]


@dataclass(slots=True)
class Lot:
    """A file, or all files of a folder that are one document."""

    paths: list[Path]
    origin: str
    key: str = ""


@dataclass(slots=True)
class Progress:
    """How far it is: ``seen`` lots in the folder, of them ``known`` before, ``taken`` now, ``refused`` at once."""

    seen: int = 0
    known: int = 0
    taken: int = 0
    refused: int = 0
    sentences: list[str] = field(default_factory=list)


def lots(root: Path, by_folder: bool = False) -> Iterator[Lot]:
    """The files below a folder in the order of their names, folder by folder; hidden ones and what systems leave behind
    are passed over. ``by_folder``: the files of each folder below ``root`` are one document.

    Memory holds the names of the folders on the way down to the one that is read, never those of all.
    """
    files, folders = _entries(root)
    if by_folder and files:
        yield Lot([Path(entry) for entry in files], str(root))
    else:
        yield from (Lot([Path(entry)], entry) for entry in files)
    for folder in folders:
        yield from lots(Path(folder), by_folder)


def _entries(folder: Path) -> tuple[list[str], list[str]]:
    files, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or is_junk(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.is_file(follow_symlinks=False):
                files.append(entry.path)
    return sorted(files), sorted(folders)


def keyed(lot: Lot) -> Lot:
    """The lot with the digest of its paths, sizes and times: a file that was changed since is another one."""
    marks = []
    for path in lot.paths:
        stat = path.stat()
        marks.append((path.absolute(), stat.st_size, stat.st_mtime_ns))
    lot.key = origin_key("file", *(part for mark in marks for part in mark))
    return lot


@dataclass(slots=True)
class Feeder:
    """Takes in what was not taken in before, in the name of ``by`` (None: the program itself).

    ``pause`` is called before each file, waits as long as it likes and answers True where it is to stop; ``told`` hears
    of each step.
    """

    agency: Agency
    by: Person | None = None
    direction: Direction | str = Direction.INCOMING
    same: Same = Same.COPY
    pause: Callable[[], bool] = lambda: False
    told: Callable[[Progress], None] = lambda _: None
    progress: Progress = field(default_factory=Progress)

    def feed(self, found: Iterator[Lot]) -> Progress:
        """Take in lots until there are no more, or until it is to stop."""
        while batch := list(islice(found, KEYS_AT_ONCE)):
            ready = list(self._readable(batch))
            known = known_keys(self.agency, [lot.key for lot in ready])
            for start in range(0, len(ready), AT_ONCE):
                goes_on = self._some(ready[start : start + AT_ONCE], known)
                self.told(self.progress)
                if not goes_on:
                    return self.progress
        return self.progress

    def _readable(self, batch: list[Lot]) -> Iterator[Lot]:
        for lot in batch:
            try:
                yield keyed(lot)
            except OSError:
                self._refuse(lot, UNREADABLE)

    def _some(self, lots: list[Lot], known: set[str]) -> bool:
        """Take in a few in one transaction; False where it is to stop, with what came before that taken in."""
        with ExitStack() as cleaning:
            staged: list[tuple[Lot, Files]] = []
            stopped = False
            for lot in lots:
                stopped = self.pause()
                if stopped:
                    break
                self.progress.seen += 1
                if lot.key in known:
                    self.progress.known += 1
                    continue
                files = _staged(lot, cleaning)
                if files is None:
                    self._one(lot)
                else:
                    staged.append((lot, files))
            if staged:
                self._together(staged)
        return not stopped

    def _together(self, staged: list[tuple[Lot, Files]]) -> None:
        """Put staged lots on record; where others hold the database for long, once more."""
        rows = [(lot.origin, lot.key, files) for lot, files in staged]
        for attempt in range(1, ATTEMPTS + 1):
            try:
                intakes = arrive_all(self.by, self.agency, rows, **self._how())
                break
            except OperationalError:
                if attempt == ATTEMPTS:
                    raise
        for (lot, _), intake in zip(staged, intakes, strict=True):
            self._count(lot, intake)

    def _how(self) -> dict[str, Any]:
        return {"direction": self.direction, "same": self.same, "arrival": Arrival.IMPORT}

    def _one(self, lot: Lot) -> None:
        """Take in a lot with which something is wrong, to say what."""
        files = []
        try:
            try:
                files = [(path.name, path.open("rb")) for path in lot.paths]
                intake = arrive(self.by, self.agency, files, origin=lot.origin, key=lot.key, **self._how())
            finally:
                for _, file in files:
                    file.close()
        except OSError:
            self._refuse(lot, UNREADABLE)
        except Refused as refusal:
            self._refuse(lot, str(refusal))
        else:
            self._count(lot, intake)

    def _count(self, lot: Lot, intake: Intake | None) -> None:
        if intake is None:
            self.progress.known += 1
        elif intake.state == IntakeState.FAILED:
            self._refuse(lot, intake.message)
        else:
            self.progress.taken += 1

    def _refuse(self, lot: Lot, why: str) -> None:
        self.progress.refused += 1
        if len(self.progress.sentences) < TOLD:
            self.progress.sentences.append(f"{lot.origin}: {why}")


def _staged(lot: Lot, cleaning: ExitStack) -> Files | None:
    """The files of a lot safe on disk; None where something is wrong with one of them."""
    files: Files = []
    try:
        for path in lot.paths:
            with path.open("rb") as file:
                one = store.stage(file, LIMITS.size)
            cleaning.callback(one.discard)
            if not one.size:
                return None
            files.append((path.name, one))
    except (OSError, store.TooLarge):
        return None
    return files


def waiter(stop: threading.Event, workers: int) -> Callable[[], bool]:
    """A ``pause`` that keeps the queue short while workers read; True once ``stop`` is set."""
    countdown = 0

    def pause() -> bool:
        nonlocal countdown
        if stop.is_set():
            return True
        countdown -= 1
        if workers and countdown <= 0:
            while (waiting := unread()) >= WAITING_AT_MOST * workers and not stop.wait(PAUSE):
                pass
            countdown = WAITING_AT_MOST * workers - waiting
        return stop.is_set()

    return pause


def unread() -> int:
    """How many files wait to be read or are being read, in all agencies."""
    return Intake.objects.filter(state__in=queue.UNDER_WAY).count()
