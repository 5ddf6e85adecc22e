"""Two reports from the paper that asks for them to their number: monthly to the board, yearly through a room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dondoc.reports import actions
from dondoc.reports.models import Obligation, PeriodState, ReportPeriod
from dondoc.reports.suggestions import suggestions
from dondoc.tasks.models import Evidence, Task
from dondoc.writing.check.layout import check_layout
from tests.browser.conftest import PHONE, SignIn
from tests.documents.papers import registered
from tests.organisation import PASSWORD, Office
from tests.reports.work import duty, moment, monthly_plan

NOVEMBER, DECEMBER = date(2026, 11, 19), date(2026, 11, 24)


@pytest.fixture
def clock() -> Iterator[Any]:
    """Lets the site's clock stand on a day."""
    stands = []

    def stand(day: date) -> None:
        leave()
        stands.append(moment(day))
        stands[-1].__enter__()

    def leave() -> None:
        while stands:
            stands.pop().__exit__(None, None, None)

    yield stand
    leave()


def switch(page: Page, office: Office, who: str) -> None:
    """Somebody else sits down."""
    base = page.url.split("/", 3)
    home = f"{base[0]}//{base[2]}"
    page.context.clear_cookies()
    page.goto(f"{home}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(office.people[who].username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("heading", name="Việc đang chờ").wait_for()


def go(page: Page, address: str) -> None:
    base = page.url.split("/", 3)
    page.goto(f"{base[0]}//{base[2]}{address}")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{address} runs over the edge by {over} px"


def set_up(page: Page, words: str) -> Obligation:
    """Take the proposal as it is."""
    go(page, "/bao-cao/?xem=che-do")
    expect(page.locator(".chain").first).to_contain_text(words)
    page.get_by_role("link", name="Xem và lập").first.click()
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".toast")).to_contain_text("Đã lập chế độ báo cáo")
    return Obligation.objects.get()


def send_part(page: Page, office: Office, who: str, unit: str, words: str) -> None:
    """A head opens what the unit is asked, adds a line and sends."""
    switch(page, office, who)
    go(page, "/bao-cao/")
    page.locator(".line", has_text=office.units[unit].name).click()
    page.locator("#them-difficulty").fill(words)
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator(".toast")).to_contain_text("Đã gửi báo cáo.")


def consolidated(page: Page, period: ReportPeriod, words: str) -> None:
    """The draft is made; a section is written on and saves itself."""
    go(page, f"/bao-cao/ky/{period.pk}/")
    page.get_by_role("button", name="Tổng hợp").click()
    section = page.locator(".draft", has=page.get_by_role("heading", name="Khó khăn, vướng mắc"))
    area = section.locator("textarea")
    expect(area).to_have_value(f"{words} (BCVT&CĐS).")
    section.locator(".source").first.click()
    expect(section.locator(".source.on")).to_contain_text(words)
    area.fill(f"{words.rsplit(maxsplit=1)[0]} nhiều.")
    expect(section.locator(".draft-state")).to_contain_text("Đã lưu lúc")
    expect(section.locator(".source")).to_contain_text("đã sửa")


def test_the_november_report_from_the_letter_to_its_number(signed_in: SignIn, office: Office, clock: Any) -> None:
    clock(date(2026, 10, 26))
    monthly_plan(office)
    clock(NOVEMBER)
    page = signed_in("coordinator")
    row = set_up(page, "trước ngày 24 hằng tháng")
    assert (row.recipient, row.via) == ("Thường trực Tỉnh ủy An Phước", "Văn phòng Tỉnh ủy")
    expect(page.locator(".chain")).to_contain_text("2 ngày làm việc")
    actions.open_due(None, NOVEMBER)
    period = ReportPeriod.objects.get()
    send_part(page, office, "head_telecom", "telecom", "Thiếu kinh phí")
    clock(date(2026, 11, 20))
    switch(page, office, "head_telecom")
    consolidated(page, period, "Thiếu kinh phí")
    page.get_by_role("link", name="Bản in, phát hành").click()
    expect(page.locator(".paper")).to_contain_text("Kính gửi: Thường trực Tỉnh ủy An Phước")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert check_layout(download.value.path().read_bytes()) == []
    page.get_by_role("button", name="Chuyển phát hành").click()
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Đã chuyển văn thư cấp số")
    switch(page, office, "coordinator")
    period.refresh_from_db()
    go(page, f"/van-ban-di/{period.document_id}/")
    page.get_by_role("button", name="Phát hành").click()
    expect(page.locator(".toast")).to_contain_text("Đã phát hành")
    period.refresh_from_db()
    assert period.state == PeriodState.ISSUED
    assert Evidence.objects.filter(document=period.document, task=period.occurrence.task).exists()
    period.occurrence.refresh_from_db()
    assert period.occurrence.done_on == date(2026, 11, 20)


def test_the_yearly_cascade_through_a_room(signed_in: SignIn, office: Office, clock: Any) -> None:
    clock(date(2026, 10, 6))
    document = registered(office)
    telecom = office.units["telecom"].name
    report = {"kind": "report"}
    duty(
        office,
        document,
        f"báo cáo tình hình thực hiện về Sở (qua {telecom})",
        **report,
        lead="Các phòng, đơn vị thuộc Sở",
        due="trước ngày 01/12 hằng năm",
    )
    own = duty(office, document, "báo cáo Lãnh đạo Sở", **report, lead=telecom, due="trước ngày 05/12 hằng năm")
    clock(DECEMBER)
    page = signed_in("coordinator")
    [found] = suggestions(office.as_("coordinator", DECEMBER), DECEMBER)
    assert len(found.units) == 5
    set_up(page, "trước ngày 01/12 hằng năm")
    expect(page.locator(".chain")).to_contain_text("trước ngày 05/12 hằng năm")
    actions.open_due(None, DECEMBER)
    period = ReportPeriod.objects.get()
    assert (period.label, period.units_by, period.send_by) == ("Năm 2026", date(2026, 11, 30), date(2026, 12, 4))
    page.set_viewport_size(PHONE)
    send_part(page, office, "head_telecom", "telecom", "Thiếu người làm")
    child = Task.objects.get(parent=found.stages[0].task_id, assignments__unit=office.units["telecom"])
    assert child.state == "submitted", "the unit's own duty to report is handed in with it"
    page.set_viewport_size({"width": 1440, "height": 900})
    consolidated(page, period, "Thiếu người làm")
    page.get_by_role("link", name="Bản in, phát hành").click()
    page.get_by_role("button", name="Chuyển phát hành").click()
    page.get_by_label("Nộp trong cơ quan").check()
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Đã nộp báo cáo")
    own.refresh_from_db()
    assert own.state == "submitted"
    assert Evidence.objects.filter(task=own, name="bao-cao.docx").exists()
