"""Tokens: kept as a digest, acting as their person and no more, ended at once."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from dondoc.api import actions, limits
from dondoc.api.models import ApiToken, RateWindow
from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.organisations.models import Person
from dondoc.organisations.secrets import digest
from tests.api.conftest import Programs
from tests.organisation import PASSWORD, TODAY, Office

SOON = TODAY + timedelta(days=10)


def test_only_the_digest_is_kept(office: Office) -> None:
    token, secret = actions.create_token(office.people["officer"], office.as_("officer"), "Bảng tính", "read", SOON)
    row = ApiToken.objects.values().get()
    assert row["digest"] == digest(secret) and secret not in str(row)
    assert secret.startswith(token.hint)
    entry = Entry.objects.get(action="api.create_token")
    assert entry.actor == office.people["officer"] and entry.agency == office.agency.pk
    assert row["digest"] not in str(entry.changes)


@pytest.mark.parametrize(
    ("name", "scope", "expires_on", "field"),
    [
        ("  ", "read", SOON, "name"),
        ("x" * 81, "read", SOON, "name"),
        ("x", "all", SOON, "scope"),
        ("x", "read", TODAY, "expires_on"),
        ("x", "read", TODAY + timedelta(days=400), "expires_on"),
    ],
)
def test_a_wrong_token_is_not_made(office: Office, name: str, scope: str, expires_on: date, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.create_token(office.people["officer"], office.as_("officer"), name, scope, expires_on)
    assert refusal.value.field == field
    assert not ApiToken.objects.exists()


def test_somebody_without_a_post_gets_none(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.create_token(office.people["outsider"], office.as_("outsider"), "x", "read", SOON)


def test_there_are_not_too_many(office: Office) -> None:
    for number in range(actions.MOST):
        actions.create_token(office.people["officer"], office.as_("officer"), f"{number}", "read", SOON)
    with pytest.raises(Refused, match="thu hồi"):
        actions.create_token(office.people["officer"], office.as_("officer"), "x", "read", SOON)


def test_revoking_ends_it_at_once(office: Office, as_: Programs) -> None:
    program = as_("officer")
    assert program.get("/me").json()["person"]["name"] == "Đỗ Hải Yến"
    token = ApiToken.objects.get()
    with pytest.raises(Refused):
        actions.revoke_token(office.people["clerk"], office.as_("clerk"), token.pk)
    actions.revoke_token(office.people["administrator"], office.as_("administrator"), token.pk)
    answer = program.get("/me")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    first = ApiToken.objects.get().revoked_at
    assert actions.revoke_token(office.people["officer"], office.as_("officer"), token.pk).revoked_at == first


def test_an_expired_token_and_a_locked_person_are_refused(office: Office, as_: Programs) -> None:
    program, other = as_("officer"), as_("clerk")
    QuerySet(ApiToken).filter(person=office.people["officer"]).update(expires_on=timezone.localdate())
    assert program.get("/me").status_code == 401
    QuerySet(Person).filter(pk=office.people["clerk"].pk).update(is_active=False)
    assert other.get("/me").status_code == 401


def test_a_token_that_reads_cannot_write(as_: Programs) -> None:
    answer = as_("clerk", "read").post("/documents/1/confirm")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "Mã truy cập này chỉ được đọc; hãy dùng mã được ghi."


def test_no_token_makes_another(as_: Programs) -> None:
    assert (
        as_("clerk").post("/me/tokens", {"name": "x", "scope": "write", "expires_on": "2027-01-01"}).status_code == 401
    )


def test_the_use_of_a_token_is_kept_and_seldom_written(office: Office, as_: Programs) -> None:
    program = as_("officer")
    program.get("/me")
    first = ApiToken.objects.get().last_used_at
    program.get("/me")
    assert first is not None and ApiToken.objects.get().last_used_at == first


def test_a_session_works_with_its_csrf_token_only(office: Office) -> None:
    client = Client()
    client.post("/dang-nhap/", {"username": office.people["clerk"].username, "password": PASSWORD})
    client.handler.enforce_csrf_checks = True
    assert client.get("/api/v1/me").json()["scope"] is None
    body = {"name": "Phần mềm một cửa", "scope": "read", "expires_on": str(timezone.localdate() + timedelta(days=3))}
    sent = {"data": json.dumps(body), "content_type": "application/json"}
    refused = client.post("/api/v1/me/tokens", **sent)
    assert refused.status_code == 403 and "X-CSRFToken" in refused.json()["detail"]
    client.cookies["csrftoken"] = "a" * 32
    made = client.post("/api/v1/me/tokens", **sent, headers={"X-CSRFToken": "a" * 32})
    assert made.status_code == 201
    listed = client.get("/api/v1/me/tokens").json()["items"]
    assert [row["name"] for row in listed] == ["Phần mềm một cửa"] and "secret" not in listed[0]
    ended = client.post(f"/api/v1/me/tokens/{listed[0]['id']}/revoke", headers={"X-CSRFToken": "a" * 32})
    assert ended.json()["revoked_at"]


def test_too_many_requests_wait(as_: Programs, settings) -> None:
    settings.API_RATES = {"token": 2, "address": 100, "failure": 100}
    program, other = as_("officer"), as_("clerk")
    answers = [program.get("/me").status_code for _ in range(5)]
    assert 429 in answers and answers[0] == 200
    answer = program.get("/me")
    if answer.status_code == 429:  # else a new minute has just begun
        assert 1 <= int(answer["Retry-After"]) <= 60
        assert "hãy thử lại sau" in answer.json()["detail"]
    assert other.get("/me").status_code == 200


def test_windows_count_apart_and_are_cleared(db: None) -> None:
    for _ in range(2):
        limits.count("token:1", 2, now=1000)
    with pytest.raises(limits.TooMany) as refusal:
        limits.count("token:1", 2, now=1010)
    assert refusal.value.wait == 10
    limits.count("token:1", 2, now=1020)
    limits.count("token:2", 2, now=1010)
    limits.count("token:1", 2, now=99999)
    assert RateWindow.objects.count() == 1


def test_guessing_is_slowed_down(db: None, settings) -> None:
    settings.API_RATES = {"token": 100, "address": 100, "failure": 2}
    client = Client(headers={"Authorization": "Bearer dd_wrong"})
    assert {client.get("/api/v1/me").status_code for _ in range(6)} == {401, 429}


def test_password_is_not_a_way_in(office: Office) -> None:
    assert Client(headers={"Authorization": f"Basic {PASSWORD}"}).get("/api/v1/me").status_code == 401
