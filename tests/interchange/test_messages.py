"""A package comes in and its sender is told what becomes of the document; a document of ours goes out and comes back
with states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from django.urls import reverse

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.cli.edxml import export
from dondoc.documents import actions as documents
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Document, IntakeState
from dondoc.documents.worker import work
from dondoc.exchange.message import Answered, Attachment, Business, Organ, Status, StatusCode
from dondoc.exchange.message import Document as Sent
from dondoc.exchange.reading import read
from dondoc.exchange.schema import departures
from dondoc.exchange.tree import parse
from dondoc.exchange.writing import write
from dondoc.interchange import actions
from dondoc.interchange.models import EdxmlMessage, MessageKind, MessageState, MessageWay
from dondoc.interchange.packing import package
from dondoc.tasks import actions as tasks
from dondoc.tasks.models import Task
from tests.documents.papers import letter, send
from tests.documents.test_intake import SECRET
from tests.documents.test_outgoing import issued, prepared
from tests.organisation import Office
from tests.reading.parcel_files import archive
from tests.reading.parcel_files import letter as mail
from tests.web.conftest import SignIn

PROVINCE = Organ("000.00.00.H99", "UBND tỉnh An Phước")
HEADER = Sent(
    PROVINCE,
    document_id="6f9b2a",
    code_number="101",
    code_notation="UBND-KGVX",
    promulgation_date=date(2026, 10, 5),
    due_date=date(2026, 12, 5),
    steering=True,
    response_for=(Answered("H99.5", "07/BC-SKHCN", date(2026, 9, 1)),),
)


def arrive(office: Office, header: Sent = HEADER) -> EdxmlMessage:
    """A document that came in a package, with an appendix, and was read."""
    files = (Attachment("cong-van.txt", letter()), Attachment("phu-luc.txt", "Phụ lục danh mục".encode()))
    intake = send(office, write(replace(header, attachments=files)), "goi.edxml")
    work(once=True, reader=HereReader())
    intake.refresh_from_db()
    assert intake.document is not None, intake.message
    return EdxmlMessage.objects.get(intake=intake)


def told(message: EdxmlMessage) -> list[str]:
    return list(message.statuses.filter(way=MessageWay.OUT).order_by("id").values_list("status", flat=True))


def test_the_header_is_put_to_use_and_the_sender_follows_the_work(office: Office) -> None:
    message = arrive(office)
    assert (message.state, message.due_on, message.steering) == (MessageState.READ, date(2026, 12, 5), True)
    assert message.departures == []
    document = Document.objects.get(pk=message.document_id)
    assert [one.name for one in document.attachments.order_by("order")] == ["cong-van.txt", "phu-luc.txt"]
    assert document.citations.get(folded="7 bc skhcn").relation == "answers"
    assert told(message) == ["01"]
    by, mine = office.people["clerk"], office.as_("clerk")
    documents.confirm_document(by, mine, document.pk)
    assert told(message) == ["01", "03"]
    proposal = Task.objects.filter(document=document).order_by("order").first()
    assert proposal is not None
    tasks.confirm(by, mine, [proposal.pk])
    assert told(message) == ["01", "03", "04"]
    status = read(package(message.statuses.get(status="04")))
    assert isinstance(status, Status)
    assert (status.response_for.code, status.response_for.document_id) == ("101/UBND-KGVX", "6f9b2a")
    assert status.staff.department == "Phòng Bưu chính - Viễn thông và Chuyển đổi số"


def test_what_differs_from_the_document_is_told(office: Office) -> None:
    message = arrive(office, Sent(PROVINCE, code_number="55", code_notation="UBND-KGVX", signer=HEADER.signer))
    assert message.document is not None
    assert any("55/UBND-KGVX" in one for one in message.document.text.warnings)
    assert message.document.code == "101/UBND-KGVX"


def test_a_document_is_refused_once_with_a_reason_and_a_recall_is_answered(office: Office) -> None:
    message = arrive(office, Sent(PROVINCE, document_id="x", business=Business.RECALL, business_reason="Gửi nhầm"))
    by, mine = office.people["clerk"], office.as_("clerk")
    with pytest.raises(Refused, match="lý do"):
        actions.refuse_document(by, mine, message.pk, " ")
    actions.refuse_document(by, mine, message.pk, "Không thuộc thẩm quyền")
    with pytest.raises(Refused, match="trước đó"):
        actions.refuse_document(by, mine, message.pk, "Lần nữa")
    actions.reply_to_recall(by, mine, message.pk, agree=True)
    assert told(message) == ["01", "02", "15"]
    with pytest.raises(NotAllowed):
        actions.refuse_document(office.people["officer"], office.as_("officer"), message.pk, "x")


@pytest.fixture
def outgoing(office: Office) -> Document:
    """An issued report to the province with one file."""
    actions.set_organ(office.people["administrator"], office.as_("administrator"), "H99.5")
    return issued(office, prepared(office, files=[("bao-cao.txt", b"Noi dung")]))


def sent(office: Office, document: Document) -> EdxmlMessage:
    day = date(2026, 12, 1)
    return actions.send_document(office.people["clerk"], office.as_("clerk"), document.pk, due_on=day, steering=True)


def test_a_document_goes_out_whole_and_its_states_come_back(office: Office, outgoing: Document) -> None:
    message = sent(office, outgoing)
    data = package(message)
    assert departures(parse(data)) == ()
    assert package(message) == data
    said = read(data)
    assert isinstance(said, Sent)
    assert (said.sender.organ_id, said.code_number, said.due_date) == ("H99.5", "01", date(2026, 12, 1))
    assert [(one.name, one.data) for one in said.attachments] == [("bao-cao.txt", b"Noi dung")]
    about = Answered("H99.5", "01/BC-SKHCN", outgoing.issued_on, message.edxml_id)
    status = write(Status(PROVINCE, about, StatusCode.ACCEPTED, "Văn thư đã nhận"))
    by, mine = office.people["clerk"], office.as_("clerk")
    row = actions.receive_status(by, mine, status)
    assert (row.document_id, row.about_id, row.status) == (outgoing.pk, message.pk, "03")
    for again, words in ((status, "đã nhận rồi"), (data, "sổ văn bản đến"), (b"<x/>", "không phải gói")):
        with pytest.raises(Refused, match=words):
            actions.receive_status(by, mine, again)
    unknown = write(Status(PROVINCE, Answered(code="99/BC-KHAC"), StatusCode.ACCEPTED))
    with pytest.raises(Refused, match="Không tìm thấy"):
        actions.receive_status(by, mine, unknown)


def test_a_draft_is_not_sent_nor_without_a_code_of_our_own(office: Office) -> None:
    draft = prepared(office, files=[("a.txt", b"x")])
    with pytest.raises(Refused, match="đã phát hành"):
        sent(office, draft)
    with pytest.raises(Refused, match="mã định danh"):
        sent(office, issued(office, draft))


def test_what_waits_is_written_into_a_folder_once(office: Office, outgoing: Document, tmp_path) -> None:
    sent(office, outgoing)
    for count in (1, 0):
        answer = CliRunner().invoke(export, [str(tmp_path / "out")])
        assert f"Đã ghi {count} gói" in answer.output
    (file,) = (tmp_path / "out").iterdir()
    assert isinstance(read(file.read_bytes()), Sent)


def test_the_pages_show_it(office: Office, outgoing: Document, signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    came = arrive(office)
    page = clerk.get(reverse("documents:review", args=[came.document_id])).content.decode()
    assert "05/12/2026" in page
    assert "Từ chối tiếp nhận" in page
    clerk.post(reverse("interchange:send", args=[outgoing.pk]), {"due_on": "01/12/2026"})
    row = EdxmlMessage.objects.get(way=MessageWay.OUT, kind=MessageKind.DOCUMENT)
    log = clerk.get(reverse("interchange:log")).content.decode()
    assert "101/UBND-KGVX" in log
    assert "01/BC-SKHCN" in log
    fetched = clerk.post(reverse("interchange:fetch", args=[row.pk]))
    assert isinstance(read(fetched.content), Sent)
    row.refresh_from_db()
    assert row.state == MessageState.SENT
    assert "Gói gửi đi" in clerk.get(reverse("outgoing:document", args=[outgoing.pk])).content.decode()


@pytest.mark.parametrize("name", ["goi.zip", "thu.eml"])
def test_messages_inside_of_other_parcels_are_kept_account_of(office: Office, name: str) -> None:
    files = (Attachment("cong-van.txt", letter()), Attachment("phu-luc.txt", "PHỤ LỤC\nDanh mục".encode()))
    message = write(replace(HEADER, attachments=files))
    data = archive(("a/101.edxml", message)) if name.endswith("zip") else mail(("101.xml", message))
    intake = send(office, data, name)
    work(once=True, reader=HereReader())
    row = EdxmlMessage.objects.get(way=MessageWay.IN)
    assert row.intake is not None and row.intake.parent == intake
    assert (row.state, row.code, row.due_on) == (MessageState.READ, "101/UBND-KGVX", date(2026, 12, 5))
    assert row.document == Document.objects.get()
    assert [one.place for one in row.document.attachments.order_by("order")] == ["main", "appendix"]


def test_a_secret_in_a_message_inside_of_an_archive_takes_all_of_it_along(office: Office) -> None:
    message = write(replace(HEADER, attachments=(Attachment("mat.txt", SECRET.encode()),)))
    intake = send(office, archive(("101.txt", letter()), ("b.edxml", message)), "goi.zip")
    work(once=True, reader=HereReader())
    intake.refresh_from_db()
    assert (intake.state, intake.file) == (IntakeState.FAILED, None)
    assert not Document.objects.exists() and not EdxmlMessage.objects.exists()
