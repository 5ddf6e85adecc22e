from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import NotAllowed, Refused, Stale
from dondoc.audit.models import Entry
from dondoc.tasks.actions import add, add_typed, confirm, correct
from dondoc.tasks.models import Part, TaskState
from tests.documents.papers import registered
from tests.tasks.work import Desk, assigned


@pytest.fixture
def document(office):
    return registered(office)


@pytest.fixture
def clerk(office):
    return office.people["clerk"], office.as_("clerk")


@pytest.fixture
def task(document):
    return document.tasks.get(clause="1")


def test_words_are_corrected_and_what_was_read_stays(task, clerk):
    corrected = correct(*clerk, task.pk, {"text": "rà soát danh mục phần mềm", "deliverable": "Danh mục"})
    assert corrected.provenance["text"]["read"] == "rà soát danh mục"
    entry = Entry.objects.get(action="task.correct", model="tasks.task")
    assert entry.changes["deliverable"] == ["", "Danh mục"]
    assert "danh muc phan mem" in corrected.folded


@pytest.mark.parametrize(
    ("due", "contract", "on"),
    [
        ("15/12/2026", "2026-12-15", date(2026, 12, 15)),
        ("2026-12-15", "2026-12-15", date(2026, 12, 15)),
        ("trước ngày 15/12/2026", "2026-12-14", date(2026, 12, 14)),
        ("quý IV/2026", "2026-10-01/2026-12-31", date(2026, 12, 31)),
        ("thường xuyên", "continuous", None),
        ("", "", None),
    ],
)
def test_a_due_is_taken_as_people_write_it(task, clerk, due, contract, on):
    corrected = correct(*clerk, task.pk, {"due": due})
    assert (corrected.due, corrected.due_on, corrected.first_due_on) == (contract, on, on)
    assert corrected.continuous is (contract == "continuous")


def test_new_words_of_time_are_resolved_again(task, clerk):
    corrected = correct(*clerk, task.pk, {"time_text": "chậm nhất ngày 11/12/2026"})
    assert corrected.due_on == date(2026, 12, 11)
    assert correct(*clerk, task.pk, {"time_text": "kịp thời"}).due_on is None
    assert correct(*clerk, task.pk, {"time_text": "trước 11/12", "due": "2026-12-10"}).due == "2026-12-10"


def test_a_day_off_moves_as_the_words_say(task, clerk):
    sunday = {"time_text": "trước ngày 14/12/2026"}
    assert correct(*clerk, task.pk, sunday).due_on == date(2026, 12, 11), "the working day before"
    sunday = {"due": "13/12/2026"}
    assert correct(*clerk, task.pk, sunday).due_on == date(2026, 12, 14), "the next working day"


def test_lead_and_partners_by_name_or_by_choice(office, task, clerk):
    by_name = correct(*clerk, task.pk, {"lead": ["TTCĐS"], "coordinate": ["Sở Y tế", "Đơn vị lạ"]})
    assert by_name.assignments.get(part=Part.LEAD).unit == office.units["centre"]
    units = [row.unit for row in by_name.assignments.filter(part=Part.COORDINATE)]
    assert units == [office.units["Sở Y tế"], None]
    chosen = {"lead": [{"name": "Đơn vị phụ trách", "unit": office.units["science"].pk}]}
    row = correct(*clerk, task.pk, chosen).assignments.get(part=Part.LEAD)
    assert (row.name, row.unit) == ("Đơn vị phụ trách", office.units["science"])
    person = {"direct": [{"name": "", "person": office.people["leader"].pk}]}
    assert correct(*clerk, task.pk, person).assignments.get(part=Part.DIRECT).name == "Lê Quang Vinh"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"due": "hôm nào đó"}, "due"),
        ({"kind": "wish"}, "kind"),
        ({"state": "done"}, "state"),
        ({"lead": [{"unit": 999_999}]}, "lead"),
        ({"lead": [""]}, "lead"),
        ({"coordinate": ["x" * 301]}, "coordinate"),
        ({"condition": "x" * 301}, "condition"),
        ({"start": -1}, "start"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_half_saved(task, clerk, changes, field):
    with pytest.raises(Refused) as refusal:
        correct(*clerk, task.pk, {"deliverable": "Danh mục", **changes})
    assert refusal.value.field == field
    task.refresh_from_db()
    assert task.deliverable == ""


def test_who_comes_second_is_told(office, task, clerk):
    correct(*clerk, task.pk, {"clause": "1.a", "kind": "report", "start": 5, "end": None}, version=0)
    with pytest.raises(Stale) as told:
        correct(*clerk, task.pk, {"clause": "1.b", "lead": []}, version=0)
    assert told.value.changed["clause"] == "1.a"
    assert told.value.changed["lead"] == ["Phòng Bưu chính - Viễn thông và Chuyển đổi số"]


def test_a_confirmed_task_keeps_its_lead(office, clerk):
    task = assigned(office)
    desk = Desk(office, "coordinator")
    assert desk.correct(task, {"due": "20/12/2026"}).due_on == date(2026, 12, 21)
    with pytest.raises(Refused, match="Chuyển đơn vị khác"):
        desk.correct(task, {"lead": ["TTCĐS"]})
    with pytest.raises(NotAllowed):
        correct(*clerk, task.pk, {"text": "khác"})
    desk.cancel(task, "Thôi")
    with pytest.raises(Refused, match="đã đóng"):
        desk.correct(task, {"text": "khác"})


def test_a_corrected_collective_tells_its_children(office):
    parent = assigned(office, "2")
    Desk(office, "coordinator").correct(parent, {"due": "04/12/2026"})
    assert {child.due_on for child in parent.children.all()} == {date(2026, 12, 4)}


def test_marked_words_become_a_proposal(office, document, clerk):
    content = document.text.content
    words = "báo cáo Giám đốc Sở trước ngày 20/11/2026"
    start = content.index(words)
    task = add(*clerk, document.pk, start - 1, start + len(words) + 1)
    assert task.state == TaskState.PROPOSED
    assert task.due_on == date(2026, 11, 19)
    assert content[task.start : task.end].strip(" ,.") == words
    assert task.confidence == 1.0


def test_fields_given_with_marked_words_win(office, document, clerk):
    start = document.text.content.index("tổ chức tập huấn")
    task = add(*clerk, document.pk, start, start + 16, lead=["TTCĐS"], due="10/12/2026")
    assert task.due_on == date(2026, 12, 10)
    (confirmed,) = confirm(*clerk, [task.pk])
    assert confirmed.assignments.get(part=Part.LEAD).unit == office.units["centre"]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 2), (-3, 4), (0, 10**7)])
def test_marks_lie_in_the_document(document, clerk, start, end):
    with pytest.raises(Refused, match="bôi đen"):
        add(*clerk, document.pk, start, end)


def test_words_that_stand_nowhere_can_be_added(document, clerk):
    task = add_typed(*clerk, document.pk, "báo cáo miệng tại giao ban", lead=["TTCĐS"])
    assert (task.text, task.start) == ("báo cáo miệng tại giao ban", None)
    with pytest.raises(Refused):
        add_typed(*clerk, document.pk, " ")
    with pytest.raises(Refused):
        add_typed(*clerk, 999_999, "x")
    with pytest.raises(Refused):
        add(*clerk, 999_999, 0, 5)
