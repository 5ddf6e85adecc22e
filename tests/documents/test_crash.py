"""Killed at any moment: nothing lost, nothing twice, nothing half."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from dondoc.audit.recording import action
from dondoc.documents import store
from dondoc.documents.models import Attachment, Document, DocumentText, Intake, IntakeState, StoredFile
from dondoc.documents.worker import sweep, work
from dondoc.tasks.models import Task
from tests.documents.papers import PaperReader, letter, read_all, send

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """What nothing catches, as a SIGKILL."""


@contextmanager
def killed_at(step: int) -> Iterator[list[bool]]:
    """Die before the given statement; the list says whether it came so far."""
    count, died = itertools.count(), []

    def die(execute, sql, params, many, context):
        if next(count) == step:
            died.append(True)
            raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(die):
        try:
            yield died
        except Killed:
            connection.close()


@action("test.expire")
def expire(by: None) -> None:
    Intake.objects.filter(state=IntakeState.READING).update(lease_until=timezone.now() - timedelta(seconds=1))


def assert_whole(intakes: int) -> None:
    """Each file once, and each with everything that belongs to it."""
    assert [row.state for row in Intake.objects.all()] == [IntakeState.DONE] * intakes
    assert Document.objects.count() == DocumentText.objects.count() == Attachment.objects.count() == intakes
    assert Task.objects.count() == 3 * intakes
    numbers = sorted(Document.objects.values_list("arrival_number", flat=True))
    assert numbers == list(range(1, intakes + 1))
    assert Intake.objects.values("document").distinct().count() == intakes


@pytest.mark.load
def test_a_worker_that_dies_before_any_statement_does_its_work_once(office):
    for step in itertools.count():
        send(office, letter(step), f"{step}.txt")
        with killed_at(step) as died:
            work(once=True, reader=PaperReader())
        assert Document.objects.count() in (step, step + 1)
        expire(None)
        read_all()
        assert_whole(step + 1)
        if not died:
            break
    assert step > 25, "a whole run has more statements than that"


def test_a_sender_that_dies_before_any_statement_leaves_all_or_nothing(office):
    for step in itertools.count():
        before = Intake.objects.count()
        with killed_at(step) as died:
            send(office, letter(step), f"{step}.txt")
        if not died:
            break
        assert Intake.objects.count() == before
        assert StoredFile.objects.count() == before
        assert send(office, letter(step), f"{step}.txt").state == IntakeState.WAITING
    read_all()
    assert_whole(step + 1)
    assert step > 5


def test_bytes_that_no_row_knows_are_swept_away_and_others_stay(office, files):
    kept = send(office, letter())
    staged = store.stage(b"left behind", 100)
    staged.keep()
    store.stage(b"half written", 100)
    assert store.sweep(set(), older_than=3600) == 0, "what may still be on its way is left alone"
    assert store.sweep(set(StoredFile.objects.values_list("sha256", flat=True)), older_than=-1) == 2
    assert store.load(kept.file.sha256) == letter()
    assert sweep() == 0
