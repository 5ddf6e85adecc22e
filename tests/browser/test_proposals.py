"""The whole of a call for tasks of a plan with twelve departments."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from dondoc.organisations import actions as organisations
from dondoc.proposals.models import ProposedTask
from dondoc.reading import read
from dondoc.rounds.models import Addressee, Round
from dondoc.tasks.models import Task
from tests.browser.conftest import PHONE, SignIn
from tests.browser.test_consultation import fits, our_own_files, tokens  # noqa: F401
from tests.consultations.papers import as_docx
from tests.organisation import Office

DEPARTMENTS = ("Công Thương", "Xây dựng", "Tư pháp", "Dân tộc và Tôn giáo", "Nông nghiệp và Môi trường", "Ngoại vụ")
"""Beside the six of the office: twelve that are asked."""
LETTER = """{head}
Số: 31/CV-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Phước, ngày 02 tháng 11 năm 2026
Kính gửi: Sở Khoa học và Công nghệ
{name} đề xuất các nhiệm vụ như sau:
1. {text}.
- Cơ quan chủ trì: {name}.
- Cơ quan phối hợp: Sở Nội vụ.
- Sản phẩm: {product}.
- Thời gian hoàn thành: Quý IV năm 2027.
"""


@pytest.fixture
def departments(office: Office) -> Office:
    """The office's province with twelve departments that can be asked."""
    for name in DEPARTMENTS:
        organisations.add_unit(None, f"Sở {name}", "department", office.province)
    return office


def test_proposals_of_twelve_departments_become_a_plan_and_tasks(
    signed_in: SignIn, browser: Browser, departments: Office, live_server: Any, tmp_path: Path
) -> None:
    page, base = signed_in("coordinator"), live_server.url
    asked = call_out(page, base)
    rows = list(Addressee.objects.filter(round=asked).order_by("order"))
    links = {row.pk: f"/moi/{token}/" for row, token in zip(rows, tokens(departments, asked).values(), strict=True)}
    propose_on_the_phone(browser, base + links[rows[0].pk])
    for turn, row in enumerate(rows[1:6]):
        words = "Xây dựng cổng dữ liệu mở tỉnh" if turn == 0 else f"Rà soát nhóm thủ tục hành chính số {turn}"
        fields = {"text": words, "product": "Báo cáo", "time_text": "Quý II năm 2027", "lead": "", "partners": ""}
        assert Client().post(links[row.pk], {"version": "0", **fields}).status_code == 200
    for turn, row in enumerate(rows[6:9]):
        proposed_by_excel(links[row.pk], turn)
    for row in rows[9:11]:
        proposed_by_letter(page, base, asked, row, tmp_path)
    assert Client().post(links[rows[11].pk], {"version": "0", "nothing": "1"}).status_code == 200
    channels = Addressee.objects.filter(round=asked, state="answered").values_list("channel", flat=True)
    assert sorted(channels) == ["excel"] * 3 + ["letter"] * 2 + ["link"] * 7
    decide_all(page, base, asked)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Phụ lục (Word)").click()
    coming.value.save_as(tmp_path / "phu-luc.docx")
    appendix_is_right((tmp_path / "phu-luc.docx").read_bytes())
    page.get_by_role("button", name="Giao 12 nhiệm vụ").click()
    expect(page.locator(".toast")).to_contain_text("Đã giao 12 nhiệm vụ")
    assert Task.objects.count() == ProposedTask.objects.exclude(task=None).count() == 12


def call_out(page: Page, base: str) -> Round:
    """The office asks the departments."""
    page.goto(f"{base}/de-xuat/moi/")
    page.get_by_label("Tên đợt").fill("Đề xuất nhiệm vụ CCHC 2027")
    page.get_by_label("Kế hoạch", exact=True).fill("Kế hoạch cải cách hành chính năm 2027")
    page.get_by_label("Thời hạn trả lời").fill(f"{timezone.localdate() + timedelta(days=10):%d/%m/%Y}")
    page.get_by_role("button", name="Lập đợt").click()
    page.get_by_label("Cơ quan chuyên môn thuộc UBND tỉnh").check()
    page.get_by_role("button", name="Thêm vào danh sách").click()
    expect(page.locator(".toast")).to_contain_text("Đã thêm 12 nơi nhận")
    page.get_by_role("button", name="Mở đợt").click()
    expect(page.locator(".toast")).to_contain_text("gửi đến 12 nơi nhận")
    return Round.objects.get()


