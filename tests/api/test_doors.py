"""No operation lets in who does not belong there: every one of them is walked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from dondoc.documents.models import Document
from tests.api.conftest import ROOT, Programs
from tests.organisation import Office

FOR_EVERYBODY = {
    "GET /me",
    "GET /me/tokens",
    "GET /units",
    "GET /units/search",
    "GET /people",
    "GET /calendar/days",
}
SEES_NOTHING = {"GET /documents", "GET /tasks", "GET /tasks/counts", "GET /intakes"}
"""Lists: an administrator gets an empty one."""
WRONG_ROLE = {
    "POST /me/tokens": "clerk",
    "POST /me/tokens/{token_id}/revoke": "clerk",
    "GET /documents/{document_id}": "administrator",
    "GET /documents/{document_id}/text": "administrator",
    "GET /documents/{document_id}/attachments/{attachment_id}": "administrator",
    "GET /documents/{document_id}/story": "administrator",
    "PATCH /documents/{document_id}": "officer",
    "POST /documents/{document_id}/confirm": "officer",
    "PUT /documents/{document_id}/parties/{role}": "officer",
    "PUT /documents/{document_id}/citations": "officer",
    "GET /documents/{document_id}/proposals": "officer",
    "POST /documents/{document_id}/proposals": "officer",
    "POST /documents/{document_id}/confirm-all": "officer",
    "POST /intakes": "officer",
    "GET /intakes/{intake_id}": "officer",
    "POST /intakes/{intake_id}/retry": "officer",
    "POST /intakes/{intake_id}/discard": "officer",
    "POST /tasks/confirm": "officer",
    "GET /tasks/{task_id}": "head_science",
    "GET /tasks/{task_id}/story": "officer",
    "PATCH /tasks/{task_id}": "officer",
    "POST /tasks/{task_id}/confirm": "officer",
    "POST /tasks/{task_id}/dismiss": "officer",
    "POST /tasks/{task_id}/restore": "officer",
}
BODIES: dict[str, Any] = {
    "POST /me/tokens": {"name": "x", "scope": "read", "expires_on": "2027-01-01"},
    "PUT /documents/{document_id}/parties/{role}": {"parties": []},
    "PUT /documents/{document_id}/citations": {"codes": []},
    "POST /documents/{document_id}/proposals": {"text": "Việc thử"},
    "PATCH /documents/{document_id}": {"subject": "khác"},
    "PATCH /tasks/{task_id}": {"text": "khác"},
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
    return {
        "document_id": paper.pk,
        "task_id": paper.tasks.first().pk,
        "intake_id": paper.intakes.first().pk,
        "attachment_id": paper.attachments.first().pk,
        "token_id": office.people["coordinator"].api_tokens.get().pk,
        "role": "to",
    }


def send(client: Client, operation: str, numbers: dict[str, Any]) -> Any:
    method, path = operation.split(" ")
    if operation == "POST /intakes":
        return client.post(ROOT + path)
    body = {"ids": [numbers["task_id"]]} if operation == "POST /tasks/confirm" else BODIES.get(operation)
    data = json.dumps(body) if body is not None else ""
    return client.generic(method, ROOT + path.format(**numbers), data, content_type="application/json")


def is_problem(answer: Any) -> bool:
    return answer["Content-Type"] == "application/problem+json" and bool(answer.json()["detail"])


def test_every_operation_is_accounted_for(db: None) -> None:
    assert set(operations()) == FOR_EVERYBODY | SEES_NOTHING | set(WRONG_ROLE)


def test_the_anonymous_and_those_without_a_post_are_refused(numbers: dict[str, Any], office: Office) -> None:
    outsider = Client()
    outsider.post("/dang-nhap/", {"username": "nguoingoai", "password": "mat-khau-thu-123"})
    for operation in operations():
        answer = send(Client(), operation, numbers)
        assert answer.status_code == 401 and is_problem(answer), operation
        answer = send(outsider, operation, numbers)
        assert answer.status_code == 403 and is_problem(answer), operation


def test_the_wrong_role_is_refused(numbers: dict[str, Any], as_: Programs) -> None:
    clients: dict[str, Client] = {}
    for operation, who in WRONG_ROLE.items():
        client = clients.setdefault(who, as_(who).client)
        answer = send(client, operation, numbers)
        refused = (
            (401, 403, 404, 409)
            if "token" in operation
            else (403, 404, 422)
            if operation == "POST /intakes"
            else (403, 404)
        )
        assert answer.status_code in refused, (operation, who, answer.status_code, answer.content.decode())
        assert is_problem(answer), operation


def test_an_administrator_sees_no_work(numbers: dict[str, Any], as_: Programs) -> None:
    client = as_("administrator").client
    for operation in SEES_NOTHING - {"GET /tasks/counts"}:
        assert send(client, operation, numbers).json() == {"items": [], "next": None}, operation


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
