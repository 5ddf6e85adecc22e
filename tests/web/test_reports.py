"""The pages of reports: who gets in, what they show, and that nothing that somebody wrote is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from dondoc.reports import actions
from dondoc.reports.models import Heading, Obligation, PeriodState, ReportPart, ReportPeriod
from dondoc.reports.suggestions import suggestions
from dondoc.rounds.models import AddresseeState, Link
from dondoc.rounds.tokens import shown
from tests.organisation import Office
from tests.remembered import remembered
from tests.reports.work import MONTHLY, moment, monthly_plan, opened, part, send
from tests.web.conftest import SignIn

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def in_november() -> Iterator[None]:
    with moment(DAY):
        yield


@remembered
def with_one_part(office: Office) -> ReportPeriod:
    found = opened(office, measures=(("Số lớp tập huấn", "lớp"),))
    added = [(Heading.DIFFICULTY, "Thiếu kinh phí cho hạ tầng.")]
    send(found, office, "science", "head_science", MONTHLY, added=added)
    return found


@pytest.fixture
def period(office: Office) -> ReportPeriod:
    """The November report, of which one room has sent its part."""
    return with_one_part(office)


@pytest.fixture
def drafted(period: ReportPeriod, office: Office) -> ReportPeriod:
    return actions.consolidate(office.people["head_telecom"], office.as_("head_telecom", DAY), period.pk)


def fields(client: Client, address: str) -> dict[str, str]:
    """What a suggestion's form would send."""
    values = client.get(address).context
    rows = values["rows"]
    return {
        **{name: value for name, value in values["values"].items() if value not in (None, False)},
        "only_document": "1",
        "document": values["document"].pk,
        "stage_name": [row.name for row in rows],
        "stage_day": [row.day for row in rows],
        "stage_months": [row.months for row in rows],
        "stage_word": ["truoc" if row.before else "ngay" for row in rows],
        "stage_task": [row.task for row in rows],
        "units": sorted(values["owing"]),
    }


def test_a_proposed_report_is_set_up_and_opens(signed_in: SignIn, office: Office) -> None:
    monthly_plan(office)
    client = signed_in("coordinator")
    [found] = suggestions(office.as_("coordinator", DAY), DAY)
    page = client.get("/bao-cao/?xem=che-do").content.decode()
    assert "trước ngày 24 hằng tháng" in page
    address = f"/bao-cao/che-do/them/?tu={found.key}"
    client.post(address, fields(client, address) | {"measures": "Số lớp tập huấn | lớp"})
    row = Obligation.objects.get()
    assert [(stage.day, stage.before) for stage in row.stages.all()] == [(19, True), (23, True)]
    assert row.measures.get().unit_of == "lớp"
    page = client.get(f"/bao-cao/che-do/{row.pk}/").content.decode()
    assert "2 ngày làm việc" in page
    form = {"kind": "month", "year": "2026", "number": "11"}
    page = client.post(f"/bao-cao/che-do/{row.pk}/mo-ky/", form, follow=True).content.decode()
    assert "Tháng 11 năm 2026" in page
    assert ReportPeriod.objects.get().unit_reports.count() == 5


def test_a_wrong_form_comes_back_with_one_sentence(signed_in: SignIn, office: Office) -> None:
    client = signed_in("coordinator")
    form = {"title": "Báo cáo tuần", "cadence": "month", "unit": office.units["office"].pk, "cut_off_day": "40"}
    answer = client.post("/bao-cao/che-do/them/", form)
    assert answer.status_code == 422
    assert "Ngày chốt số liệu là số từ 1 đến 31." in answer.content.decode()
    assert "Báo cáo tuần" in answer.content.decode()


