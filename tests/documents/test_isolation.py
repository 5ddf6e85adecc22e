"""No file takes a worker down: the child that reads may hang, die or eat memory."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from dondoc.documents.isolation import Failed, ProcessReader, Read, Unreadable
from dondoc.reading import Reason
from tests.documents.papers import letter

LIMIT = 512 * 1024 * 1024


@pytest.fixture(scope="module")
def reader():
    made = ProcessReader()
    yield made
    made.close()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "cong-van.txt"
    path.write_bytes(letter())
    return path


def test_a_file_is_read_in_a_child_that_stays_for_the_next(reader, paper):
    first = reader.read(paper, paper.name)
    child = reader._child.pid
    assert isinstance(first, Read)
    assert first.directive.head.code.value == "101/UBND-KGVX"
    assert child != os.getpid()
    reader.read(paper, paper.name)
    assert reader._child.pid == child


def test_what_cannot_be_read_comes_back_with_its_sentence(reader, tmp_path):
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    outcome = reader.read(broken, broken.name)
    assert isinstance(outcome, Unreadable)
    assert (outcome.reason, outcome.sentence[-1]) == (Reason.BROKEN, ".")


def test_a_child_that_is_killed_is_replaced(reader, paper):
    reader.read(paper, paper.name)
    os.kill(reader._child.pid, signal.SIGKILL)
    reader._child.join()
    assert isinstance(reader.read(paper, paper.name), Read)


def kill_while_reading(fifo: Path, child) -> None:
    with fifo.open("wb"):  # waits until somebody reads
        child.kill()


def test_a_child_that_dies_while_it_reads_is_another_attempt(tmp_path):
    fifo = tmp_path / "never-ends.txt"
    os.mkfifo(fifo)
    reader = ProcessReader()
    reader._ensure()
    threading.Thread(target=kill_while_reading, args=(fifo, reader._child)).start()
    outcome = reader.read(fifo, fifo.name)
    assert isinstance(outcome, Failed) and outcome.again
    reader.close()


def test_a_file_that_hangs_is_given_up(tmp_path):
    fifo = tmp_path / "never-ends.txt"
    os.mkfifo(fifo)
    reader = ProcessReader(seconds=0.1)
    outcome = reader.read(fifo, fifo.name)
    assert isinstance(outcome, Failed) and outcome.again
    assert reader._child is None
    reader.close()


def test_a_file_that_eats_memory_hurts_only_the_child(tmp_path):
    endless = tmp_path / "endless.txt"
    with endless.open("wb") as file:
        file.truncate(4 * LIMIT)
    reader = ProcessReader(memory=2 * LIMIT)
    assert isinstance(reader.read(endless, endless.name), Failed)
    reader.close()


def test_a_lost_file_is_said_to_be_lost(reader, tmp_path):
    with pytest.raises(FileNotFoundError):
        reader.read(tmp_path / "not-there", "x.txt")
