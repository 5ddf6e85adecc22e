"""Several files that are one document: the clerk is asked, answers, reviews the tasks of the letter and its plans."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from dondoc.documents.models import Document, Place
from tests.browser.conftest import PHONE, SignIn
from tests.browser.test_main_job import ReadAll
from tests.documents.appendices import plan, workbook
from tests.documents.papers import letter


def test_a_letter_and_its_plans_become_one_document(signed_in: SignIn, read_all: ReadAll, tmp_path: Path) -> None:
    rows = ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"), ("1", "Rà soát mạng nội bộ", "Văn phòng Sở", "20/12/2026")
    contents = {"cong-van.txt": letter(), "phu-luc-1.xlsx": workbook(), "phu-luc-2.docx": plan(*rows)}
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    page = signed_in("clerk")
    page.get_by_role("link", name="Văn bản", exact=True).first.click()
    page.wait_for_url("**/van-ban-den/")
    page.wait_for_load_state("load")
    page.locator("input[type=file]").set_input_files([str(tmp_path / name) for name in contents])
    dialog = page.get_by_role("dialog", name="Các tệp này là một văn bản hay nhiều văn bản?")
    expect(dialog.locator("[data-names] li")).to_have_count(3)
    dialog.get_by_role("button", name="Một văn bản và phụ lục").click()
    expect(page.locator("#intakes .intake-waiting")).to_have_count(1)
    read_all()
    expect(page.locator("#intakes .intake-done")).to_have_count(1)
    document = Document.objects.get()
    assert set(document.attachments.values_list("place", flat=True)) == {Place.MAIN, Place.APPENDIX}

    page.locator("#intakes .intake").get_by_role("link", name="Rà soát").click()
    page.wait_for_url("**/van-ban/*/**")
    expect(page.locator("#paper .paper-file")).to_have_text(
        ["Phụ lục trong tệp phu-luc-1.xlsx", "Phụ lục trong tệp phu-luc-2.docx"]
    )
    card = page.locator(".task-card", has_text="Nâng cấp cổng dữ liệu mở")
    expect(card.locator(".task-file")).to_have_text("phu-luc-1.xlsx")
    card.locator(".task-head").click()
    task = document.tasks.get(text__startswith="Nâng cấp")
    mark = page.locator(f'#paper [data-m~="task:{task.pk}"]').first
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_text("Nâng cấp cổng dữ liệu mở")
    card.get_by_role("button", name="Xác nhận", exact=False).first.click()
    expect(card.get_by_role("link", name="Mở nhiệm vụ")).to_be_visible()
    page.set_viewport_size(PHONE)
    page.reload()
    expect(page.locator(".task-file").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
