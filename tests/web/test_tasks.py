"""The register of tasks and the page of one."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from dondoc.documents.models import Document
from tests.organisation import Office
from tests.tasks.work import all_confirmed
from tests.web.conftest import SignIn


@pytest.fixture
def confirmed(office: Office, paper: Document) -> Document:
    all_confirmed(office, paper.pk)
    return paper


def test_a_room_sees_its_own_and_the_filters_narrow(signed_in: SignIn, confirmed: Document, office: Office) -> None:
    client = signed_in("head_telecom")
    page = client.get("/nhiem-vu/").content.decode()
    assert "Rà soát danh mục" in page
    assert "Tổ chức tập huấn" not in page
    assert "Rà soát danh mục" not in client.get("/nhiem-vu/", {"vai-tro": "coordinate"}).content.decode()
    assert "Rà soát danh mục" in client.get("/nhiem-vu/", {"tim": "ra soat"}).content.decode()


def test_filters_that_are_on_can_be_taken_away_one_by_one(signed_in: SignIn, confirmed: Document) -> None:
    page = signed_in("coordinator").get("/nhiem-vu/", {"vai-tro": "lead", "han": "month"}).content.decode()
    assert 'href="?han=month"' in page
    assert 'href="?vai-tro=lead"' in page


def test_nothing_is_a_task_before_it_is_confirmed(signed_in: SignIn, paper: Document) -> None:
    assert "Rà soát danh mục" not in signed_in("coordinator").get("/nhiem-vu/").content.decode()


def test_a_task_shows_its_sentence_its_story_and_why_one_sees_it(signed_in: SignIn, confirmed: Document) -> None:
    task = confirmed.tasks.get(clause="1")
    page = signed_in("head_telecom").get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert f'href="/van-ban/{confirmed.pk}/#cau-{task.pk}"' in page
    assert "Nguyễn Thị Hạnh" in page
    assert "Đơn vị của bạn" in page


def test_another_room_does_not_see_it(signed_in: SignIn, confirmed: Document) -> None:
    task = confirmed.tasks.get(clause="1")
    assert signed_in("head_science").get(f"/nhiem-vu/{task.pk}/").status_code == 404


def test_home_shows_what_waits(signed_in: SignIn, confirmed: Document, django_assert_max_num_queries) -> None:
    client = signed_in("head_telecom")
    with django_assert_max_num_queries(12):
        page = client.get("/").content.decode()
    assert "Việc đang chờ" in page


def test_somebody_without_a_post_is_told_what_to_do(signed_in: SignIn) -> None:
    answer = signed_in("outsider").get("/")
    assert answer.status_code == 403
    assert "chưa được giao vị trí" in answer.content.decode()


def test_the_register_comes_as_excel_with_the_same_filters(signed_in: SignIn, confirmed: Document) -> None:
    client = signed_in("coordinator")
    answer = client.get("/nhiem-vu/tai-excel/", {"tim": "danh muc"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Rà soát danh mục" in said
    assert "Tổ chức tập huấn kỹ năng số" not in said
    assert any("101/UBND-KGVX" in words for words in said)
