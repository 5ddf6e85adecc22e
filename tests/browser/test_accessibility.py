"""The main pages against axe-core: labels, contrast, landmarks, focus, the order of headings (WCAG 2.2 AA and more)."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from dondoc.tasks.actions import confirm_all, correct, raise_difficulty
from dondoc.tasks.models import Task
from tests.browser.conftest import PHONE, SignIn
from tests.documents.papers import registered
from tests.organisation import Office

DESK = {"width": 1440, "height": 900}
PAGES = {
    "coordinator": (
        "/",
        "/viec-cua-toi/",
        "/theo-doi/",
        "/theo-doi/da-don-doc/",
        "/dieu-hanh/",
        "/nhiem-vu/",
        "/nhiem-vu/{task}/",
        "/nhiem-vu/{task}/buoc/change_rule/",
        "/thong-ke/",
        "/vuong-mac/",
        "/vuong-mac/bao/",
        "/van-ban-den/",
        "/van-ban/{document}/",
        "/thong-bao/",
        "/nhac-viec/",
        "/nhat-ky/",
        "/cai-dat/ngay-lam-viec/",
    ),
    "head_telecom": ("/viec-cua-phong/", "/nhiem-vu/{task}/"),
    "administrator": ("/cai-dat/", "/to-chuc/", "/to-chuc/nguoi/", "/to-chuc/nguoi/{person}/", "/to-chuc/sap-xep/"),
}


@pytest.fixture
def numbers(office: Office) -> dict[str, int]:
    """A document with a recurring task that is under way, and another that is a proposal still."""
    document = registered(office)
    who = office.people["coordinator"], office.as_("coordinator")
    confirm_all(office.people["clerk"], office.as_("clerk"), document.pk)
    task: Task = document.tasks.get(clause="1")
    correct(*who, task.pk, {"due": "chậm nhất ngày 24 hằng tháng"})
    raise_difficulty(office.people["head_telecom"], office.as_("head_telecom"), task.pk, "Chưa có số liệu")
    return {"task": task.pk, "document": document.pk, "person": office.people["officer"].pk}


def faults(page: Page) -> list[str]:
    """What axe-core finds, a line for each rule and element."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']} ({rule['impact']}): {node['html'][:140]}" for rule in found for node in rule["nodes"]]


def test_the_page_to_sign_in(page: Page, live_server, office: Office) -> None:
    page.goto(f"{live_server.url}/dang-nhap/")
    assert not faults(page)


@pytest.mark.parametrize("who", PAGES)
def test_pages_at_the_desk_on_the_phone_and_in_the_dark(signed_in: SignIn, numbers: dict[str, int], who: str) -> None:
    page = signed_in(who)
    root = page.url.rstrip("/")
    found = []
    for size, scheme in ((DESK, "light"), (PHONE, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        for address in PAGES[who]:
            page.goto(root + address.format(**numbers))
            page.wait_for_load_state("networkidle")
            found += [f"{address} {size['width']} {scheme}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)
