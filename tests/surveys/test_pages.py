"""The pages: answering by link, on the web and with Excel, results, and who sees personal data."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from docx import Document as Word
from openpyxl import load_workbook

from dondoc.rounds.models import AddresseeState
from dondoc.sample.surveys import _teams as TEAMS
from dondoc.surveys import actions
from dondoc.surveys.models import SurveyAnswer, SurveyForm
from tests.organisation import Office
from tests.surveys.surveys import CITIZEN, SECRETS, addressee, answer, holder, signatures, token_of
from tests.web.conftest import SignIn, files, signed_in  # noqa: F401

PAGE = {
    "contact": "Cao Văn Nhẫn",
    "phone": "02838222222",
    "note": "",
}


def posted(**changes: str) -> dict[str, str]:
    cells = {f"t-people-0-{key}": value for key, value in CITIZEN.items()}
    return (
        {f"v-{key}": value for key, value in PAGE.items()} | cells | {"t-people": "1", "name": "Cao Văn Nhẫn"} | changes
    )


def test_whoever_holds_the_link_answers_on_the_page(office: Office, client: Client) -> None:
    survey = signatures(office)
    address = f"/moi/{token_of(office, survey, addressee(survey))}/"
    page = client.get(address)
    assert "UBND xã Đông An" in page.content.decode() and "Đăng xuất" not in page.content.decode()
    wrong = client.post(address, posted(step="submit", **{"t-people-0-id": "12"}))
    assert wrong.status_code == 422
    assert "Có 2 chữ số; số định danh (căn cước) gồm đúng 12 chữ số." in wrong.content.decode()
    assert not SurveyAnswer.objects.exists()
    done = client.post(address, posted(step="submit"))
    assert done.status_code == 302
    assert addressee(survey).state == AddresseeState.ANSWERED
    assert "Đã gửi lúc" in client.get(address).content.decode()


def test_a_draft_waits_for_the_next_visit(office: Office, client: Client) -> None:
    survey = signatures(office)
    address = f"/moi/{token_of(office, survey, addressee(survey))}/"
    assert client.post(address, posted(step="draft", **{"v-phone": "chưa rõ"})).status_code == 302
    page = client.get(address).content.decode()
    assert "chưa rõ" in page and "Đang là bản nháp, chưa gửi." in page


def workbook(client: Client, address: str, change: Callable | None = None) -> io.BytesIO:
    content = client.get(f"{address}?tep=excel").content
    book = load_workbook(io.BytesIO(content))
    book["Thông tin"]["B4"], book["Thông tin"]["B5"] = "Cao Văn Nhẫn", "02838222222"
    for at, value in enumerate(CITIZEN.values(), start=1):
        book["Danh sách đề nghị"].cell(4, at, value)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "tra-loi.xlsx"
    return file


def test_the_form_goes_out_and_comes_back_as_excel(office: Office, client: Client) -> None:
    survey = signatures(office)
    address = f"/moi/{token_of(office, survey, addressee(survey))}/"
    sent = {"step": "excel", "name": "Cao Văn Nhẫn"}

    def spoil(book) -> None:
        book["Danh sách đề nghị"]["B4"] = 1190000123

    wrong = client.post(address, sent | {"file": workbook(client, address, spoil)})
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "<b>Danh sách đề nghị!B4</b>: mới có 10 chữ số" in page
    assert not SurveyAnswer.objects.exists()
    marked = client.post(address, {"step": "marked", "content": wrong.context["content"]})
    assert load_workbook(io.BytesIO(marked.content))["Danh sách đề nghị"]["B4"].fill.fgColor.rgb == "FFFBE7E4"
    assert client.post(address, sent | {"file": workbook(client, address)}).status_code == 302
    row = addressee(survey)
    assert (row.state, row.channel) == (AddresseeState.ANSWERED, "excel")
    assert SurveyAnswer.objects.get().values["people"][0]["id"] == "001190000123"


def test_the_workbook_of_another_unit_or_round_is_refused(office: Office, client: Client) -> None:
    survey = signatures(office)
    other = signatures(office, title="Đợt khác")
    mine = f"/moi/{token_of(office, survey, addressee(survey))}/"
    sent = {"step": "excel", "name": "Cao Văn Nhẫn"}
    for survey_, name, words in ((survey, "Long Mỹ", "đơn vị khác"), (other, "Đông An", "đợt khác")):
        theirs = f"/moi/{token_of(office, survey_, addressee(survey_, name))}/"
        answered = client.post(mine, sent | {"file": workbook(client, theirs)})
        assert words in answered.content.decode()

    def forge(book) -> None:
        book["_bieu_mau"]["A4"] = str(addressee(survey).pk)

    theirs = f"/moi/{token_of(office, survey, addressee(survey, 'Long Mỹ'))}/"
    assert (
        "Hãy tải lại biểu mẫu" in client.post(mine, sent | {"file": workbook(client, theirs, forge)}).content.decode()
    )
    assert not SurveyAnswer.objects.exists()


def pages_of(round_id: int, row_id: int) -> list[str]:
    base = f"/tong-hop/{round_id}/"
    return [base, f"{base}ket-qua/", f"{base}ket-qua/dong/?bang=people", f"{base}tra-loi/{row_id}/"]


def everything(client: Client, round_id: int, row_id: int) -> str:
    """All that somebody may read of a round, exports included, as one text."""
    text = "".join(client.get(page).content.decode() for page in pages_of(round_id, row_id))
    book = load_workbook(io.BytesIO(b"".join(client.post(f"/tong-hop/{round_id}/excel/"))))
    text += " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    word = Word(io.BytesIO(b"".join(client.post(f"/tong-hop/{round_id}/word/"))))
    return text + " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)


def test_personal_data_are_for_who_runs_the_round(office: Office, signed_in: SignIn) -> None:  # noqa: F811
    survey = signatures(office)
    actions.submit(None, holder(office, survey), answer())
    row = addressee(survey)
    head = everything(signed_in("head_telecom"), survey.round_id, row.pk)
    assert all(secret in head for secret in SECRETS if secret != "1990-03-15")
    for who in ("leader", "clerk", "coordinator"):
        seen = everything(signed_in(who), survey.round_id, row.pk)
        assert [secret for secret in SECRETS if secret in seen] == [], who
        assert "Công chức tư pháp" in seen
    assert signed_in("head_science").get(pages_of(survey.round_id, row.pk)[1]).status_code == 403


def test_results_add_up_and_lead_to_the_answers(office: Office, signed_in: SignIn) -> None:  # noqa: F811
    survey = signatures(office)
    more = CITIZEN | {"id": "079080001234", "want": "Thu hồi"}
    actions.submit(None, holder(office, survey), answer(people=[CITIZEN, more]))
    actions.submit(None, holder(office, survey, "Long Mỹ"), answer())
    client = signed_in("head_telecom")
    page = client.get(f"/tong-hop/{survey.round_id}/ket-qua/?bang=people&doc=@by&ngang=want")
    assert page.context["cross"]["totals"] == ["2", "0", "1"]
    assert [(name, total) for name, _, total in page.context["cross"]["rows"]] == [
        ("UBND xã Đông An", "2"), ("UBND phường Long Mỹ", "1"),
    ] or page.context["cross"]["total"] == "3"  # fmt: skip
    tiles = {one.short: (one.figure, one.shade) for one in page.context["tiles"]}
    assert (tiles["Xã Đông An"], tiles["Phường Long Mỹ"], tiles["Xã Tân Hòa"]) == (("2", 5), ("1", 3), ("", 0))
    where = f"/tong-hop/{survey.round_id}/ket-qua/dong/?bang=people&doc=@by&ngang=want&gia-tri-ngang=Thu hồi"
    assert client.get(where).context["total"] == 1


def test_results_of_many_take_few_queries(office: Office, signed_in: SignIn, django_assert_max_num_queries) -> None:  # noqa: F811
    survey = signatures(office)
    for name in ("Đông An", "Long Mỹ", "Bình Sơn"):
        actions.submit(None, holder(office, survey, name), answer())
    client = signed_in("head_telecom")
    for page in ("/tong-hop/", *pages_of(survey.round_id, addressee(survey).pk), "/bieu-mau/"):
        with django_assert_max_num_queries(12):
            assert client.get(page).status_code == 200, page


def test_a_clerk_builds_a_form_on_the_page(office: Office, signed_in: SignIn) -> None:  # noqa: F811
    client = signed_in("clerk")
    client.post("/bieu-mau/lap/", {"title": "Nhu cầu máy tính"})
    form = SurveyForm.objects.get()
    address = f"/bieu-mau/{form.pk}/"
    field = {"step": "put", "revision": "0", "label": "Loại máy", "kind": "choice", "choices": "Để bàn\nXách tay"}
    assert client.post(address, field | {"needed": "on"}).status_code == 302
    page = client.get(address).content.decode()
    assert "Xách tay" in page and "Chọn một" in page
    stale = client.post(address, field | {"label": "Khác"}, headers={"HX-Request": "true"})
    assert stale.status_code == 422 and "Người khác vừa sửa biểu mẫu này" in stale.content.decode()
    reason = {"label": "Lý do", "kind": "text", "choices": "", "when": "f1", "when-f1": "Xách tay", "revision": "1"}
    assert client.post(address, field | reason).status_code == 302
    assert "Bắt buộc khi “Loại máy” là Xách tay." in client.get(address).content.decode()
    dropped = client.post(address, {"step": "drop", "key": "f1", "revision": "2"}, headers={"HX-Request": "true"})
    assert "hãy sửa điều kiện đó" in dropped.content.decode()
    assert client.post(f"{address}ban-hanh/").status_code == 302
    made = client.post("/tong-hop/lap/", {"bieu-mau": form.pk, "day": "20/11/2027", "title": "", "previous": ""})
    assert made.status_code == 302 and "/noi-nhan/" in made["Location"]


@pytest.mark.parametrize("ready", ["systems", "teams", "staff", "platforms", "training"])
def test_the_builder_shows_each_ready_made_form(office: Office, signed_in: SignIn, ready: str) -> None:  # noqa: F811
    client = signed_in("clerk")
    made = client.post("/bieu-mau/lap/", {"ready": ready})
    assert client.get(made["Location"]).status_code == 200


def test_the_story_tells_what_an_answer_changed_without_personal_data(office: Office, signed_in: SignIn) -> None:  # noqa: F811
    survey = signatures(office)
    mine = holder(office, survey)
    actions.submit(None, mine, answer())
    actions.submit(None, mine, answer(note="Cần cấp sớm", people=[CITIZEN | {"want": "Thu hồi"}]))
    page = signed_in("head_telecom").get(f"/tong-hop/{survey.round_id}/").content.decode()
    assert "Khó khăn, kiến nghị" in page and "Cần cấp sớm" in page and "•••••••••123" in page
    assert not [secret for secret in SECRETS if secret in page]


def test_a_case_of_help_leads_to_its_page_of_the_handbook(office: Office, signed_in: SignIn, client: Client) -> None:  # noqa: F811
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    actions.put_help(head, mine, topic="Sức khỏe điện tử", title="Mở sổ sức khỏe", steps="1. Mở ứng dụng.")
    survey = signatures(office, ready="teams")
    said = TEAMS(0)
    actions.submit(None, holder(office, survey), said)
    topics = [one["topic"] for one in said["cases"]]
    assert "Sức khỏe điện tử" not in topics[:1]
    said["cases"][0]["topic"] = "Sức khỏe điện tử"
    actions.submit(None, holder(office, survey), said)
    link = "/so-tay/?tim=S%E1%BB%A9c%20kh%E1%BB%8Fe%20%C4%91i%E1%BB%87n%20t%E1%BB%AD"
    desk, base = signed_in("head_telecom"), f"/tong-hop/{survey.round_id}/"
    for page in (f"{base}ket-qua/dong/?bang=cases", f"{base}tra-loi/{addressee(survey).pk}/"):
        assert desk.get(page).content.decode().count(link) == 1, page
    assert "Mở ứng dụng" in desk.get(link).content.decode()
    asked = client.get(f"/moi/{token_of(office, survey, addressee(survey))}/").content.decode()
    assert 'data-guide="Sức khỏe điện tử"' in asked
