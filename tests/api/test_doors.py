"""No operation lets in who does not belong there: every one of them is walked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from dondoc.documents.models import Document
from dondoc.tasks import actions
from tests.api.conftest import ROOT, Programs
from tests.api.doors import FOR_EVERYBODY, OPEN, SEES_NOTHING, WRONG_ROLE
from tests.organisation import Office
from tests.surveys.surveys import addressee, signatures
from tests.training.test_courses import planned

BODIES: dict[str, Any] = {
    "POST /me/tokens": {"name": "x", "scope": "read", "expires_on": "2027-01-01"},
    "PUT /documents/{document_id}/parties/{role}": {"parties": []},
    "PUT /documents/{document_id}/citations": {"codes": []},
    "POST /intakes/{intake_id}/answer": {"same": "copy"},
    "POST /documents/{document_id}/citations/{citation_id}/answer": {"document": 1, "meant": True},
    "PUT /documents/{document_id}/findings/{key}/set-aside": {"reason": "đã hỏi"},
    "POST /documents/{document_id}/proposals": {"text": "Việc thử"},
    "PATCH /documents/{document_id}": {"subject": "khác"},
    "POST /outgoing-documents": {"kind": "Báo cáo", "subject": "x", "unit": 1},
    "POST /edxml-messages": {"document": 1},
    "POST /outgoing-documents/{document_id}/signing-requests": {"attachment": 1},
    "POST /outgoing-documents/{document_id}/issue": {},
    "POST /outgoing-documents/{document_id}/sent": {},
    "POST /outgoing-documents/{document_id}/fulfils": {"tasks": [1]},
    "PUT /evaluation/{kind}/{day}/general": {"points": 1, "person": 1},
    "POST /evaluation-excuses": {"task": 1, "of": "delay", "reason": "x"},
    "POST /outside-systems/{system_id}/deliveries": {},
    "POST /outgoing-numbers": {"kind": "Báo cáo", "note": "x"},
    "POST /outgoing-numbers/{number_id}/void": {"reason": "x"},
    "PATCH /tasks/{task_id}": {"text": "khác"},
    "POST /estates": {"choices": [{"part": 1, "unit": 1}]},
    "POST /difficulties": {"note": "Thiếu kinh phí"},
    "POST /difficulties/{difficulty_id}/answer": {"answer": "Đã bố trí"},
    "POST /difficulties/{difficulty_id}/pass_up": {"note": "Vượt thẩm quyền"},
    "PUT /reminders/{urgency}": {"before": [3], "on_day": True, "every": 7},
    "PUT /calendar/own": {"off": [], "worked": []},
    "POST /webhooks": {"url": "https://so.example.vn/dondoc"},
    "POST /rounds/{round_id}/chase": {},
    "PUT /asked/{addressee_id}/opinions": {"agrees": True},
    "PUT /asked/{addressee_id}/tasks": {"nothing": True},
    "PUT /asked/{addressee_id}/form": {"values": {}},
    "POST /consultations/{round_id}/opinions/treat": {"opinions": [1], "treatment": "adopted"},
    "POST /proposal-calls/{round_id}/accept": {"proposals": [1]},
    "POST /proposal-calls/{round_id}/reject": {"proposals": [1], "reason": "x"},
    "POST /publications": {"title": "x", "medium": "portal", "published_on": "2026-11-02"},
    "PATCH /report-sections/{section_id}": {"text": "x"},
    "PATCH /unit-reports/{report_id}": {"send": False},
    "POST /notices/read": {"ids": [1]},
    "PUT /me/notices": {"digest": True},
} | {
    f"POST /tasks/{{task_id}}/steps/{name}": body
    for body, names in (
        ({"reason": "x"}, ("send_back", "insist", "return", "cancel", "reopen")),
        ({"people": [1]}, ("delegate",)),
        ({"unit": 1}, ("forward",)),
        ({"unit": 1, "reason": "x"}, ("reassign",)),
        ({"day": "2026-12-31", "reason": "x"}, ("ask_extension",)),
        ({"granted": True}, ("decide_extension",)),
        ({"note": "x"}, ("raise_difficulty",)),
        ({"rule": "hằng tháng", "day": "2026-11-02"}, ("change_rule",)),
        ({"day": "2026-11-02"}, ("end_rule",)),
    )
    for name in names
}
FORMS = {
    "POST /intakes",
    "POST /edxml-messages/statuses",
    "POST /signing-requests/{request_id}/signature",
    "POST /outgoing-documents/{document_id}/files",
    "POST /tasks/{task_id}/steps/report",
    "POST /tasks/{task_id}/steps/submit",
}


WITH_FILES = {
    "POST /intakes",
    "POST /edxml-messages/statuses",
    "POST /signing-requests/{request_id}/signature",
    "POST /outgoing-documents/{document_id}/files",
}


def operations() -> Iterator[str]:
    schema = Client().get(f"{ROOT}/openapi.json").json()
    for path, methods in schema["paths"].items():
        for method in methods:
            yield f"{method.upper()} {path.removeprefix(ROOT)}"


@pytest.fixture
def numbers(office: Office, paper: Document, as_: Programs) -> dict[str, Any]:
    """Ids of objects that exist, so that a refusal is not for want of them."""
    as_("coordinator")
    head = office.people["head_telecom"], office.as_("head_telecom")
    difficulty = actions.raise_difficulty(*head, None, "Thiếu kinh phí")
    survey = signatures(office)
    return {
        "round_id": survey.round_id,
        "addressee_id": addressee(survey).pk,
        "course_id": planned(office).pk,
        "document_id": paper.pk,
        "task_id": paper.tasks.first().pk,
        "number_id": 1,
        "period_id": 1,
        "section_id": 1,
        "report_id": 1,
        "kind": "month",
        "day": "2026-11-02",
        "excuse_id": 1,
        "system_id": 1,
        "intake_id": paper.intakes.first().pk,
        "attachment_id": paper.attachments.first().pk,
        "token_id": office.people["coordinator"].api_tokens.get().pk,
        "role": "to",
        "key": "0" * 20,
        "evidence_id": 1,
        "difficulty_id": difficulty.pk,
        "urgency": "normal",
        "webhook_id": 1,
        "message_id": 1,
        "citation_id": paper.citations.first().pk,
        "item_id": paper.tasks.first().pk,
        "request_id": 1,
        "secret": "x",
    }


def send(client: Client, operation: str, numbers: dict[str, Any]) -> Any:
    method, path = operation.split(" ")
    if operation in FORMS:
        return client.post(ROOT + path.format(**numbers), {"note": "x"})
    many = operation in ("POST /tasks/confirm", "POST /tasks/urge")
    body = {"ids": [numbers["task_id"]]} if many else BODIES.get(operation)
    data = json.dumps(body) if body is not None else ""
    return client.generic(method, ROOT + path.format(**numbers), data, content_type="application/json")


def is_problem(answer: Any) -> bool:
    return answer["Content-Type"] == "application/problem+json" and bool(answer.json()["detail"])


def test_every_operation_is_accounted_for(db: None) -> None:
    assert set(operations()) == FOR_EVERYBODY | SEES_NOTHING | OPEN | set(WRONG_ROLE)


def test_the_anonymous_and_those_without_a_post_are_refused(numbers: dict[str, Any], settings) -> None:
    settings.API_RATES = {"token": 1000, "address": 1000, "failure": 1000}
    outsider = Client()
    outsider.post("/dang-nhap/", {"username": "nguoingoai", "password": "mat-khau-thu-123"})
    for operation in set(operations()) - OPEN:
        answer = send(Client(), operation, numbers)
        assert answer.status_code == 401 and is_problem(answer), operation
        answer = send(outsider, operation, numbers)
        assert answer.status_code == 403 and is_problem(answer), operation


def test_the_wrong_role_is_refused(numbers: dict[str, Any], as_: Programs) -> None:
    clients = {who: as_(who).client for who in set(WRONG_ROLE.values()) - {"outsider"}}
    for operation, who in WRONG_ROLE.items():
        if who == "outsider":
            continue  # only those without a post are refused, and they were, above
        answer = send(clients[who], operation, numbers)
        # No token makes a token; one that somebody else made is not there for anybody else.
        refused = (401, 409) if "tokens" in operation else (403, 404)
        if operation in WITH_FILES:
            refused = (422,)  # no file was sent; with one it is 403, see test_documents
        assert answer.status_code in refused, (operation, who, answer.status_code, answer.content.decode())
        assert is_problem(answer), operation


def test_an_administrator_sees_no_work(numbers: dict[str, Any], as_: Programs) -> None:
    client = as_("administrator").client
    for operation in SEES_NOTHING - {
        "GET /tasks/counts",
        "GET /me/work",
        "GET /statistics",
        "GET /publications/figures",
    }:
        assert send(client, operation, numbers).json() == {"items": [], "next": None}, operation
    assert not any(send(client, "GET /me/work", numbers).json().values())
    assert send(client, "GET /statistics", numbers).json()["items"][0]["total"] == 0


def test_what_is_not_there_says_so_in_vietnamese(as_: Programs) -> None:
    program = as_("clerk")
    for path in ("/documents/999999", "/khong-co", "/tasks/999999/story"):
        answer = program.get(path)
        assert answer.status_code == 404 and is_problem(answer), path
    answer = program.send("DELETE", "/documents/1")
    assert answer.status_code == 405 and answer["Allow"] and is_problem(answer)


def test_the_description_is_openapi_3_1_and_names_its_problems(db: None) -> None:
    schema = Client().get(f"{ROOT}/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    answers = schema["paths"][f"{ROOT}/documents/{{document_id}}"]["patch"]["responses"]
    assert {"200", "401", "403", "404", "412", "422", "429"} <= set(answers)
    assert "application/problem+json" in answers["412"]["content"]
    assert {"Token", "Session"} == set(schema["components"]["securitySchemes"])
