"""Signing in and out, and changing a password."""

from __future__ import annotations

import pytest
from django.test import Client

from dondoc.organisations.actions import change_settings
from tests.organisation import PASSWORD, Office
from tests.web.conftest import SignIn


def sign_in(username: str, password: str, **more: str) -> tuple[Client, object]:
    client = Client()
    return client, client.post("/dang-nhap/", {"username": username, "password": password, **more})


def test_a_wrong_password_is_one_sentence_and_keeps_the_name(office: Office) -> None:
    _, answer = sign_in("vanthu", "sai-mat-khau")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page
    assert 'value="vanthu"' in page


@pytest.mark.parametrize(
    ("wanted", "to"), [("/nhiem-vu/?han=week", "/nhiem-vu/?han=week"), ("https://example.org/", "/"), ("", "/")]
)
def test_after_signing_in_one_goes_where_one_wanted_within_the_site(office: Office, wanted: str, to: str) -> None:
    _, answer = sign_in("vanthu", PASSWORD, tiep=wanted)
    assert answer["Location"] == to


def test_sample_accounts_are_listed_only_for_a_sample(office: Office) -> None:
    assert "Tài khoản của cơ quan mẫu" not in Client().get("/dang-nhap/").content.decode()
    account = {"username": "vanthu", "full_name": "Nguyễn Thị Hạnh", "title": "Văn thư"}
    change_settings(None, office.agency, {"sample": {"password": "mau-2026", "accounts": [account]}})
    page = Client().get("/dang-nhap/").content.decode()
    assert 'data-username="vanthu"' in page
    assert "mau-2026" in page


def test_signing_out_ends_the_session(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    client.post("/dang-xuat/")
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"old": "sai", "new": "mot-mat-khau-moi", "again": "mot-mat-khau-moi"}, "Mật khẩu hiện tại không đúng."),
        ({"old": PASSWORD, "new": "mot-mat-khau-moi", "again": "khac"}, "không giống nhau"),
        ({"old": PASSWORD, "new": "ngan", "again": "ngan"}, "Mật khẩu"),
    ],
)
def test_a_bad_new_password_is_one_sentence(signed_in: SignIn, form: dict[str, str], sentence: str) -> None:
    answer = signed_in("clerk").post("/doi-mat-khau/", form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_changed_password_is_the_new_one(signed_in: SignIn) -> None:
    client = signed_in("clerk")
    new = "mot-mat-khau-moi-2026"
    assert client.post("/doi-mat-khau/", {"old": PASSWORD, "new": new, "again": new}).status_code == 302
    assert client.get("/").status_code == 200
    assert sign_in("vanthu", new)[1].status_code == 302
