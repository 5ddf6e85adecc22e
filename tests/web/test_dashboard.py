"""The leader's page: every figure is the number of the list behind it."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from datetime import date, timedelta

import openpyxl
import pytest
from django.db.models import QuerySet
from django.test import Client

from dondoc.documents.actions import set_citations
from dondoc.documents.keys import code_key
from dondoc.documents.models import Citation, Document
from dondoc.evaluation.dashboard import REASONS
from dondoc.organisations.membership import membership
from dondoc.tasks import actions as task_actions
from dondoc.tasks.models import Occurrence
from tests.documents.test_outgoing import prepared
from tests.evaluation.test_evaluation import task
from tests.organisation import Office
from tests.remembered import remembered
from tests.reports.work import moment
from tests.web.conftest import SignIn

TODAY = date(2026, 11, 23)
"""A Monday: days before and after it are those of any year, which beside Tết they would not be."""


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with moment(TODAY):
        yield


@remembered
def two_rooms_at_work(office: Office) -> None:

    def who(name: str, day=TODAY):
        return office.people[name], membership(office.people[name], day)

    for days, unit, head in ((-20, "telecom", "head_telecom"), (-20, "science", "head_science"), (-3, "telecom", "")):
        one = task(office, TODAY + timedelta(days=days), unit, f"Việc của {unit} {days}")
        if head:
            handed = one.due_on + timedelta(days=0 if head == "head_telecom" else 2)
            task_actions.submit(*who(head, handed), one.pk, "Đã xong")
            task_actions.approve(*who("coordinator", handed), one.pk)
    stuck = task(office, TODAY - timedelta(days=5), "telecom", "Việc vướng")
    task_actions.raise_difficulty(*who("head_telecom"), stuck.pk, "Thiếu số liệu")
    going = task(office, TODAY + timedelta(days=10), "telecom", "Việc đang làm")
    task_actions.delegate(*who("head_telecom"), going.pk, [office.people["officer"].pk])
    task_actions.delegate(*who("head_telecom"), stuck.pk, [office.people["officer"].pk])
    daily = task(office, TODAY, "telecom", "Trực hệ thống", due="FREQ=DAILY", since=TODAY - timedelta(days=13))
    assert daily.occurrences.filter(due_on__lt=TODAY).count() > 5


@pytest.fixture
def busy(office: Office) -> Office:
    """Two rooms with work: done in time, done late, overdue for several reasons, still to come."""
    two_rooms_at_work(office)
    return office


def rows_behind(client: Client, address: str) -> int:
    page = client.get(address).content.decode()
    return int(re.search(r"<p>(\d+) việc</p>", page)[1])


LIST = r'"(/thong-ke/danh-sach/\?[^"]*)"'
FIGURE = re.compile(rf"<a [^>]*href={LIST}[^>]*>(?:<b>)?(\d+)(?:</b>)?(?:<span>|</a>)")
REASON = re.compile(rf'<a class="line" href={LIST}><span>[^<]*</span><b>(\d+)</b>')
LOAD = re.compile(rf'<a class="line" href={LIST}><span>[^<]*</span><span class="nowrap"><b>(\d+)</b>')
COLUMN = re.compile(rf'<a href={LIST} aria-label="Tháng [^:]*: (\d+) việc">')
WEEK = f"/thong-ke/?tu={TODAY - timedelta(days=6):%d/%m/%Y}&den={TODAY:%d/%m/%Y}&theo=ban-dau"


def figures_on(client: Client, address: str) -> tuple[list[int], set[str]]:
    """Follow each figure of a page to its list, which must hold as many; returns the first four and all addresses."""
    page = client.get(address).content.decode()
    found = [match for pattern in (FIGURE, REASON, LOAD, COLUMN) for match in pattern.findall(page)]
    numbers = {html.unescape(where): int(number) for where, number in found}
    leading = {html.unescape(where) for where in re.findall(LIST, page)}
    assert leading - {html.unescape(where) for where in MERE.findall(page)} <= numbers.keys()
    for where, number in numbers.items():
        assert rows_behind(client, where) == number, where
    return [int(number) for _, number in FIGURE.findall(page)][:4], leading


MERE = re.compile(rf'<a class="main-link" href={LIST}')
"""Names that lead to the list of the sum beside them."""


def missed(since: date = date.min) -> int:
    """Days of the daily duty that were missed."""
    return Occurrence.objects.filter(due_on__lt=TODAY, due_on__gte=since).count()


@pytest.mark.parametrize("address", ["/tong-quan/", "/thong-ke/", WEEK])
def test_every_figure_opens_a_list_of_as_many(busy: Office, signed_in: SignIn, address: str) -> None:
    (on_time, late, _, overdue), leading = figures_on(signed_in("leader"), address)
    week = address == WEEK
    assert (on_time, late) == ((0, 0) if week else (1, 1))
    assert overdue == (2 + missed(TODAY - timedelta(days=6)) if week else 2 + missed())
    assert len(leading) > 12


def test_a_head_of_unit_sees_the_own_units_figures(busy: Office, signed_in: SignIn) -> None:
    head = signed_in("head_telecom")
    for address in ("/tong-quan/", "/thong-ke/"):
        (on_time, late, _, overdue), _ = figures_on(head, address)
        assert (on_time, late, overdue) == (1, 0, 2 + missed())
    assert REASONS["difficulty"] in head.get("/tong-quan/").content.decode()
    everything = re.findall(r"<td[^>]*>(Phòng [^<]*)</td>", head.get("/thong-ke/danh-sach/").content.decode())
    assert set(everything) == {busy.units["telecom"].name}
    book = openpyxl.load_workbook(io.BytesIO(head.get("/thong-ke/danh-sach/excel/").getvalue()))
    assert sum(isinstance(row[0].value, int) for row in book.active.iter_rows()) == rows_behind(
        head, "/thong-ke/danh-sach/"
    )


def test_who_is_late_is_counted_in_tasks_as_in_the_list_for_urging(busy: Office, signed_in: SignIn) -> None:
    """A daily duty that was missed many times is urged for once."""
    coordinator = signed_in("coordinator")
    found = re.findall(
        r'href="(/theo-doi/[^"]*)".*?<span class="late nowrap">(\d+) việc',
        coordinator.get("/theo-doi/don-vi/").content.decode(),
    )
    assert [int(number) for _, number in found] == [3]
    for address, number in found:
        assert f"Quá hạn ({number})" in coordinator.get(html.unescape(address)).content.decode()


def test_the_page_is_made_of_few_queries(busy: Office, signed_in: SignIn, django_assert_max_num_queries) -> None:
    client = signed_in("leader")
    client.get("/tong-quan/")
    with django_assert_max_num_queries(12):
        client.get("/tong-quan/")


def test_a_chain_leads_from_the_highest_that_a_plan_stands_on(busy: Office, signed_in: SignIn) -> None:
    """A resolution that is not in the register, the plan of the province, that of the Party committee, ours."""
    who, ours = (busy.people["coordinator"], busy.as_("coordinator")), Document.objects.get()
    lower = ours
    for number, code in ((7, "7/KH-TU"), (12, "12/KH-UBND")):
        above = prepared(busy, "Kế hoạch", "coordinator")
        QuerySet(Document).filter(pk=above.pk).update(code=code, folded_code=code_key(code), number=str(number))
        set_citations(*who, lower.pk, [code])
        lower = above
    set_citations(*who, lower.pk, ["57-NQ/TW"])
    QuerySet(Citation).update(relation="basis")
    page = signed_in("leader").get("/tong-quan/").content.decode()
    chain = re.search(r'<span class="small soft chain">(.*?)</span>', page)[1]
    assert re.sub("<[^>]*>", "", chain) == "57-NQ/TW → 12/KH-UBND → 7/KH-TU → "
    assert f'href="/van-ban/{lower.pk}/"' in chain