def test_a_room_fills_its_form_in_and_sends_it(signed_in: SignIn, period: ReportPeriod, office: Office) -> None:
    report = part(period, office, "telecom")
    passage, client = report.passages.first(), signed_in("officer")
    address = reverse("rounds:answer", args=[report.addressee_id])
    assert "Gửi báo cáo" in client.get(address).content.decode()
    version = {"version": report.version}
    kept = client.post(address, version | {"step": "autosave", f"p-{passage.pk}": "Bản nháp"}, headers=HTMX)
    assert "Đã lưu lúc" in kept.content.decode()
    stale = client.post(address, version | {"step": "autosave", f"p-{passage.pk}": "Bản khác"}, headers=HTMX)
    assert stale.status_code == 422
    measure = period.obligation.measures.get()
    form = {f"p-{passage.pk}": "Đã khảo sát 12 điểm.", f"so-{measure.pk}": "1.250,5", "them-next": "- Việc A\n- Việc B"}
    client.post(address, form | {"step": "send", "version": report.version + 1})
    report.addressee.refresh_from_db()
    assert report.addressee.state == AddresseeState.ANSWERED
    assert list(report.passages.filter(heading=Heading.NEXT).values_list("text", flat=True))[-2:] == [
        "Việc A",
        "Việc B",
    ]
    assert str(report.values.get().value) == "1250.50"


HTMX = {"HX-Request": "true"}


def test_the_form_goes_out_as_excel_and_comes_back_with_errors_at_their_cells(
    signed_in: SignIn, period: ReportPeriod, office: Office
) -> None:
    report, client = part(period, office, "telecom"), signed_in("officer")
    address = reverse("rounds:answer", args=[report.addressee_id])
    book = load_workbook(BytesIO(client.get(f"{address}?dang=excel").content))
    sheet = next(one for one in book if any(cell.value == "Mã (giữ nguyên)" for row in one.iter_rows() for cell in row))
    head = next(row for row in sheet.iter_rows() if row[0].value == "Mã (giữ nguyên)")
    first = head[0].row + 1
    passage = report.passages.get(pk=int(sheet.cell(first, 1).value))
    sheet.cell(first, 3).value = "Sửa trong Excel."
    new = first + report.passages.count()
    sheet.cell(new, 2).value, sheet.cell(new, 3).value = "Mục lạ", "Việc thêm"

    def sent() -> str:
        out = BytesIO()
        book.save(out)
        file = SimpleUploadedFile("phieu.xlsx", out.getvalue())
        return client.post(address, {"step": "excel", "file": file}, follow=True).content.decode()

    assert f"Nội dung!B{new}" in sent()
    passage.refresh_from_db()
    assert passage.text != "Sửa trong Excel.", "nothing is half taken in"
    sheet.cell(new, 2).value = Heading.NEXT.label
    assert "Đã nhập từ tệp Excel" in sent()
    passage.refresh_from_db()
    assert passage.text == "Sửa trong Excel."
    assert report.passages.filter(heading=Heading.NEXT, text="Việc thêm").exists()


def test_whoever_holds_the_link_sends_for_a_unit_without_account(
    period: ReportPeriod, office: Office, signed_in: SignIn
):
    report = part(period, office, "planning")
    signed_in("coordinator").post(f"/dot/{period.asked_id}/noi-nhan/{report.addressee_id}/", {"step": "link"})
    link = Link.objects.get(addressee=report.addressee_id)
    address = f"/moi/{shown(link.nonce, link.digest)}/"
    client = Client()
    assert "Phòng Kế hoạch - Tài chính: báo cáo tháng 11" in client.get(address).content.decode()
    answer = client.post(address, {"step": "send", "them-done": "Đã giải ngân 80%"})
    assert "Hãy ghi họ tên" in answer.content.decode()
    client.post(address, {"step": "send", "them-done": "Đã giải ngân 80%", "name": "Lý Văn Tám, chuyên viên"})
    report.addressee.refresh_from_db()
    assert report.addressee.answered_as == "Lý Văn Tám, chuyên viên"
    assert "Đã giải ngân 80%" in signed_in("coordinator").get(f"/bao-cao/don-vi/{report.pk}/").content.decode()


