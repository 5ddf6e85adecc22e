"""A document that was issued hands in what it fulfils."""

from __future__ import annotations

import pytest

from dondoc.audit.errors import NotAllowed
from dondoc.documents import actions as documents
from dondoc.documents.models import Document
from dondoc.documents.queries import visible_documents
from dondoc.tasks import actions
from dondoc.tasks.models import Fulfilment, Task, TaskState
from tests.documents.test_outgoing import prepared
from tests.organisation import TODAY, Office
from tests.tasks.work import Desk, assigned


def fulfil(office: Office, document: Document, task: Task, who: str = "officer") -> list[Fulfilment]:
    return actions.fulfil(office.people[who], office.as_(who), document.pk, [task.pk])


def issue(office: Office, document: Document, who: str = "clerk") -> Document:
    return documents.issue(office.people[who], office.as_(who), document.pk)


@pytest.fixture
def task(office: Office) -> Task:
    """Work of the telecom room."""
    task = assigned(office, lead=[{"name": "Phòng BCVT&CĐS", "unit": office.units["telecom"].pk}])
    return Desk(office, "head_telecom").accept(task)


def test_the_issued_document_is_the_evidence_of_the_submitted_result(office, task):
    document = prepared(office)
    fulfil(office, document, task)
    task.refresh_from_db()
    assert task.state == TaskState.ACCEPTED
    issue(office, document)
    task.refresh_from_db()
    assert (task.state, task.submitted_on) == (TaskState.SUBMITTED, TODAY)
    update = task.update_set.get(result=True)
    assert (update.by, update.evidence.get().document) == (office.people["officer"], document)
    assert "01/BC-SKHCN" in update.text


def test_who_may_accept_closes_it_by_issuing(office, task):
    document = prepared(office)
    fulfil(office, document, task)
    issue(office, document, "coordinator")
    task.refresh_from_db()
    assert (task.state, task.done_on) == (TaskState.DONE, TODAY)


def test_it_may_be_said_after_issuing(office, task):
    document = issue(office, prepared(office))
    fulfil(office, document, task)
    task.refresh_from_db()
    assert task.state == TaskState.SUBMITTED


def test_only_who_may_hand_the_result_in(office, task):
    document = prepared(office)
    with pytest.raises(NotAllowed):
        fulfil(office, document, task, "clerk")
    assert not Fulfilment.objects.exists()


def test_what_cannot_be_handed_in_any_more_holds_nothing_up(office, task):
    document = prepared(office)
    fulfil(office, document, task)
    Desk(office, "coordinator").cancel(task, "không còn cần")
    assert issue(office, document).number == "01"
    row = Fulfilment.objects.get()
    assert not row.settled
    assert "Đã hủy" in row.message


def test_who_sees_the_task_sees_the_document(office):
    task = assigned(office, lead=[{"name": "Phòng QLKH", "unit": office.units["science"].pk}])
    head = Desk(office, "head_science")
    document = issue(office, prepared(office, who="clerk", unit=office.units["office"].pk))
    assert not visible_documents(head.membership).filter(pk=document.pk).exists()
    head.submit(task, "đã ban hành", evidence=[actions.Given(document=document)])
    assert visible_documents(head.membership).filter(pk=document.pk).exists()
