"""The linter on the pages: the panel, the marks, setting aside."""

from __future__ import annotations

import re

from django.test import Client

from dondoc.documents.models import Document
from tests.documents.papers import letter, registered
from tests.organisation import Office
from tests.web.conftest import SignIn

HTMX = {"HX-Request": "true"}


def panel(client: Client, document: Document) -> str:
    return client.get(f"/van-ban/{document.pk}/soat-loi/", headers=HTMX).content.decode()


def test_a_finding_stands_beside_the_text_until_it_is_set_aside(
    office: Office, signed_in: SignIn, django_assert_max_num_queries
) -> None:
    document = registered(office, letter(subject="rà soát về về hạ tầng số"))
    clerk = signed_in("clerk")
    with django_assert_max_num_queries(12):
        shown = panel(clerk, document)
    assert "“về” được viết hai lần liền nhau." in shown
    assert "Căn cứ: Nghị định 30/2020/NĐ-CP, Điều 12" in shown
    key = re.search(r'data-lights="finding:([0-9a-f]{20})"', shown)[1]
    paper = f"/van-ban/{document.pk}/toan-van/"
    assert "m-finding" in clerk.get(paper).content.decode()
    answer = clerk.post(f"/van-ban/{document.pk}/soat-loi/{key}/bo-qua/", {"reason": "tên riêng <b>"}, headers=HTMX)
    assert answer["HX-Trigger"]
    assert "Đã bỏ qua (1)" in answer.content.decode()
    assert "tên riêng &lt;b&gt;" in answer.content.decode()
    assert "m-finding" not in clerk.get(paper).content.decode()
    back = clerk.post(f"/van-ban/{document.pk}/soat-loi/{key}/lay-lai/", headers=HTMX).content.decode()
    assert "Đã bỏ qua" not in back
    assert "đã bỏ qua một chỗ soát lỗi" in clerk.get(f"/van-ban/{document.pk}/").content.decode()


def test_who_only_reads_sees_findings_without_the_form(office: Office, signed_in: SignIn) -> None:
    document = registered(office, letter(subject="rà soát về về hạ tầng số"))
    shown = panel(signed_in("officer"), document)
    assert "bo-qua" not in shown
