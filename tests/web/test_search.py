"""The search box as people use it."""

from __future__ import annotations

from dondoc.documents.models import Document
from dondoc.tasks import actions
from tests.organisation import Office
from tests.web.conftest import SignIn


def at_work(office: Office, paper: Document) -> None:
    """All tasks confirmed, one reported on, a difficulty raised."""
    actions.confirm_all(office.people["clerk"], office.as_("clerk"), paper.pk)
    task = paper.tasks.get(clause="1")
    head = office.people["head_telecom"], office.as_("head_telecom")
    actions.accept(*head, task.pk)
    actions.report(*head, task.pk, text="Đã rà soát xong danh mục hạ tầng cáp quang", percent=40)
    actions.raise_difficulty(*head, task.pk, "Chưa có kinh phí mua hạ tầng lưu trữ")


def test_all_kinds_in_few_queries(office: Office, paper: Document, signed_in: SignIn, django_assert_max_num_queries):
    at_work(office, paper)
    client = signed_in("head_telecom")
    client.get("/tim-kiem/?tim=ha+tang")
    with django_assert_max_num_queries(12):
        page = client.get("/tim-kiem/?tim=hạ+tầng").content.decode()
    for words in ("Văn bản", "Nhiệm vụ", "Báo cáo tiến độ", "Vướng mắc"):
        assert f'aria-label="{words}"' in page, words
    assert f"/van-ban/{paper.pk}/" in page
    assert "<mark>hạ tầng</mark>" in page
    assert "101/UBND-KGVX" in client.get("/tim-kiem/?tim=101+ubnd&loai=van-ban").content.decode()


def test_who_sees_nothing_finds_nothing(office: Office, paper: Document, signed_in: SignIn):
    at_work(office, paper)
    page = signed_in("head_science").get("/tim-kiem/?tim=cap+quang").content.decode()
    assert "Không tìm thấy kết quả nào" in page
    assert "cáp quang" not in page


def test_a_search_for_nothing_says_so(office: Office, signed_in: SignIn):
    client = signed_in("clerk")
    assert "Hãy gõ ít nhất một chữ" in client.get("/tim-kiem/?tim=*%22").content.decode()
    assert client.get("/tim-kiem/?tim=a&loai=la&trang=x&tu=32/1").status_code == 200
