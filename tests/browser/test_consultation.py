"""The whole of a consultation with 110 addressees."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from dondoc.consultations import reading
from dondoc.consultations.models import AnswerLetter, Opinion, Provision
from dondoc.documents.isolation import HereReader
from dondoc.organisations import actions as organisations
from dondoc.reading import read
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import Addressee, Round
from tests.browser.conftest import PHONE, SignIn
from tests.consultations.papers import DRAFT, as_docx, letter_text
from tests.organisation import Office

FIRST = ("An", "Bàu", "Cẩm", "Diên", "Giao", "Hưng", "Khánh", "Lộc", "Mỹ", "Ninh", "Phú", "Quế", "Tam", "Vĩnh")
SECOND = ("Bình", "Châu", "Điền", "Hải", "Lâm", "Sơn", "Thủy")
WEB, EXCEL, LETTERS, SILENT = 40, 30, 20, 20
WHOLE = re.compile(r"^Chọn (tất cả|cả \d+ ý kiến)")
"""The box that takes all that match, however many pages they fill."""
ALL = WEB + EXCEL + LETTERS + SILENT


@pytest.fixture(autouse=True)
def our_own_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own files are read in the server's process."""
    monkeypatch.setattr(reading, "READER", HereReader)


@pytest.fixture
def province(office: Office) -> Office:
    """The office's province with 104 communes."""
    for first in FIRST:
        for second in SECOND:
            organisations.add_unit(None, f"UBND xã {first} {second}", "commune", office.province)
    return office


def fits(page: Page) -> None:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{page.url} runs over the edge by {over} px"


def mine(office: Office) -> Any:
    return office.as_("coordinator", timezone.localdate())


def tokens(office: Office, asked: Round) -> dict[int, str]:
    made = rounds.make_links(office.people["coordinator"], mine(office), asked.pk)
    return {row.pk: token for row, token in made}


def send_out(page: Page, base: str, folder: Path) -> Round:
    """The office uploads the draft, adds both groups, and opens the round."""
    draft = folder / "du-thao.docx"
    draft.write_bytes(as_docx(DRAFT.decode()))
    page.goto(f"{base}/lay-y-kien/moi/")
    page.get_by_label("Tệp dự thảo").set_input_files(draft)
    page.get_by_label("Tên đợt").fill("Lấy ý kiến Quy chế kho dữ liệu")
    page.get_by_label("Gọi dự thảo trong văn bản là").fill("dự thảo Quy chế kho dữ liệu")
    page.get_by_label("Thời hạn trả lời").fill(f"{timezone.localdate() + timedelta(days=10):%d/%m/%Y}")
    page.get_by_role("button", name="Tải lên và tách điều, khoản").click()
    expect(page.get_by_text("Điều 4. Trách nhiệm")).to_be_visible()
    page.get_by_role("link", name="Nơi nhận", exact=True).click()
    page.get_by_label("Cơ quan chuyên môn thuộc UBND tỉnh").check()
    page.get_by_label("Ủy ban nhân dân các xã, phường, đặc khu").check()
    page.get_by_role("button", name="Thêm vào danh sách").click()
    expect(page.locator(".toast")).to_contain_text(f"Đã thêm {ALL} nơi nhận")
    page.get_by_role("button", name="Mở đợt").click()
    expect(page.locator(".toast")).to_contain_text(f"gửi đến {ALL} nơi nhận")
    return Round.objects.get()


