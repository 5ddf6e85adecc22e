"""A survey that is under way: the form, its round, and who answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.rounds import actions as rounds
from dondoc.rounds.answerers import Answerer, by_link
from dondoc.rounds.models import Addressee
from dondoc.surveys import actions
from dondoc.surveys.models import Survey
from tests.organisation import TODAY, Office

DUE = date(2026, 11, 20)
COMMUNES = "Ủy ban nhân dân các xã, phường, đặc khu"
CITIZEN = {
    "name": "Ngô Thị Mận",
    "id": "001190000123",
    "born": "15/03/1990",
    "post": "Công chức tư pháp",
    "mail": "man.ngo@xa.example.vn",
    "mobile": "0912345678",
    "want": "Cấp mới",
    "device": "USB token",
    "serial": "54017c22",
}
SECRETS = ("001190000123", "1990-03-15", "15/03/1990", "0912345678", "man.ngo@xa.example.vn", "Ngô Thị Mận")
"""Personal data of the answer below, none of which may stand where it does not belong."""


def answer(**changes: Any) -> dict[str, Any]:
    given = {"contact": "Cao Văn Nhẫn", "phone": "0283 822 2222", "people": [CITIZEN], "note": "Không"}
    return given | changes


def signatures(
    office: Office,
    previous: Survey | None = None,
    title: str = "Nhu cầu chữ ký số năm 2027",
    ready: str = "signatures",
) -> Survey:
    """A round of a ready-made form to the six communes, prepared by the head of the telecom room, and open."""
    head, mine = office.people["head_telecom"], office.as_("head_telecom")
    form = previous.version.form if previous else actions.make_form(head, mine, "", ready=ready)
    previous_id = previous.pk if previous else None
    survey = actions.prepare_survey(head, mine, form.pk, title, previous_id=previous_id, due_on=DUE)
    rounds.add_groups(head, mine, survey.round_id, [COMMUNES])
    rounds.open_round(head, mine, survey.round_id)
    survey.round.refresh_from_db()
    return survey


def addressee(survey: Survey, name: str = "Đông An") -> Addressee:
    return Addressee.objects.select_related("round__agency__unit").get(round=survey.round, name__contains=name)


def token_of(office: Office, survey: Survey, row: Addressee) -> str:
    [(_, token)] = rounds.make_links(
        office.people["head_telecom"], office.as_("head_telecom"), survey.round_id, [row.pk]
    )
    return token


def holder(office: Office, survey: Survey, name: str = "Đông An") -> Answerer:
    """Whoever holds the link of a commune."""
    return by_link(token_of(office, survey, addressee(survey, name)), TODAY)
