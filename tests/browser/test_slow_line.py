"""On a slow line the page is there before its scripts: what somebody does meanwhile is neither lost nor done amiss."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Route, expect

from dondoc.tasks.models import Task, TaskState
from tests.browser.conftest import SignIn
from tests.documents.papers import registered
from tests.organisation import Office


def test_an_early_click_is_done_once_the_scripts_are_there(office: Office, signed_in: SignIn, live_server: Any) -> None:
    document = registered(office)
    page = signed_in("clerk")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/js/review.js*", hold)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.goto(f"{live_server.url}/van-ban/{document.pk}/", wait_until="commit")
    page.get_by_role("tab", name="Viện dẫn").click()
    confirm_all = page.get_by_role("button", name="Xác nhận tất cả")
    confirm_all.dispatch_event("click")
    confirm_all.dispatch_event("click")
    citations = page.locator("#citations")
    expect(citations).to_be_hidden()
    assert not Task.objects.filter(document=document, state=TaskState.ASSIGNED).exists()
    for route in held:
        route.continue_()
    expect(citations).to_be_visible()
    expect(page.locator("#review-progress")).to_contain_text("Không còn nhiệm vụ chờ xác nhận")
    assert len(asked) == 1
    assert page.url.endswith(f"/van-ban/{document.pk}/")


def test_words_stay_chosen_when_the_paper_is_drawn_again(office: Office, signed_in: SignIn, live_server: Any) -> None:
    document = registered(office)
    page = signed_in("clerk")
    page.goto(f"{live_server.url}/van-ban/{document.pk}/", wait_until="networkidle")
    page.keyboard.press("v")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    chosen = page.evaluate("getSelection().toString()")
    assert len(chosen.split()) > 5
    page.evaluate("document.querySelector('#paper .para').dataset.old = 1")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('marks-changed'))")
    expect(page.locator("#paper [data-old]")).to_have_count(0)
    assert page.evaluate("getSelection().toString()") == chosen
    page.keyboard.press("Enter")
    expect(page.locator("#added .task-card")).to_have_count(1)
    added = document.tasks.order_by("-id").first()
    assert added is not None
    assert document.text.content[added.start : added.end].split() == chosen.split()
