"""From assigned to done through the pages: room, officer, follower, leader."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from docx import Document as Word

from dondoc.documents import store
from dondoc.documents.models import Document
from dondoc.tasks import visibility
from dondoc.tasks.actions import correct as correct_task
from dondoc.tasks.models import Part, Task, TaskState
from dondoc.web.tasks import desk
from tests.organisation import Office
from tests.tasks.work import all_confirmed
from tests.web.conftest import SignIn


@pytest.fixture
def task(office: Office, paper: Document) -> Task:
    """A confirmed task that the telecom room leads; it is due on 19/11/2026."""
    all_confirmed(office, paper.pk)
    return paper.tasks.get(clause="1")


def do(client: Client, task: Task, name: str, follow: bool = True, **form: object):
    task.refresh_from_db()
    return client.post(f"/nhiem-vu/{task.pk}/buoc/{name}/", {"version": task.version, **form}, follow=follow)


def state(task: Task) -> str:
    task.refresh_from_db()
    return task.state


def test_the_head_finds_it_accepts_and_delegates(signed_in: SignIn, task: Task, office: Office) -> None:
    head = signed_in("head_telecom")
    page = head.get("/viec-cua-phong/").content.decode()
    assert "Mới, chờ tiếp nhận" in page
    assert "Rà soát danh mục" in page
    assert "Đã tiếp nhận nhiệm vụ." in do(head, task, "accept").content.decode()
    do(head, task, "delegate", people=office.people["officer"].pk)
    assert task.assignments.get(part=Part.PERFORM).person == office.people["officer"]
    assert "Đỗ Hải Yến" in head.get("/viec-cua-phong/").content.decode()


def test_the_officer_reports_in_two_taps_and_submits_with_evidence(
    signed_in: SignIn, task: Task, office: Office
) -> None:
    do(signed_in("head_telecom"), task, "delegate", people=office.people["officer"].pk)
    officer = signed_in("officer")
    assert "Rà soát danh mục" in officer.get("/viec-cua-toi/").content.decode()
    do(officer, task, "report", percent="50")
    assert (state(task), task.percent) == (TaskState.IN_PROGRESS, 50)
    file = SimpleUploadedFile("bao-cao.txt", b"Da xong.")
    page = do(officer, task, "submit", note="Đã rà soát xong", files=file, links="https://example.org/ket-qua")
    assert state(task) == TaskState.SUBMITTED
    assert "bao-cao.txt" in page.content.decode()
    piece = task.evidence_set.exclude(file=None).get()
    kept = officer.get(f"/nhiem-vu/{task.pk}/minh-chung/{piece.pk}/")
    assert b"".join(kept.streaming_content) == b"Da xong."


def test_the_follower_returns_then_accepts(signed_in: SignIn, task: Task) -> None:
    do(signed_in("head_telecom"), task, "submit", note="Xong")
    follower = signed_in("coordinator")
    assert "Kết quả chờ nghiệm thu (1)" in follower.get("/theo-doi/").content.decode()
    do(follower, task, "return", reason="Thiếu biểu số 2")
    assert (state(task), task.returns) == (TaskState.RETURNED, 1)
    assert "Thiếu biểu số 2" in follower.get(f"/nhiem-vu/{task.pk}/").content.decode()
    do(signed_in("head_telecom"), task, "submit", note="Đã bổ sung")
    do(follower, task, "approve")
    assert state(task) == TaskState.DONE


def test_more_time_is_asked_and_decided(signed_in: SignIn, task: Task) -> None:
    day = timezone.localdate() + timedelta(days=60)
    do(signed_in("head_telecom"), task, "ask_extension", day=f"{day:%d/%m/%Y}", reason="Chờ số liệu cấp xã")
    leader = signed_in("leader")
    assert "Xin gia hạn, chờ quyết định (1)" in leader.get("/dieu-hanh/").content.decode()
    do(leader, task, "decide_extension", granted="1")
    task.refresh_from_db()
    assert task.due_on == day
    page = leader.get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert "Hạn ban đầu 19/11/2026" in page


def test_the_wrong_unit_sends_it_back_and_it_moves_on(signed_in: SignIn, task: Task, office: Office) -> None:
    do(signed_in("head_telecom"), task, "send_back", reason="Việc của phòng khác")
    follower = signed_in("coordinator")
    assert "Đơn vị trả lại việc (1)" in follower.get("/theo-doi/").content.decode()
    unit = office.units["science"]
    token = f'{{"name": "{unit.name}", "unit": {unit.pk}}}'
    do(follower, task, "reassign", unit=token, reason="Đúng chức năng")
    assert task.assignments.get(part=Part.LEAD).unit == unit


def test_many_are_urged_and_the_letter_lists_what_is_late(signed_in: SignIn, task: Task) -> None:
    follower = signed_in("coordinator")
    form = {"task": [task.pk], "note": "Báo cáo trước thứ Sáu"}
    assert "Đã đôn đốc 1 nhiệm vụ." in follower.post("/theo-doi/don-doc/", form, follow=True).content.decode()
    assert task.urging_set.get().note == "Báo cáo trước thứ Sáu"
    page = follower.post("/theo-doi/don-doc/", {"task": [task.pk], "letter": "each"}, follow=True).content.decode()
    assert "Đã lập 1 công văn đôn đốc" in page
    assert "Chờ cấp số" in page
    document = task.urging_set.exclude(letter=None).get().letter
    assert [party.unit for party in document.parties.all()] == [task.assignments.get(part=Part.LEAD).unit]
    word = Word(io.BytesIO(store.load(document.attachments.get().file.sha256)))
    said = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "Rà soát danh mục" in said
    assert "19/11/2026" in said
    files = zipfile.ZipFile(io.BytesIO(b"".join(follower.get("/theo-doi/da-don-doc/cong-van/").streaming_content)))
    assert len(files.namelist()) == 1


def test_each_unit_gets_its_own_letter_or_all_get_one(signed_in: SignIn, task: Task, office: Office) -> None:
    late = [task, *Task.objects.filter(fanned_out=True, due_on__lt=timezone.localdate())]
    units = {row.unit for one in late for row in one.assignments.filter(part=Part.LEAD)}
    follower = signed_in("coordinator")
    ids = [one.pk for one in late]
    follower.post("/theo-doi/don-doc/", {"task": ids, "letter": "each"})
    letters = Document.objects.filter(urgings__isnull=False).distinct()
    assert {letter.parties.get().unit for letter in letters} == units
    follower.post("/theo-doi/don-doc/", {"task": ids, "letter": "joint"})
    assert letters.order_by("-pk").first().parties.count() == len(units)


@pytest.mark.parametrize(
    ("name", "form", "sentence"),
    [
        ("send_back", {}, "Hãy ghi lý do trả lại"),
        ("report", {}, "Hãy ghi nội dung, tỷ lệ hoàn thành"),
        ("report", {"percent": "120"}, "từ 0 đến 100"),
        ("report", {"percent": "nửa"}, "từ 0 đến 100"),
        ("submit", {"note": "xong", "links": "javascript:alert(1)"}, "Liên kết phải là địa chỉ đầy đủ"),
        ("delegate", {}, "Hãy chọn ít nhất một người"),
        ("forward", {}, "Hãy chọn đơn vị trong danh sách."),
        ("ask_extension", {"day": "mai", "reason": "x"}, "Ngày chưa đúng"),
        ("ask_extension", {"day": "01/01/2026", "reason": "x"}, "Ngày mới phải sau"),
        ("cancel", {}, "Hãy ghi lý do hủy."),
    ],
)
def test_what_is_missing_is_one_sentence_and_nothing_is_kept(
    signed_in: SignIn, task: Task, name: str, form: dict[str, str], sentence: str
) -> None:
    answer = do(signed_in("coordinator" if name == "cancel" else "head_telecom"), task, name, **form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert state(task) == TaskState.ASSIGNED
    assert not task.update_set.exists()


def test_who_comes_second_is_told(signed_in: SignIn, task: Task) -> None:
    head = signed_in("head_telecom")
    seen = task.version
    do(head, task, "accept")
    page = head.post(f"/nhiem-vu/{task.pk}/buoc/report/", {"version": seen, "percent": "50"}).content.decode()
    assert "Người khác vừa sửa nhiệm vụ này" in page


def test_only_what_may_be_done_is_offered(signed_in: SignIn, task: Task) -> None:
    page = signed_in("officer").get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert "Hủy nhiệm vụ" not in page
    assert signed_in("officer").get(f"/nhiem-vu/{task.pk}/buoc/cancel/").status_code == 403


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("officer", "/viec-cua-toi/"),
        ("head_telecom", "/viec-cua-phong/"),
        ("head_telecom", "/"),
        ("clerk", "/"),
        ("head_telecom", "/den-han-truoc/"),
        ("leader", "/theo-doi/don-vi/"),
        ("coordinator", "/theo-doi/"),
        ("leader", "/dieu-hanh/"),
    ],
)
def test_desks_stay_within_their_queries(
    signed_in: SignIn, task: Task, who: str, address: str, django_assert_max_num_queries
) -> None:
    client = signed_in(who)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_a_desk_shows_the_first_of_a_list_and_the_rest_one_tap_away(
    signed_in: SignIn, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "SHOWN", 0)
    head = signed_in("head_telecom")
    for address in ("/viec-cua-toi/", "/viec-cua-phong/"):
        page = head.get(address).content.decode()
        assert "Rà soát danh mục" not in page
        lists = re.findall(r'href="\?nhom=([a-z0-9-]+)">Xem tất cả', page)
        whole = [head.get(address, {"nhom": name}).content.decode() for name in lists]
        assert any("Rà soát danh mục" in one for one in whole), (address, lists)


def test_whoever_has_many_parts_sees_the_same_documents(
    signed_in: SignIn, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = ("head_telecom", "officer", "clerk", "leader")
    few = [signed_in(who).get("/van-ban-den/").content.count(b"main-link") for who in people]
    monkeypatch.setattr(visibility, "MANY", -1)
    assert [signed_in(who).get("/van-ban-den/").content.count(b"main-link") for who in people] == few
    assert few[0] == 1


def test_a_rule_is_changed_with_its_periods_shown_before(signed_in: SignIn, task: Task, office: Office) -> None:
    coordinator = signed_in("coordinator")
    assert "Đổi chu kỳ" not in coordinator.get(f"/nhiem-vu/{task.pk}/").content.decode()
    who = office.people["coordinator"], office.as_("coordinator")
    correct_task(*who, task.pk, {"due": "chậm nhất ngày 24 hằng tháng"})
    page = coordinator.get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert "Đổi chu kỳ" in page
    assert "Kỳ sau" in page
    shown = coordinator.get(f"/nhiem-vu/{task.pk}/ky-sau/", {"rule": "trước ngày 11 hằng tháng", "day": "01/12/2026"})
    assert "10/12/2026" in shown.content.decode()
    wrong = coordinator.get(f"/nhiem-vu/{task.pk}/ky-sau/", {"rule": "khi nào xong"})
    assert "Không hiểu thời hạn này" in wrong.content.decode()
    do(coordinator, task, "change_rule", rule="trước ngày 11 hằng tháng", day="01/12/2099")
    assert task.occurrences.exists()
    assert "Đã đặt ngày kết thúc" in do(coordinator, task, "end_rule", day="31/12/2099").content.decode()
    task.refresh_from_db()
    assert task.ends_on is not None
    assert "31/12/2099" in coordinator.get(f"/nhiem-vu/{task.pk}/").content.decode()