def proposed_by_excel(address: str, turn: int) -> None:
    """Two tasks of a department in the Excel form."""
    client = Client()
    book = openpyxl.load_workbook(BytesIO(client.get(f"{address}?tep=excel").content))
    for at in (4, 5):
        cells = (f"Số hóa hồ sơ đợt {turn}.{at}", "Kho hồ sơ số", "trước ngày 15/11/2027", "", "Sở Nội vụ, Sở Tư pháp")
        for column, value in enumerate(cells, start=1):
            book["Nhiệm vụ đề xuất"].cell(at, column, value)
    out = BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "de-xuat.xlsx"
    answered = client.post(address, {"step": "excel", "version": "0", "file": out})
    assert answered.status_code == 200, answered.context["error"]


def proposed_by_letter(page: Page, base: str, asked: Round, row: Addressee, folder: Path) -> None:
    """The department's letter is read into the form and saved by the office."""
    path = folder / f"{row.pk}.docx"
    words = LETTER.format(
        head=row.name.upper(),
        name=row.name,
        text=f"Đo lường mức độ hài lòng ngành {row.pk}",
        product="Báo cáo khảo sát",
    )
    path.write_bytes(as_docx(words))
    page.goto(f"{base}/de-xuat/{asked.pk}/cong-van/")
    page.get_by_label("Tệp (.docx, .pdf)").set_input_files(path)
    page.get_by_role("button", name="Đọc nhiệm vụ").click()
    expect(page.get_by_text("Đọc được 1 nhiệm vụ")).to_be_visible()
    expect(page.get_by_label("Cơ quan đề xuất")).to_have_value(str(row.pk))
    page.get_by_label("Sản phẩm, kết quả").first.fill("Báo cáo khảo sát")
    page.get_by_role("button", name="Lưu đề xuất của cơ quan này").click()
    expect(page.locator(".toast")).to_contain_text(f"Đã nhập đề xuất của {row.name}")


def decide_all(page: Page, base: str, asked: Round) -> None:
    """The like ones become one, one is left out with a reason, the others go into two sections of the plan."""
    page.goto(f"{base}/de-xuat/{asked.pk}/")
    group = page.locator("form.card", has_text="Xây dựng cổng dữ liệu mở")
    group.get_by_role("button", name="Gộp").click()
    expect(page.locator(".toast")).to_contain_text("Đã gộp")
    for section, words in (("II. Số hóa", "Số hóa hồ sơ"), ("I. Cải cách thủ tục", "")):
        page.get_by_label("Mục của kế hoạch (khi đưa vào)").fill(section)
        waiting = page.locator("#bang tbody tr", has_text="Chờ xem xét")
        for line in (waiting.filter(has_text=words) if words else waiting).all():
            line.get_by_role("checkbox").check()
        page.get_by_role("button", name="Đưa vào kế hoạch").click()
        expect(page.locator(".toast")).to_contain_text("Đã đưa 6 nhiệm vụ" if words else "Đã đưa 7 nhiệm vụ")
    page.get_by_label("Lý do, điểm cần làm rõ").fill("Đã có trong kế hoạch của ngành")
    page.locator("#bang tbody tr", has_text="thủ tục hành chính số 4").get_by_role("checkbox").check()
    page.get_by_role("button", name="Không đưa vào").click()
    expect(page.locator(".toast")).to_contain_text("không đưa vào 1 đề xuất")


def appendix_is_right(paper: bytes) -> None:
    """The whole appendix: each accepted task once, under its section, with who leads, partners, product and time."""
    text = read(paper, "phu-luc.docx")
    rows: list[tuple[str, ...]] = []
    for block in text.blocks:
        for row in range(1, getattr(block, "rows", 0)):
            cells = [block.at(row, column) for column in range(6)]
            if all(cells) and len({id(cell) for cell in cells}) == 6:
                rows.append(tuple(cell.span.of(text.content).strip() for cell in cells if cell is not None))
    kept = ProposedTask.objects.filter(state="accepted").order_by("section", "position")
    assert [row[1:] for row in rows] == [(one.text, one.lead, one.partners, one.product, one.time_text) for one in kept]
    assert [int(row[0]) for row in rows] == list(range(1, 13))
    assert text.content.index("I. Cải cách thủ tục") < text.content.index("II. Số hóa")
    merged = next(row for row in rows if row[1] == "Xây dựng cổng dữ liệu mở của tỉnh")
    assert merged[3]


def propose_on_the_phone(browser: Browser, address: str) -> None:
    """Somebody proposes without an account."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    page = context.new_page()
    page.goto(address)
    fits(page)
    page.get_by_label("Nội dung nhiệm vụ").first.fill("Xây dựng cổng dữ liệu mở của tỉnh")
    page.get_by_label("Sản phẩm, kết quả").first.fill("Cổng dữ liệu mở")
    page.get_by_label("Thời gian hoàn thành").first.fill("Quý II năm 2027")
    page.get_by_role("button", name="Gửi đề xuất").click()
    expect(page.get_by_text("Đã nhận đề xuất")).to_be_visible()
    context.close()