def on_the_phone(browser: Browser, address: str) -> None:
    """Somebody answers without an account, by article."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    page = context.new_page()
    page.goto(address)
    fits(page)
    page.get_by_text("Góp ý Điều 4", exact=True).click()
    page.get_by_label("Ý kiến về Điều 4", exact=True).fill("Đề nghị sửa “hằng quý” thành “hằng tháng” (điện thoại)")
    page.get_by_label("Người trả lời").fill("Cao Văn Nhẫn, Chủ tịch")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_text("Đã nhận trả lời")).to_be_visible()
    fits(page)
    context.close()


def by_web(address: str, piece: int, turn: int) -> None:
    said = {"agrees": "1"} if turn % 2 else {f"p-{piece}": f"Đề nghị ghi rõ trách nhiệm cập nhật, ý {turn}"}
    assert Client().post(address, {"version": "0", **said}).status_code == 200


def by_excel(address: str, turn: int) -> None:
    client = Client()
    book = openpyxl.load_workbook(BytesIO(b"".join(client.get(f"{address}?tep=bieu").streaming_content)))
    for row in book.active.iter_rows():
        if row[0].value == "d2.k2":
            row[3].value = f"Đề nghị thống nhất khái niệm dữ liệu mở, ý {turn}"
    out = BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "bieu.xlsx"
    assert client.post(address, {"version": "0", "form": out}).status_code == 200


def by_letter(page: Page, base: str, asked: Round, rows: list[Addressee], folder: Path) -> int:
    """The letters are uploaded together, looked over one by one; returns how many senders were recognised."""
    files = []
    for number, row in enumerate(rows, 1):
        path = folder / f"{row.pk}.docx"
        path.write_bytes(as_docx(letter_text(row.name.upper(), number)))
        files.append(path)
    page.goto(f"{base}/lay-y-kien/{asked.pk}/cong-van/")
    page.get_by_label("Tệp công văn").set_input_files(files)
    page.get_by_role("button", name="Đọc công văn").click()
    expect(page.locator(".toast").first).to_contain_text(f"Đã đọc {len(rows)} công văn")
    known = AnswerLetter.objects.exclude(addressee=None).count()
    with page.expect_navigation():
        page.locator("table a").last.click()
    for _ in rows:
        name = page.get_by_role("heading", level=1).inner_text()
        page.get_by_label(re.compile("Cơ quan gửi")).select_option(name.removesuffix(".docx"))
        # The next letter looks like this one: its page is waited for, not only its words.
        with page.expect_navigation():
            page.get_by_role("button", name="Xác nhận, nhập ý kiến").click()
        expect(page.locator(".toast").first).to_contain_text("Đã nhập góp ý")
    return known


def test_a_consultation_with_110_addressees(
    signed_in: SignIn, browser: Browser, province: Office, live_server: Any, tmp_path: Path
) -> None:
    page, base = signed_in("coordinator"), live_server.url
    asked = send_out(page, base, tmp_path)
    rows = list(Addressee.objects.filter(round=asked).order_by("order"))
    links = {pk: f"/moi/{token}/" for pk, token in tokens(province, asked).items()}
    piece = Provision.objects.get(key="d4").pk
    on_the_phone(browser, base + links[rows[0].pk])
    for turn, row in enumerate(rows[1:WEB]):
        by_web(links[row.pk], piece, turn)
    for turn, row in enumerate(rows[WEB : WEB + EXCEL]):
        by_excel(links[row.pk], turn)
    assert by_letter(page, base, asked, rows[WEB + EXCEL : WEB + EXCEL + LETTERS], tmp_path) == LETTERS
    channels = Addressee.objects.filter(round=asked, state="answered").values_list("channel", flat=True)
    assert sorted(channels) == sorted(["link"] * WEB + ["excel"] * EXCEL + ["letter"] * LETTERS)
    page.goto(f"{base}/dot/{asked.pk}/noi-nhan/?trang-thai=silent")
    fits(page)
    page.get_by_role("button", name="Đôn đốc nơi chưa trả lời").click()
    expect(page.locator(".toast")).to_contain_text(f"Đã đôn đốc {SILENT} nơi nhận")
    page.goto(f"{base}/lay-y-kien/{asked.pk}/y-kien/?muc={piece}")
    page.get_by_label("Nội dung tiếp thu").fill("Đã sửa tại Điều 4")
    page.get_by_label(WHOLE).check()
    page.get_by_role("button", name="Tiếp thu", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Tiếp thu:")
    explain_the_rest(page, base, asked, piece)
    page.set_viewport_size(PHONE)
    fits(page)
    for form, name in (("Bảng tổng hợp (Word)", "bang.docx"), ("Excel", "bang.xlsx")):
        with page.expect_download() as coming:
            page.get_by_role("link", name=form, exact=True).click()
        coming.value.save_as(tmp_path / name)
    table_is_right((tmp_path / "bang.docx").read_bytes())
    sheet = openpyxl.load_workbook(tmp_path / "bang.xlsx").active
    rows = [tuple(cell.value for cell in row[2:5]) for row in sheet.iter_rows() if row[2].value and row[3].value]
    assert sorted(rows[1:]) == sorted((one.addressee.name, one.text, said_of(one)) for one in told())


def explain_the_rest(page: Page, base: str, asked: Round, but: int) -> None:
    """All other opinions are explained, piece by piece."""
    pieces = Provision.objects.exclude(pk=but).filter(opinions__isnull=False).distinct()
    for muc, label in [("chung", "ý kiến chung"), *((str(piece.pk), piece.label) for piece in pieces)]:
        waiting = f"{base}/lay-y-kien/{asked.pk}/y-kien/?muc={muc}&xu-ly=pending"
        page.goto(waiting)
        while page.locator("input[name=opinion]").count():
            page.get_by_label("Nội dung tiếp thu").fill(f"Giữ như dự thảo, {label}")
            page.get_by_label(WHOLE).check()
            page.get_by_role("button", name="Giải trình", exact=True).click()
            expect(page.locator(".toast")).to_contain_text("Giải trình:")
            page.goto(waiting)
    expect(page.get_by_text("đã xử lý hết")).to_be_visible()


def told() -> list[Opinion]:
    return list(Opinion.objects.select_related("addressee", "provision").order_by("provision__order", "id"))


def said_of(one: Opinion) -> str:
    """What the table says of an opinion."""
    if one.provision is not None and one.provision.key == "d4":
        return "Tiếp thu. Đã sửa tại Điều 4"
    return f"Giải trình. Giữ như dự thảo, {one.provision.label if one.provision is not None else 'ý kiến chung'}"


def table_is_right(paper: bytes) -> None:
    """Every opinion stands in the table once under its article, with who gave it and what became of it, and the head
    counts right."""
    text = read(paper, "bang.docx")
    opinions = told()
    # 20 web answers with words (one of them from the phone), 30 forms, 20 letters with four opinions each.
    assert len(opinions) == 21 + EXCEL + 4 * LETTERS
    rows: list[tuple[str, ...]] = []
    bands: list[str] = []
    for block in text.blocks:
        for row in range(1, getattr(block, "rows", 0)):
            cells = [block.at(row, column) for column in (2, 3, 4)]
            if all(cells) and len({id(cell) for cell in cells}) == 3:
                rows.append(tuple(cell.span.of(text.content).strip() for cell in cells))
            elif cells[0] is not None:
                bands.append(cells[0].span.of(text.content).strip())
    assert sorted(rows) == sorted((one.addressee.name, one.text, said_of(one)) for one in opinions)
    articles = [band for band in bands if band.startswith("Điều")]
    assert bands[0] == "Ý kiến chung" and articles == ["Điều 2. Giải thích từ ngữ", "Điều 4. Trách nhiệm"], bands
    assert f"Đã gửi xin ý kiến {ALL} cơ quan" in text.content
    assert f"{ALL - SILENT} cơ quan, đơn vị trả lời" in text.content
    assert f"{SILENT} chưa trả lời" in text.content
