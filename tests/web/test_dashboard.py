"""The leader's page: every figure is the number of the list behind it."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from dondoc.documents.actions import set_citations
from dondoc.documents.models import Citation, Document
from dondoc.evaluation.dashboard import REASONS
from dondoc.organisations.membership import membership
from dondoc.tasks import actions as task_actions
from tests.evaluation.test_evaluation import task
from tests.organisation import Office
from tests.web.conftest import SignIn

TODAY = timezone.localdate()


@pytest.fixture
def busy(office: Office) -> Office:
    """Two rooms with work: done in time, done late, overdue for several reasons, still to come."""

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
    return office


def rows_behind(client: Client, address: str) -> int:
    page = client.get(address).content.decode()
    return int(re.search(r"<p>(\d+) việc</p>", page)[1])


FIGURE = re.compile(r'<a href="(/tong-quan/danh-sach/\?[^"]*)"[^>]*>(?:<b>)?(\d+)(?:</b>)?</a>')
TILE = re.compile(r'<a class="tile[^"]*" href="([^"]*)"><b>(\d+)</b>')
REASON = re.compile(r'<a class="line" href="([^"]*vi-sao[^"]*)"><span>[^<]*</span><b>(\d+)</b>')
LOAD = re.compile(r'<a class="line" href="([^"]*nguoi=[^"]*)"><span>[^<]*</span><span class="nowrap"><b>(\d+)</b>')
COLUMN = re.compile(r'<a href="([^"]*thang=[^"]*)" aria-label="Tháng [^:]*: (\d+) việc">')


@pytest.mark.parametrize("who", ["leader", "head_telecom"])
def test_every_figure_opens_a_list_of_as_many(busy: Office, signed_in: SignIn, who: str) -> None:
    client = signed_in(who)
    page = client.get("/tong-quan/").content.decode()
    figures = [match for pattern in (FIGURE, TILE, REASON, LOAD, COLUMN) for match in pattern.findall(page)]
    assert len(figures) > 25
    for address, number in figures:
        assert rows_behind(client, html.unescape(address)) == int(number), address
    tiles = [int(number) for _, number in TILE.findall(page)]
    assert tiles == ([1, 1, 1, 2] if who == "leader" else [1, 0, 1, 2])
    assert REASONS["difficulty"] in page
    assert "Chưa tiếp nhận" in page


def test_the_page_is_made_of_few_queries(busy: Office, signed_in: SignIn, django_assert_max_num_queries) -> None:
    client = signed_in("leader")
    client.get("/tong-quan/")
    with django_assert_max_num_queries(12):
        client.get("/tong-quan/")


def test_a_chain_leads_from_what_a_plan_stands_on(busy: Office, signed_in: SignIn) -> None:
    document = Document.objects.get()
    set_citations(busy.people["coordinator"], busy.as_("coordinator"), document.pk, ["57-NQ/TW"])
    QuerySet(Citation).update(relation="basis")
    assert "57-NQ/TW →" in signed_in("leader").get("/tong-quan/").content.decode()
