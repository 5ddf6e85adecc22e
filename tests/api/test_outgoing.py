"""A program puts a document forward, has it numbered, and keeps numbers."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from dondoc.tasks.models import TaskState
from tests.api.conftest import Programs
from tests.organisation import Office
from tests.tasks.work import Desk, assigned


def test_a_document_goes_out_and_fulfils_a_task(office: Office, as_: Programs) -> None:
    task = assigned(office, lead=[{"name": "Phòng BCVT", "unit": office.units["telecom"].pk}])
    Desk(office, "head_telecom").accept(task)
    officer, clerk = as_("officer"), as_("clerk")
    body = {"kind": "Báo cáo", "subject": "kết quả", "unit": office.units["telecom"].pk, "tasks": [task.pk]}
    made = officer.post("/outgoing-documents", body)
    assert made.status_code == 201, made.content
    address = f"/outgoing-documents/{made.json()['id']}"
    assert officer.form(f"{address}/files", files=_file()).status_code == 200
    assert officer.post(f"{address}/issue", {}).status_code == 403
    issued = clerk.post(f"{address}/issue", {}).json()
    assert (issued["code"], issued["fulfils"]) == (
        "01/BC-SKHCN",
        [{"task": task.pk, "settled": True, "message": ""}],
    )
    task.refresh_from_db()
    assert task.state == TaskState.SUBMITTED
    assert clerk.post(f"{address}/sent", {}).json()["sent_on"]
    assert clerk.send("DELETE", address).status_code == 409


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("bao-cao.docx", b"PK")


def test_numbers_are_kept_and_voided(as_: Programs) -> None:
    clerk = as_("clerk")
    kept = clerk.post("/outgoing-numbers", {"kind": "Báo cáo", "count": 2, "note": "P. KHTC"}).json()["items"]
    assert [row["number"] for row in kept] == [1, 2]
    assert clerk.post(f"/outgoing-numbers/{kept[1]['id']}/void", {"reason": "thừa"}).json()["voided"]
    assert len(clerk.get("/outgoing-numbers").json()["items"]) == 2
    refused = clerk.post("/outgoing-numbers", {"kind": "Thư tay", "note": "x"})
    assert (refused.status_code, refused.json()["field"]) == (422, "kind")
