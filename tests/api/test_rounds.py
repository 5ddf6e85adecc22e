"""Asking many and answering, by program: the counts and rows of who asks, the answers of who is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dondoc.audit.models import Entry
from dondoc.consultations import actions as consultations
from dondoc.consultations import reading
from dondoc.documents.isolation import HereReader
from dondoc.proposals import actions as proposals
from dondoc.rounds import actions as rounds
from dondoc.rounds.answerers import by_link
from dondoc.rounds.models import Addressee, Round
from dondoc.surveys import actions as surveys
from dondoc.surveys.models import SurveyAnswer
from tests.api.conftest import Programs
from tests.consultations.papers import DRAFT
from tests.organisation import Office
from tests.surveys.surveys import SECRETS, addressee, answer, signatures

ROOMS = ["Các phòng, đơn vị thuộc Sở"]


def opened(office: Office, asked: Round) -> Addressee:
    """Open a round to the rooms; the addressee of the telecom room."""
    by, mine = office.people["coordinator"], office.as_("coordinator", timezone.localdate())
    rounds.change(by, mine, asked.pk, due_on=timezone.localdate() + timedelta(days=20))
    rounds.add_groups(by, mine, asked.pk, ROOMS)
    rounds.open_round(by, mine, asked.pk)
    return Addressee.objects.get(round=asked, unit=office.units["telecom"])


def test_opinions_are_given_read_and_treated(
    office: Office, as_: Programs, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(reading, "READER", HereReader)
    by, mine = office.people["coordinator"], office.as_("coordinator")
    made = consultations.start(by, mine, "Góp ý Quy chế", "dự thảo Quy chế", ("du-thao.txt", DRAFT))
    row = opened(office, made.round)
    unit, desk = as_("head_telecom"), as_("coordinator")
    [asked] = unit.get("/asked").json()["items"]
    assert (asked["id"], asked["state"], asked["round"]["kind"]) == (row.pk, "waiting", "consultation")
    page = unit.get(f"/asked/{row.pk}")
    piece = next(one for one in page.json()["draft"]["pieces"] if one["key"] == "d1")
    given = {"opinions": [{"provision": piece["id"], "text": "Đề nghị bỏ cụm từ này"}, {"text": "Thống nhất bố cục"}]}
    address = f"/asked/{row.pk}/opinions"
    assert unit.put(address, given).json()["state"] == "answered"
    assert unit.send("PUT", address, given, If_Match=page["ETag"]).status_code == 412
    assert unit.put(address, {"opinions": [{"provision": 10**6, "text": "x"}]}).status_code == 409
    with django_assert_max_num_queries(12):
        found = desk.get(f"/consultations/{made.round_id}").json()
    assert (found["opinions"], found["pending"], found["with_opinions"]) == (2, 2, 1)
    listed = desk.get(f"/consultations/{made.round_id}/opinions", provision=piece["id"]).json()["items"]
    assert [one["text"] for one in listed] == ["Đề nghị bỏ cụm từ này"]
    body = {"opinions": [listed[0]["id"]], "treatment": "adopted", "response": "Đã bỏ"}
    [treated] = desk.post(f"/consultations/{made.round_id}/opinions/treat", body).json()
    assert (treated["treatment"], treated["response"]) == ("adopted", "Đã bỏ")
    assert unit.post(f"/consultations/{made.round_id}/opinions/treat", body).status_code == 404
    counts = desk.get(f"/rounds/{made.round_id}").json()["counts"]
    assert (counts["answered"], counts["channels"]) == (1, {"web": 1})
    silent = desk.get(f"/rounds/{made.round_id}/addressees", silent=True).json()["items"]
    assert len(silent) == counts["sent"] - 1
    assert desk.post(f"/rounds/{made.round_id}/chase", {"text": "Gửi sớm"}).json()["reminded"] == len(silent)


def test_tasks_are_proposed_and_decided(office: Office, as_: Programs) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    call = proposals.start(by, mine, "Đề xuất nhiệm vụ", "Kế hoạch năm 2027")
    row = opened(office, call.round)
    unit, desk = as_("head_telecom"), as_("coordinator")
    address = f"/asked/{row.pk}/tasks"
    refused = unit.put(address, {"tasks": [{"text": "Làm gì đó"}]})
    assert refused.status_code == 409 and "Dòng 1: hãy ghi sản phẩm" in refused.json()["detail"]
    task = {"text": "Xây dựng cổng dữ liệu mở", "product": "Cổng dữ liệu", "time_text": "Quý II năm 2027"}
    assert unit.put(address, {"tasks": [task]}).status_code == 200
    assert unit.get(f"/asked/{row.pk}").json()["tasks"][0]["lead"] == row.name
    [told] = desk.get(f"/proposal-calls/{call.round_id}/proposals").json()["items"]
    assert (told["due"], told["addressee_name"]) == ("2027-04-01/2027-06-30", row.name)
    accepted = desk.post(
        f"/proposal-calls/{call.round_id}/accept", {"proposals": [told["id"]], "section": "I. Dữ liệu"}
    )
    assert accepted.json() == {"decided": 1}
    assert desk.get(f"/proposal-calls/{call.round_id}").json()["states"]["accepted"] == 1
    assert unit.put(f"/asked/{row.pk}/opinions", {"agrees": True}).status_code == 409


def test_a_form_is_handed_in_whole_and_every_fault_is_named(office: Office, as_: Programs) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    form = surveys.make_form(by, mine, "", ready="systems")
    survey = surveys.prepare_survey(by, mine, form.pk, "Rà soát")
    row = opened(office, survey.round)
    unit = as_("head_telecom")
    asked = unit.get(f"/asked/{row.pk}").json()["form"]
    assert [one["key"] for one in asked["form"]["fields"]] == ["contact", "phone", "systems", "plan"]
    stolen = {"name": "a.pdf", "sha256": "0" * 64, "size": 1}
    values: dict[str, Any] = {"contact": "Cao Văn Nhẫn", "phone": "0283 822 2222", "plan": stolen, "systems": [{}]}
    values["systems"] = [{"name": "Cổng", "owner": "Sở Khoa học và Công nghệ", "level": "Cấp độ 9"}]
    refused = unit.put(f"/asked/{row.pk}/form", {"values": values})
    faults = {(one["row"], one["column"]) for one in refused.json()["faults"]}
    assert refused.status_code == 422 and {(0, "level"), (0, "approved")} <= faults
    assert not SurveyAnswer.objects.exists()
    kept = unit.put(f"/asked/{row.pk}/form", {"values": values, "draft": True})
    assert kept.status_code == 200 and kept.json()["state"] == "seen" and kept.json()["faults"]
    yes = dict.fromkeys(("approved", "backup", "second", "ipv6", "lgsp"), "Có")
    values["systems"] = [values["systems"][0] | yes | {"level": "Cấp độ 2"}]
    assert unit.put(f"/asked/{row.pk}/form", {"values": values}).json()["state"] == "answered"
    # A file that was never sent cannot be named by its digest.
    assert "plan" not in SurveyAnswer.objects.get().values


def test_personal_data_leave_only_for_who_may_see_them_and_are_told(office: Office, as_: Programs) -> None:
    survey = signatures(office)
    row = addressee(survey)
    rounds.put_off(*_head(office), survey.round_id, timezone.localdate() + timedelta(days=20))
    surveys.submit(None, _holder(office, row), answer())
    path = f"/surveys/{survey.round_id}/answers"
    for who in ("coordinator", "leader", "clerk"):
        masked = as_(who).get(path)
        assert not [secret for secret in SECRETS if secret in masked.content.decode()], who
        assert "Công chức tư pháp" in masked.content.decode()
        assert as_(who).get(path, personal=True).status_code == 403
    assert not Entry.objects.filter(action="surveys.export").exists()
    head = as_("head_telecom")
    assert "001190000123" not in head.get(path).content.decode()
    assert "001190000123" in head.get(path, personal=True).content.decode()
    assert Entry.objects.filter(action="surveys.export").exists()
    assert head.get(f"/surveys/{survey.round_id}").json()["personal"] is True
    assert as_("head_science").get(path).status_code == 404


def _head(office: Office) -> tuple[Any, Any]:
    return office.people["head_telecom"], office.as_("head_telecom", timezone.localdate())


def _holder(office: Office, row: Addressee) -> Any:
    [(_, token)] = rounds.make_links(*_head(office), row.round_id, [row.pk])
    return by_link(token, timezone.localdate())


def test_publications_are_entered_and_counted(office: Office, as_: Programs) -> None:
    head = as_("head_telecom")
    body = {"title": "Bản tin số 7", "medium": "zalo", "published_on": "2026-11-02", "reach": 1200}
    assert head.post("/publications", body).status_code == 201
    assert head.post("/publications", body | {"link": "javascript:alert(1)"}).status_code == 422
    assert head.get("/publications/figures", medium="zalo").json() == {
        "number": 1, "reach": 1200, "media": [{"medium": "Zalo", "number": 1, "reach": 1200}],
    }  # fmt: skip
    assert [row["title"] for row in head.get("/publications").json()["items"]] == ["Bản tin số 7"]
