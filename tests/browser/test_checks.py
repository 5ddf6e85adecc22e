"""The linter on the review page: a finding leads to its words, the words to their finding, and it is set aside."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.documents.papers import letter, registered
from tests.organisation import Office


def test_a_finding_leads_to_its_words_and_is_set_aside(office: Office, signed_in: SignIn, live_server: Any) -> None:
    document = registered(office, letter(subject="rà soát về về hạ tầng số"))
    page = signed_in("clerk")
    page.goto(f"{live_server.url}/van-ban/{document.pk}/")
    tab = page.get_by_role("tab", name="Soát lỗi (1)")
    mark = page.locator("#paper .m-finding")
    expect(mark).to_have_text("về về")
    mark.click()
    expect(tab).to_have_attribute("aria-selected", "true")
    panel = page.locator("#findings")
    panel.get_by_role("button", name="về về").click()
    expect(page.locator("#paper .m.on")).to_have_text("về về")
    panel.get_by_text("Bỏ qua chỗ này").click()
    panel.get_by_label("Vì sao để nguyên?").fill("nguyên văn của nơi gửi")
    panel.get_by_role("button", name="Bỏ qua").click()
    expect(panel.get_by_text("Không thấy chỗ nào phải xem lại")).to_be_visible()
    expect(mark).to_have_count(0)
    panel.get_by_text("Đã bỏ qua (1)").click()
    expect(panel.get_by_text("nguyên văn của nơi gửi")).to_be_visible()
    panel.get_by_role("button", name="Lấy lại").click()
    expect(mark).to_have_count(1)
