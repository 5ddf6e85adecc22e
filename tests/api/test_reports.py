"""Reports for programs: a unit's part is written and sent, the draft made and written on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from dondoc.reports.models import PeriodState
from tests.api.conftest import ROOT, Programs
from tests.organisation import Office
from tests.reports.work import moment, opened

DAY = date(2026, 11, 19)


@pytest.fixture(autouse=True)
def in_november() -> Iterator[None]:
    with moment(DAY):
        yield


def test_from_a_units_part_to_the_registry(office: Office, as_: Programs) -> None:
    period = opened(office, measures=(("Số lớp", "lớp"),))
    unit, room = as_("head_science").client, as_("head_telecom").client
    [owed] = unit.get(f"{ROOT}/unit-reports").json()["items"]
    full = unit.get(f"{ROOT}/unit-reports/{owed['id']}")
    body = {
        "passages": [{"id": full.json()["passages"][0]["id"], "text": "Đang trình ký."}],
        "added": [{"heading": "difficulty", "text": "Thiếu người"}],
        "values": [{"measure": full.json()["values"][0]["measure"], "value": "3.5"}],
        "send": True,
    }
    stale = {"If-Match": '"77"'}
    address = f"{ROOT}/unit-reports/{owed['id']}"
    assert unit.patch(address, body, content_type="application/json", headers=stale).status_code == 412
    answer = unit.patch(address, body, content_type="application/json", headers={"If-Match": full["ETag"]})
    assert answer.json()["state"] == "answered"
    made = room.post(f"{ROOT}/report-periods/{period.pk}/consolidate", content_type="application/json").json()
    assert (made["answered"], made["measures"][0]["total"]) == (1, "3.50")
    sections = room.get(f"{ROOT}/report-periods/{period.pk}/sections").json()
    [trouble] = [row for row in sections if row["part"] == "difficulty"]
    assert trouble["sources"][0]["unit"] == "Phòng Quản lý Khoa học và Đổi mới sáng tạo"
    place = f"{ROOT}/report-sections/{trouble['id']}"
    first = {"If-Match": f'"{trouble["version"]}"'}
    room.patch(place, {"text": "Viết gọn"}, content_type="application/json", headers=first)
    second = room.patch(place, {"text": "Viết khác"}, content_type="application/json", headers=first)
    assert second.status_code == 412
    assert second.json()["changed"]["text"] == "Viết gọn"
    assert room.get(f"{ROOT}/report-periods/{period.pk}/word").content[:2] == b"PK"
    handed = room.post(f"{ROOT}/report-periods/{period.pk}/hand-over", content_type="application/json").json()
    assert handed["state"] == PeriodState.HANDED_OVER
    assert unit.get(f"{ROOT}/report-periods/{period.pk}").status_code == 404
