"""A system outside from its mapping to what it holds otherwise, in the browser: the administrator sets columns and
words, the office makes the file that is sent, and the system's own list is held against ours."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from dondoc.outside.models import Delivery, OutsideSystem
from tests.browser.conftest import SignIn
from tests.evaluation.test_evaluation import task
from tests.organisation import TODAY, Office

NAME = "Hệ thống theo dõi nghị quyết"


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def test_from_the_mapping_to_the_differences(signed_in: SignIn, office: Office, tmp_path: Path) -> None:
    tasks = [
        task(office, TODAY.replace(day=28), "telecom", words)
        for words in ("Rà soát nền tảng số", "Tập huấn kỹ năng số", "Kiểm tra an toàn thông tin")
    ]

    page = signed_in("administrator")
    home = page.url.rstrip("/")
    page.goto(f"{home}/he-thong-ngoai/")
    page.get_by_label("Tên hệ thống").fill(NAME)
    page.get_by_role("button", name="Thêm").click()
    expect(page.get_by_role("heading", name="Cột và từ ngữ")).to_be_visible()
    titles = page.locator("input[name=title]")
    titles.nth(0).fill("Mã định danh")
    assert titles.nth(7).input_value() == "Tình trạng"
    titles.nth(7).fill("Trạng thái thực hiện")
    for words in ("Chưa thực hiện", "Quá hạn"):
        page.get_by_label(words, exact=True).fill("CHẬM")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".toast")).to_contain_text("Đã lưu cách xuất.")
    sign_out(page)

    page = signed_in("coordinator")
    page.goto(f"{home}/he-thong-ngoai/")
    page.get_by_role("link", name=NAME).click()
    expect(page.locator("th", has_text="Mã định danh")).to_be_visible()
    expect(page.locator("td", has_text="CHẬM")).to_have_count(3)
    page.get_by_role("button", name="Lập tệp Excel, ghi đã gửi").click()
    expect(page.locator(".toast")).to_contain_text("với 3 nhiệm vụ và ghi là đã gửi")
    with page.expect_download() as download:
        page.get_by_role("link", name=Delivery.objects.get().name).click()
    sent = tmp_path / "sent.xlsx"
    download.value.save_as(sent)

    book = openpyxl.load_workbook(sent)
    rows = book.active
    head = [cell.value for cell in rows[1]]
    assert head[:2] == ["Mã định danh", "Nội dung nhiệm vụ"]
    assert [rows.cell(at, 1).value for at in (2, 3, 4)] == [f"NV-{one.pk}" for one in tasks]
    # The system holds another state for the first, does not know the second, and has one of its own.
    rows.cell(2, head.index("Trạng thái thực hiện") + 1).value = "HOÀN THÀNH"
    rows.delete_rows(3)
    rows.append(["NV-9999999", "Việc chỉ có ở hệ thống"])
    theirs = tmp_path / "theirs.xlsx"
    book.save(theirs)

    page.get_by_label("Danh sách tải từ hệ thống").set_input_files(theirs)
    page.get_by_role("button", name="Đối chiếu").click()
    differing = page.locator("section", has=page.get_by_role("heading", name="Khác nhau", exact=True)).locator(
        "tbody tr"
    )
    expect(differing).to_have_count(1)
    for words in ("Rà soát nền tảng số", "Trạng thái thực hiện", "CHẬM", "HOÀN THÀNH"):
        expect(differing).to_contain_text(words)
    expect(page.get_by_text("Việc chỉ có ở hệ thống")).to_be_visible()
    missing = page.locator("section", has=page.get_by_role("heading", name="Hệ thống còn thiếu"))
    expect(missing.get_by_role("link")).to_have_count(1)
    expect(missing).to_contain_text("Tập huấn kỹ năng số")
    expect(page.locator(".tile", has_text="Khớp")).to_contain_text("1")
    assert OutsideSystem.objects.get().comparisons.count() == 1
