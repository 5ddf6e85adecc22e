"""Difficulties and statistics on their pages."""

from __future__ import annotations

import json

import pytest

from dondoc.documents.models import Document
from dondoc.tasks.models import Difficulty, DifficultyState, Task
from tests.organisation import Office
from tests.tasks.work import all_confirmed
from tests.web.conftest import SignIn
from tests.web.test_steps import do


@pytest.fixture
def task(office: Office, paper: Document) -> Task:
    all_confirmed(office, paper.pk)
    return paper.tasks.get(clause="1")


@pytest.fixture
def raised(signed_in: SignIn, task: Task) -> Difficulty:
    do(signed_in("head_telecom"), task, "raise_difficulty", note="Chưa có số liệu của cấp xã")
    return Difficulty.objects.get()


def test_what_is_raised_on_a_task_waits_for_the_leaders(signed_in: SignIn, raised: Difficulty) -> None:
    page = signed_in("leader").get("/vuong-mac/").content.decode()
    assert "Chờ đơn vị của bạn trả lời (1)" in page
    assert "Chưa có số liệu của cấp xã" in page
    assert "Vướng mắc chờ trả lời" in signed_in("leader").get("/dieu-hanh/").content.decode()


def test_an_answer_may_give_work(signed_in: SignIn, raised: Difficulty, office: Office) -> None:
    unit = office.units["planning"]
    form = {
        "answer": "Giao phòng KHTC tổng hợp",
        "task_text": "Tổng hợp số liệu cấp xã",
        "unit": json.dumps({"name": unit.name, "unit": unit.pk}),
        "day": "30/12/2026",
        "version": raised.version,
    }
    page = signed_in("leader").post(f"/vuong-mac/{raised.pk}/tra-loi/", form, follow=True).content.decode()
    raised.refresh_from_db()
    assert raised.state == DifficultyState.ANSWERED
    assert raised.outcome is not None and raised.outcome.text == "Tổng hợp số liệu cấp xã"
    assert "Nhiệm vụ phát sinh" in page


def test_it_is_passed_up_or_withdrawn(signed_in: SignIn, raised: Difficulty, office: Office) -> None:
    form = {"note": "Vượt thẩm quyền", "version": raised.version}
    page = signed_in("leader").post(f"/vuong-mac/{raised.pk}/chuyen-len/", form, follow=True).content.decode()
    assert "UBND tỉnh An Phước" in page
    raised.refresh_from_db()
    form = {"version": raised.version}
    signed_in("head_telecom").post(f"/vuong-mac/{raised.pk}/rut/", form)
    raised.refresh_from_db()
    assert raised.state == DifficultyState.WITHDRAWN


def test_a_free_one_goes_to_who_is_chosen(signed_in: SignIn, office: Office) -> None:
    unit = office.units["planning"]
    form = {"note": "Thiếu máy quét", "unit": json.dumps({"name": unit.name, "unit": unit.pk})}
    signed_in("officer").post("/vuong-mac/bao/", form)
    assert Difficulty.objects.get().holder == unit


def test_without_words_it_is_one_sentence(signed_in: SignIn, office: Office) -> None:
    answer = signed_in("officer").post("/vuong-mac/bao/", {"note": " "})
    assert answer.status_code == 422
    assert "Hãy ghi rõ khó khăn" in answer.content.decode()
    assert not Difficulty.objects.exists()


def test_the_four_cells_add_up_and_draw_their_bars(signed_in: SignIn, task: Task) -> None:
    page = signed_in("leader").get("/thong-ke/").content.decode()
    assert "Phòng Bưu chính - Viễn thông và Chuyển đổi số" in page
    assert 'class="bar-bad"' in page or 'class="bar-open"' in page
    narrowed = signed_in("leader").get("/thong-ke/", {"tu": "01/01/2030", "theo": "ban-dau"})
    assert narrowed.status_code == 200
    assert "Chưa có nhiệm vụ nào trong phạm vi này" in narrowed.content.decode()


def test_pages_stay_within_twelve_queries(signed_in: SignIn, raised: Difficulty, django_assert_max_num_queries) -> None:
    client = signed_in("head_telecom")
    for address in ("/vuong-mac/", f"/vuong-mac/{raised.pk}/", "/thong-ke/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
