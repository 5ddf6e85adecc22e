"""A backlog of files, taken in from a folder in an order that never changes: stopped at any moment, it goes on where it
stood, loses nothing and takes nothing twice."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from dondoc.audit.errors import Refused
from dondoc.documents.actions import queue
from dondoc.documents.models import Arrival, Direction, Intake, IntakeState, Same
from dondoc.documents.ways.arriving import KEYS_AT_ONCE, arrive, known_keys, origin_key
from dondoc.organisations.models import Agency, Person
from dondoc.reading.parcels.part import is_junk

WAITING_AT_MOST = 300
"""Files for each worker that may wait to be read before taking in pauses: so nothing piles up."""
PAUSE = 0.2


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


def feed(
    agency: Agency,
    by: Person | None,
    found: Iterator[Lot],
    *,
    direction: Direction | str = Direction.INCOMING,
    same: Same = Same.COPY,
    arrival: Arrival = Arrival.IMPORT,
    pause: Callable[[], bool] = lambda: False,
    told: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Take in what was not taken in before. ``pause`` is called before each file, waits as long as it likes and answers
    True where it is to stop; ``told`` hears of each step."""
    progress = Progress()
    while batch := list(islice(found, KEYS_AT_ONCE)):
        ready = list(_readable(batch, progress))
        known = known_keys(agency, [lot.key for lot in ready])
        for lot in ready:
            if pause():
                return progress
            progress.seen += 1
            if lot.key in known:
                progress.known += 1
            else:
                _take(agency, by, lot, progress, direction=direction, same=same, arrival=arrival)
            told(progress)
    return progress


def _readable(batch: list[Lot], progress: Progress) -> Iterator[Lot]:
    for lot in batch:
        try:
            yield keyed(lot)
        except OSError as error:
            _refuse(lot, f"không mở được tệp ({error.strerror})", progress)


def _take(agency: Agency, by: Person | None, lot: Lot, progress: Progress, **how: object) -> None:
    files = []
    try:
        try:
            files = [(path.name, path.open("rb")) for path in lot.paths]
            intake = arrive(by, agency, files, origin=lot.origin, key=lot.key, **how)  # type: ignore[arg-type]
        finally:
            for _, file in files:
                file.close()
    except OSError as error:
        _refuse(lot, f"không mở được tệp ({error.strerror})", progress)
    except Refused as refusal:
        _refuse(lot, str(refusal), progress)
    else:
        if intake is None:
            progress.known += 1
        elif intake.state == IntakeState.FAILED:
            _refuse(lot, intake.message, progress)
        else:
            progress.taken += 1


def _refuse(lot: Lot, why: str, progress: Progress) -> None:
    progress.refused += 1
    if len(progress.sentences) < 20:
        progress.sentences.append(f"{lot.origin}: {why}")


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
