"""The steps of a task over the API: what is offered, what each takes, and two people at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dondoc.tasks.models import Task
from dondoc.tasks.states import TRANSITIONS
from tests.api.conftest import Program, Programs
from tests.organisation import Office
from tests.tasks.work import assigned


@pytest.fixture
def task(office: Office) -> Task:
    """A task of the telecom room, due far ahead of any clock."""
    return assigned(office, due=str(timezone.localdate() + timedelta(days=20)))


def offered(program: Program, task: Task) -> dict[str, Any]:
    return {row["name"]: row for row in program.get(f"/tasks/{task.pk}/steps").json()["items"]}


def step(program: Program, task: Task, name: str, body: Any = None, **headers: str) -> Any:
    address = offered(program, task)[name]["address"].removeprefix("/api/v1")
    return program.post(address, body, **headers)


def test_every_step_of_the_table_is_one_post(db: None) -> None:
    paths = Client().get("/api/v1/openapi.json").json()["paths"]
    posts = {path.rsplit("/", 1)[1] for path in paths if "/steps/" in path}
    assert posts == set(TRANSITIONS)


def test_what_a_step_needs_are_the_fields_of_its_body(db: None) -> None:
    schema = Client().get("/api/v1/openapi.json").json()
    for name, transition in TRANSITIONS.items():
        operation = schema["paths"][f"/api/v1/tasks/{{task_id}}/steps/{name}"]["post"]
        content = operation.get("requestBody", {}).get("content", {})
        body = next(iter(content.values()), {}).get("schema", {})
        body = body.get("anyOf", [body])[0]
        if "$ref" in body:
            body = schema["components"]["schemas"][body["$ref"].rsplit("/", 1)[1]]
        asked = {need.name.lower() for need in (*transition.needs, *transition.takes)}
        assert asked <= set(body.get("properties", {})), name
        assert set(body.get("required", [])) == {need.name.lower() for need in transition.needs}, name


def test_the_life_of_a_task(office: Office, task: Task, as_: Programs) -> None:
    head, officer, follower = as_("head_telecom"), as_("officer"), as_("coordinator")
    assert {"accept", "send_back", "delegate"} <= set(offered(head, task))
    assert [need["name"] for need in offered(head, task)["send_back"]["needs"]] == ["reason"]
    assert step(head, task, "accept").json()["state"] == "accepted"
    assert step(head, task, "delegate", {"people": [office.people["officer"].pk]}).status_code == 200
    address = f"/tasks/{task.pk}/steps"
    file = SimpleUploadedFile("Danh mục.txt", "đã rà soát".encode())
    reported = officer.form(
        f"{address}/report", note="Xong một nửa", percent=50, links=["https://so.example.vn/a"], files=[file]
    )
    assert reported.json()["state"] == "in_progress", reported.content
    assert officer.form(f"{address}/submit", note="Đã xong").json()["state"] == "submitted"
    assert step(follower, task, "return", {"reason": "Thiếu phụ lục"}).json()["state"] == "returned"
    assert officer.form(f"{address}/submit", note="Đã bổ sung").json()["state"] == "submitted"
    assert step(follower, task, "approve").json()["state"] == "done"
    assert step(follower, task, "reopen", {"reason": "Đóng nhầm"}).json()["state"] == "in_progress"
    progress = officer.get(f"/tasks/{task.pk}/progress").json()
    assert [row["reason"] for row in progress["returns"]] == ["Thiếu phụ lục"]
    pieces = [piece for row in progress["updates"] for piece in row["evidence"]]
    assert {piece["name"] for piece in pieces} == {"Danh mục.txt", "so.example.vn"}
    kept = next(piece for piece in pieces if not piece["link"])
    fetched = officer.get(f"/tasks/{task.pk}/evidence/{kept['id']}")
    assert b"".join(fetched.streaming_content).decode() == "đã rà soát"
    told = officer.get(f"/tasks/{task.pk}").json()
    assert (told["returns"], told["percent"]) == (1, 100)


def test_more_time_is_asked_for_and_decided(office: Office, task: Task, as_: Programs) -> None:
    officer, leader = as_("officer"), as_("leader")
    due = task.due_on
    assert due is not None
    early = step(officer, task, "ask_extension", {"day": str(due), "reason": "Chờ số liệu"})
    assert (early.status_code, early.json()["field"]) == (422, "day")
    later = str(due + timedelta(days=5))
    assert step(officer, task, "ask_extension", {"day": later, "reason": "Chờ số liệu"}).status_code == 200
    silent = step(leader, task, "decide_extension", {"granted": False})
    assert (silent.status_code, silent.json()["field"]) == (422, "note")
    assert step(leader, task, "decide_extension", {"granted": True}).status_code == 200
    told = officer.get(f"/tasks/{task.pk}").json()
    assert (told["due_on"], told["first_due_on"], told["extensions"]) == (later, str(due), 1)
    assert officer.get(f"/tasks/{task.pk}/progress").json()["extensions"][0]["granted"] is True


def test_handing_on(office: Office, task: Task, as_: Programs) -> None:
    head, leader = as_("head_telecom"), as_("leader")
    centre = office.units["centre"].pk
    passed = step(head, task, "forward", {"unit": centre, "text": "Rà soát phần của Trung tâm"}).json()
    assert head.get(f"/tasks/{passed['child']['id']}").status_code == 404 or passed["child"]["state"] == "assigned"
    assert leader.get(f"/tasks/{passed['child']['id']}").json()["parent"] == task.pk
    nowhere = step(leader, task, "reassign", {"unit": 999999, "reason": "x"})
    assert nowhere.status_code in (409, 422)
    assert step(leader, task, "reassign", {"unit": centre, "reason": "Đúng chức năng"}).json()["state"] == "assigned"
    lead = next(part for part in leader.get(f"/tasks/{task.pk}").json()["parts"] if part["part"] == "lead")
    assert lead["unit"]["id"] == centre
    assert step(leader, task, "cancel", {"reason": "Không còn phù hợp"}).json()["state"] == "cancelled"


def test_one_wins_and_the_other_is_told_what_changed(task: Task, as_: Programs) -> None:
    head, other = as_("head_telecom"), as_("head_telecom")
    seen = other.get(f"/tasks/{task.pk}/steps")["ETag"]
    address = f"/tasks/{task.pk}/steps"
    assert head.post(f"{address}/accept", If_Match=seen).status_code == 200
    late = other.post(f"{address}/send_back", {"reason": "Không đúng chức năng"}, If_Match=seen)
    assert late.status_code == 412
    assert late.json()["changed"]["state"] == "Đã tiếp nhận"
    blind = other.post(f"{address}/send_back", {"reason": "Không đúng chức năng"})
    assert blind.status_code == 409 and "Đã tiếp nhận" in blind.json()["detail"]
    assert other.post(f"{address}/accept", If_Match="abc").json()["field"] == "If-Match"


def test_urging_following_and_sending_back(task: Task, as_: Programs) -> None:
    head, follower = as_("head_telecom"), as_("coordinator")
    assert step(follower, task, "urge").status_code == 200
    assert follower.post("/tasks/urge", {"ids": [task.pk], "note": "Đề nghị khẩn trương"}).json()["urged"] == [task.pk]
    urgings = follower.get(f"/tasks/{task.pk}/progress").json()["urgings"]
    assert [row["note"] for row in urgings] == ["Đề nghị khẩn trương", ""]
    assert step(head, task, "follow").status_code == 200
    assert step(head, task, "unfollow").status_code == 200
    assert step(head, task, "send_back", {"reason": "Việc của phòng khác"}).json()["state"] == "sent_back"
    assert step(follower, task, "insist", {"reason": "Đúng việc của phòng"}).json()["state"] == "assigned"
    refused = head.form(f"/tasks/{task.pk}/steps/submit", note=" ")
    assert (refused.status_code, refused.json()["field"]) == (422, "note")


def test_a_recurring_duty_changes_and_ends(office: Office, as_: Programs) -> None:
    task = assigned(office, due="trước ngày 20 hằng tháng")
    leader = as_("leader")
    today = timezone.localdate()
    changed = leader.post(
        f"/tasks/{task.pk}/steps/change_rule", {"rule": "trước ngày 10 hằng tháng", "day": str(today)}
    )
    assert changed.status_code == 200, changed.content
    assert leader.get(f"/tasks/{task.pk}/progress").json()["occurrences"]
    wrong = leader.post(f"/tasks/{task.pk}/steps/change_rule", {"rule": "khi nào xong", "day": str(today)})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "rule")
    ended = leader.post(f"/tasks/{task.pk}/steps/end_rule", {"day": str(today + timedelta(days=90))})
    assert ended.status_code == 200
