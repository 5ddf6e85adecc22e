from __future__ import annotations

from datetime import date

import pytest
from django.db.models import QuerySet

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.documents.models import DocumentState
from dondoc.tasks.actions import confirm, confirm_all, correct, dismiss, restore
from dondoc.tasks.models import Part, Task, TaskState
from dondoc.tasks.queries import document_tasks
from tests.documents.papers import registered


@pytest.fixture
def document(office):
    return registered(office)


@pytest.fixture
def clerk(office):
    return office.people["clerk"], office.as_("clerk")


def test_a_person_makes_a_proposal_a_task(office, document, clerk):
    first = document.tasks.all()[0]
    (task,) = confirm(*clerk, [first.pk])
    assert (task.state, task.confirmed_by) == (TaskState.ASSIGNED, office.people["clerk"])
    entry = Entry.objects.get(action="task.confirm", model="tasks.task", object_id=str(task.pk))
    assert entry.actor == office.people["clerk"]
    assert entry.changes["state"] == ["proposed", "assigned"]


def test_a_collective_gives_each_unit_its_own_task(office, document, clerk):
    second = document.tasks.all()[1]
    lead = second.assignments.get()
    kept_out = office.units["planning"].pk
    correct(*clerk, second.pk, {"lead": [{"name": lead.name, "excluded": [kept_out]}]})
    (parent,) = confirm(*clerk, [second.pk])
    children = list(parent.children.all())
    assert parent.collective and not parent.fanned_out
    assert {child.assignments.get().unit for child in children} == {
        office.units[name] for name in ("office", "telecom", "science", "centre")
    }
    for child in children:
        assert (child.state, child.due_on, child.text) == (TaskState.ASSIGNED, parent.due_on, parent.text)
        assert child.assignments.get().part == Part.LEAD


def test_all_of_a_document_at_once(office, document, clerk):
    result = confirm_all(*clerk, document.pk)
    assert (len(result.tasks), result.left) == (3, [])
    document.refresh_from_db()
    assert (document.state, document.confirmed_by) == (DocumentState.CONFIRMED, office.people["clerk"])
    assert document_tasks(office.as_("leader"), document.pk).count() == 3


def test_what_is_not_ready_stays_and_says_why(office, document, clerk):
    first, second, third = document.tasks.all()
    correct(*clerk, first.pk, {"lead": []})
    correct(*clerk, third.pk, {"lead": ["Đơn vị nào đó rất lạ"]})
    result = confirm_all(*clerk, document.pk)
    assert [task.pk for task in result.tasks] == [second.pk]
    sentences = {task.pk: sentence for task, sentence in result.left}
    assert "chưa có đơn vị chủ trì" in sentences[first.pk]
    assert "chưa rõ “Đơn vị nào đó rất lạ”" in sentences[third.pk]
    first.refresh_from_db()
    assert (first.state, first.version) == (TaskState.PROPOSED, 1)


def test_one_task_has_one_lead(office, document, clerk):
    first = document.tasks.all()[0]
    two = [{"name": "", "unit": office.units[name].pk} for name in ("telecom", "centre")]
    correct(*clerk, first.pk, {"lead": two})
    with pytest.raises(Refused, match="2 đơn vị chủ trì"):
        confirm(*clerk, [first.pk])
    correct(*clerk, first.pk, {"collective": True})
    (task,) = confirm(*clerk, [first.pk])
    assert task.children.count() == 2


def test_several_together_or_none(document, clerk):
    first, _, third = document.tasks.all()
    correct(*clerk, first.pk, {"lead": []})
    with pytest.raises(Refused):
        confirm(*clerk, [third.pk, first.pk])
    assert not Task.objects.exclude(state=TaskState.PROPOSED).exists()


def test_the_second_to_confirm_is_told_who_was_first(office, document, clerk):
    first = document.tasks.all()[0]
    confirm(*clerk, [first.pk])
    with pytest.raises(Refused, match="đã được xác nhận bởi Nguyễn Thị Hạnh"):
        confirm(office.people["coordinator"], office.as_("coordinator"), [first.pk])


@pytest.mark.parametrize("who", ["officer", "administrator", "outsider"])
def test_who_may_not_confirm_cannot(office, document, who):
    ids = [task.pk for task in document.tasks.all()]
    for use in (
        lambda: confirm(office.people[who], office.as_(who), ids),
        lambda: confirm_all(office.people[who], office.as_(who), document.pk),
        lambda: dismiss(office.people[who], office.as_(who), ids[0]),
        lambda: correct(office.people[who], office.as_(who), ids[0], {"text": "x"}),
    ):
        with pytest.raises(NotAllowed):
            use()


def test_an_abolished_unit_gets_no_task(office, document, clerk):
    first = document.tasks.all()[0]
    _close(office.units["telecom"])
    with pytest.raises(Refused, match="kết thúc hoạt động từ ngày 01/07/2026"):
        confirm(*clerk, [first.pk])


def _close(unit) -> None:
    QuerySet(type(unit)).filter(pk=unit.pk).update(valid_until=date(2026, 7, 1))


def test_what_is_no_task_is_dismissed_and_can_come_back(document, clerk):
    first = document.tasks.all()[0]
    assert dismiss(*clerk, first.pk).state == TaskState.DISMISSED
    with pytest.raises(Refused, match="khôi phục"):
        confirm(*clerk, [first.pk])
    assert restore(*clerk, first.pk).state == TaskState.PROPOSED
    confirm(*clerk, [first.pk])
    with pytest.raises(Refused, match="hủy nhiệm vụ"):
        dismiss(*clerk, first.pk)
