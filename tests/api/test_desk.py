"""Difficulties, statistics, notices and the calendar address over the API."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from dondoc.notices.models import Notice, NoticeKind
from dondoc.organisations.actions import merge_units
from tests.api.conftest import Programs
from tests.organisation import Office
from tests.tasks.work import assigned


def test_a_difficulty_is_raised_passed_up_and_answered(office: Office, as_: Programs) -> None:
    task = assigned(office)
    head, leader = as_("head_telecom"), as_("leader")
    raised = head.post(f"/tasks/{task.pk}/steps/raise_difficulty", {"note": "Thiếu kinh phí", "proposal": "Bổ sung"})
    assert raised.status_code == 201
    pk = raised.json()["id"]
    assert raised.json()["holder"]["id"] == office.agency.unit_id
    assert [row["id"] for row in leader.get("/difficulties", held=True).json()["items"]] == [pk]
    assert head.post(f"/difficulties/{pk}/answer", {"answer": "x"}).status_code == 403
    assert head.post("/difficulties", {"note": " "}).json()["field"] == "note"
    outcome = {"text": "Bố trí kinh phí", "unit": office.units["planning"].pk, "due_on": "2026-12-30"}
    answered = leader.post(f"/difficulties/{pk}/answer", {"answer": "Đồng ý", "task": outcome}, If_Match='"0"')
    assert (answered.json()["state"], answered["ETag"]) == ("answered", '"1"')
    assert leader.get(f"/tasks/{answered.json()['outcome']}").json()["due_on"] == "2026-12-30"
    late = leader.post(f"/difficulties/{pk}/pass_up", {"note": "x"}, If_Match='"0"')
    assert late.status_code == 412 and late.json()["changed"]["state"] == "Đã trả lời"
    free = head.post("/difficulties", {"note": "Thiếu người"}).json()
    assert head.post(f"/difficulties/{free['id']}/withdraw").json()["state"] == "withdrawn"
    listed = head.get("/difficulties", state="withdrawn").json()["items"]
    assert [row["id"] for row in listed] == [free["id"]]


def test_work_exceptions_and_statistics(office: Office, as_: Programs) -> None:
    task = assigned(office, due=str(timezone.localdate() - timedelta(days=30)))
    head, leader = as_("head_telecom"), as_("leader")
    assert [row["id"] for row in head.get("/me/work").json()["new"]] == [task.pk]
    late = leader.get("/exceptions").json()["overdue"]
    assert (late["total"], late["items"][0]["id"], late["items"][0]["overdue"]) == (1, task.pk, True)
    asked = {"day": str(timezone.localdate() + timedelta(days=10)), "reason": "Chờ số liệu"}
    assert head.post(f"/tasks/{task.pk}/steps/ask_extension", asked).status_code == 200
    assert leader.get("/exceptions").json()["extensions"]["items"][0]["task"] == task.pk
    total, row = leader.get("/statistics").json()["items"]
    assert (total["unit"], total["open_overdue"], row["unit"]["id"]) == (None, 1, office.units["telecom"].pk)
    assert leader.get("/statistics", since="nope").json()["field"] == "since"


def test_notices_are_read_and_the_digest_is_chosen(office: Office, as_: Programs) -> None:
    task = assigned(office)
    Notice.objects.all().delete()
    for number, name in enumerate(("officer", "officer", "clerk")):
        Notice.objects.create(
            key=f"{number}",
            agency=office.agency,
            person=office.people[name],
            task=task,
            kind=NoticeKind.NEW,
            due_on=task.due_on,
            at=timezone.now(),
        )
    officer = as_("officer")
    items = officer.get("/notices").json()["items"]
    assert len(items) == 2 and items[0]["title"].startswith("Nhiệm vụ mới")
    others = Notice.objects.get(person=office.people["clerk"]).pk
    assert officer.post("/notices/read", {"ids": [items[0]["id"], others]}).json() == {"unread": 1}
    assert Notice.objects.get(pk=others).read_at is None
    assert officer.post("/notices/read", {}).json()["field"] == "ids"
    assert officer.post("/notices/read", {"until": items[0]["id"]}).json() == {"unread": 0}
    assert officer.get("/notices", unread=True).json()["items"] == []
    assert officer.put("/me/notices", {"digest": False}).json() == {"digest": False, "feed": False}


def test_the_calendar_address_is_the_key(office: Office, as_: Programs) -> None:
    task = assigned(office)
    officer = as_("officer")
    made = officer.post("/me/feed").json()
    path = f"/api/v1/feeds/{made['secret']}.ics"
    assert made["address"].endswith(path)
    answer = Client().get(path)
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["UID"]) for event in events] == [f"task-{task.pk}@dondoc"]
    assert Client().get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert officer.send("DELETE", "/me/feed").status_code == 204
    assert Client().get(path).status_code == 404


def test_an_administrator_sets_reminders_and_web_hooks(office: Office, as_: Programs) -> None:
    administrator = as_("administrator")
    plans = administrator.put("/reminders/urgent", {"before": [2], "on_day": True, "every": 1}).json()["items"]
    assert {"urgency": "urgent", "before": [2], "on_day": True, "every": 1} in plans
    assert administrator.put("/reminders/urgent", {"before": [99], "on_day": True, "every": 1}).status_code == 422
    made = administrator.post("/webhooks", {"url": "https://so.example.vn/dondoc"})
    assert made.status_code == 201 and made.json()["secret"]
    listed = administrator.get("/webhooks").json()["items"]
    assert listed == [{"id": made.json()["id"], "url": "https://so.example.vn/dondoc", "active": True}]
    assert administrator.post("/webhooks", {"url": "ftp://x"}).json()["field"] == "url"
    assert administrator.send("DELETE", f"/webhooks/{made.json()['id']}").status_code == 204


def test_the_agency_s_own_days_move_what_is_due(office: Office, as_: Programs) -> None:
    task = assigned(office, due="2026-11-19")
    coordinator = as_("coordinator")
    own = {"off": [{"on": "2026-11-19", "reason": "Nghỉ bù"}], "worked": ["2026-11-21"]}
    moved = coordinator.put("/calendar/own", own)
    assert moved.json() == {"moved": [task.pk]}
    assert coordinator.get("/calendar/own").json() == own
    days = coordinator.get("/calendar/days", since="2026-11-19", until="2026-11-21").json()["items"]
    assert [(day["working"], day["reason"]) for day in days] == [(False, "Nghỉ bù"), (True, ""), (True, "")]
    assert coordinator.get(f"/tasks/{task.pk}").json()["due_on"] != "2026-11-19"
    assert (
        coordinator.put("/calendar/own", {"off": [{"on": "2026-11-19", "reason": " "}], "worked": []}).status_code
        == 422
    )


def test_what_a_split_unit_left_is_handed_over(office: Office, as_: Programs) -> None:
    task = assigned(office)
    news = [office.units["science"], office.units["centre"]]
    merge_units(None, [office.units["telecom"]], news, timezone.localdate())
    coordinator = as_("coordinator")
    [estate] = coordinator.get("/estates").json()["items"]
    assert {unit["id"] for unit in estate["successors"]} == {unit.pk for unit in news}
    [part] = estate["parts"]
    assert (part["task"], part["part"]) == (task.pk, "lead")
    gone = coordinator.post("/estates", {"choices": [{"part": part["id"], "unit": office.units["telecom"].pk}]})
    assert (gone.status_code, "kết thúc" in gone.json()["detail"]) == (422, True)
    done = coordinator.post("/estates", {"choices": [{"part": part["id"], "unit": news[0].pk}]})
    assert done.json() == {"count": 1}
    assert coordinator.get("/estates").json()["items"] == []
