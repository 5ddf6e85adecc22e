"""A person makes a token for a program, sees it once and ends it."""

from __future__ import annotations

import re

from django.test import Client

from dondoc.api.models import ApiToken
from tests.web.conftest import SignIn


def test_a_token_is_made_shown_once_and_ended(signed_in: SignIn) -> None:
    client = signed_in("officer")
    page = client.get("/ma-truy-cap/").content.decode()
    assert "Chưa có mã nào" in page
    last = re.search(r'name="last" value="([\d/]+)"', page)[1]
    made = client.post("/ma-truy-cap/", {"name": "Bảng theo dõi", "scope": "read", "last": last})
    secret = re.search(r'value="(dd_[\w-]+)"', made.content.decode())[1]
    assert "no-store" in made["Cache-Control"]
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    assert program.get("/api/v1/me").json()["person"]["name"] == "Đỗ Hải Yến"
    again = client.get("/ma-truy-cap/").content.decode()
    assert "Bảng theo dõi" in again and secret not in again
    ended = client.post(f"/ma-truy-cap/{ApiToken.objects.get().pk}/thu-hoi/", follow=True)
    assert "không còn dùng được" in ended.content.decode()
    assert program.get("/api/v1/me").status_code == 401


def test_what_is_wrong_is_said_on_the_form(signed_in: SignIn) -> None:
    client = signed_in("officer")
    for sent, words in (
        ({"name": "", "scope": "read", "last": "31/12/2026"}, "đặt tên"),
        ({"name": "x", "scope": "read", "last": "khi nào xong"}, "Hãy nhập ngày cuối"),
        ({"name": "x", "scope": "read", "last": "01/01/2001"}, "trong vòng một năm"),
    ):
        answer = client.post("/ma-truy-cap/", sent)
        assert answer.status_code == 422 and words in answer.content.decode()
    assert not ApiToken.objects.exists()
