"""From the search box to a document, up its chain, and a question about a citation answered on the review page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from playwright.sync_api import expect

from dondoc.documents.models import Citation
from tests.browser.conftest import PHONE, SignIn
from tests.documents.graph import paper
from tests.documents.papers import registered
from tests.organisation import Office


def test_from_the_box_to_the_tree_and_an_answered_question(office: Office, signed_in: SignIn, live_server: Any) -> None:
    document = registered(office)
    plan = paper(office, "12/KH-UBND", ("57-NQ/TW", "basis", None), issued_text="2026-01-16", subject="kế hoạch năm")
    QuerySet(Citation).filter(document=document, code="12/KH-UBND").update(is_asked=True, relation="implements")
    page = signed_in("clerk")
    page.get_by_label("Tìm văn bản, nhiệm vụ").fill("101 ubnd")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Rà soát hạ tầng số năm 2026").click()
    page.get_by_role("tab", name="Viện dẫn").click()
    panel = page.locator("#citations")
    expect(panel.get_by_text("Có phải văn bản này?")).to_be_visible()
    panel.get_by_role("button", name="Đúng văn bản này").click()
    expect(panel.get_by_text("Có trong sổ")).to_be_visible()
    panel.get_by_role("link", name="Xem căn cứ").click()
    tree = page.locator(".chain-tree > li")
    expect(tree).to_contain_text(["57-NQ/TW", "12/KH-UBND", "101/UBND-KGVX"])
    assert document.citations.get(code="12/KH-UBND").target == plan
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/tim-kiem/?tim=ha+tang+so")
    expect(page.locator("mark").first).to_have_text("hạ tầng số")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
