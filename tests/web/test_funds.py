"""Funds by source and document, and the tasks behind each sum."""

from __future__ import annotations

import html
import io
import re

import openpyxl

from dondoc.tasks.actions import correct
from tests.evaluation.test_evaluation import task
from tests.organisation import TODAY, Office
from tests.web.conftest import SignIn

WORDS = ("Ngân sách tỉnh: 500 triệu đồng", "từ nguồn ngân sách tỉnh, 1,5 tỷ đồng", "Chi thường xuyên")


def test_sums_by_source_open_as_many_tasks(office: Office, signed_in: SignIn, django_assert_max_num_queries) -> None:
    who = office.people["coordinator"], office.as_("coordinator")
    for at, words in enumerate(WORDS):
        one = task(office, TODAY, "telecom" if at else "science", f"Việc {at}")
        correct(*who, one.pk, {"funds": words})
    task(office, TODAY, "science", "Việc không ghi kinh phí")
    leader = signed_in("leader")
    with django_assert_max_num_queries(12):
        page = leader.get("/thong-ke/kinh-phi/").content.decode()
    assert "2.000.000.000" in page
    found = dict(re.findall(r'href="(\?nguon=[^"]*)">[^<]*</a></td><td class="number"[^>]*>(\d+)<', page))
    assert sorted(found.values()) == ["1", "2"]
    for address, number in found.items():
        behind = leader.get("/thong-ke/kinh-phi/" + html.unescape(address)).content.decode()
        assert f"1–{number} trong {number}" in behind
    book = openpyxl.load_workbook(io.BytesIO(b"".join(leader.get("/thong-ke/kinh-phi/excel/").streaming_content)))
    assert 2_000_000_000 in [cell.value for row in book["Theo nguồn"].iter_rows() for cell in row]
    head = signed_in("head_science").get("/thong-ke/kinh-phi/").content.decode()
    assert "500.000.000" in head
    assert "Chi thường xuyên" not in head
