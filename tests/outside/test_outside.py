"""What a system outside is told, what was sent, and how its list compares."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.db.models import QuerySet

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents import store
from dondoc.outside import actions
from dondoc.outside.models import Delivery, OutsideSystem
from dondoc.outside.queries import told
from tests.evaluation.test_evaluation import task
from tests.organisation import TODAY, Office
from tests.remembered import remembered
from tests.tasks.work import Desk

COLUMNS = [("Mã", "id"), ("Nhiệm vụ", "text"), ("Chủ trì", "lead"), ("Hạn", "due_on"), ("Trạng thái", "situation")]
WORDS = {"done": "HOÀN THÀNH", "not_started": "CHƯA LÀM"}


@remembered
def mapped(office: Office) -> OutsideSystem:
    for text in ("Rà soát nền tảng số", "Tập huấn kỹ năng số"):
        task(office, TODAY.replace(day=20), "telecom", text)
    administrator = office.people["administrator"], office.as_("administrator")
    made = actions.add_system(*administrator, "Theo dõi nghị quyết")
    return actions.map_system(*administrator, made.pk, COLUMNS, WORDS)


@pytest.fixture
def system(office: Office) -> OutsideSystem:
    """A system with five columns, and two tasks of the agency."""
    return mapped(office)


def who(office: Office, name: str = "coordinator"):
    return office.people[name], office.as_(name)


def rows_of(delivery: Delivery) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(store.load(delivery.file.sha256)))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_it_is_told_in_its_own_columns_and_words(office: Office, system: OutsideSystem) -> None:
    rows = rows_of(actions.deliver(*who(office), system.pk))
    assert rows[0] == [title for title, _ in COLUMNS]
    assert rows[1][1:3] == ["Rà soát nền tảng số", "Phòng Bưu chính - Viễn thông và Chuyển đổi số"]
    assert rows[1][4] == "CHƯA LÀM"
    assert len(rows) == 3


def test_what_changed_since_it_was_told_last_is_marked(office: Office, system: OutsideSystem) -> None:
    assert [row.change for row in told(system, TODAY)] == ["", ""]
    sent = actions.deliver(*who(office), system.pk)
    assert [row.change for row in told(system, TODAY)] == ["", ""]
    first = next(told(system, TODAY)).task
    head, owner = Desk(office, "head_telecom"), Desk(office, "coordinator")
    one = next(row for row in office.agency.tasks.all() if row.pk == first)
    head.submit(one, "xong")
    owner.approve(one)
    task(office, TODAY.replace(day=25), "science", "Việc mới")
    assert [row.change for row in told(system, TODAY)] == ["Trạng thái", "", "Mới"]
    assert len(sent.rows) == 2


def test_their_list_is_compared(office: Office, system: OutsideSystem) -> None:
    ours = list(told(system, TODAY))
    task(office, TODAY.replace(day=25), "science", "Việc thứ ba")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["DANH SÁCH"])
    writer.writerow(["STT", "Mã", "Nhiệm vụ", "Trạng thái", "Hạn"])
    writer.writerow(["1", f"NV-{ours[0].task}", "khác chữ", "chưa làm", "20/11/2026"])
    writer.writerow(["2", "", "tập huấn KỸ NĂNG số", "HOÀN THÀNH", "21/11/2026"])
    writer.writerow(["3", "NV-999999", "Việc lạ", "", ""])
    found = actions.compare(
        *who(office), system.pk, "ds.csv", out.getvalue().replace("DANH SÁCH", "DANH;SÁCH").encode()
    )
    assert found.same == 1
    assert [(one["column"], one["ours"], one["theirs"]) for one in found.differences] == [
        ("Hạn", "20/11/2026", "21/11/2026"),
        ("Trạng thái", "CHƯA LÀM", "HOÀN THÀNH"),
    ]
    assert found.unknown == ["NV-999999 · Việc lạ"]
    assert len(found.missing) == 1


def test_our_own_file_comes_back_without_a_difference(office: Office, system: OutsideSystem) -> None:
    for form in ("xlsx", "csv"):
        sent = actions.deliver(*who(office), system.pk, form)
        found = actions.compare(*who(office), system.pk, sent.name, store.load(sent.file.sha256))
        assert (found.same, found.differences, found.unknown, found.missing) == (2, [], [], [])


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04broken", b"a;b\n1;2\n"])
def test_a_file_that_is_no_list_is_refused(office: Office, system: OutsideSystem, content: bytes) -> None:
    with pytest.raises(Refused):
        actions.compare(*who(office), system.pk, "x.xlsx", content)
    assert not system.comparisons.exists()


def test_wrong_mappings_are_refused(office: Office, system: OutsideSystem) -> None:
    administrator = who(office, "administrator")
    for columns, codes in (
        ([], ()),
        ([("A", "id"), ("a", "text")], ()),
        ([("A", "mat_khau")], ()),
        ([("A", "id")], ["1/KH-X"]),
    ):
        with pytest.raises(Refused):
            actions.map_system(*administrator, system.pk, columns, {}, document_codes=codes)
    with pytest.raises(Refused):
        actions.add_system(*administrator, " Theo dõi  nghị quyết ")
    with pytest.raises(NotAllowed):
        actions.deliver(*administrator, system.pk)
    with pytest.raises(NotAllowed):
        actions.map_system(*who(office, "officer"), system.pk, COLUMNS, {})
    actions.end_system(*administrator, system.pk)
    with pytest.raises(Refused, match="không còn báo cáo"):
        actions.deliver(*who(office), system.pk)


def test_only_the_tasks_of_the_chosen_documents_are_told(office: Office, system: OutsideSystem) -> None:
    system.documents = [999_999]
    assert not list(told(system, TODAY))
    QuerySet(OutsideSystem).filter(pk=system.pk).update(documents=[999_999])
    with pytest.raises(Refused, match="Chưa có nhiệm vụ"):
        actions.deliver(*who(office), system.pk)
