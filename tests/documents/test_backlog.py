"""A backlog of files: stopped at any moment it goes on, and takes nothing twice."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from dondoc.documents.models import Arrival, Document, Intake, IntakeState, Place
from dondoc.documents.ways import backlog
from dondoc.documents.ways.arriving import the_agency
from tests.documents.papers import letter, read_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five letters in three folders, the fifth also as another copy; and what nobody means to take in."""
    root = tmp_path / "den"
    for number in range(1, 6):
        place = root / f"thang {number % 3}" / f"{number}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(letter(number))
    (root / "5 ban khac.txt").write_bytes(letter(5) + b"\n")
    (root / "Thumbs.db").write_bytes(b"x")
    (root / ".hidden").write_bytes(b"x")
    (root / "rong.pdf").write_bytes(b"")
    return root


def feed(office, folder: Path, stop_after: int = 100, **how) -> backlog.Progress:
    steps = iter(range(stop_after))
    stops = {"pause": lambda: next(steps, None) is None}
    return backlog.Feeder(office.agency, **(stops | how)).feed(backlog.lots(folder))


@pytest.mark.parametrize("stop_after", [0, 1, 4, 7])
def test_what_was_stopped_goes_on_where_it_stood(office, folder, stop_after):
    first = feed(office, folder, stop_after)
    assert first.seen == stop_after
    second = feed(office, folder)
    assert (second.seen, second.known) == (7, stop_after)
    assert feed(office, folder).known == 7
    read_all()
    assert Document.objects.count() == 5
    assert Intake.objects.count() == 7
    copied = Document.objects.get(number="5").attachments.order_by("order").values_list("place", flat=True)
    assert list(copied) == [Place.MAIN, Place.COPY]
    refused = Intake.objects.get(state=IntakeState.FAILED)
    assert (refused.name, refused.arrival) == ("rong.pdf", Arrival.IMPORT)
    assert refused.origin.endswith("/den/rong.pdf")


def test_a_file_that_was_changed_is_another_file(office, folder):
    feed(office, folder)
    (folder / "rong.pdf").write_bytes(b"%PDF-1.4")
    assert feed(office, folder).taken == 1


def test_the_files_of_a_folder_can_be_one_document(office, folder):
    backlog.Feeder(office.agency).feed(backlog.lots(folder / "thang 1", by_folder=True))
    read_all()
    assert Document.objects.get().attachments.count() == 2


def test_taking_in_waits_while_much_is_unread(office, folder, monkeypatch):
    monkeypatch.setattr(backlog, "WAITING_AT_MOST", 2)
    monkeypatch.setattr(backlog, "AT_ONCE", 1)
    stop = threading.Event()
    asked = []

    def wait(_: float) -> bool:
        asked.append(backlog.unread())
        read_all()
        return False

    monkeypatch.setattr(stop, "wait", wait)
    feed(office, folder, pause=backlog.waiter(stop, 1))
    assert asked and max(asked) == 2


def test_the_agency_is_found_by_its_name_or_is_the_only_one(office):
    assert the_agency() == the_agency("skhcn") == the_agency(office.agency.unit.name) == office.agency
