"""Notices, where somebody wants to hear, and the agency's settings."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from icalendar import Calendar

from dondoc.documents.models import Document
from dondoc.notices.models import Address, Notice, WebHook
from dondoc.notices.plans import Urgency, plans_of
from dondoc.notices.queries import wants_digest
from dondoc.tasks.models import Task
from tests.organisation import Office
from tests.tasks.work import all_confirmed
from tests.web.conftest import SignIn


@pytest.fixture
def task(office: Office, paper: Document) -> Task:
    all_confirmed(office, paper.pk)
    return paper.tasks.get(clause="1")


def test_a_new_task_is_told_counted_opened_and_then_read(signed_in: SignIn, task: Task) -> None:
    head = signed_in("head_telecom")
    page = head.get("/thong-bao/").content.decode()
    assert "Nhiệm vụ mới" in page
    assert "chưa đọc" in head.get("/").content.decode()
    notice = Notice.objects.get(person__username="tp.bcvt", task=task)
    assert head.post(f"/thong-bao/{notice.pk}/")["Location"] == f"/nhiem-vu/{task.pk}/"
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert signed_in("head_science").post(f"/thong-bao/{notice.pk}/").status_code == 404


def test_all_are_read_up_to_the_newest_shown(signed_in: SignIn, task: Task) -> None:
    head = signed_in("head_telecom")
    newest = Notice.objects.filter(person__username="tp.bcvt").order_by("-id").first()
    assert newest is not None
    head.post("/thong-bao/da-doc/", {"newest": newest.pk})
    assert not Notice.objects.filter(person__username="tp.bcvt", read_at=None).exists()


def test_the_calendar_address_is_shown_once_and_needs_no_account(signed_in: SignIn, task: Task) -> None:
    head = signed_in("head_telecom")
    head.post("/nhac-viec/lich/")
    page = head.get("/nhac-viec/").content.decode()
    found = re.search(r'value="(http[^"]+\.ics)"', page)
    assert found
    assert ".ics" not in head.get("/nhac-viec/").content.decode()
    path = urlsplit(found[1]).path
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) >= 1
    assert Client().get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    head.post("/nhac-viec/lich/", {"end": "1"})
    assert Client().get(path).status_code == 404


def test_mail_and_other_services_are_chosen(signed_in: SignIn, office: Office) -> None:
    client = signed_in("officer")
    client.post("/nhac-viec/thu/", {})
    assert not wants_digest(office.people["officer"])
    client.post("/nhac-viec/kenh/", {"label": "Nhóm phòng", "url": "tgram://123456789:abcdefg_hijklmnop/12315544/"})
    address = Address.objects.get()
    assert (
        "tgram" not in client.get("/nhac-viec/").content.decode().replace("Dùng được", "").split("plain-list")[1][:400]
    )
    client.post(f"/nhac-viec/kenh/{address.pk}/bo/")
    assert not Address.objects.exists()
    page = client.post("/nhac-viec/kenh/", {"label": "x", "url": "khong-phai"}, follow=True).content.decode()
    assert "Địa chỉ không đúng dạng" in page


def test_reminder_steps_are_set_by_degree_of_urgency(signed_in: SignIn, office: Office) -> None:
    client = signed_in("administrator")
    form = {"urgency": "urgent", "before": "5, 2", "every": "2", "on_day": "1"}
    client.post("/cai-dat/nhac-viec/", form)
    office.agency.refresh_from_db()
    plan = plans_of(office.agency)[Urgency.URGENT]
    assert (plan.before, plan.every, plan.on_day) == ((5, 2), 2, True)
    wrong = client.post("/cai-dat/nhac-viec/", form | {"before": "năm"}, follow=True).content.decode()
    assert "cách nhau bằng dấu phẩy" in wrong


def test_general_settings_and_web_hooks(signed_in: SignIn, office: Office) -> None:
    client = signed_in("administrator")
    client.post("/cai-dat/chung/", {"place": "An Phước", "difficulty_days": "4"})
    office.agency.refresh_from_db()
    assert office.agency.settings["place"] == "An Phước"
    assert office.agency.settings["difficulty_days"] == 4
    page = client.post("/cai-dat/chung/", {"place": "", "difficulty_days": "0"}, follow=True).content.decode()
    assert "từ 1 đến 60" in page
    client.post("/cai-dat/web-hook/", {"url": "https://example.org/hook"})
    hook = WebHook.objects.get()
    assert hook.secret in client.get("/cai-dat/").content.decode()
    client.post(f"/cai-dat/web-hook/{hook.pk}/bo/")
    assert not WebHook.objects.exists()


def test_a_scheduler_that_does_not_run_is_seen_by_the_administrator(signed_in: SignIn) -> None:
    assert "Bộ lập lịch chưa chạy" in signed_in("administrator").get("/").content.decode()
    assert "Bộ lập lịch chưa chạy" not in signed_in("clerk").get("/").content.decode()


def test_a_day_off_of_the_agency_moves_what_is_due(signed_in: SignIn, task: Task, office: Office) -> None:
    client = signed_in("coordinator")
    task.refresh_from_db()
    assert task.due_on is not None
    form = {"day": f"{task.due_on:%d/%m/%Y}", "what": "off", "why": "Nghỉ bù"}
    page = client.post("/cai-dat/ngay-lam-viec/", form, follow=True).content.decode()
    assert "nhiệm vụ được tính lại" in page
    assert "Nghỉ bù" in page
    assert "Hãy nhập ngày" in client.post("/cai-dat/ngay-lam-viec/", {"day": "x"}, follow=True).content.decode()
    assert "2027" in client.get("/cai-dat/ngay-lam-viec/", {"nam": "2027"}).content.decode()
