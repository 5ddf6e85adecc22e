"""The background worker: takes waiting files one by one, reads them, registers them. Any number may run at once."""

from __future__ import annotations

import itertools
import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import timedelta
from functools import partial
from pathlib import PurePath

from django.db import DatabaseError, OperationalError, close_old_connections
from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.documents import facsimile, store
from dondoc.documents.actions import queue
from dondoc.documents.actions.enclosing import Enclosed
from dondoc.documents.actions.intake import LIMITS, clean_name
from dondoc.documents.actions.rereading import appendices
from dondoc.documents.gathering import FUNCTION, MESSAGE, TOGETHER, Gathered
from dondoc.documents.hooks import when_idle
from dondoc.documents.isolation import Failed, Outcome, ProcessReader, Read, Reader, Unreadable
from dondoc.documents.models import Arrival, Document, Intake, IntakeFile, IntakeState, Place, Same, StoredFile
from dondoc.documents.ways import watching
from dondoc.reading.errors import Reason

log = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds between two looks into an empty queue."""

GATHERING = timedelta(minutes=25)
"""How long a worker may hold what came together: many files, and scans among them. It goes at once when the worker
dies."""

ONLY_WORDS = "Thư không kèm văn bản nào nên không vào sổ; nếu cần, hãy tải thư này lên ở trang Văn bản."
LETTERS = (".eml", ".msg")

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
            if not once:
                _watch()
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


def _watch() -> None:
    """Look into the watched folders and mailboxes, where it is time."""
    if watching.watched():
        with suppress(OperationalError):
            watching.look(timezone.now())


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
    more = list(intake.more.select_related("file"))
    try:
        if intake.same == Same.REREAD and intake.document is not None:
            _read_anew(intake, intake.document, intake.file, reader)
            return
        if not more:
            outcome = reader.read(store.path_of(intake.file.sha256), intake.name)
            if not _is_parcel(outcome):
                _settling(intake, partial(_settle, intake, outcome))
                return
        _gather(intake, more, reader)
    except FileNotFoundError:
        queue.lose(None, intake.pk, intake.worker)


def _read_anew(intake: Intake, document: Document, file: StoredFile, reader: Reader) -> None:
    """Read one of a document's files as its main one, with its appendices. Raises FileNotFoundError where the file is
    gone; an appendix that is gone is left out."""
    path = store.path_of(file.sha256)
    enclosed = [(store.path_of(one.file.sha256), one.name) for one in appendices(document, file)]
    enclosed = [(place, name) for place, name in enclosed if place.exists()]
    path.stat()
    if not enclosed:
        outcome = reader.read(path, intake.name)
    elif queue.renew(None, intake.pk, intake.worker, GATHERING):
        outcome = reader.call(TOGETHER, (path, intake.name), enclosed)
    else:
        return
    _settling(intake, partial(_settle, intake, outcome))


def _is_parcel(outcome: Outcome) -> bool:
    return isinstance(outcome, Unreadable) and outcome.reason is Reason.PARCEL


def _gather(intake: Intake, more: list[IntakeFile], reader: Reader) -> None:
    """Open and read what came together, and settle it. Raises FileNotFoundError where an original is gone."""
    assert intake.file is not None
    given = [(store.path_of(row.file.sha256), row.name) for row in more]
    given.insert(0, (store.path_of(intake.file.sha256), intake.name))
    for path, _ in given:
        path.stat()
    if not queue.renew(None, intake.pk, intake.worker, GATHERING):
        return
    with store.scratch() as folder:
        together = bool(more) or PurePath(intake.name).suffix.lower() == MESSAGE
        outcome = reader.call(FUNCTION, given, folder, together)
        if isinstance(outcome, list):
            _settling(intake, partial(_settle_gathered, intake, outcome))
        else:
            _settling(intake, partial(_settle, intake, outcome))


def _settle_gathered(intake: Intake, found: list[Gathered]) -> None:
    """Register the one document that came, or let each of several wait by itself."""
    with ExitStack() as cleaning:
        documents = [_enclosed(one, cleaning) for one in found]
        if len(found) > 1 or found[0].read is None:
            queue.split(None, intake.pk, intake.worker, documents)
            return
        assert intake.file is not None
        if intake.arrival == Arrival.MAIL and found[0].main.body and found[0].read.directive.head.code is None:
            queue.refuse(None, intake.pk, intake.worker, Unreadable(Reason.NO_PARTS, ONLY_WORDS))
            return
        if PurePath(intake.name).suffix.lower() in LETTERS:
            documents[0].append(Enclosed(intake.name, Place.LETTER, sha256=intake.file.sha256))
        queue.finish(None, intake.pk, intake.worker, found[0].read, files=documents[0], told=found[0].told)


def _enclosed(document: Gathered, cleaning: ExitStack) -> list[Enclosed]:
    """The files of a document: those out of a parcel made safe on disk."""
    files = []
    for leaf, place in ((document.main, Place.MAIN), *document.others):
        staged = None if leaf.given else store.stage(leaf.path.read_bytes(), LIMITS.unpacked)
        if staged is not None:
            cleaning.callback(staged.discard)
        files.append(Enclosed(clean_name(leaf.name), Place(place), staged, leaf.path.name if leaf.given else ""))
    return files


def _settling(intake: Intake, settle: Callable[[], None]) -> None:
    """Settle a row; where that fails it waits once more, or fails with its sentence."""
    try:
        settle()
    except Refused as refusal:
        queue.refuse(None, intake.pk, intake.worker, Unreadable(Reason.UNSUPPORTED, str(refusal)))
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
            document = queue.finish(None, intake.pk, intake.worker, outcome)
            if document is not None and intake.file is not None and outcome.text.faces:
                facsimile.searchable(intake.file, str(document))
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
