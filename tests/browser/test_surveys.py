"""The round of digital signatures with 96 communes: built, sent out, answered on the phone and by Excel, added up."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from dondoc.notices.links import open_link
from dondoc.organisations import actions as organisations
from dondoc.reading import read
from dondoc.rounds import actions as rounds
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee, AddresseeState, Link, Round
from dondoc.rounds.tokens import shown
from dondoc.sample.surveys import _signatures as some_answer
from dondoc.surveys import actions
from dondoc.surveys.models import SurveyAnswer
from tests.browser.conftest import PHONE, SignIn
from tests.organisation import Office

ALL, BY_PAGE = 96, 60


@pytest.fixture
def communes(office: Office) -> Office:
    """The office's province with 96 communes."""
    for number in range(ALL - 6):
        organisations.add_unit(None, f"UBND xã Thạnh Phú {number + 1}", "commune", office.province)
    return office


def fits(page: Page) -> None:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{page.url} runs over the edge by {over} px"


def send_out(page: Page, base: str) -> Round:
    """The head of the room takes the ready-made form over, asks all communes, and opens the round."""
    page.goto(f"{base}/bieu-mau/")
    page.locator("li", has_text="Nhu cầu chữ ký số").get_by_role("button", name="Dùng").click()
    page.get_by_role("link", name="Sửa Số hiệu chứng thư số").click()
    expect(page.get_by_label("Chỉ bắt buộc khi")).to_have_value("want")
    expect(page.locator("[data-when=want]").get_by_label("Gia hạn")).to_be_checked()
    page.get_by_label("Hướng dẫn cách ghi").fill("Xem trên thiết bị")
    page.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(page.locator(".field-row", has_text="Số hiệu chứng thư số").last).to_contain_text("Xem trên thiết bị")
    page.reload()
    page.get_by_role("button", name="Ban hành phiên bản mới").click()
    day = timezone.localdate() + timedelta(days=20)
    page.get_by_label("Trả lời trước khi hết ngày").fill(f"{day:%d/%m/%Y}")
    page.get_by_role("button", name="Lập đợt").click()
    page.wait_for_url("**/noi-nhan/**")
    asked = Round.objects.get()
    page.goto(f"{base}/tong-hop/{asked.pk}/")
    return asked


def link_of(asked: Round, row: Addressee, office: Office) -> str:
    rounds.make_links(office.people["head_telecom"], _today(office), asked.pk, [row.pk])
    link = Link.objects.get(addressee=row, revoked_at=None)
    return open_link(shown(link.nonce, link.digest)).split("/moi/")[1]


def _today(office: Office) -> Any:
    return office.as_("head_telecom", timezone.localdate())


