from __future__ import annotations

import io

import pytest

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents import store
from dondoc.documents.actions import answer_intake, discard_intake, receive, retry_intake
from dondoc.documents.actions.intake import clean_name
from dondoc.documents.models import Attachment, Document, DocumentState, IntakeState, Place, Same, StoredFile
from dondoc.documents.queries import same_file
from dondoc.tasks.models import Task, TaskState
from tests.documents.papers import letter, read_all, registered, send

SECRET = "MẬT\nUBND TỈNH AN PHƯỚC\nSố: 7/KH-UBND\nKẾ HOẠCH\nVề việc bảo đảm an toàn cơ sở\n\n1. Nội dung."


def test_a_file_is_safe_before_it_is_read(office):
    intake = send(office, letter())
    assert intake.state == IntakeState.WAITING
    assert store.load(intake.file.sha256) == letter()
    assert not list((store.root() / "incoming").iterdir())


def test_a_directive_comes_in(office):
    document = registered(office)
    assert (document.code, document.number, document.symbol) == ("101/UBND-KGVX", "101", "UBND-KGVX")
    assert document.issued_on.isoformat() == "2026-10-05"
    assert document.state == DocumentState.REVIEW
    assert document.issuer == office.province
    assert (document.arrival_number, document.registered_by) == (1, office.people["clerk"])
    assert document.text.content.startswith("ỦY BAN NHÂN DÂN")
    assert [citation.code for citation in document.citations.all()] == ["12/KH-UBND"]
    assert [party.unit for party in document.parties.filter(role="to")] == [office.units["department"]]
    assert Task.objects.filter(document=document, state=TaskState.PROPOSED).count() >= 3


def test_every_field_that_was_read_points_at_its_words(office):
    document = registered(office)
    for name, place in document.provenance.items():
        assert place["rule"], name
        if place["start"] is not None:
            assert document.text.content[place["start"] : place["end"]].strip(), name


def test_the_same_file_again_is_shown_as_a_duplicate(office):
    document = registered(office)
    again = send(office, letter(), "ban-sao.txt")
    assert (again.state, again.document) == (IntakeState.DUPLICATE, document)
    assert list(same_file(again.file.sha256)) == [document]
    assert Document.objects.count() == 1


def test_the_same_file_twice_while_it_waits_is_registered_once(office):
    first, second = send(office, letter()), send(office, letter())
    read_all()
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, second.state) == (IntakeState.DONE, IntakeState.DUPLICATE)
    assert first.document == second.document == Document.objects.get()


def asked(office):
    """A document in the register, and a file with its number that is asked about."""
    first = registered(office)
    intake = send(office, letter() + b"\n", "ban-khac.txt")
    read_all()
    intake.refresh_from_db()
    assert (intake.state, intake.document, Document.objects.count()) == (IntakeState.ASKING, first, 1)
    return first, intake


def test_the_same_number_in_another_file_is_asked_about_and_may_be_a_document_of_its_own(office):
    first, intake = asked(office)
    answer_intake(office.people["clerk"], office.as_("clerk"), intake.pk, Same.SEPARATE)
    read_all()
    second = Document.objects.exclude(pk=first.pk).get()
    assert second.duplicate_of == first
    assert first.key == second.key != ""


def test_the_same_number_in_another_file_may_be_another_copy(office):
    first, intake = asked(office)
    answer_intake(office.people["clerk"], office.as_("clerk"), intake.pk, Same.COPY)
    read_all()
    intake.refresh_from_db()
    assert (intake.state, intake.document, Document.objects.count()) == (IntakeState.DUPLICATE, first, 1)
    assert [(one.name, one.place) for one in first.attachments.order_by("order")] == [
        ("cong-van.txt", Place.MAIN),
        ("ban-khac.txt", Place.COPY),
    ]
    with pytest.raises(Refused, match="không chờ trả lời"):
        answer_intake(office.people["clerk"], office.as_("clerk"), intake.pk, Same.COPY)


def test_another_agency_has_registers_of_its_own(office):
    registered(office)
    other = registered(office, letter(102))
    assert other.duplicate_of is None
    assert other.arrival_number == 2


@pytest.mark.parametrize("data", [b"", io.BytesIO()])
def test_an_empty_file_is_refused_at_once(office, data):
    intake = send(office, data, "rong.txt")
    assert intake.state == IntakeState.FAILED
    assert "không có nội dung" in intake.message
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_refused_while_it_streams(office):
    endless = iter([b"x" * 1024 * 1024] * 300)
    intake = send(office, endless, "lon.pdf")
    assert intake.state == IntakeState.FAILED
    assert "50 MB" in intake.message
    assert next(endless, None) is not None, "the rest was not even asked for"
    assert not [path for path in store.root().rglob("*") if path.is_file()]


def test_a_broken_file_is_kept_and_can_be_tried_again(office):
    intake = send(office, b"%PDF-1.4 broken", "hong.pdf")
    read_all()
    intake.refresh_from_db()
    assert (intake.state, intake.document) == (IntakeState.FAILED, None)
    assert intake.message.endswith(".")
    retry_intake(office.people["clerk"], office.as_("clerk"), intake.pk)
    read_all()
    intake.refresh_from_db()
    assert intake.state == IntakeState.FAILED
    discard_intake(office.people["clerk"], office.as_("clerk"), intake.pk)
    assert not Document.objects.exists()


def test_of_a_secret_nothing_stays(office):
    intake = send(office, SECRET.encode(), "ke-hoach.txt")
    digest = intake.file.sha256
    read_all()
    intake.refresh_from_db()
    assert (intake.state, intake.file, intake.document) == (IntakeState.FAILED, None, None)
    assert "mật" in intake.message
    assert not store.path_of(digest).exists()
    assert not StoredFile.objects.exists()
    with pytest.raises(Refused, match="tải tệp lên lại"):
        retry_intake(office.people["clerk"], office.as_("clerk"), intake.pk)


def test_a_secret_that_was_sent_twice_goes_with_the_last(office):
    first, second = send(office, SECRET.encode()), send(office, SECRET.encode())
    digest = first.file.sha256
    read_all()
    second.refresh_from_db()
    assert second.state == IntakeState.FAILED
    assert not store.path_of(digest).exists()


def test_a_lost_original_is_said_to_be_lost(office):
    intake = send(office, letter())
    store.remove(intake.file.sha256)
    read_all()
    intake.refresh_from_db()
    assert intake.state == IntakeState.FAILED
    assert "tải tệp lên lại" in intake.message


@pytest.mark.parametrize("who", ["officer", "administrator", "outsider"])
def test_who_takes_no_documents_in_cannot(office, who):
    with pytest.raises(NotAllowed):
        receive(office.people[who], office.as_(who), "a.txt", letter())
    assert not StoredFile.objects.exists()
    assert not store.root().exists()


def test_only_what_failed_is_tried_again(office):
    document = registered(office)
    with pytest.raises(Refused):
        retry_intake(office.people["clerk"], office.as_("clerk"), document.intakes.get().pk)
    with pytest.raises(Refused):
        discard_intake(office.people["clerk"], office.as_("clerk"), document.intakes.get().pk)
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\hanh\\cv 01.docx", "cv 01.docx"),
        ("../../etc/passwd", "passwd"),
        ("", "tệp không tên"),
        ("a\x00b\n.txt", "a b .txt"),
        ("x" * 400 + ".docx", "x" * 250 + ".docx"),
    ],
)
def test_names_of_files_are_made_harmless(given, kept):
    assert clean_name(given) == kept