def test_two_editors_lose_nothing(signed_in: SignIn, drafted: ReportPeriod) -> None:
    section = drafted.sections.get(part=ReportPart.DIFFICULTY)
    address = f"/bao-cao/ky/{drafted.pk}/soan/{section.pk}/"
    first, second = signed_in("head_telecom"), signed_in("coordinator")
    first.post(address, {"text": "Bản của Đức", "version": section.version}, headers=HTMX)
    answer = second.post(address, {"text": "Bản của Khải", "version": section.version}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bản của Đức" in page and "Phạm Minh Đức vừa sửa mục này" in page
    over = {"text": "Bản của Khải", "version": section.version, "over": section.version + 1}
    assert second.post(address, over, headers=HTMX).status_code == 200
    page = second.get(f"{address}phien-ban/").content.decode()
    assert '<ins class="came">Khải</ins>' in page and '<del class="went">Đức</del>' in page
    assert list(section.versions.values_list("text", flat=True))[:2] == ["Bản của Khải", "Bản của Đức"]


def test_the_preview_says_where_each_line_comes_from(signed_in: SignIn, drafted: ReportPeriod, office: Office) -> None:
    client = signed_in("head_telecom")
    page = client.get(f"/bao-cao/ky/{drafted.pk}/xem/").content.decode()
    report = part(drafted, office, "science")
    assert "Thiếu kinh phí cho hạ tầng" in page
    assert f"/bao-cao/don-vi/{report.pk}/" in page
    for suffix in ("word", "excel"):
        assert client.get(f"/bao-cao/ky/{drafted.pk}/{suffix}/").status_code == 200
    client.post(f"/bao-cao/ky/{drafted.pk}/phat-hanh/", {"way": "outgoing", "version": drafted.version})
    drafted.refresh_from_db()
    assert drafted.state == PeriodState.HANDED_OVER
    page = client.get(f"/bao-cao/ky/{drafted.pk}/soan/").content.decode()
    assert "chỉ còn để xem" in page


def test_the_list_behind_a_number_is_as_long_as_the_number(signed_in: SignIn, drafted: ReportPeriod) -> None:
    client = signed_in("coordinator")
    context = client.get(f"/bao-cao/ky/{drafted.pk}/").context
    for row in context["cells"][:2]:
        for cell, count in row.by_cell:
            unit = f"?don-vi={row.unit.pk}" if row.unit else ""
            assert len(client.get(f"/bao-cao/ky/{drafted.pk}/so/{cell}/{unit}").context["rows"]) == count


def test_only_who_consolidates_gets_to_the_desk(signed_in: SignIn, drafted: ReportPeriod, office: Office) -> None:
    section = drafted.sections.first()
    other = signed_in("head_science")
    assert other.get(f"/bao-cao/ky/{drafted.pk}/").status_code == 200, "a unit that owes sees the period"
    desk = ("so/done_late/", "soan/", f"soan/{section.pk}/phien-ban/", "xem/", "word/", "pdf/", "excel/")
    for page in desk:
        assert other.get(f"/bao-cao/ky/{drafted.pk}/{page}").status_code == 404, page
    for page in ("cap-nhat/", "tong-hop/", "huy/", "soan/de-muc/", f"soan/{section.pk}/", "phat-hanh/", "rut/"):
        assert other.post(f"/bao-cao/ky/{drafted.pk}/{page}", headers=HTMX).status_code == 404, page
    theirs = part(drafted, office, "telecom")
    assert other.get(f"/bao-cao/don-vi/{theirs.pk}/").status_code == 404
    assert signed_in("administrator").get(f"/bao-cao/ky/{drafted.pk}/").status_code == 404


def test_a_page_costs_as_many_queries_with_many_units_as_with_few(
    signed_in: SignIn, drafted: ReportPeriod, office: Office, django_assert_max_num_queries
) -> None:
    period, obligation = f"/bao-cao/ky/{drafted.pk}/", f"/bao-cao/che-do/{drafted.obligation_id}/"
    with moment(DAY + timedelta(days=31)):
        assert actions.open_due(None, DAY + timedelta(days=31)) == 1, "so that there is a period before"
    later = f"/bao-cao/ky/{ReportPeriod.objects.latest('pk').pk}/"
    for who in ("coordinator", "head_telecom"):
        client = signed_in(who)
        pages = [f"{one}{page}" for one in (period, later) for page in ("", "soan/", "xem/", "so/open_overdue/")]
        for page in (*pages, obligation, *(f"/bao-cao/?xem={tab}" for tab in ("", "che-do", "da-phat-hanh"))):
            with django_assert_max_num_queries(12):
                assert client.get(page).status_code == 200, page
