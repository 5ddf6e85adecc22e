"""The sample loads as people would enter it, and never into somebody's data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from dondoc.audit.errors import Refused
from dondoc.audit.models import Entry
from dondoc.documents.models import Citation, Document, DocumentState, Intake, IntakeState, Issue
from dondoc.evaluation.models import ClosedSpan
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.queries import membership
from dondoc.outside.models import Delivery
from dondoc.sample.accounts import PASSWORD, sample_accounts
from dondoc.sample.appendix import LETTER
from dondoc.sample.data import paper_rows
from dondoc.sample.leading import LETTERS
from dondoc.sample.load import load
from dondoc.tasks.models import OPEN_STATES, Coverage, Part, Task, TaskState
from dondoc.tasks.queries import visible_tasks

pytestmark = [pytest.mark.django_db, pytest.mark.load]
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def agency(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agency]:
    """The sample, loaded once for this module and taken back behind it."""
    folder: Path = tmp_path_factory.mktemp("sample")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=folder), transaction.atomic():
        yield load(NOW)
        transaction.set_rollback(True)


def test_every_document_was_read_and_registered():
    came = Document.objects.filter(issue=None)
    assert Intake.objects.filter(state=IntakeState.DONE).count() == came.count() == len(paper_rows()) + 2
    dispatch = came.get(number="1386")
    assert dispatch.tasks.filter(text__startswith="Bố trí gian", start__gt=len(LETTER) / 2).exists()
    assert not Document.objects.filter(arrival_number=None, direction="incoming").exists()


def test_some_are_confirmed_and_some_wait_for_the_user():
    states = set(Document.objects.values_list("state", flat=True))
    assert states == {DocumentState.REVIEW, DocumentState.CONFIRMED}
    assert Task.objects.filter(state=TaskState.PROPOSED).exists()
    assert Task.objects.filter(state__in=OPEN_STATES).count() >= 40


def test_every_assigned_task_has_one_lead_and_says_who_confirmed_it():
    for task in Task.objects.filter(state__in=OPEN_STATES, collective=False):
        assert task.assignments.filter(part=Part.LEAD, unit__isnull=False).count() == 1
        assert task.confirmed_by is not None


def test_everybody_who_signs_in_sees_tasks_or_manages():
    _, accounts = sample_accounts()
    for account in accounts:
        person = Person.objects.get(username=account["username"])
        assert person.check_password(PASSWORD)
        mine = membership(person, TODAY)
        assert mine.is_administrator or visible_tasks(mine).exists(), account


def test_the_graph_shows_what_is_carried_out_and_asks_about_a_slip():
    links = Coverage.objects.values_list("item__document__code", "task__document__code")
    assert list(links) == [("263/KH-UBND", "58/KH-SKHCN")] * 2
    asked = Citation.objects.filter(is_asked=True)
    assert [(one.document.code, one.code) for one in asked] == [("58/KH-SKHCN", "212/KH-UBND")]


def test_tasks_are_at_every_stage_of_their_life():
    states = set(Task.objects.values_list("state", flat=True))
    assert {TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.IN_PROGRESS, TaskState.DONE, TaskState.RETURNED} <= states


def test_the_log_tells_the_weeks_in_order():
    moments = list(Entry.objects.order_by("id").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert (moments[-1] - moments[0]).days > 60
    assert moments[-1] <= NOW + timedelta(minutes=1)


def test_nothing_was_written_past_the_log():
    logged = set(Entry.objects.filter(model="tasks.task").values_list("object_id", flat=True))
    assert {str(pk) for pk in Task.objects.values_list("pk", flat=True)} <= logged


def test_days_of_receipt_lie_between_issue_and_today():
    for document in Document.objects.exclude(issue__isnull=False, issue__issued_at=None):
        assert document.issued_on <= document.received_on <= TODAY


def test_a_database_in_use_is_left_alone():
    before = Document.objects.count()
    with pytest.raises(Refused, match="trống"):
        load(NOW)
    assert Document.objects.count() == before


def test_documents_went_out_months_were_closed_and_a_list_was_sent():
    assert Issue.objects.filter(sent_on__isnull=False).count() == len(LETTERS)
    assert Issue.objects.filter(issued_at=None).exists()
    assert [span.first.month for span in ClosedSpan.objects.order_by("first")] == [9, 10]
    assert Delivery.objects.get().count > 20
