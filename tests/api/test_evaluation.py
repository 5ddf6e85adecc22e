"""A program reads scores, and reports tasks to a system outside."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dondoc.outside import actions
from tests.api.conftest import Programs
from tests.evaluation.test_evaluation import task
from tests.organisation import Office

TODAY = timezone.localdate()


def test_the_board_and_ones_own_points(office: Office, as_: Programs) -> None:
    late = task(office, TODAY - timedelta(days=7))
    address = f"/evaluation/year/{late.due_on}"
    board = as_("leader").get(address).json()
    assert [row["rank"] for row in board["units"]][:2] == [1, None]
    mine = as_("head_telecom").get(f"{address}/mine").json()
    assert (mine["products"], mine["done"], mine["total"], mine["lines"][0]["task"]) == (1, 0, 30, late.pk)
    head = office.people["head_telecom"].pk
    marked = as_("leader").put(f"{address}/general", {"points": 20, "person": head})
    assert marked.json()["total"] == 20
    assert as_("leader").post(f"{address}/close").status_code == 409
    excuse = {"task": late.pk, "of": "delay", "reason": "mưa lũ"}
    made = as_("leader").post("/evaluation-excuses", excuse)
    assert made.status_code == 201
    assert as_("leader").send("DELETE", f"/evaluation-excuses/{made.json()['id']}").status_code == 204
    assert as_("leader").get("/evaluation/week/2026-11-02").status_code == 422


def test_what_a_system_outside_is_told(office: Office, as_: Programs) -> None:
    one = task(office, TODAY)
    system = actions.add_system(office.people["administrator"], office.as_("administrator"), "Hệ thống tỉnh")
    coordinator = as_("coordinator")
    assert coordinator.get("/outside-systems").json()["items"][0]["name"] == "Hệ thống tỉnh"
    told = coordinator.get(f"/outside-systems/{system.pk}/rows").json()["items"]
    assert told[0]["cells"]["Mã nhiệm vụ"] == f"NV-{one.pk}"
    sent = coordinator.post(f"/outside-systems/{system.pk}/deliveries", {"form": "csv"})
    assert (sent.status_code, sent.json()["count"]) == (201, 1)
    assert coordinator.get("/outside-systems/999/rows").status_code == 404
