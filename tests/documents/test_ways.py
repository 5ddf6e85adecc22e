"""What comes in by itself: a watched folder and a mailbox."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from dondoc.documents.models import Arrival, Document, Inlet, Intake, IntakeState
from dondoc.documents.ways import folder, watching
from dondoc.documents.ways.sources import sources
from dondoc.notices.models import Notice, NoticeKind
from tests.documents.imap_server import Mailbox, serving
from tests.documents.papers import letter
from tests.documents.test_together import settled
from tests.reading.parcel_files import letter as mail

LATER = timedelta(minutes=5)


class Clock:
    """Looks that come one after the other, each five minutes later."""

    def __init__(self) -> None:
        self.now = timezone.now() + LATER

    def look(self, words: str) -> int:
        self.now += LATER
        return watching.look(self.now, sources(words))


@pytest.fixture
def clock(office) -> Clock:
    return Clock()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "den").mkdir()
    return tmp_path / "den"


def below(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def read_last() -> Intake:
    return settled(Intake.objects.order_by("-pk")[0])


def test_what_is_put_into_the_folder_is_taken_in_once_and_moved_aside(clock, place):
    (place / "101.txt").write_bytes(letter())
    words = f"folder://{place}"
    assert [clock.look(words), clock.look(words)] == [1, 0]
    assert below(place) == ["101.txt"], "it stays until it is read"
    intake = read_last()
    assert (intake.arrival, intake.origin, intake.sent_by) == (Arrival.FOLDER, "101.txt", None)
    assert intake.document.code == "101/UBND-KGVX"
    assert clock.look(words) == 0
    assert below(place) == [f"da-nhan/{timezone.localtime(clock.now):%Y-%m}/101.txt"]
    (place / "101.txt").write_bytes(letter())
    assert clock.look(words) == 1, "handed in anew, to be told that it is there"
    assert read_last().state == IntakeState.DUPLICATE


def test_a_file_that_cannot_be_read_is_moved_aside_with_the_reason(clock, place):
    (place / "hong.pdf").write_bytes(b"%PDF-1.4")
    words = f"folder://{place}"
    clock.look(words)
    read_last()
    clock.look(words)
    names = below(place)
    assert [name.split("/")[-1] for name in names] == ["hong.pdf", "hong.pdf.ly-do.txt"]
    assert "bị hỏng" in (place / names[1]).read_text("utf-8")


def test_a_folder_inside_is_one_document(clock, place):
    (place / "cv 101").mkdir()
    (place / "cv 101" / "101.txt").write_bytes(letter())
    (place / "cv 101" / "phu luc.txt").write_bytes("PHỤ LỤC\nMáy chủ 12".encode())
    clock.look(f"folder://{place}")
    assert read_last().document.attachments.count() == 2
    clock.look(f"folder://{place}")
    assert not (place / "cv 101").exists()


def test_a_file_that_is_still_being_written_is_left_alone(office, place):
    (place / "101.txt").write_bytes(letter())
    (place / "102.txt.part").write_bytes(letter(102))
    source = sources(f"folder://{place}")[0]
    assert folder.look(source, office.agency, timezone.now()) == 0
    assert folder.look(source, office.agency, timezone.now() + LATER) == 1
    assert Intake.objects.get().name == "101.txt"


def test_a_folder_that_is_not_there_is_said_and_the_next_source_is_looked_into(clock, place, tmp_path):
    (place / "101.txt").write_bytes(letter())
    assert clock.look(f"folder://{tmp_path}/khong-co folder://{place}") == 1
    assert "Không có thư mục" in Inlet.objects.get(key__endswith="khong-co").error


@pytest.fixture
def box() -> Mailbox:
    letters = {
        number: mail((f"{number}.txt", letter(number)), subject=f"Gửi công văn {number}") for number in (3, 5, 9)
    }
    return Mailbox(letters)


def words_of(port: int, password: str = "mat-khau") -> str:
    return f"imap://vanthu%40anphuoc.example:{password}@127.0.0.1:{port}/INBOX?tls=0"


@pytest.mark.load
def test_letters_are_taken_in_once_and_stay_marked_as_seen(clock, box):
    with serving(box) as port:
        assert [clock.look(words_of(port)), clock.look(words_of(port))] == [3, 0]
        box.letters[12] = mail(("12.txt", letter(12)))
        assert clock.look(words_of(port)) == 1
    read_last()
    assert sorted(Document.objects.values_list("number", flat=True)) == ["12", "3", "5", "9"]
    assert box.seen == {3, 5, 9, 12}
    assert not any("DELETE" in asked.upper() for asked in box.asked)
    first = Intake.objects.order_by("pk")[0]
    assert (first.arrival, first.name) == (Arrival.MAIL, "Gửi công văn 3.eml")
    assert first.origin == "Văn thư <vanthu@anphuoc.example>: Gửi công văn 3"


@pytest.mark.load
def test_a_line_that_breaks_loses_nothing_and_takes_nothing_twice(clock, box):
    box.breaks_after = 2
    with serving(box) as port:
        clock.look(words_of(port))
        assert Intake.objects.count() == 2
        assert "máy chủ thư" in Inlet.objects.get().error.lower()
        box.breaks_after = -1
        assert clock.look(words_of(port)) == 1
        assert Inlet.objects.get().error == ""
        box.validity = 8
        clock.look(words_of(port))
    read_last()
    assert Document.objects.count() == 3, "numbered anew by the server, the same letters are the same"


def test_a_letter_without_a_document_is_not_registered(clock, box):
    box.letters = {1: mail(subject="Chào anh chị", plain="Mời họp lúc 14 giờ.")}
    with serving(box) as port:
        clock.look(words_of(port))
    intake = read_last()
    assert (intake.state, Document.objects.count()) == (IntakeState.FAILED, 0)
    assert "không kèm văn bản" in intake.message


def test_a_wrong_password_is_said_and_shown_nowhere(clock, box):
    with serving(box) as port:
        clock.look(words_of(port, "bi-lo"))
    row = Inlet.objects.get()
    assert "mật khẩu" in row.error
    assert "bi-lo" not in row.error + row.key


@pytest.mark.parametrize("words", ["ftp://a/b", "folder:tuong-doi", "imaps://may-chu/INBOX", "folder:///a?so=khac"])
def test_addresses_that_are_not_understood_are_said_without_their_password(words):
    with pytest.raises(ValueError, match="DONDOC_INLETS"):
        sources(words)
    with pytest.raises(ValueError) as caught:
        sources("smtp://ai:bi-mat@may-chu/x")
    assert "bi-mat" not in str(caught.value)


def test_the_clerk_is_told_once_an_hour_of_what_came_and_of_what_did_not_go_in(clock, office, place):
    for number in (1, 2):
        (place / f"{number}.txt").write_bytes(letter(number))
    (place / "hong.pdf").write_bytes(b"%PDF-1.4")
    clock.look(f"folder://{place}")
    read_last()
    told = Notice.objects.order_by("kind").values_list("kind", "person", "note")
    clerk = office.people["clerk"].pk
    assert list(told) == [
        (NoticeKind.ARRIVED, clerk, "Qua thư mục: 1.txt"),
        (NoticeKind.NOT_TAKEN, clerk, "Qua thư mục: hong.pdf"),
    ]
