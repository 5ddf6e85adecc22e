"""From a file to the register of tasks, as a văn thư and as a trưởng phòng: hand in, review, confirm, find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dondoc.documents.models import Document
from dondoc.tasks.models import Task, TaskState
from tests.browser.conftest import PHONE, SignIn
from tests.browser.papers import DOCX, GOLD, PDF, measuring

ReadAll = Callable[[], int]


def hand_in(page: Page, read_all: ReadAll, *files: Path) -> None:
    """Drop files on the register, let the worker read them, and see every row come to its end."""
    page.get_by_role("link", name="Văn bản", exact=True).first.click()
    page.wait_for_url("**/van-ban-den/")
    page.wait_for_load_state("load")
    page.locator("input[type=file]").set_input_files([str(file) for file in files])
    if len(files) > 1:
        page.get_by_role("button", name="Nhiều văn bản").click()
    rows = page.locator("#intakes .intake")
    expect(rows).to_have_count(len(files))
    expect(page.locator("#intakes .intake-waiting")).to_have_count(len(files))
    read_all()
    expect(page.locator("#intakes .intake-done")).to_have_count(len(files), timeout=20_000)


def open_review(page: Page, name: str) -> None:
    page.locator("#intakes .intake", has_text=name).get_by_role("link", name="Rà soát").click()
    page.wait_for_url("**/van-ban/*/**")
    page.locator("#paper .para").first.wait_for()
    # What the checks of the text answer draws the paper again.
    page.wait_for_load_state("networkidle")


@contextmanager
def drawn_again(page: Page) -> Iterator[None]:
    """What is done here changes the marks: wait until the paper is drawn with the new ones."""
    page.evaluate("document.querySelector('#paper .para').dataset.old = 1")
    yield
    expect(page.locator("#paper [data-old]")).to_have_count(0)
    expect(page.locator("#paper .para").first).to_be_visible()


def choose_lead(page: Page, typed: str) -> None:
    """Complete the lead of the open task by the keyboard alone."""
    combo = page.locator(".task-card.open").get_by_role("combobox", name="Chủ trì")
    combo.focus()
    combo.press_sequentially(typed, delay=15)
    page.locator(".task-card.open [role=option]", has_text="Bưu chính").first.wait_for()
    combo.press("Enter")
    expect(page.locator(".task-card.open [data-lights$=':lead'] .edit-note")).to_contain_text("Đã lưu")


@pytest.mark.parametrize("who", ["clerk", "head_telecom"])
def test_from_two_files_to_the_register(signed_in: SignIn, read_all: ReadAll, who: str) -> None:
    page = signed_in(who)
    hand_in(page, read_all, DOCX, PDF)
    open_review(page, DOCX.name)
    document = Document.objects.get(attachments__name=DOCX.name)
    waiting = document.tasks.filter(state=TaskState.PROPOSED).count()
    assert waiting > 1

    page.keyboard.press("j")
    card = page.locator(".task-card.open")
    expect(card).to_have_count(1)
    expect(page.locator("#paper .m.on").first).to_be_visible()

    choose_lead(page, "buu chinh")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(card.get_by_text("xác nhận", exact=False).first).to_be_visible()
    expect(page.locator("#review-progress")).to_contain_text(f"Đã rà soát 1/{waiting}")
    assert Task.objects.filter(document=document, state=TaskState.ASSIGNED, fanned_out=False).count() == 1

    page.get_by_role("link", name="Nhiệm vụ", exact=True).first.click()
    page.wait_for_url("**/nhiem-vu/")
    page.goto(page.url + "?trang-thai=all&sap=newest")
    page.locator(".table .main-link").first.click()
    page.get_by_role("link", name="Xem trong văn bản").click()
    expect(page).to_have_url(re.compile(r"/van-ban/\d+/#cau-\d+$"))
    expect(page.locator("#paper .m.on").first).to_be_in_viewport()


def test_a_field_lights_its_words_and_words_lead_to_their_field(signed_in: SignIn, read_all: ReadAll) -> None:
    page = signed_in("clerk")
    hand_in(page, read_all, DOCX)
    open_review(page, DOCX.name)
    page.get_by_role("tab", name="Thể thức").click()
    page.get_by_label("Trích yếu").focus()
    expect(page.locator("#paper [data-m~='head:subject'].on").first).to_be_visible()
    mark = page.locator("#paper .m-time").first
    mark.click()
    expect(page.locator("*:focus")).to_have_attribute("id", re.compile(r"task-\d+-(due|time_text)-input"))


def test_words_lead_to_their_field_on_the_pictures_of_the_pages_too(signed_in: SignIn, read_all: ReadAll) -> None:
    page = signed_in("clerk")
    hand_in(page, read_all, PDF)
    open_review(page, PDF.name)
    page.get_by_text("Ảnh trang gốc").click()
    expect(page.locator("#paper img").first).to_have_js_property("naturalWidth", 1240)
    page.locator("#paper rect.m-time").last.click()
    expect(page.locator("*:focus")).to_have_attribute("id", re.compile(r"task-\d+-(due|time_text)-input"))
    expect(page.locator("#paper rect.on").first).to_be_visible()
    page.get_by_text("Bản chữ").click()
    expect(page.locator("#paper .para").first).to_be_visible()


def test_a_missed_task_is_made_of_marked_words_by_keyboard_and_by_mouse(signed_in: SignIn, read_all: ReadAll) -> None:
    page = signed_in("clerk")
    hand_in(page, read_all, DOCX)
    open_review(page, DOCX.name)
    document = Document.objects.get()
    before = document.tasks.count()

    page.keyboard.press("v")
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    with drawn_again(page):
        page.keyboard.press("Enter")
    expect(page.locator("#added .task-card")).to_have_count(1)

    paragraph = page.locator("#paper .para").nth(12)
    paragraph.scroll_into_view_if_needed()
    paragraph.click(click_count=3)
    page.get_by_role("button", name="Thêm nhiệm vụ từ đoạn này").click()
    expect(page.locator("#added .task-card")).to_have_count(2)
    assert document.tasks.count() == before + 2
    words = paragraph.inner_text().strip()
    added = document.tasks.order_by("-id").first()
    assert added is not None
    assert document.text.content[added.start : added.end].strip() in words


def test_all_at_once_says_what_is_left(signed_in: SignIn, read_all: ReadAll) -> None:
    page = signed_in("clerk")
    hand_in(page, read_all, PDF)
    open_review(page, PDF.name)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Xác nhận tất cả").click()
    expect(page.locator(".toast")).to_contain_text("Đã xác nhận")
    assert Task.objects.filter(state=TaskState.ASSIGNED).exists()


def test_on_a_phone_nothing_runs_over_the_edge(signed_in: SignIn, read_all: ReadAll) -> None:
    page = signed_in("clerk")
    page.set_viewport_size(PHONE)
    page.goto(page.url + "van-ban-den/")
    page.locator("input[type=file]").set_input_files(str(DOCX))
    expect(page.locator("#intakes .intake-waiting")).to_have_count(1)
    read_all()
    expect(page.locator("#intakes .intake-done")).to_have_count(1, timeout=20_000)
    document = Document.objects.get()
    base = page.url.split("/van-ban")[0]
    for address in (f"/van-ban/{document.pk}/", "/", "/van-ban-den/", "/nhiem-vu/", "/to-chuc/", "/to-chuc/nguoi/"):
        page.goto(base + address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, address
    page.goto(f"{base}/van-ban/{document.pk}/")
    page.get_by_role("tab", name="Văn bản").click()
    expect(page.locator("#paper")).to_be_visible()


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.is_dir(), reason="the measuring documents do not stand beside the repository")
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_real_document_is_read_and_reviewed(signed_in: SignIn, read_all: ReadAll, suffix: str) -> None:
    file = measuring(suffix)
    if file is None:
        pytest.skip(f"no measuring document ends in {suffix}")
    page = signed_in("clerk")
    hand_in(page, read_all, file)
    open_review(page, file.name)
    page.keyboard.press("j")
    expect(page.locator(".task-card.open")).to_have_count(1)
