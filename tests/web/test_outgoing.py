"""Documents that go out, on the pages: put forward, numbered, printed in the register."""

from __future__ import annotations

import io
import json

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dondoc.documents.models import Document, OutgoingNumber
from dondoc.tasks.models import TaskState
from tests.organisation import Office
from tests.tasks.work import Desk, assigned
from tests.web.conftest import SignIn


def form(office: Office, **more):
    unit = office.units["province_office"]
    return {
        "kind": "Báo cáo",
        "subject": "kết quả quý IV",
        "unit": office.units["telecom"].pk,
        "signer": office.people["leader"].pk,
        "to": json.dumps({"name": unit.name, "unit": unit.pk}),
        "files": SimpleUploadedFile("bao-cao.docx", b"PK du thao"),
        **more,
    }


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_draft_becomes_an_issued_document_that_fulfils_a_task(office: Office, signed_in: SignIn) -> None:
    task = assigned(office, lead=[{"name": "Phòng BCVT", "unit": office.units["telecom"].pk}])
    Desk(office, "head_telecom").accept(task)
    officer, clerk = signed_in("officer"), signed_in("clerk")
    answer = officer.post("/van-ban-di/trinh/", form(office, task=task.pk))
    document = Document.objects.get(direction="outgoing")
    assert answer["Location"] == f"/van-ban-di/{document.pk}/"
    assert "đang chờ văn thư cấp số" in officer.get(answer["Location"]).content.decode()
    assert "Chờ cấp số" in clerk.get("/van-ban-di/").content.decode()
    clerk.post(f"/van-ban-di/{document.pk}/phat-hanh/", {"number": "", "day": ""})
    document.refresh_from_db()
    task.refresh_from_db()
    assert (document.code, task.state) == ("01/BC-SKHCN", TaskState.SUBMITTED)
    page = officer.get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert f"/van-ban-di/{document.pk}/" in page
    clerk.post(f"/van-ban-di/{document.pk}/da-chuyen/", {"day": ""})
    document.issue.refresh_from_db()
    assert document.issue.sent_on == timezone.localdate()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"files": ""}, "Hãy kèm tệp dự thảo"),
        ({"subject": " "}, "Hãy ghi trích yếu"),
        ({"copies": "nhiều"}, "Số lượng bản là số"),
        ({"unit": "9999999"}, "Đơn vị soạn thảo phải là đơn vị của cơ quan"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed(office: Office, signed_in: SignIn, more, sentence: str) -> None:
    answer = signed_in("officer").post("/van-ban-di/trinh/", form(office, **more))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Văn phòng UBND tỉnh" in page
    assert not Document.objects.exists()


def test_numbers_are_kept_voided_and_printed(office: Office, signed_in: SignIn) -> None:
    officer, clerk = signed_in("officer"), signed_in("clerk")
    officer.post("/van-ban-di/trinh/", form(office))
    clerk.post(f"/van-ban-di/{Document.objects.get().pk}/phat-hanh/", {})
    clerk.post("/van-ban-di/so/", {"kind": "Báo cáo", "count": "1", "note": "Phòng QLKH"})
    kept = OutgoingNumber.objects.get(document=None)
    clerk.post(f"/van-ban-di/so/{kept.pk}/huy/", {"reason": "không dùng đến"})
    page = clerk.get("/van-ban-di/so/").content.decode()
    assert "Đã hủy" in page
    printed = docx.Document(io.BytesIO(body(clerk.get("/van-ban-di/in-so/?so=di&dang=docx"))))
    rows = [[cell.text for cell in row.cells] for row in printed.tables[-1].rows]
    assert rows[-2][:2] == ["01/BC-SKHCN", f"{timezone.localdate():%d/%m/%Y}"]
    assert rows[-2][3:5] == ["Lê Quang Vinh", "Văn phòng UBND tỉnh"]
    assert rows[-1][2] == "Số hủy (Báo cáo): không dùng đến"


def test_the_incoming_registers_name_lead_and_answer(office: Office, signed_in: SignIn) -> None:
    assigned(office, lead=[{"name": "Phòng BCVT", "unit": office.units["telecom"].pk}])
    clerk = signed_in("clerk")
    for book, column, words in (("den", 6, "Phòng Bưu chính"), ("theo-doi", 2, "Phòng Bưu chính")):
        sheet = openpyxl.load_workbook(io.BytesIO(body(clerk.get(f"/van-ban-di/in-so/?so={book}&dang=xlsx")))).active
        last = [cell.value for cell in sheet[sheet.max_row]]
        assert last[column].startswith(words), last


def test_the_urging_letter_is_put_forward_to_who_is_late(office: Office, signed_in: SignIn) -> None:
    task = assigned(office, lead=[{"name": "Phòng BCVT", "unit": office.units["telecom"].pk}], due="2026-01-05")
    coordinator = signed_in("coordinator")
    answer = coordinator.post("/theo-doi/don-doc/", {"task": task.pk, "letter": "each"})
    document = Document.objects.get(direction="outgoing")
    assert answer["Location"] == "/theo-doi/da-don-doc/"
    assert document.parties.get().unit == office.units["telecom"]
    coordinator.post(f"/van-ban-di/{document.pk}/phat-hanh/", {})
    assert [one.name[:3] for one in document.attachments.order_by("order")] == ["con", "01-"]
    document.refresh_from_db()
    assert document.code in coordinator.get("/theo-doi/da-don-doc/").content.decode()
    assert f"bằng công văn {document.code}" in coordinator.get(f"/nhiem-vu/{task.pk}/").content.decode()


def test_which_types_are_numbered_together_is_a_setting(office: Office, signed_in: SignIn) -> None:
    administrator = signed_in("administrator")
    administrator.post("/van-ban-di/so/cach-lay/", {"rule": "groups", "groups": "Quyết định, Chỉ thị\nCông văn"})
    office.agency.refresh_from_db()
    assert office.agency.settings["outgoing_series"] == [["Quyết định", "Chỉ thị"], ["Công văn"]]
    assert "Quyết định, Chỉ thị" in administrator.get("/cai-dat/").content.decode()
