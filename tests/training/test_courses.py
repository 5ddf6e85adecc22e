"""From needs to certificates: nominations within quotas, attendance by list and by code, results, figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.rounds import actions as rounds
from dondoc.rounds.facts import Stretch
from dondoc.surveys import actions as surveys
from dondoc.training import actions
from dondoc.training.facts import told
from dondoc.training.models import Attendance, Course, Participant, Session
from dondoc.training.queries import by_audience
from dondoc.web.training.codes import token_of
from tests.organisation import TODAY, Office
from tests.surveys.surveys import COMMUNES, addressee, holder
from tests.web.conftest import SignIn, files, signed_in  # noqa: F401

PHONES = ("0912000001", "0912000002", "0912000003")


def person(at: int) -> dict[str, str]:
    return {"name": ("Ngô Thị Mận", "Hồ Văn Tám", "Cao Thị Sen")[at], "post": "Công chức", "mobile": PHONES[at]}


def planned(office: Office, **fields: Any) -> Course:
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    values = {"audience": "Công chức", "places": 2, "cost": 10_000_000} | fields
    return actions.make_course(head, mine, "Kỹ năng số cơ bản", **values)


def named(office: Office, course: Course) -> None:
    """Three people of one commune and one of another are named."""
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    survey = actions.ask_nominations(head, mine, course.pk, TODAY + timedelta(days=9))
    rounds.add_groups(head, mine, survey.round_id, [COMMUNES])
    rounds.open_round(head, mine, survey.round_id)
    surveys.submit(
        None, holder(office, survey), {"contact": "Lê Văn Bách", "people": [person(0), person(1), person(2)]}
    )
    other = person(0) | {"mobile": "0933000009"}
    surveys.submit(None, holder(office, survey, "Long Mỹ"), {"contact": "Lê Văn Bách", "people": [other]})
    assert addressee(survey).state == "answered"


def test_units_send_within_their_quota_and_the_rest_are_spare(office: Office) -> None:
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    course = planned(office)
    actions.set_quota(head, mine, course.pk, office.units["phường Long Mỹ"].pk, 0)
    named(office, course)
    made = actions.take_nominations(head, mine, course.pk)
    assert [(one.unit_name, one.full_name, one.spare) for one in made] == [
        ("UBND xã Đông An", "Ngô Thị Mận", False),
        ("UBND xã Đông An", "Hồ Văn Tám", False),
        ("UBND xã Đông An", "Cao Thị Sen", True),
        ("UBND phường Long Mỹ", "Ngô Thị Mận", True),
    ]
    assert actions.take_nominations(head, mine, course.pk) == []


def test_attendance_results_and_certificates_in_order(office: Office) -> None:
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    course = planned(office)
    named(office, course)
    made = actions.take_nominations(head, mine, course.pk)
    with pytest.raises(Refused, match="chưa có buổi học"):
        actions.set_state(head, mine, course.pk, "running")
    session = actions.add_session(head, mine, course.pk, TODAY)
    with pytest.raises(Refused, match="Lớp chưa học"):
        actions.set_results(head, mine, course.pk, {made[0].pk: "passed"}, TODAY)
    actions.set_state(head, mine, course.pk, "running")
    actions.attend(head, mine, course.pk, session.pk, [made[0].pk, made[1].pk])
    actions.attend(head, mine, course.pk, session.pk, [made[0].pk])
    assert list(Attendance.objects.values_list("participant", flat=True)) == [made[0].pk]
    actions.set_results(head, mine, course.pk, {made[0].pk: "passed", made[1].pk: "failed"}, TODAY)
    actions.set_results(head, mine, course.pk, {made[0].pk: "none", made[3].pk: "passed"}, TODAY)
    actions.set_results(head, mine, course.pk, {made[0].pk: "passed"}, TODAY)
    assert dict(Participant.objects.values_list("pk", "certificate")) == {
        made[0].pk: 1, made[1].pk: None, made[2].pk: None, made[3].pk: 2,
    }  # fmt: skip
    [row] = by_audience(mine)
    assert (row.courses, row.people, row.came, row.passed, row.cost) == (1, 3, 1, 2, 10_000_000)
    assert by_audience(mine, until=date(2026, 1, 1)) == []
    [fact] = told(Stretch(office.agency.pk, TODAY, TODAY))
    assert fact.text == "Tổ chức 01 lớp tập huấn, bồi dưỡng, 01 người tham dự, 02 người đạt yêu cầu."


def test_people_check_themselves_in_with_the_code_on_the_day_only(office: Office, client: Client, monkeypatch) -> None:
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    course = planned(office)
    named(office, course)
    actions.take_nominations(head, mine, course.pk)
    session = actions.add_session(head, mine, course.pk, TODAY)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    address = f"/diem-danh/{session.pk}/{token_of(session)}/"
    assert client.post(address, {"phone": "0999999999"}).status_code == 422
    for _ in range(2):
        assert "Đã điểm danh" in client.post(address, {"phone": "0912 000 001"}).content.decode()
    assert Attendance.objects.get().means == "qr"
    other = actions.add_session(head, mine, course.pk, TODAY + timedelta(days=1))
    assert client.get(f"/diem-danh/{other.pk}/{token_of(session)}/").status_code == 404
    late = client.post(f"/diem-danh/{other.pk}/{token_of(other)}/", {"phone": PHONES[0]})
    assert (late.status_code, Attendance.objects.count()) == (404, 1)


def test_phones_stand_in_no_log_and_are_masked_for_others(office: Office, signed_in: SignIn) -> None:  # noqa: F811
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    course = planned(office)
    named(office, course)
    actions.take_nominations(head, mine, course.pk)
    log = "".join(f"{entry.label}{entry.changes}{entry.note}" for entry in Entry.objects.all())
    assert not [phone for phone in PHONES if phone in log]
    address = f"/tap-huan/{course.pk}/"
    assert PHONES[0] in signed_in("head_telecom").get(address).content.decode()
    assert PHONES[0] not in signed_in("leader").get(address).content.decode()


def test_the_pages_of_a_course(office: Office, signed_in: SignIn, django_assert_max_num_queries) -> None:  # noqa: F811
    client = signed_in("head_telecom")
    sent = {"title": "An toàn thông tin", "audience": "Viên chức", "way": "online", "places": "3", "cost": "5.000.000"}
    assert client.post("/tap-huan/lap/", sent | {"cost": "nhiều"}).status_code == 422
    address = client.post("/tap-huan/lap/", sent)["Location"]
    course = Course.objects.get()
    assert (course.cost, course.places, course.way) == (5_000_000, 3, "online")
    client.post(f"{address}sua/", {"step": "session", "on": "05/12/2026", "hours": "8 giờ"})
    asked = client.post(f"{address}sua/", {"step": "ask", "day": "20/11/2027"})
    assert "/noi-nhan/" in asked["Location"]
    session = Session.objects.get()
    for page in ("/tap-huan/", address, f"{address}buoi/{session.pk}/", "/tap-huan/theo-doi-tuong/"):
        with django_assert_max_num_queries(14):
            assert client.get(page).status_code == 200, page
    assert "<svg" in client.get(f"{address}buoi/{session.pk}/").content.decode()
    assert client.get(f"{address}chung-nhan/").status_code == 200


def test_courses_of_another_agency_are_not_touched(office: Office) -> None:
    course = planned(office)
    with pytest.raises(NotAllowed):
        actions.set_state(office.people["administrator"], office.as_("administrator"), course.pk, "cancelled")
