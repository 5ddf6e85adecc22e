"""The pages of a call: Excel out and back, letters, and who is let in."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from dondoc.consultations import reading
from dondoc.documents.isolation import HereReader
from dondoc.proposals.models import Call, ProposedTask
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import Addressee
from tests.organisation import Office
from tests.proposals.test_proposals import PORTAL, TRAIN, call, say  # noqa: F401
from tests.rounds.rounds import addressee, token_for
from tests.web.conftest import SignIn, files, signed_in  # noqa: F401

SHEET = "Nhiệm vụ đề xuất"
ROWS = (
    (PORTAL.text, PORTAL.product, PORTAL.time_text, "", "Sở Nội vụ"),
    (TRAIN.text, TRAIN.product, TRAIN.time_text, "", ""),
)
LETTER = """SỞ Y TẾ
Số: 31/SYT-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Kính gửi: Sở Khoa học và Công nghệ
Sở Y tế đề xuất các nhiệm vụ như sau:
1. Xây dựng hồ sơ sức khỏe điện tử toàn tỉnh.
- Cơ quan chủ trì: Sở Y tế.
- Thời gian hoàn thành: Quý IV năm 2027.
"""


def door(office: Office, call: Call, name: str) -> tuple[Addressee, str]:  # noqa: F811
    """An addressee, and the address of its page without account."""
    row = addressee(call.round, office.units[name])
    return row, f"/moi/{token_for(office, call.round, row)}/"


def workbook(content: bytes, change: Callable[[Workbook], None] | None = None) -> io.BytesIO:
    book = load_workbook(io.BytesIO(content))
    for at, cells in enumerate(ROWS, start=4):
        for column, value in enumerate(cells, start=1):
            book[SHEET].cell(at, column, value)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "de-xuat.xlsx"
    return out


def test_a_unit_answers_by_excel_and_every_wrong_cell_is_named(office: Office, call: Call, client: Client) -> None:  # noqa: F811
    row, address = door(office, call, "Sở Y tế")
    form = client.get(f"{address}?tep=excel").content

    def spoil(book: Workbook) -> None:
        book[SHEET]["B4"], book[SHEET]["C5"] = "", "khi nào xong"

    sent = {"step": "excel", "name": "Cao Văn Nhẫn", "version": row.version}
    wrong = client.post(address, sent | {"file": workbook(form, spoil)})
    page = wrong.content.decode()
    assert wrong.status_code == 422 and f"<b>{SHEET}!B4</b>: chưa có" in page
    assert f"<b>{SHEET}!C5</b>: không hiểu thời gian “khi nào xong”" in page
    assert not ProposedTask.objects.exists()
    marked = client.post(address, {"step": "marked", "content": wrong.context["content"]})
    assert load_workbook(io.BytesIO(marked.content))[SHEET]["C5"].fill.fgColor.rgb == "FFFBE7E4"
    done = client.post(address, sent | {"file": workbook(form)})
    assert done.status_code == 200 and "2 nhiệm vụ" in done.content.decode()
    row.refresh_from_db()
    assert (row.state, row.channel, row.answered_as) == ("answered", "excel", "Cao Văn Nhẫn")
    kept = [(one.text, one.lead, one.due) for one in ProposedTask.objects.order_by("order")]
    assert kept[0] == (PORTAL.text, "Sở Y tế", "2027-04-01/2027-06-30")
    again = load_workbook(io.BytesIO(client.get(f"{address}?tep=excel").content))[SHEET]
    assert again["A5"].value == TRAIN.text


def test_the_workbook_of_another_unit_is_refused(office: Office, call: Call, client: Client) -> None:  # noqa: F811
    _, mine = door(office, call, "Sở Y tế")
    _, theirs = door(office, call, "Sở Tài chính")
    form = client.get(f"{theirs}?tep=excel").content
    answered = client.post(mine, {"step": "excel", "file": workbook(form)})
    assert "biểu mẫu của đơn vị khác" in answered.content.decode()


def test_who_runs_the_call_enters_letters_documents_and_workbooks(
    office: Office,
    call: Call,  # noqa: F811
    signed_in: SignIn,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "READER", HereReader)
    desk, base = signed_in("coordinator"), f"/de-xuat/{call.round_id}/cong-van/"
    letter = io.BytesIO(LETTER.encode())
    letter.name = "cong-van.txt"
    page = desk.post(base, {"letter": letter})
    health, finance = (addressee(call.round, office.units[name]) for name in ("Sở Y tế", "Sở Tài chính"))
    assert page.context["whose"] == health.pk and page.context["read"] == 1
    fields = {"text": page.context["came"].rows[0].text, "product": "Hồ sơ sức khỏe", "time_text": "Quý IV năm 2027"}
    sent = {"step": "save", "addressee": health.pk, "channel": "letter", "lead": "", "partners": "", **fields}
    assert desk.post(base, sent).status_code == 302
    book = workbook(desk.get(f"{base}?bieu={finance.pk}").content)
    page = desk.post(base, {"file": book})
    assert (page.context["whose"], page.context["came"].channel) == (finance.pk, "excel")
    assert [row.text for row in page.context["came"].rows] == [PORTAL.text, TRAIN.text]
    unknown = desk.post(base, {"code": "999/KHONG-CO"})
    assert unknown.status_code == 422 and "Trong sổ chưa có văn bản" in unknown.content.decode()
    assert {row.state for row in Addressee.objects.filter(pk=health.pk)} == {"answered"}


def test_nobody_else_gets_at_a_call(office: Office, call: Call, signed_in: SignIn) -> None:  # noqa: F811
    say(office, call, "Sở Y tế", PORTAL)
    proposal = ProposedTask.objects.get()
    base = f"/de-xuat/{call.round_id}/"
    reads = ("", "sua/", "cong-van/", "tai/phu-luc/")
    writes = {
        "sua/": {"title": "Khác", "plan_name": "Khác"},
        "quyet-dinh/": {"step": "accept", "proposal": proposal.pk},
        f"muc/{proposal.pk}/": {"text": "Khác", "product": "x"},
        "giao/": {},
        "cong-van/": {"step": "save", "addressee": proposal.addressee_id, "text": "Khác", "product": "x"},
    }
    anonymous = Client()
    for client, refused in (
        (anonymous, {302}),
        (signed_in("head_science"), {403, 404}),
        (signed_in("administrator"), {403, 404}),
    ):
        for path in reads:
            assert client.get(base + path).status_code in refused, path
        for path, body in writes.items():
            assert client.post(base + path, body).status_code in refused, path
    proposal.refresh_from_db()
    call.refresh_from_db()
    assert (proposal.text, proposal.state, call.plan_name) == (
        PORTAL.text,
        "proposed",
        "Kế hoạch cải cách hành chính năm 2027",
    )


def test_a_link_ends_and_shows_its_own_proposals_only(office: Office, call: Call, client: Client) -> None:  # noqa: F811
    say(office, call, "Sở Tài chính", PORTAL)
    row, address = door(office, call, "Sở Y tế")
    assert PORTAL.text not in client.get(address).content.decode()
    form = {"text": TRAIN.text, "product": TRAIN.product, "time_text": "", "lead": "", "partners": ""}
    assert client.post(address, form | {"version": row.version}).status_code == 200
    rounds.revoke_link(office.people["coordinator"], office.as_("coordinator"), call.round_id, row.pk)
    assert client.get(address).status_code == 404
    assert client.post(address, form).status_code == 404
    assert client.get(f"{address}?tep=excel").status_code == 404
    assert ProposedTask.objects.filter(addressee=row).count() == 1
