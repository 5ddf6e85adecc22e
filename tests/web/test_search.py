"""The search box as people use it."""

from __future__ import annotations

from django.db.models import QuerySet

from dondoc.documents.actions.linking import resolve_targets
from dondoc.documents.models import Citation, Document
from dondoc.tasks import actions
from tests.documents.graph import paper as linked
from tests.documents.papers import letter, registered
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
    tasks = client.get("/tim-kiem/?tim=ha+tang&loai=nhiem-vu").content.decode()
    assert "Phòng Bưu chính" in tasks and tasks.count("found-title") == 2 and tasks.count("found-words") == 1
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


def test_the_tree_leads_from_the_resolution_to_the_tasks(
    office: Office, paper: Document, signed_in: SignIn, django_assert_max_num_queries
):
    at_work(office, paper)
    plan = linked(office, "12/KH-UBND", ("57-NQ/TW", "basis", None))
    QuerySet(Citation).filter(document=paper, code="12/KH-UBND").update(target=plan, relation="implements")
    new = linked(office, "99/KH-UBND", ("12/KH-UBND", "replaces", plan))
    client = signed_in("clerk")
    client.get(f"/van-ban/{paper.pk}/can-cu/")
    with django_assert_max_num_queries(12):
        page = client.get(f"/van-ban/{paper.pk}/can-cu/").content.decode()
    tree = page[page.index("chain-tree") :]
    places = [tree.index(words) for words in ("57-NQ/TW", "12/KH-UBND", "101/UBND-KGVX", "chain-task")]
    assert places == sorted(places)
    assert "bị thay thế" in page and f"/van-ban/{new.pk}/" in page
    assert "101/UBND-KGVX" in client.get("/van-ban/can-cu/?so=57-NQ/TW").content.decode()
    task = signed_in("leader").get(f"/nhiem-vu/{paper.tasks.get(clause='1').pk}/").content.decode()
    assert "57-NQ/TW → 12/KH-UBND" in task and "bị thay thế" in task
    assert signed_in("head_science").get(f"/van-ban/{plan.pk}/can-cu/").status_code == 404


def test_an_unsure_citation_is_asked_and_answered(office: Office, paper: Document, signed_in: SignIn):
    other = linked(office, "12/KH-UBND", issued_text="2026-01-16", issuer_name="UBND tỉnh An Phước")
    row = paper.citations.get(code="12/KH-UBND")
    resolve_targets([row])
    QuerySet(Citation).filter(pk=row.pk).update(is_asked=row.is_asked)
    client = signed_in("clerk")
    assert "Có phải văn bản này?" in client.get("/van-ban/vien-dan/").content.decode()
    answer = client.post(f"/van-ban/{paper.pk}/vien-dan/{row.pk}/", {"document": other.pk, "meant": "yes"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.target == other
    assert "Không có viện dẫn nào cần hỏi lại" in client.get("/van-ban/vien-dan/").content.decode()


def test_items_that_nothing_carries_out_are_listed_and_linked(office: Office, paper: Document, signed_in: SignIn):
    own = registered(office, letter(40))
    actions.confirm_all(office.people["clerk"], office.as_("clerk"), own.pk)
    row = Citation(document=own, code=paper.code, folded=paper.folded_code, relation="implements", target=paper)
    QuerySet(Citation).bulk_create([row])
    client = signed_in("coordinator")
    page = client.get(f"/van-ban/{paper.pk}/muc/").content.decode()
    assert "Chưa có nhiệm vụ thực hiện (3)" in page and "Có phải nhiệm vụ này thực hiện?" in page
    item, task = paper.tasks.get(clause="1"), own.tasks.get(clause="1")
    client.post(f"/van-ban/{paper.pk}/muc/chon/", {"item": item.pk, "task": task.pk})
    page = client.get(f"/van-ban/{paper.pk}/muc/").content.decode()
    assert "Chưa có nhiệm vụ thực hiện (2)" in page and "Có nhiệm vụ của văn bản khác thực hiện (1)" in page
