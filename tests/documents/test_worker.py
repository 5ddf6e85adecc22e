"""The loop around the reader: attempts, leases, and what is left by workers that died."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from dondoc.audit.recording import action
from dondoc.documents import hooks, worker
from dondoc.documents.actions import queue
from dondoc.documents.isolation import Failed
from dondoc.documents.models import Document, Intake, IntakeState
from dondoc.reading import Text
from tests.documents.papers import PaperReader, letter, read_all, send


class BrokenReader(PaperReader):
    """A reader that dies, or hangs, on every file."""

    def __init__(self, again: bool) -> None:
        self.again = again

    def read(self, path, name):
        return Failed("it died", again=self.again)


@action("test.hurry")
def hurry(by: None) -> None:
    """Let what waits for another attempt, or is leased, be taken at once."""
    Intake.objects.exclude(lease_until=None).update(lease_until=timezone.now() - timedelta(seconds=1))


def broke_down(document: Document, text: Text, directive: object) -> None:
    raise ZeroDivisionError


def lost_connection(document: Document, text: Text, directive: object) -> None:
    raise OperationalError("server closed the connection")


@pytest.fixture
def intake(office):
    return send(office, letter())


def attempt(intake, reader) -> Intake:
    hurry(None)
    worker.work(once=True, reader=reader)
    intake.refresh_from_db()
    return intake


def test_a_reader_that_dies_gets_three_attempts(intake):
    for number in (1, 2):
        assert (attempt(intake, BrokenReader(True)).state, intake.attempts) == (IntakeState.WAITING, number)
        assert intake.lease_until > timezone.now(), "not at once"
    assert attempt(intake, BrokenReader(True)).state == IntakeState.FAILED
    assert "đã thử 3 lần" in intake.message
    assert intake.file is not None, "kept, to be tried again"


def test_a_reader_that_breaks_for_good_gets_one(intake):
    assert attempt(intake, BrokenReader(False)).state == IntakeState.FAILED


@pytest.mark.parametrize(("hook", "state"), [("broke_down", "failed"), ("lost_connection", "waiting")])
def test_an_error_while_registering_registers_nothing(intake, monkeypatch, hook, state):
    monkeypatch.setattr(hooks.on_read, "_names", {f"tests.documents.test_worker.{hook}": None})
    assert attempt(intake, PaperReader()).state == state
    assert not Document.objects.exists()


def test_who_lost_the_lease_does_nothing(intake):
    taken = queue.take(None, "a:1:x/1")
    hurry(None)
    again = queue.take(None, "b:1:y/1")
    assert again == taken
    outcome = PaperReader().read(_path(intake), "x.txt")
    assert queue.finish(None, intake.pk, "a:1:x/1", outcome) is None
    queue.set_back(None, intake.pk, "a:1:x/1", again=True)
    queue.refuse(None, intake.pk, "a:1:x/1", None)
    queue.lose(None, intake.pk, "a:1:x/1")
    intake.refresh_from_db()
    assert (intake.state, intake.worker) == (IntakeState.READING, "b:1:y/1")
    assert queue.finish(None, intake.pk, "b:1:y/1", outcome).code == "101/UBND-KGVX"


def _path(intake):
    return worker.store.path_of(intake.file.sha256)


def test_what_a_dead_worker_held_is_let_go_at_once(intake, monkeypatch):
    name = worker.worker_name()
    queue.take(None, f"{name}/1")
    assert worker.release_dead() == 0, "it lives"
    monkeypatch.setattr(worker, "_alive", lambda pid: False)
    assert worker.release_dead() == 1
    monkeypatch.undo()
    assert read_all() == 1


def test_processes_that_are_there_and_not_there():
    assert worker._alive(1)
    assert not worker._alive(2**22 + 1)


def test_an_idle_worker_stops_when_it_is_told(db, monkeypatch):
    # The test's own connection, with its open transaction, must not be given up between two looks.
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    stop = threading.Event()
    threading.Timer(0.05, stop.set).start()
    assert worker.work(stop, reader=PaperReader(), pause=0.01) == 0


def test_a_database_that_is_away_is_waited_for(intake, monkeypatch):
    def away(*_):
        raise OperationalError("could not connect")

    monkeypatch.setattr(worker.queue, "waiting", away)
    assert worker.work(once=True, reader=PaperReader()) == 0
