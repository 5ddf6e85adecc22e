"""The door without account, and pages of rounds that stay quick however many answer."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dondoc.api.models import RateWindow
from dondoc.config.logs import HideSecrets
from dondoc.consultations import actions, reading
from dondoc.consultations.models import Consultation, Opinion, Provision
from dondoc.documents.isolation import HereReader
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import Addressee, Chase, Link
from tests.consultations.papers import DRAFT
from tests.organisation import Office
from tests.web.conftest import SignIn

QUERIES = 12


@pytest.fixture
def consultation(office: Office, monkeypatch: pytest.MonkeyPatch) -> Consultation:
    """An open consultation of today that asks two communes."""
    monkeypatch.setattr(reading, "READER", HereReader)
    by, mine = office.people["coordinator"], office.as_("coordinator", timezone.localdate())
    due_on = mine.today + timedelta(days=9)
    made = actions.start(by, mine, "Hỏi ý kiến", "dự thảo Quy chế", ("a.txt", DRAFT), due_on=due_on)
    rounds.add_groups(by, mine, made.round_id, ["UBND xã Đông An", "UBND phường Bình Sơn"])
    rounds.open_round(by, mine, made.round_id)
    return Consultation.objects.select_related("round__agency__unit").get(pk=made.pk)


def links(office: Office, consultation: Consultation) -> list[tuple[Addressee, str]]:
    by, mine = office.people["coordinator"], office.as_("coordinator", timezone.localdate())
    return [(row, f"/moi/{token}/") for row, token in rounds.make_links(by, mine, consultation.round_id)]


def test_a_link_answers_for_its_addressee_and_shows_nothing_of_others(office, consultation) -> None:
    (first, one), (second, other) = links(office, consultation)
    piece = Provision.objects.get(draft__consultation=consultation, key="d4").pk
    sent = {"version": "0", f"p-{piece}": "Ý kiến riêng của Đông An", "addressee": str(second.pk)}
    assert "Đã nhận trả lời" in Client().post(one, sent).content.decode()
    assert Opinion.objects.get().addressee == first
    shown = Client().get(other).content.decode()
    assert "Ý kiến riêng" not in shown and first.name not in shown
    assert Client().post(one, sent).status_code == 422  # the page is older than the answer
    assert Opinion.objects.count() == 1


def test_guessed_revoked_replaced_and_expired_links_are_refused_alike(office, consultation) -> None:
    (row, one), (_, other) = links(office, consultation)
    by, mine = office.people["coordinator"], office.as_("coordinator", timezone.localdate())
    rounds.revoke_link(by, mine, consultation.round_id, row.pk)
    QuerySet(Link).filter(revoked_at=None).update(expires_on=timezone.localdate())
    pages = set()
    for address in (one, other, "/moi/khong-co/", f"/moi/{'A' * 43}/"):
        for answer in (Client().get(address), Client().post(address, {"agrees": "1", "version": "0"})):
            assert answer.status_code == 404
            pages.add(answer.content.decode().split("<h1>")[1].split("</main>")[0])
    assert len(pages) == 1
    assert not Addressee.objects.exclude(state="waiting").exists()


def test_guessing_is_slowed_down(office, consultation, settings) -> None:
    settings.API_RATES = {**settings.API_RATES, "failure": 3}
    codes = [Client().get(f"/moi/{'B' * 42}{number}/").status_code for number in range(6)]
    assert codes == [404, 404, 404, 429, 429, 429]
    [(_, good), _] = links(office, consultation)
    assert Client().get(good).status_code == 200
    assert RateWindow.objects.exists()


def test_no_key_stands_in_the_log_of_the_process(office, consultation) -> None:
    [(_, one), _] = links(office, consultation)
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (one,), None)
    assert HideSecrets().filter(record)
    assert record.getMessage() == "Not Found: /moi/…/"


def test_the_table_of_three_thousand_opinions_takes_few_queries(office, consultation, signed_in: SignIn) -> None:
    piece = Provision.objects.get(draft__consultation=consultation, key="d4")
    row = Addressee.objects.filter(round=consultation.round).first()
    QuerySet(Opinion).bulk_create(
        [
            Opinion(consultation=consultation, addressee=row, provision=piece, text=f"Ý kiến {n}", folded=f"y kien {n}")
            for n in range(3000)
        ],
        batch_size=500,
    )
    client = signed_in("coordinator")
    client.get("/can-tra-loi/")
    for address in ("y-kien/", f"y-kien/?muc={piece.pk}&trang=7", ""):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/lay-y-kien/{consultation.round_id}/{address}")
        assert answer.status_code == 200
        assert len(queries) <= QUERIES, [query["sql"][:90] for query in queries]
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/dot/{consultation.round_id}/noi-nhan/").status_code == 200
    assert len(queries) <= QUERIES


def test_the_whole_list_is_taken_where_its_number_was_said_before(office, consultation, signed_in: SignIn) -> None:
    """Rows on other pages are taken too; where the list has grown since, nothing is done."""
    piece = Provision.objects.get(draft__consultation=consultation, key="d4")
    row = Addressee.objects.filter(round=consultation.round).first()
    QuerySet(Opinion).bulk_create(
        [
            Opinion(consultation=consultation, addressee=row, provision=piece, text=f"Ý {n}", folded="y")
            for n in range(60)
        ]
    )
    client, address = signed_in("coordinator"), f"/lay-y-kien/{consultation.round_id}/y-kien/"
    page = client.get(f"{address}?muc={piece.pk}&xu-ly=pending").content.decode()
    assert "Chọn 50 ý kiến trên trang này" in page and "Chọn cả 60 ý kiến khớp bộ lọc" in page
    sent = {"muc": piece.pk, "xu-ly": "pending", "step": "adopted", "opinion": [str(Opinion.objects.first().pk)]}
    stale = client.post(f"{address}xu-ly/", {**sent, "whole": "59"}, HTTP_REFERER=address, follow=True)
    assert "nay có 60 ý kiến" in stale.content.decode()
    assert not Opinion.objects.exclude(treatment="pending").exists()
    client.post(f"{address}xu-ly/", {**sent, "whole": "60"})
    assert Opinion.objects.filter(treatment="adopted").count() == 60


def test_all_who_match_are_chased(office, consultation, signed_in: SignIn) -> None:
    client, address = signed_in("coordinator"), f"/dot/{consultation.round_id}"
    client.post(f"{address}/don-doc/", {"trang-thai": "silent", "tim": "binh son", "whole": "1"})
    assert [row.addressee.name for row in Chase.objects.select_related("addressee")] == ["UBND phường Bình Sơn"]
