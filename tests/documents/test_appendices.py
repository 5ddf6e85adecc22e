"""The appendices of a document are read with it: their tasks, the file and sentence that these come from."""

from __future__ import annotations

import pytest

from dondoc.audit.errors import Refused
from dondoc.documents.actions import place_file, read_issued, receive_together
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Document, IntakeState, Place
from dondoc.documents.worker import work
from dondoc.extraction import extract
from dondoc.reading import Text, read
from dondoc.reading.joining import join, parts
from dondoc.tasks.actions import confirm
from dondoc.tasks.models import Part, Task
from dondoc.tasks.queries import task_page
from tests.documents.appendices import DRAFT, PAGES, plan, said, taken_in, with_two_appendices, workbook
from tests.documents.papers import letter
from tests.documents.test_outgoing import issued, prepared
from tests.organisation import TODAY, Office
from tests.reading.parcel_files import archive


@pytest.fixture
def whole(office: Office) -> Document:
    return with_two_appendices(office)


def test_the_tasks_of_the_appendices_are_read_with_those_of_the_letter(office: Office, whole: Document) -> None:
    alone = extract(read(letter(), "a.txt"))
    assert said(whole)[len(alone.duties) :] == [
        "Xây dựng kho học liệu số dùng chung",
        "Nâng cấp cổng dữ liệu mở",
        "Rà soát mạng nội bộ",
    ]
    task = whole.tasks.get(text__startswith="Xây dựng kho")
    assert (task.clause, task.deliverable, task.due) == ("1", "Kho học liệu", "2026-11-15")
    lead = task.assignments.get(part=Part.LEAD)
    assert whole.text.content[lead.start : lead.end] == lead.name == "Trung tâm Chuyển đổi số"
    assert whole.code == "101/UBND-KGVX" and whole.signer_name == "Đặng Thị Thu Hà"


def test_a_task_tells_the_file_that_it_stands_in(office: Office, whole: Document) -> None:
    clerk, (first, *_, last) = office.as_("clerk"), whole.tasks.filter(collective=False).order_by("start")
    confirm(office.people["clerk"], clerk, [first.pk, last.pk])
    assert task_page(clerk, first.pk).file == ""
    assert (task_page(clerk, last.pk).file, task_page(clerk, last.pk).quote) == (
        "Phu luc II.docx",
        "Rà soát mạng nội bộ",
    )


def test_a_draft_that_is_sent_for_opinions_lays_nothing_on_anybody(office: Office) -> None:
    asking = letter(subject="góp ý dự thảo Kế hoạch chuyển đổi số năm 2027")
    appendix = "PHỤ LỤC PHÂN CÔNG NHIỆM VỤ\n1. Văn phòng Sở chủ trì mua máy chủ trước ngày 01/4/2027.".encode()
    document = taken_in(office, ("cv.txt", asking), ("Du thao Ke hoach.txt", DRAFT.encode()), ("Phu luc.txt", appendix))
    assert set(document.attachments.values_list("name", "place")) == {
        ("cv.txt", Place.MAIN),
        ("Du thao Ke hoach.txt", Place.DRAFT),
        ("Phu luc.txt", Place.DRAFT),
    }
    assert len(said(document)) == len(extract(read(asking, "a.txt")).duties)
    assert "màn hình" not in document.text.content and "máy chủ" not in document.text.content


def test_what_a_person_says_a_file_is_decides_what_is_read(office: Office, whole: Document) -> None:
    clerk = office.people["clerk"], office.as_("clerk")
    before = set(whole.tasks.filter(start__lt=whole.text.layout["enclosed"][0][2]).values_list("pk", flat=True))
    first = whole.attachments.get(name="Phu luc I.xlsx")
    assert place_file(*clerk, whole.pk, first.pk, Place.DRAFT) is not None
    work(once=True, reader=HereReader())
    assert said(whole)[-1] == "Rà soát mạng nội bộ" and "học liệu" not in "".join(said(whole))
    assert before < set(whole.tasks.values_list("pk", flat=True)), "what the letter says stays as it was"
    place_file(*clerk, whole.pk, first.pk, Place.APPENDIX)
    work(once=True, reader=HereReader())
    assert "Nâng cấp cổng dữ liệu mở" in said(whole)
    confirm(*clerk, [whole.tasks.get(text__startswith="Nâng cấp").pk])
    with pytest.raises(Refused, match="phụ lục"):
        place_file(*clerk, whole.pk, first.pk, Place.COPY)


def test_an_appendix_that_comes_later_is_read_with_its_document(office: Office) -> None:
    document = taken_in(office, ("cv.txt", letter()))
    own = list(document.tasks.values_list("pk", flat=True))
    again = taken_in(office, ("cv.txt", letter()), ("Phu luc.xlsx", workbook()))
    assert again == document and Document.objects.count() == 1
    assert said(document)[-2:] == ["Xây dựng kho học liệu số dùng chung", "Nâng cấp cổng dữ liệu mở"]
    assert set(own) < set(Task.objects.values_list("pk", flat=True))


def test_each_document_out_of_an_archive_is_read_with_its_own_appendix(office: Office) -> None:
    members = ("101.txt", letter(101)), ("102.txt", letter(102)), ("PL kem cv 101.xlsx", workbook())
    intake = receive_together(office.people["clerk"], office.as_("clerk"), [("goi.zip", archive(*members))])
    work(once=True, reader=HereReader())
    intake.refresh_from_db()
    assert intake.state in (IntakeState.SPLIT, IntakeState.DONE)
    by_number = {one.number: said(one) for one in Document.objects.all()}
    assert "Nâng cấp cổng dữ liệu mở" in by_number["101"]


def test_an_issued_document_is_read_with_its_appendices_and_not_with_its_signed_copy(office: Office) -> None:
    files = [("cv.txt", letter()), ("phan-cong.xlsx", workbook()), ("cv-da-ky.txt", letter() + b"\n")]
    document = issued(office, prepared(office, "Công văn", files=files))
    read_issued(office.people["clerk"], office.as_("clerk", TODAY), document.pk)
    work(once=True, reader=HereReader())
    assert len(said(document)) == len(extract(read(letter(), "a.txt")).duties) + 2
    assert said(document)[-1] == "Nâng cấp cổng dữ liệu mở"


def test_joined_texts_point_at_their_own_words_and_come_apart_again() -> None:
    files = (letter(), "a.txt"), (plan(*_cells()), "b.docx"), (PAGES.read_bytes(), "c.pdf")
    one, two, three = (read(data, name) for data, name in files)
    joined = join(one, [("b.docx", "b" * 64, two), ("c.pdf", "c" * 64, three)])
    found = list(parts(joined))
    assert [(part.page, part.text.format) for part in found] == [(0, "txt"), (1, "docx"), (2, "pdf")]
    for part, whole in zip(found, (one, two, three), strict=True):
        assert words(part.text) == words(whole)
        assert [paragraph.page for paragraph in part.text.paragraphs()] == [p.page for p in whole.paragraphs()]


def _cells() -> tuple[tuple[str, ...], ...]:
    return ("STT", "Nhiệm vụ", "Chủ trì"), ("1", "Rà soát mạng", "Văn phòng Sở")


def words(text: Text) -> list[str]:
    return [paragraph.span.of(text.content) for paragraph in text.paragraphs()]
