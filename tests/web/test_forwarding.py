"""Every letter that the program writes goes out through the register: put forward, numbered, kept with what it is
about; and an issued one can be read for the tasks that it gives out."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import pytest
from django.utils import timezone

from dondoc.consultations import actions as consultations
from dondoc.consultations import reading
from dondoc.documents import store
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Document, Intake
from dondoc.documents.worker import work
from dondoc.proposals import actions as proposals
from dondoc.proposals.models import ProposedTask
from dondoc.proposals.rows import Row
from dondoc.rounds import actions as rounds
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Chase, Round
from dondoc.tasks.models import Task, TaskState
from tests.consultations.papers import DRAFT
from tests.organisation import Office
from tests.rounds.rounds import addressee
from tests.tasks.work import assigned
from tests.web.conftest import SignIn


def words_of(document: Document, at: int = 0) -> str:
    """The words of a file of a document, tables with them."""
    file = docx.Document(io.BytesIO(store.load(document.attachments.order_by("order")[at].file.sha256)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in file.paragraphs), *cells])


@pytest.fixture
def asked(office: Office, monkeypatch: pytest.MonkeyPatch) -> Round:
    """A consultation of one room and a body outside, due in ten days, not opened yet."""
    by, mine = office.people["coordinator"], office.as_("coordinator", timezone.localdate())
    monkeypatch.setattr(reading, "READER", HereReader)
    due_on = timezone.localdate() + timedelta(days=10)
    made = consultations.start(by, mine, "Hỏi ý kiến", "dự thảo Quy chế", ("du-thao.txt", DRAFT), due_on=due_on)
    rounds.add_body(by, mine, made.round_id, unit_id=office.units["telecom"].pk)
    rounds.add_body(by, mine, made.round_id, name="Hội Tin học tỉnh")
    return made.round


def test_the_letter_that_asks_is_numbered_and_kept_with_its_round(
    office: Office, signed_in: SignIn, asked: Round
) -> None:
    coordinator, address = signed_in("coordinator"), f"/lay-y-kien/{asked.pk}/tai/cong-van-xin-y-kien/"
    assert coordinator.get(address)["Content-Disposition"].endswith('.docx"')
    assert not Document.objects.filter(direction="outgoing").exists(), "looking at it writes nothing"
    answer = coordinator.post(address)
    letter = Document.objects.get(direction="outgoing")
    assert answer["Location"] == f"/van-ban-di/{letter.pk}/"
    assert [one.name for one in letter.attachments.order_by("order")][1] == "du-thao.txt"
    assert letter.parties.get(unit=office.units["telecom"]).role == "to"
    again = coordinator.post(address, follow=True).content.decode()
    assert "Đợt này đã có công văn đang chờ cấp số" in again
    coordinator.post(f"/van-ban-di/{letter.pk}/phat-hanh/", {})
    letter.refresh_from_db()
    assert letter.code in coordinator.get(f"/lay-y-kien/{asked.pk}/").content.decode()


def test_a_letter_that_was_withdrawn_can_be_written_again(office: Office, signed_in: SignIn, asked: Round) -> None:
    coordinator, address = signed_in("coordinator"), f"/lay-y-kien/{asked.pk}/tai/cong-van-xin-y-kien/"
    coordinator.post(address)
    coordinator.post(f"/van-ban-di/{Document.objects.get(direction='outgoing').pk}/rut/")
    asked.refresh_from_db()
    assert asked.letter is None
    coordinator.post(address)
    assert Round.objects.get(pk=asked.pk).letter is not None


def test_chasing_by_letter_is_put_forward_to_who_is_silent(office: Office, signed_in: SignIn, asked: Round) -> None:
    rounds.open_round(office.people["coordinator"], office.as_("coordinator", timezone.localdate()), asked.pk)
    answer = signed_in("coordinator").post(f"/dot/{asked.pk}/don-doc/", {"letter": "1"})
    letter = Document.objects.get(direction="outgoing")
    assert answer["Location"] == f"/van-ban-di/{letter.pk}/"
    assert set(letter.parties.values_list("name", flat=True)) == {office.units["telecom"].name, "Hội Tin học tỉnh"}
    assert set(Chase.objects.values_list("letter", "means")) == {(letter.pk, "letter")}
    assert "Hội Tin học tỉnh" in words_of(letter)


@pytest.fixture
def call(office: Office) -> int:
    """A call of which two proposals were accepted; the id of its round."""
    by, mine = office.people["coordinator"], office.as_("coordinator", timezone.localdate())
    due_on = timezone.localdate() + timedelta(days=10)
    made = proposals.start(by, mine, "Đề xuất", "Kế hoạch chuyển đổi số năm 2027", due_on=due_on)
    rounds.add_body(by, mine, made.round_id, unit_id=office.units["telecom"].pk)
    rounds.open_round(by, mine, made.round_id)
    lines = [
        Row("Xây dựng cổng dữ liệu mở", "", "", "Cổng dữ liệu mở", "Quý II năm 2027"),
        Row("Tập huấn kỹ năng số cho công chức", "", "", "04 lớp tập huấn", "trước ngày 15/6/2027"),
    ]
    proposals.propose(None, Answerer(addressee(made.round, office.units["telecom"])), lines)
    ids = list(ProposedTask.objects.values_list("pk", flat=True))
    proposals.accept(by, mine, made.pk, ids, "I. Hạ tầng, dữ liệu")
    return made.round_id


def test_the_plan_of_accepted_proposals_goes_out_and_its_tasks_are_of_it(
    office: Office, signed_in: SignIn, call: int
) -> None:
    coordinator = signed_in("coordinator")
    coordinator.post(f"/de-xuat/{call}/tai/ke-hoach/")
    plan = Document.objects.get(direction="outgoing")
    assert (plan.kind, plan.subject) == ("Kế hoạch", "Chuyển đổi số năm 2027")
    assert plan.parties.get().unit == office.units["telecom"]
    coordinator.post(f"/van-ban-di/{plan.pk}/phat-hanh/", {})
    plan.refresh_from_db()
    assert f"(Kèm theo Kế hoạch số {plan.code} ngày" in words_of(plan, 1).replace("\n", " ")
    coordinator.post(f"/de-xuat/{call}/giao/")
    assert set(Task.objects.values_list("document", "state")) == {(plan.pk, TaskState.ASSIGNED)}
    page = coordinator.get(f"/van-ban-di/{plan.pk}/").content.decode()
    assert "2 nhiệm vụ đã giao theo văn bản này" in page
    assert "Đọc nhiệm vụ" not in page


def test_an_issued_document_is_read_for_the_tasks_that_it_gives_out(
    office: Office, signed_in: SignIn, call: int
) -> None:
    coordinator = signed_in("coordinator")
    coordinator.post(f"/de-xuat/{call}/tai/ke-hoach/")
    plan = Document.objects.get(direction="outgoing")
    waiting = coordinator.post(f"/van-ban-di/{plan.pk}/doc/", follow=True).content.decode()
    assert "Văn bản chưa phát hành" in waiting
    coordinator.post(f"/van-ban-di/{plan.pk}/phat-hanh/", {})
    assert "Đọc nhiệm vụ trong văn bản này" in coordinator.get(f"/van-ban-di/{plan.pk}/").content.decode()
    coordinator.post(f"/van-ban-di/{plan.pk}/doc/")
    assert work(once=True, reader=HereReader()) == 1
    assert Intake.objects.get().document == plan
    found = Task.objects.filter(document=plan, state=TaskState.PROPOSED)
    assert {task.deliverable for task in found} >= {"Cổng dữ liệu mở", "04 lớp tập huấn"}
    assert Document.objects.get(direction="outgoing").code == plan.code or plan.code == "", "its head stays"
    page = coordinator.get(f"/van-ban-di/{plan.pk}/").content.decode()
    assert "chờ xác nhận" in page
    assert coordinator.get(f"/van-ban/{plan.pk}/").status_code == 200
    again = coordinator.post(f"/van-ban-di/{plan.pk}/doc/", follow=True).content.decode()
    assert "đã được đọc" in again


def test_a_slip_gives_the_tasks_of_one_unit(office: Office, signed_in: SignIn) -> None:
    task = assigned(office, lead=[{"name": "Phòng BCVT", "unit": office.units["telecom"].pk}])
    coordinator = signed_in("coordinator")
    page = coordinator.get(f"/nhiem-vu/phieu-giao-viec/?van-ban={task.document_id}").content.decode()
    assert office.units["telecom"].name in page
    sent = {"task": task.pk, "note": "Làm ngay trong tuần"}
    assert coordinator.post("/nhiem-vu/phieu-giao-viec/", sent)["Content-Disposition"].endswith('.docx"')
    coordinator.post("/nhiem-vu/phieu-giao-viec/", sent | {"way": "register"})
    slip = Document.objects.get(direction="outgoing")
    assert (slip.kind, slip.symbol) == ("Phiếu giao việc", "PGV-SKHCN")
    text = words_of(slip)
    assert "Làm ngay trong tuần" in text
    assert (task.text[:1].upper() + task.text[1:])[:40] in text
    nothing = coordinator.post("/nhiem-vu/phieu-giao-viec/", {}, follow=True).content.decode()
    assert "Hãy chọn ít nhất một nhiệm vụ" in nothing


def test_the_report_on_evaluation_goes_out(office: Office, signed_in: SignIn) -> None:
    answer = signed_in("leader").post("/danh-gia/word/")
    report = Document.objects.get(direction="outgoing")
    assert answer["Location"] == f"/van-ban-di/{report.pk}/"
    assert report.kind == "Báo cáo"
