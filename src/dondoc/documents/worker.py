"""The background worker: takes waiting files one by one, reads them, registers them. Any number may run at once."""

from __future__ import annotations

import itertools
import logging
import os
import secrets
import socket
import threading
from contextlib import suppress

from django.db import DatabaseError, OperationalError, close_old_connections
from django.utils import timezone

from dondoc.documents import store
from dondoc.documents.actions import queue
from dondoc.documents.hooks import when_idle
from dondoc.documents.isolation import Failed, Outcome, ProcessReader, Read, Reader, Unreadable
from dondoc.documents.models import Intake, IntakeState, StoredFile

log = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds between two looks into an empty queue."""

_takes = itertools.count(1)


def worker_name() -> str:
    """Host, process and a random part: tells whose lease it is, and on this host whether its holder still lives."""
    return f"{socket.gethostname()[:24]}:{os.getpid()}:{secrets.token_hex(4)}"


def work(
    stop: threading.Event | None = None,
    once: bool = False,
    name: str = "",
    reader: Reader | None = None,
    pause: float = PAUSE,
) -> int:
    """Process what waits until ``stop`` is set, or with ``once`` until nothing waits; returns how many files.

    A broken database connection is waited out; an error in one file never ends the loop.
    """
    stop = stop or threading.Event()
    name = name or worker_name()
    reader = reader or ProcessReader()
    done = 0
    try:
        release_dead()
        while not stop.is_set():
            intake = _next(name)
            if intake is not None:
                process(intake, reader)
                done += 1
            elif _something_else(reader):
                continue
            elif once:
                break
            else:
                release_dead()
                stop.wait(pause)
                close_old_connections()
    finally:
        reader.close()
    return done


def _next(name: str) -> Intake | None:
    try:
        # Looking first costs no write lock, which an idle worker on SQLite would otherwise take twice a second.
        if not queue.waiting(timezone.now()).exists():
            return None
        return queue.take(None, f"{name}/{next(_takes)}")
    except OperationalError as error:
        log.warning("the database is not to be reached: %s", error)
        return None


def _something_else(reader: Reader) -> bool:
    """What rooms above have for a worker without files: one piece of it. An error there never ends the loop."""
    try:
        return any(hook(reader) for hook in when_idle)
    except OperationalError as error:
        log.warning("the database is not to be reached: %s", error)
    except Exception:
        log.exception("work beside the files failed")
    return False


def process(intake: Intake, reader: Reader) -> None:
    """Read a taken file and settle its row: registered, duplicate, failed with a sentence, or back in the queue."""
    assert intake.file is not None
    try:
        outcome = reader.read(store.path_of(intake.file.sha256), intake.name)
    except FileNotFoundError:
        queue.lose(None, intake.pk, intake.worker)
        return
    try:
        _settle(intake, outcome)
    except DatabaseError:
        log.exception("could not settle intake %s", intake.pk)
        with suppress(DatabaseError):
            queue.set_back(None, intake.pk, intake.worker, again=True)
    except Exception:
        log.exception("could not register intake %s", intake.pk)
        queue.set_back(None, intake.pk, intake.worker, again=False)


def _settle(intake: Intake, outcome: Outcome) -> None:
    match outcome:
        case Read():
            queue.finish(None, intake.pk, intake.worker, outcome)
        case Unreadable():
            queue.refuse(None, intake.pk, intake.worker, outcome)
        case Failed(because=because, again=again):
            log.warning("intake %s: %s", intake.pk, because)
            queue.set_back(None, intake.pk, intake.worker, again=again)


def release_dead() -> int:
    """Let go of what workers held that no longer live on this host, rather than wait until their lease runs out."""
    prefix = socket.gethostname()[:24] + ":"
    held = Intake.objects.filter(state=IntakeState.READING, worker__startswith=prefix)
    released = 0
    for worker in set(held.values_list("worker", flat=True)):
        pid = worker.removeprefix(prefix).split(":")[0]
        if pid.isdigit() and not _alive(int(pid)):
            released += queue.release(None, worker)
    return released


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sweep() -> int:
    """Remove from the disk what crashes left behind; returns how many files."""
    return store.sweep(set(StoredFile.objects.values_list("sha256", flat=True)))
