"""Every place of the rounds that takes Excel, with every kind of harm: one sentence, and nothing is kept."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client

from dondoc.consultations import actions as consultations
from dondoc.consultations import reading
from dondoc.consultations.models import Opinion
from dondoc.documents.isolation import HereReader
from dondoc.forms.excel import guard
from dondoc.proposals import actions as proposals
from dondoc.proposals.models import ProposedTask
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import Addressee
from dondoc.surveys.models import SurveyAnswer
from tests.consultations.papers import DRAFT
from tests.forms.hostile import BOMB, HOSTILE
from tests.organisation import Office
from tests.rounds.rounds import DUE, addressee, token_for
from tests.surveys import surveys
from tests.web.conftest import SignIn, files, signed_in  # noqa: F401

pytestmark = pytest.mark.load
HARMLESS = {"formulas without a result", "another sheet"}
"""What the form of opinions takes all the same: it has one sheet, whatever its name; a formula there is no words."""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "UNPACKED_LIMIT", BOMB - 1)
    monkeypatch.setattr(reading, "READER", HereReader)


def named(content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = "tra-loi.xlsx"
    return file


def bad(good: bytes, sheet: str, *, but: Any = ()) -> dict[str, io.BytesIO]:
    return {name: named(harm(good, sheet)) for name, harm in HOSTILE.items() if name not in but}


def opened(office: Office, asked: Any) -> tuple[Addressee, str]:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    rounds.add_groups(by, mine, asked.pk, ["Cơ quan chuyên môn thuộc UBND tỉnh"])
    rounds.open_round(by, mine, asked.pk)
    row = addressee(asked, office.units["Sở Y tế"])
    return row, f"/moi/{token_for(office, asked, row)}/"


def test_the_form_of_a_survey(office: Office, client: Client) -> None:
    survey = surveys.signatures(office)
    address = f"/moi/{surveys.token_of(office, survey, surveys.addressee(survey))}/"
    good = client.get(f"{address}?tep=excel").content
    for name, file in bad(good, "Danh sách đề nghị").items():
        answered = client.post(address, {"step": "excel", "name": "A", "file": file})
        assert (answered.status_code, bool(answered.context["error"])) == (422, True), name
    assert not SurveyAnswer.objects.exists()


def test_the_form_of_proposals_at_both_doors(office: Office, client: Client, signed_in: SignIn) -> None:  # noqa: F811
    by, mine = office.people["coordinator"], office.as_("coordinator")
    call = proposals.start(by, mine, "Đề xuất", "Kế hoạch năm 2027", due_on=DUE)
    _, address = opened(office, call.round)
    good, desk = client.get(f"{address}?tep=excel").content, signed_in("coordinator")
    for door, at in ((client, address), (desk, f"/de-xuat/{call.round_id}/cong-van/")):
        for name, file in bad(good, "Nhiệm vụ đề xuất").items():
            answered = door.post(at, {"step": "excel", "file": file})
            told = answered.context["error"] if "error" in answered.context else answered.context["came"].told["error"]
            assert (answered.status_code, bool(told)) == (422, True), name
    assert not ProposedTask.objects.exists()


def test_the_form_of_opinions_at_both_doors(office: Office, client: Client, signed_in: SignIn) -> None:  # noqa: F811
    by, mine = office.people["coordinator"], office.as_("coordinator")
    made = consultations.start(by, mine, "Góp ý", "dự thảo Quy chế", ("du-thao.txt", DRAFT), due_on=DUE)
    row, address = opened(office, made.round)
    desk = signed_in("coordinator")
    good = b"".join(desk.get(f"/lay-y-kien/{made.round_id}/tai/bieu-gop-y/"))
    base = f"/lay-y-kien/{made.round_id}/cong-van/excel/"
    for name, file in bad(good, "Góp ý", but=HARMLESS).items():
        answered = client.post(address, {"form": file})
        assert answered.status_code == 422 and answered.context["error"], name
        file.seek(0)
        answered = desk.post(base, {"form": file, "addressee": row.pk}, headers={"HX-Request": "true"})
        assert answered.status_code >= 400, name
    formulas = named(HOSTILE["formulas without a result"](good, "Góp ý"))
    assert client.post(address, {"form": formulas}).status_code == 422
    assert not Opinion.objects.exists()
