"""Evaluation on the pages: the board, one's own points, excuses, closing, Word and Excel."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from dondoc.audit.models import Entry
from dondoc.evaluation.models import Appeal, ClosedSpan, Excuse, Formula, GeneralMark
from dondoc.notices.models import Notice
from dondoc.organisations.membership import membership
from dondoc.tasks import actions as task_actions
from dondoc.tasks.models import Task
from dondoc.web.evaluation import export
from dondoc.web.notices.inbox import address
from tests.evaluation.test_evaluation import task
from tests.organisation import Office
from tests.web.conftest import SignIn

LAST_MONTH = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=10)
QUERY = f"?ky=thang&ngay={LAST_MONTH:%d/%m/%Y}"


@pytest.fixture
def late(office: Office) -> Task:
    """A task of last month that the officer handed in on the day behind its last."""
    one = task(office, date(LAST_MONTH.year, LAST_MONTH.month, LAST_MONTH.day))
    day = Task.objects.get(pk=one.pk).due_on + timedelta(days=1)

    def who(name: str):
        return office.people[name], membership(office.people[name], day)

    task_actions.delegate(*who("head_telecom"), one.pk, [office.people["officer"].pk])
    task_actions.submit(*who("officer"), one.pk, "Đã xong")
    task_actions.approve(*who("coordinator"), one.pk)
    return Task.objects.get(pk=one.pk)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_one_sees_each_of_ones_own_points(office: Office, signed_in: SignIn, late: Task) -> None:
    officer = signed_in("officer")
    mine = page(officer, f"/danh-gia/cua-toi/{QUERY}")
    assert "trễ 1 ngày: trừ 25% điểm tiến độ" in mine
    assert f"/nhiem-vu/{late.pk}/" in mine
    assert "94,17" in mine
    assert officer.get(f"/danh-gia/nguoi/{office.people['head_telecom'].pk}/{QUERY}").status_code == 404
    assert "Chưa có sản phẩm đến hạn" in page(officer, "/danh-gia/cua-toi/?ky=nam&ngay=01/01/2020")


def test_an_objective_cause_and_general_points_change_the_total(office: Office, signed_in: SignIn, late: Task) -> None:
    leader, officer = signed_in("leader"), office.people["officer"].pk
    address = f"/danh-gia/nguoi/{officer}/{QUERY}"
    span = {"ky": "thang", "ngay": f"{LAST_MONTH:%d/%m/%Y}", "person": officer}
    assert "Khách quan" in page(leader, address)
    answer = leader.post("/danh-gia/khach-quan/", {**span, "task": late.pk, "of": "delay", "reason": "mưa lũ"})
    assert answer["Location"].startswith(f"/danh-gia/nguoi/{officer}/?ky=thang")
    leader.post("/danh-gia/tieu-chi-chung/", {**span, "points": "27,5", "note": "tốt"})
    assert "97,5" in page(leader, address)
    leader.post(f"/danh-gia/khach-quan/{Excuse.objects.get().pk}/bo/", span)
    assert "91,67" in page(leader, address)
    assert GeneralMark.objects.get().note == "tốt"


def test_the_board_is_closed_and_stays(
    office: Office, signed_in: SignIn, late: Task, django_assert_max_num_queries
) -> None:
    coordinator = signed_in("coordinator")
    with django_assert_max_num_queries(24):
        board = page(coordinator, f"/danh-gia/{QUERY}")
    assert "Chốt kỳ" in board
    coordinator.post(f"/danh-gia/chot/{QUERY}")
    assert ClosedSpan.objects.get().results.count() > 2
    closed = page(coordinator, f"/danh-gia/{QUERY}")
    assert "Đã chốt" in closed
    assert "94,17" in closed
    assert "Chốt kỳ" not in page(coordinator, "/danh-gia/")


def test_word_and_excel_show_the_same_points(office: Office, signed_in: SignIn, late: Task) -> None:
    leader = signed_in("leader")
    letter = docx.Document(io.BytesIO(b"".join(leader.get(f"/danh-gia/word/{QUERY}").streaming_content)))
    cells = {cell.text for table in letter.tables for row in table.rows for cell in row.cells}
    assert {"94,17", "Hoàn thành xuất sắc nhiệm vụ"} <= cells
    book = openpyxl.load_workbook(io.BytesIO(b"".join(leader.get(f"/danh-gia/excel/{QUERY}").streaming_content)))
    values = [cell.value for row in book["Cá nhân"].iter_rows() for cell in row]
    assert 94.17 in values
    assert any("trễ 1 ngày" in str(cell.value) for row in book["Sản phẩm của cá nhân"].iter_rows() for cell in row)


def test_the_formula_is_set_from_a_day_on(office: Office, signed_in: SignIn) -> None:
    leader, officer = signed_in("leader"), signed_in("officer")
    fields = {f"kind-{kind}": "1" for kind in ("task", "report", "comment")}
    fields |= {"general": "30", "results": "70", "review_cut": "25", "delay_cut": "50", "delay_days": "0"}
    fields |= {f"{name}_share": "1" for name in ("quantity", "quality", "timeliness")}
    fields |= {"level0": "90", "level1": "70", "level2": "50", "valid_from": "01/01/2020", "basis": "Quy chế"}
    wrong = leader.post("/danh-gia/cach-tinh/", {**fields, "general": "40"})
    assert (wrong.status_code, "phải cộng lại bằng 100" in wrong.content.decode()) == (422, True)
    assert leader.post("/danh-gia/cach-tinh/", fields).status_code == 302
    assert Formula.objects.get().values["delay_cut"] == 50
    read = page(officer, "/danh-gia/cach-tinh/")
    assert "trừ 50% điểm tiến độ" in read
    assert "Lưu cách tính" not in read
    officer.post("/danh-gia/cach-tinh/", fields)
    assert Formula.objects.count() == 1


def told(kind: str) -> dict[int, str]:
    """Who has a notice of a kind, and where it leads."""
    return {one.person_id: address(one) for one in Notice.objects.filter(kind=kind)}


def test_a_point_is_appealed_answered_and_changed(office: Office, signed_in: SignIn, late: Task) -> None:
    """On the own page, by the leader in words, through the excuse that always changes it; all of it in the log."""
    officer, leader, head = signed_in("officer"), signed_in("leader"), signed_in("head_telecom")
    span = {"ky": "thang", "ngay": f"{LAST_MONTH:%d/%m/%Y}"}
    mine, theirs = f"/danh-gia/cua-toi/{QUERY}", f"/danh-gia/nguoi/{office.people['officer'].pk}/{QUERY}"
    asked = {**span, "task": late.pk, "of": "delay", "text": "Chờ ý kiến của sở khác đến hết hạn"}
    for _ in range(2):
        officer.post("/danh-gia/de-nghi/gui/", asked)
    officer.post("/danh-gia/de-nghi/gui/", {**asked, "of": "review"})
    [row] = Appeal.objects.all()
    assert "Chờ ý kiến của sở khác" in page(officer, mine) and "1 đề nghị xem lại" in page(leader, f"/danh-gia/{QUERY}")
    assert "Chờ ý kiến của sở khác" in page(leader, "/danh-gia/de-nghi/")
    assert "Chờ ý kiến của sở khác" not in page(head, "/danh-gia/de-nghi/")
    assert told("appealed") == {office.people["coordinator"].pk: "/danh-gia/de-nghi/"}
    answered = {"step": "grant", "answer": "Đúng là lỗi của bên phối hợp"}
    for wrong in (officer, head):
        wrong.post(f"/danh-gia/de-nghi/{row.pk}/tra-loi/", answered)
    assert not Excuse.objects.exists() and "94,17" in page(officer, mine)
    leader.post(f"/danh-gia/de-nghi/{row.pk}/tra-loi/", answered)
    assert "Đúng là lỗi của bên phối hợp" in page(officer, mine) and ">100<" in page(leader, theirs)
    assert Excuse.objects.get().reason == answered["answer"]
    assert told("appeal_answered") == {office.people["officer"].pk: "/danh-gia/cua-toi/"}
    assert "Đã điều chỉnh. Đúng là lỗi của bên phối hợp" in page(officer, "/thong-bao/")
    acts = Entry.objects.filter(action__startswith="evaluation.").values_list("action", flat=True)
    assert list(acts.order_by("id")) == ["evaluation.appeal", "evaluation.excuse", "evaluation.answer_appeal"]


def test_general_points_are_appealed_to_the_head_and_the_answer_is_final(
    office: Office, signed_in: SignIn, late: Task
) -> None:
    officer, head = signed_in("officer"), signed_in("head_telecom")
    span = {"ky": "thang", "ngay": f"{LAST_MONTH:%d/%m/%Y}"}
    for text in ("Đã dự đủ các lớp", "Xin xem lại lần nữa", "Thôi"):
        officer.post("/danh-gia/de-nghi/gui/", {**span, "of": "general", "text": text})
        [row] = Appeal.objects.filter(state="open")
        if text.startswith("Đã"):
            head.post(f"/danh-gia/de-nghi/{row.pk}/tra-loi/", {"step": "grant", "answer": "Đồng ý", "points": "31"})
            assert Appeal.objects.get().state == "open" and not GeneralMark.objects.exists()
            head.post(f"/danh-gia/de-nghi/{row.pk}/tra-loi/", {"step": "grant", "answer": "Đồng ý", "points": "29,5"})
        elif text.startswith("Xin"):
            head.post(f"/danh-gia/de-nghi/{row.pk}/tra-loi/", {"step": "keep", "answer": "Đã xem"})
            head.post(f"/danh-gia/de-nghi/{row.pk}/tra-loi/", {"step": "grant", "answer": "Lại", "points": "30"})
        else:
            officer.post(f"/danh-gia/de-nghi/{row.pk}/rut/", span)
    assert GeneralMark.objects.get().points == Decimal("29.5")
    assert set(told("appealed")) == {office.people["head_telecom"].pk}
    assert Notice.objects.filter(kind="appeal_answered").count() == 2
    assert list(Appeal.objects.order_by("id").values_list("state", flat=True)) == ["granted", "kept", "withdrawn"]
    signed_in("coordinator").post(f"/danh-gia/chot/{QUERY}")
    officer.post("/danh-gia/de-nghi/gui/", {**span, "of": "general", "text": "Sau khi chốt"})
    assert Appeal.objects.count() == 3 and "Xin xem lại lần nữa" in page(officer, f"/danh-gia/cua-toi/{QUERY}")


def test_the_board_is_also_a_pdf(office: Office, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "to_pdf", lambda made: b"%PDF of " + made[:2])
    answer = signed_in("leader").get(f"/danh-gia/pdf/{QUERY}")
    assert b"".join(answer.streaming_content) == b"%PDF of PK" and answer["Content-Type"] == "application/pdf"
