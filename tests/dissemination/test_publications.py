"""What was published: entering, figures, and links that are called only where that is safe and allowed."""

from __future__ import annotations

import io
import socket
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.dissemination import actions, links
from dondoc.dissemination.models import Publication
from dondoc.dissemination.queries import Filters, figures, visible_publications
from dondoc.organisations.actions import change_settings
from tests.documents.papers import registered
from tests.organisation import TODAY, Office
from tests.web.conftest import SignIn, files, signed_in  # noqa: F401


def entered(office: Office, who: str = "officer", **fields: Any) -> Publication:
    given = {"title": "Cảnh báo lừa đảo", "medium": "zalo", "published_on": TODAY, "reach": 1200} | fields
    return actions.enter(office.people[who], office.as_(who), **given)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "Hãy ghi tên tin, bài"),
        ({"medium": "fax"}, "Hãy chọn kênh đăng."),
        ({"published_on": TODAY + timedelta(days=1)}, "không sau hôm nay"),
        ({"link": "javascript:alert(1)"}, "bắt đầu bằng https://"),
        ({"plan_code": "99/KH-KHONG"}, "Không thấy văn bản số “99/KH-KHONG”"),
    ],
)
def test_a_wrong_entry_is_one_sentence(office: Office, fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        entered(office, **fields)
    assert not Publication.objects.exists()


def test_figures_by_channel_and_plan(office: Office, files) -> None:  # noqa: F811
    document = registered(office)
    entered(office, "clerk", plan_code=document.code)
    entered(office, medium="portal", reach=None, published_on=TODAY - timedelta(days=40))
    entered(office, title="Khác")
    found = figures(visible_publications(office.as_("leader")))
    assert (found.number, found.reach) == (3, 2400)
    assert found.media == {"Zalo": (2, 2400), "Cổng, trang thông tin điện tử": (1, 0)}
    assert [(pk, number) for pk, _, number in found.plans] == [(document.pk, 1)]
    late = visible_publications(office.as_("leader"), Filters(since=TODAY - timedelta(days=3)))
    assert figures(late).number == 2


def test_others_do_not_correct_an_entry(office: Office) -> None:
    row = entered(office)
    with pytest.raises(NotAllowed):
        actions.correct(office.people["head_science"], office.as_("head_science"), row.pk, title="X")
    actions.correct(office.people["coordinator"], office.as_("coordinator"), row.pk, title="Đã sửa")
    actions.remove(office.people["officer"], office.as_("officer"), row.pk)
    assert not Publication.objects.exists()


def means(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Every name stands for these addresses."""
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)


INNER = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.1.1",
    "169.254.169.254",
    "::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "100.64.0.1",
    "0.0.0.0",
]


@pytest.mark.parametrize("address", INNER)
def test_addresses_of_the_own_network_are_never_called(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    means(monkeypatch, "93.184.216.34", address)
    monkeypatch.setattr(links.urllib3, "HTTPConnectionPool", pytest.fail)
    monkeypatch.setattr(links.urllib3, "HTTPSConnectionPool", pytest.fail)
    found = links.check_link("https://trang.example/")
    assert (found.works, found.sentence) == (False, "Liên kết trỏ vào mạng nội bộ nên không kiểm tra.")


@pytest.mark.parametrize(
    "link", ["ftp://a.example/", "https://a.example:8443/", "http://u:p@a.example/", "file:///etc/passwd", "https://"]
)
def test_only_plain_web_addresses_are_called(monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", pytest.fail)
    assert not links.check_link(link).works


class Pool:
    """Answers without a network: a path → its status and where it sends on to."""

    answers: dict[str, tuple[int, str | None]] = {}
    called: list[str] = []

    def __init__(self, address: str, *_: Any, **__: Any) -> None:
        Pool.called.append(address)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def request(self, _method: str, path: str, **_: Any) -> Any:
        status, onward = Pool.answers[path]
        headers = {"Location": onward} if onward else {}
        return type("Answer", (), {"status": status, "headers": headers, "close": lambda self: None})()


def test_a_redirect_into_the_own_network_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links.urllib3, "HTTPSConnectionPool", Pool)
    monkeypatch.setattr(links.urllib3, "HTTPConnectionPool", Pool)
    Pool.called = []
    Pool.answers = {"/": (302, "http://trong.example/bi-mat"), "/bi-mat": (200, None)}
    inner = {"ngoai.example": "93.184.216.34", "trong.example": "10.0.0.5"}
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_, **__: [(2, 1, 6, "", (inner[host], 0))])
    assert links.check_link("https://ngoai.example/").sentence.startswith("Liên kết trỏ vào mạng nội bộ")
    assert Pool.called == ["93.184.216.34"]


def test_links_are_called_only_where_an_administrator_allows_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = entered(office, link="https://trang.example/tin")
    with pytest.raises(Refused, match="Quản trị chưa cho phép"):
        actions.ask(office.as_("officer"), row.pk)
    change_settings(office.people["administrator"], office.agency, {actions.SETTING: True})
    means(monkeypatch, "93.184.216.34")
    monkeypatch.setattr(links.urllib3, "HTTPSConnectionPool", Pool)
    Pool.answers = {"/tin": (404, None)}
    found = actions.ask(office.as_("officer"), row.pk)
    row.refresh_from_db()
    assert (found.works, row.link_state, row.link_status) == (False, "broken", 404)
    actions.correct(office.people["officer"], office.as_("officer"), row.pk, link="https://trang.example/khac")
    row.refresh_from_db()
    assert row.link_state == "unchecked"


def test_the_pages(office: Office, signed_in: SignIn, django_assert_max_num_queries) -> None:  # noqa: F811
    client = signed_in("officer")
    assert client.get("/tuyen-truyen/nhap/").status_code == 200
    sent = {"title": "Ngày hội số", "medium": "facebook", "published_on": "01/11/2026", "reach": "1.500", "link": ""}
    assert client.post("/tuyen-truyen/nhap/", sent | {"reach": "nhiều"}).status_code == 422
    assert client.post("/tuyen-truyen/nhap/", sent).status_code == 302
    with django_assert_max_num_queries(12):
        page = client.get("/tuyen-truyen/").content.decode()
    assert "Ngày hội số" in page and "1.500" in page
    row = Publication.objects.get()
    assert client.post(f"/tuyen-truyen/{row.pk}/", sent | {"title": "Ngày hội số 2026"}).status_code == 302
    book = load_workbook(io.BytesIO(b"".join(client.get("/tuyen-truyen/excel/"))))
    assert "Ngày hội số 2026" in [cell.value for cell in book.active[3]]
    administrator = signed_in("administrator")
    administrator.post("/cai-dat/kiem-tra-lien-ket/", {"allowed": "1"})
    office.agency.refresh_from_db()
    assert actions.allows_checks(office.agency)
