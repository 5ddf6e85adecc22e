"""A call for tasks of a plan: proposed, merged, decided, put in order, given out."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.extraction import extract
from dondoc.proposals import actions
from dondoc.proposals.models import Call, ProposalState, ProposedTask
from dondoc.proposals.queries import likenesses, proposed
from dondoc.proposals.rows import Row, rows_of
from dondoc.reading import read
from dondoc.rounds import actions as rounds
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee
from dondoc.tasks.models import Part, Task
from tests.organisation import Office
from tests.rounds.rounds import DUE, addressee

PORTAL = Row("Xây dựng cổng dữ liệu mở của tỉnh", "", "Sở Nội vụ", "Cổng dữ liệu mở", "Quý II năm 2027")
SAME = Row("Xây dựng Cổng dữ liệu mở tỉnh", "", "", "Cổng dữ liệu", "trước ngày 15/6/2027")
TRAIN = Row("Tập huấn kỹ năng số cho công chức cấp xã", "", "", "04 lớp tập huấn", "Quý III năm 2027")


@pytest.fixture
def call(office: Office) -> Call:
    """An open call to the departments."""
    by, mine = office.people["coordinator"], office.as_("coordinator")
    made = actions.start(by, mine, "Đề xuất nhiệm vụ CCHC", "Kế hoạch cải cách hành chính năm 2027", due_on=DUE)
    rounds.add_groups(by, mine, made.round_id, ["Cơ quan chuyên môn thuộc UBND tỉnh"])
    rounds.open_round(by, mine, made.round_id)
    return Call.objects.select_related("round__agency__unit").get(pk=made.pk)


def say(office: Office, call: Call, name: str, *rows: Row, **more: bool) -> Addressee:
    row = addressee(call.round, office.units[name])
    return actions.propose(None, Answerer(row), rows, **more)


def ids(call: Call, state: str = "") -> list[int]:
    return [row.pk for row in proposed(call, state)]


def test_a_unit_proposes_with_its_name_as_lead_and_a_time_that_is_understood(office: Office, call: Call) -> None:
    say(office, call, "Sở Y tế", PORTAL, Row(""))
    [row] = proposed(call)
    assert (row.lead, row.lead_unit, row.due) == ("Sở Y tế", office.units["Sở Y tế"], "2027-04-01/2027-06-30")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Row("Làm gì đó"), "Dòng 1: hãy ghi sản phẩm"),
        (Row("A", product="B", time_text="khi nào xong thì xong"), "Dòng 1: không hiểu thời gian"),
        (Row("", product="B"), "Dòng 1: hãy ghi nội dung"),
        (Row(""), "ít nhất một nhiệm vụ"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(office: Office, call: Call, row: Row, words: str) -> None:
    with pytest.raises(Refused, match=words):
        say(office, call, "Sở Y tế", row)
    assert not ProposedTask.objects.exists()


def test_proposing_again_leaves_what_was_decided(office: Office, call: Call) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    say(office, call, "Sở Y tế", PORTAL, TRAIN)
    actions.accept(by, mine, call.pk, ids(call)[:1], "I. Chính quyền số")
    say(office, call, "Sở Y tế", SAME)
    assert {(row.text, row.state) for row in proposed(call)} == {(PORTAL.text, "accepted"), (SAME.text, "proposed")}
    say(office, call, "Sở Y tế", nothing=True)
    assert [row.text for row in proposed(call)] == [PORTAL.text]


def test_like_proposals_of_two_units_become_one(office: Office, call: Call) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    say(office, call, "Sở Y tế", PORTAL, TRAIN)
    say(office, call, "Sở Tài chính", SAME)
    [group] = likenesses(proposed(call))
    assert {row.text for row in group.rows} == {PORTAL.text, SAME.text}
    chosen = [row.pk for row in group.rows]
    with pytest.raises(Refused, match="ít nhất hai"):
        actions.merge(by, mine, call.pk, chosen[:1], chosen[0])
    kept = ProposedTask.objects.get(text=PORTAL.text)
    into = actions.merge(by, mine, call.pk, chosen, kept.pk)
    assert into.partners == "Sở Nội vụ, Sở Tài chính"
    assert ProposedTask.objects.get(text=SAME.text).merged_into == into
    with pytest.raises(Refused, match="đã gộp"):
        actions.accept(by, mine, call.pk, chosen)


def test_asking_back_makes_the_unit_owe_an_answer(office: Office, call: Call) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    row = say(office, call, "Sở Y tế", TRAIN)
    with pytest.raises(Refused, match="làm rõ"):
        actions.ask_back(by, mine, call.pk, ids(call), " ")
    actions.ask_back(by, mine, call.pk, ids(call), "Ghi rõ kinh phí")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("returned", "Ghi rõ kinh phí")
    with pytest.raises(Refused, match="lý do"):
        actions.reject(by, mine, call.pk, ids(call), "")
    with pytest.raises(NotAllowed):
        actions.reject(office.people["officer"], office.as_("officer"), call.pk, ids(call), "Không")


def test_accepted_ones_become_tasks_with_one_click_linked_to_their_proposal(office: Office, call: Call) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    say(office, call, "Sở Y tế", PORTAL, TRAIN)
    actions.accept(by, mine, call.pk, ids(call))
    first, second = ids(call, ProposalState.ACCEPTED)
    actions.arrange(by, mine, call.pk, [second, first])
    assert ids(call, ProposalState.ACCEPTED) == [second, first]
    made = actions.make_tasks(by, mine, call.pk)
    assert [task.text for task in made] == [TRAIN.text, PORTAL.text]
    task = Task.objects.get(text=PORTAL.text)
    assert (task.due_on, task.deliverable) == (date(2027, 6, 30), "Cổng dữ liệu mở")
    parts = {(row.part, row.unit) for row in task.assignments.all()}
    assert parts == {(Part.LEAD, office.units["Sở Y tế"]), (Part.COORDINATE, office.units["Sở Nội vụ"])}
    assert ProposedTask.objects.get(task=task).text == PORTAL.text
    with pytest.raises(Refused, match="chưa giao"):
        actions.make_tasks(by, mine, call.pk)
    with pytest.raises(Refused, match="đã thành nhiệm vụ"):
        actions.reject(by, mine, call.pk, [first], "Muộn")


def test_a_lead_that_nobody_knows_stops_the_giving(office: Office, call: Call) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    say(office, call, "Sở Y tế", TRAIN)
    [pk] = ids(call)
    actions.edit(by, mine, pk, lead="Ban điều phối liên ngành số 7")
    actions.accept(by, mine, call.pk, [pk])
    with pytest.raises(Refused, match="Ban điều phối"):
        actions.make_tasks(by, mine, call.pk)
    assert not Task.objects.exists()


def test_the_tasks_of_a_letter_are_read_into_rows() -> None:
    words = """SỞ Y TẾ
Số: 31/SYT-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Kính gửi: Sở Khoa học và Công nghệ
Sở Y tế đề xuất các nhiệm vụ như sau:
1. Xây dựng hồ sơ sức khỏe điện tử toàn tỉnh.
- Cơ quan chủ trì: Sở Y tế.
- Cơ quan phối hợp: Sở Khoa học và Công nghệ.
- Thời gian hoàn thành: Quý IV năm 2027.
"""
    [row] = rows_of(extract(read(words.encode(), "cong-van.txt")))
    assert (row.lead, row.partners) == ("Sở Y tế", "Sở Khoa học và Công nghệ")
    assert "Quý IV" in row.time_text
