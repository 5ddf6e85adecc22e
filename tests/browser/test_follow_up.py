"""The stories of following up, at the desk and on the phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dondoc.tasks.actions import accept, ask_extension, confirm_all, delegate, raise_difficulty, submit
from dondoc.tasks.models import Difficulty, DifficultyState, Part, Task, TaskState
from tests.browser.conftest import PHONE, SignIn
from tests.documents.papers import registered
from tests.organisation import Office

DESK = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
WORDS = "Rà soát danh mục"


@pytest.fixture
def task(office: Office) -> Task:
    """A confirmed task that the telecom room leads and that is overdue."""
    document = registered(office)
    confirm_all(office.people["clerk"], office.as_("clerk"), document.pk)
    return document.tasks.get(clause="1")


def at(signed_in: SignIn, who: str, size: dict[str, int], address: str) -> Page:
    page = signed_in(who)
    page.set_viewport_size(size)
    page.goto(page.url.rstrip("/") + address)
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{address} runs over the edge by {over} px"
    return page


def now(task: Task) -> Task:
    task.refresh_from_db()
    return task


@SIZES
def test_the_head_takes_a_task_on_and_delegates_it(
    signed_in: SignIn, task: Task, office: Office, size: dict[str, int]
) -> None:
    page = at(signed_in, "head_telecom", size, "/viec-cua-phong/")
    item = page.locator(".work", has_text=WORDS)
    item.get_by_role("button", name="Tiếp nhận").click()
    expect(page.locator(".toast")).to_contain_text("Đã tiếp nhận nhiệm vụ.")
    item.get_by_role("link", name="Giao người thực hiện").click()
    page.get_by_label("Đỗ Hải Yến").check()
    page.get_by_role("button", name="Giao người thực hiện").click()
    expect(page.locator(".toast")).to_contain_text("Đã giao người thực hiện.")
    assert task.assignments.get(part=Part.PERFORM).person == office.people["officer"]


@SIZES
def test_the_officer_reports_in_two_taps(signed_in: SignIn, task: Task, office: Office, size: dict[str, int]) -> None:
    head, officer = office.people["head_telecom"], office.people["officer"]
    delegate(head, office.as_("head_telecom"), task.pk, [officer.pk])
    page = at(signed_in, "officer", size, "/viec-cua-toi/")
    item = page.locator(".work", has_text=WORDS)
    item.get_by_text("Cập nhật", exact=True).click()
    item.get_by_role("button", name="50%").click()
    expect(page.locator(".toast")).to_contain_text("Đã cập nhật tiến độ.")
    assert (now(task).percent, task.state) == (50, TaskState.IN_PROGRESS)
    page.locator(".work", has_text=WORDS).get_by_role("link", name="Báo cáo kết quả").click()
    page.get_by_label("Nội dung").fill("Đã rà soát xong 42 phần mềm")
    page.get_by_role("button", name="Báo cáo kết quả").click()
    expect(page.locator(".toast")).to_contain_text("chờ nghiệm thu")
    assert now(task).state == TaskState.SUBMITTED


@SIZES
def test_the_follower_returns_a_result_and_urges(
    signed_in: SignIn, task: Task, office: Office, size: dict[str, int]
) -> None:
    submit(office.people["head_telecom"], office.as_("head_telecom"), task.pk, "Xong")
    page = at(signed_in, "coordinator", size, "/theo-doi/")
    page.locator(".work", has_text=WORDS).get_by_role("link", name="Trả lại").click()
    page.get_by_label("Lý do").fill("Thiếu biểu số 2")
    page.get_by_role("button", name="Trả lại kết quả").click()
    expect(page.locator(".toast")).to_contain_text("Đã trả lại kết quả.")
    assert now(task).returns == 1
    page.get_by_role("button", name="Đôn đốc", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Đã đôn đốc")
    page.locator("summary", has_text="Công văn đôn đốc").click()
    page.get_by_role("button", name="Cho từng đơn vị").click()
    expect(page.locator(".toast")).to_contain_text("Đã lập 1 công văn đôn đốc")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Word").click()
    assert download.value.suggested_filename.endswith(".docx")


@SIZES
def test_the_leader_decides_on_more_time(
    signed_in: SignIn, task: Task, office: Office, size: dict[str, int], today: Any
) -> None:
    head = office.people["head_telecom"]
    accept(head, office.as_("head_telecom"), task.pk)
    later = today.replace(year=today.year + 1)
    ask_extension(head, office.as_("head_telecom"), task.pk, until=later, reason="Chờ số liệu cấp xã")
    page = at(signed_in, "leader", size, "/dieu-hanh/")
    page.get_by_role("link", name="Quyết định").click()
    page.get_by_label("Đồng ý gia hạn").check()
    page.get_by_role("button", name="Quyết định gia hạn").click()
    expect(page.locator(".toast")).to_contain_text("Đã quyết định gia hạn.")
    assert now(task).due_on == later


@SIZES
def test_a_difficulty_is_raised_and_answered(
    signed_in: SignIn, task: Task, office: Office, size: dict[str, int]
) -> None:
    raise_difficulty(office.people["head_telecom"], office.as_("head_telecom"), task.pk, "Chưa có số liệu của cấp xã")
    page = at(signed_in, "leader", size, "/vuong-mac/")
    page.locator(".line", has_text="Chưa có số liệu").first.click()
    page.get_by_label("Nội dung trả lời").fill("Sở Nội vụ sẽ gửi số liệu trong tuần.")
    page.get_by_role("button", name="Trả lời", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Đã trả lời.")
    assert Difficulty.objects.get().state == DifficultyState.ANSWERED


@SIZES
def test_steps_open_as_dialogs_on_the_page_of_a_task(
    signed_in: SignIn, task: Task, office: Office, size: dict[str, int]
) -> None:
    page = at(signed_in, "head_telecom", size, f"/nhiem-vu/{task.pk}/")
    page.get_by_role("link", name="Chuyển xuống").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_role("combobox").press_sequentially("ke hoach", delay=15)
    dialog.locator("[role=option]", has_text="Kế hoạch - Tài chính").first.click()
    dialog.get_by_role("button", name="Chuyển xuống").click()
    expect(page.locator(".toast")).to_contain_text("nhiệm vụ con")
    child = task.children.get()
    assert child.assignments.get(part=Part.LEAD).unit == office.units["planning"]
    assert child.due_on == now(task).due_on