def on_the_phone(browser: Browser, address: str) -> None:
    """Somebody of a commune fills in two people on a phone; the first try has a wrong number."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    page = context.new_page()
    page.goto(address)
    fits(page)
    page.get_by_label("Người lập biểu").fill("Cao Văn Nhẫn")
    page.get_by_label("Điện thoại liên hệ").fill("0912 345 678")
    page.get_by_role("button", name="Thêm dòng").click()
    for at, number in enumerate(("12", "079080001234")):
        line = page.locator("[data-line]").nth(at)
        line.get_by_label("Họ và tên").fill(("Ngô Thị Mận", "Hồ Văn Tám")[at])
        line.get_by_label("Số căn cước").fill(number)
        line.get_by_label("Ngày sinh").fill("15/03/1990")
        line.get_by_label("Chức vụ").fill("Công chức")
        line.get_by_label("Thư điện tử").fill(f"a{at}@xa.example.vn")
        line.get_by_label("Điện thoại di động").fill("0912345678")
        line.get_by_label("Đề nghị").select_option("Thu hồi")
        line.get_by_label("Thiết bị").select_option("USB token")
    page.locator("[data-line]").nth(1).get_by_label("Số hiệu chứng thư số").fill("54017c22")
    page.get_by_label("Người trả lời, chức vụ").fill("Cao Văn Nhẫn, Chủ tịch")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("Có 2 chữ số; số định danh (căn cước) gồm đúng 12 chữ số.")).to_be_visible()
    expect(page.get_by_text("Khi “Đề nghị” là Gia hạn hoặc Thu hồi thì phải có; hãy điền.")).to_be_visible()
    fits(page)
    first = page.locator("[data-line]").first
    expect(first.locator("[data-star]")).to_be_visible()
    first.get_by_label("Số căn cước").fill("001190000123")
    first.get_by_label("Số hiệu chứng thư số").fill("54017c23")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("Đã gửi lúc")).to_be_visible()
    context.close()


def by_excel(browser: Browser, address: str, folder: Path) -> None:
    """Somebody downloads the workbook, fills it in, and sends it: first with a wrong cell, then mended."""
    context = browser.new_context(locale="vi-VN", accept_downloads=True)
    page = context.new_page()
    page.goto(address)
    page.locator("summary", has_text="Trả lời bằng Excel").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="1. Tải biểu mẫu Excel").click()
    book = load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes()))
    book["Thông tin"]["B4"], book["Thông tin"]["B5"] = "Đinh Thị Sen", "02838222222"
    row = (
        "Mạc Văn Dậu",
        79080009999,
        "01/02/1985",
        "Kế toán",
        "dau@xa.example.vn",
        "0977777777",
        "Gia hạn",
        "SIM PKI",
        "54A1",
    )
    for at, value in enumerate(row, start=1):
        book["Danh sách đề nghị"].cell(4, at, value)
    for mended in (False, True):
        if mended:
            book["Danh sách đề nghị"]["B4"] = "079080009999"
        path = folder / f"tra-loi-{mended}.xlsx"
        book.save(path)
        if not mended:
            page.get_by_label("Tệp đã điền").set_input_files(path)
            page.locator("#ex-name").fill("Đinh Thị Sen")
            page.get_by_role("button", name="Gửi tệp").click()
            expect(page.get_by_text("Danh sách đề nghị!B4")).to_be_visible()
            with page.expect_download() as marked:
                page.get_by_role("button", name="Tải tệp đã tô đỏ ô sai").click()
            content = io.BytesIO(Path(marked.value.path()).read_bytes())
            assert load_workbook(content)["Danh sách đề nghị"]["B4"].comment is not None
        else:
            page.get_by_label("Tệp đã điền").set_input_files(path)
            page.locator("#ex-name").fill("Đinh Thị Sen")
            page.get_by_role("button", name="Gửi tệp").click()
            expect(page.get_by_text("Đã gửi lúc")).to_be_visible()
    context.close()


def tables_are_complete(page: Page, base: str, asked: Round, folder: Path) -> None:
    """Excel has every person of every answer once, beside their unit; Word a line for each unit; tiles for all."""
    page.goto(f"{base}/tong-hop/{asked.pk}/ket-qua/")
    assert page.locator(".tiles li").count() == ALL
    assert page.locator(".tiles .tile-none").count() == ALL - BY_PAGE
    for button, ending in (("Excel", "xlsx"), ("Word", "docx")):
        with page.expect_download() as coming:
            page.get_by_role("button", name=button, exact=True).click()
        coming.value.save_as(folder / f"{button}.{ending}")
    answers = SurveyAnswer.objects.select_related("addressee").order_by("addressee__order")
    wanted = [
        (one.addressee.name, person["name"], person["id"], person["want"], person.get("serial") or None)
        for one in answers
        for person in one.values["people"]
    ]
    sheet = load_workbook(folder / "Excel.xlsx")["Danh sách đề nghị"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "Số căn cước" in row)
    at = [head.index(name) for name in ("Đơn vị", "Họ và tên", "Số căn cước", "Đề nghị", "Số hiệu chứng thư số")]
    told = [tuple(row[column] or None for column in at) for row in rows[rows.index(head) + 1 :] if row[0]]
    assert told == wanted
    text = read((folder / "Word.docx").read_bytes(), "ket-qua.docx")
    tables = [block for block in text.blocks if getattr(block, "rows", 0) > BY_PAGE]
    cells = [table.at(row, 1) for table in tables for row in range(1, table.rows)]
    assert [cell.span.of(text.content).strip() for cell in cells if cell] == [one.addressee.name for one in answers]


def test_the_round_of_signatures_with_96_communes(
    signed_in: SignIn, browser: Browser, communes: Office, live_server: Any, tmp_path: Path
) -> None:
    page = signed_in("head_telecom")
    asked = send_out(page, live_server.url)
    rounds.add_groups(
        communes.people["head_telecom"], _today(communes), asked.pk, ["Ủy ban nhân dân các xã, phường, đặc khu"]
    )
    page.reload()
    page.get_by_role("button", name="Mở đợt").click()
    expect(page.locator(".toast")).to_contain_text(f"gửi đến {ALL} nơi nhận")
    rows = list(Addressee.objects.filter(round=asked).select_related("round__agency__unit").order_by("order"))
    assert len(rows) == ALL
    base = f"{live_server.url}/moi/"
    on_the_phone(browser, base + link_of(asked, rows[0], communes))
    by_excel(browser, base + link_of(asked, rows[1], communes), tmp_path)
    asked.refresh_from_db()
    for turn, row in enumerate(rows[2:BY_PAGE]):
        row.round = asked
        link = Link(addressee=row, revoked_at=None)
        link.refresh_from_db = lambda **_: None  # type: ignore[method-assign]
        actions.submit(None, Answerer(row, link=link), some_answer(turn))
    people = sum(len(one.values["people"]) for one in SurveyAnswer.objects.all())
    page.goto(f"{live_server.url}/tong-hop/{asked.pk}/ket-qua/")
    expect(page.get_by_text(f"{BY_PAGE} trong {ALL} đơn vị đã trả lời")).to_be_visible()
    assert page.locator("tfoot td").last.inner_text() == str(people)
    assert page.locator("table.figures tbody tr").count() == BY_PAGE
    page.locator("table.figures tbody tr").first.get_by_role("link", name="2").click()
    expect(page.get_by_text("001190000123")).to_be_visible()
    tables_are_complete(page, live_server.url, asked, tmp_path)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/tong-hop/{asked.pk}/ket-qua/")
    fits(page)
    assert Addressee.objects.filter(round=asked).exclude(state=AddresseeState.ANSWERED).count() == ALL - BY_PAGE
    page.goto(f"{live_server.url}/dot/{asked.pk}/noi-nhan/?trang-thai=silent")
    fits(page)
