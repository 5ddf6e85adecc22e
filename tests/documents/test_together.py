"""Files that come together: letters, archives, several at once; what becomes a document and what belongs to it."""

from __future__ import annotations

import pytest

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents import store
from dondoc.documents.actions import choose_main, place_file, receive_together
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Attachment, Document, Intake, IntakeState, Place, StoredFile
from dondoc.documents.worker import work
from dondoc.tasks.actions import confirm
from dondoc.tasks.models import Task, TaskState
from tests.documents.papers import letter, send
from tests.documents.test_intake import SECRET
from tests.reading.parcel_files import archive
from tests.reading.parcel_files import letter as mail

APPENDIX = "PHỤ LỤC\n(Kèm theo Công văn số 101/UBND-KGVX)\nMáy chủ 12".encode()


def settled(intake: Intake) -> Intake:
    """Let a worker read all that waits, as it really does."""
    work(once=True, reader=HereReader())
    intake.refresh_from_db()
    return intake


def files_of(document: Document) -> list[tuple[str, str]]:
    return list(document.attachments.order_by("order").values_list("name", "place"))


def nothing_is_left() -> bool:
    left = [path for path in store.root().rglob("*") if path.is_file()]
    return not (left or StoredFile.objects.exists() or Document.objects.exists())


def test_a_letter_becomes_one_document_with_what_was_attached(office):
    data = mail(("Phu luc.txt", APPENDIX), ("101-UBND.txt", letter()), ("may tinh.exe", b"MZ"))
    intake = settled(send(office, data, "thu.eml"))
    assert (intake.state, intake.document.code) == (IntakeState.DONE, "101/UBND-KGVX")
    assert files_of(intake.document) == [
        ("101-UBND.txt", Place.MAIN),
        ("Phu luc.txt", Place.APPENDIX),
        ("thu.eml", Place.LETTER),
    ]
    assert "là chương trình" in intake.document.text.warnings[-1]
    assert send(office, data, "thu lan hai.eml").state == IntakeState.DUPLICATE
    assert send(office, letter(), "tep roi.txt").state == IntakeState.DUPLICATE, "it came with the letter already"
    assert not list((store.root() / "incoming").iterdir())


def test_an_archive_of_many_becomes_as_many_documents_each_with_its_own(office):
    members = [(f"goi/{number}.txt", letter(number)) for number in (101, 102, 103)]
    intake = settled(send(office, archive(*members, ("goi/PL kem 101.txt", APPENDIX)), "goi.zip"))
    assert intake.state == IntakeState.SPLIT
    assert "3 văn bản" in intake.message
    assert sorted(Document.objects.values_list("number", flat=True)) == ["101", "102", "103"]
    assert [child.origin for child in intake.parts.all()] == ["goi.zip"] * 3
    assert files_of(Document.objects.get(number="101"))[1] == ("PL kem 101.txt", Place.APPENDIX)
    again = send(office, store.load(intake.file.sha256), "goi (1).zip")
    assert (again.state, again.parent) == (IntakeState.DUPLICATE, intake)


@pytest.mark.parametrize("secret", ["bi mat.txt", "phu luc.txt"])
def test_a_secret_in_any_part_refuses_all_of_it_and_nothing_stays(office, secret):
    data = mail(("101.txt", letter()), ("goi.zip", archive((secret, SECRET.encode()))))
    intake = settled(send(office, data, "thu.eml"))
    assert (intake.state, intake.file, intake.document) == (IntakeState.FAILED, None, None)
    assert "mật" in intake.message
    assert nothing_is_left()


def test_a_secret_among_files_that_were_sent_together_takes_all_of_them_along(office):
    files = [("101.txt", letter()), ("b.txt", SECRET.encode())]
    intake = settled(receive_together(office.people["clerk"], office.as_("clerk"), files))
    assert intake.state == IntakeState.FAILED
    assert nothing_is_left()


def test_files_that_were_sent_together_are_one_document_whatever_they_say(office):
    files = [("a.txt", APPENDIX), ("b.txt", letter(101)), ("c.txt", letter(102))]
    intake = settled(receive_together(office.people["clerk"], office.as_("clerk"), files))
    assert intake.document.code == "101/UBND-KGVX"
    assert [place for _, place in files_of(intake.document)] == [Place.MAIN, Place.APPENDIX, Place.ENCLOSED]


def test_of_files_sent_together_none_is_taken_where_one_cannot_be(office):
    with pytest.raises(Refused, match=r"b\.txt: Tệp không có nội dung"):
        receive_together(office.people["clerk"], office.as_("clerk"), [("a.txt", letter()), ("b.txt", b"")])
    with pytest.raises(NotAllowed):
        receive_together(office.people["officer"], office.as_("officer"), [("a.txt", letter())])
    assert nothing_is_left() and not Intake.objects.exists()


def test_a_parcel_in_which_nothing_can_be_read_says_of_each_file_why(office):
    intake = settled(send(office, archive(("a.pdf", b"%PDF-1.4"), ("b.docx", b"PK\x03\x04")), "hong.zip"))
    assert intake.state == IntakeState.FAILED
    assert "a.pdf: Tệp bị hỏng" in intake.message and "b.docx" in intake.message


@pytest.fixture
def pair(office) -> Document:
    files = [("a.txt", letter(101)), ("b.txt", letter(102))]
    return settled(receive_together(office.people["clerk"], office.as_("clerk"), files)).document


def test_a_person_makes_another_file_the_main_one(office, pair):
    number, before = pair.arrival_number, set(pair.tasks.values_list("pk", flat=True))
    other = pair.attachments.get(name="b.txt")
    settled(choose_main(office.people["clerk"], office.as_("clerk"), pair.pk, other.pk))
    pair = Document.objects.get()
    assert (pair.code, pair.arrival_number) == ("102/UBND-KGVX", number)
    assert files_of(pair) == [("b.txt", Place.MAIN), ("a.txt", Place.ENCLOSED)]
    assert pair.text.content.count("102/UBND-KGVX") and pair.tasks.exists()
    assert not before & set(pair.tasks.values_list("pk", flat=True)), "what was proposed before is gone"
    first = pair.attachments.get(name="a.txt")
    place_file(office.people["clerk"], office.as_("clerk"), pair.pk, first.pk, Place.DRAFT)
    assert Attachment.objects.get(pk=first.pk).place == Place.DRAFT


def test_what_was_confirmed_is_not_read_anew(office, pair):
    other = pair.attachments.get(name="b.txt")
    task = pair.tasks.filter(state=TaskState.PROPOSED, collective=False).first()
    clerk = office.people["clerk"], office.as_("clerk")
    waiting = choose_main(*clerk, pair.pk, other.pk)
    confirm(*clerk, [task.pk])
    assert "đã có nhiệm vụ" in settled(waiting).message.lower()
    assert Document.objects.get().code == "101/UBND-KGVX" and Task.objects.filter(pk=task.pk).exists()
    with pytest.raises(Refused, match="được xác nhận"):
        choose_main(*clerk, pair.pk, other.pk)
