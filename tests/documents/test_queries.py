from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dondoc.documents.models import Direction, Document
from dondoc.documents.paging import bounded_count, page
from dondoc.documents.queries import DocumentFilters, document_page, intakes, register, visible_documents
from dondoc.tasks.actions import confirm_all
from tests.documents.papers import letter, registered, send


@pytest.fixture
def document(office):
    return registered(office)


def test_who_sees_the_register(office, document):
    for who in ("clerk", "coordinator", "leader"):
        assert visible_documents(office.as_(who)).get() == document
    for who in ("officer", "head_telecom", "administrator", "outsider"):
        assert not visible_documents(office.as_(who)).exists()


def test_a_task_lets_its_unit_see_the_document(office, document):
    confirm_all(office.people["clerk"], office.as_("clerk"), document.pk)
    assert visible_documents(office.as_("officer")).get() == document
    assert not visible_documents(office.as_("administrator")).exists()


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (DocumentFilters(text="ha tang so"), True),
        (DocumentFilters(text="101 UBND-KGVX"), True),
        (DocumentFilters(text="nông thôn mới"), False),
        (DocumentFilters(state="review"), True),
        (DocumentFilters(state="confirmed"), False),
        (DocumentFilters(since=date(2030, 1, 1)), False),
        (DocumentFilters(until=date(2020, 1, 1)), False),
        (DocumentFilters(issuer=999_999), False),
        (DocumentFilters(sort="no-such-sort", state="no-such-state"), True),
    ],
)
def test_the_register_is_narrowed(office, document, filters, found):
    assert register(office.as_("clerk"), Direction.INCOMING, filters).exists() is found
    assert not register(office.as_("clerk"), Direction.OUTGOING, filters).exists()


def test_the_page_of_a_document_in_six_queries(office, document):
    member = office.as_("clerk")
    with CaptureQueriesContext(connection) as queries:
        found = document_page(member, document.pk)
        blocks = found.blocks()
    assert len(queries) <= 6
    words = {run.marks: run.text for block in blocks if block.kind == "paragraph" for run in block.runs if run.marks}
    assert "12/KH-UBND" in words.values()
    assert found.attachments[0].name == "cong-van.txt"
    assert document_page(office.as_("officer"), document.pk) is None


def test_everybody_sees_the_files_that_they_may_send(office):
    intake = send(office, letter())
    assert intakes(office.as_("leader")).get() == intake
    assert not intakes(office.as_("officer")).exists()
    assert not intakes(office.as_("outsider")).exists()


def test_pages_count_up_to_their_bound(office):
    for number in range(7):
        registered(office, letter(number))
    rows = Document.objects.order_by("id")
    first, last = page(rows, 1, size=3), page(rows, 3, size=3)
    assert ([row.code for row in last.rows], last.total, last.has_next) == (["6/UBND-KGVX"], 7, False)
    assert (first.total, first.pages, first.first, first.last, first.has_next, first.has_previous) == (
        7,
        3,
        1,
        3,
        True,
        False,
    )
    bounded = page(rows, 9, size=3, bound=5)
    assert (bounded.number, bounded.total, bounded.more) == (2, 5, True)
    assert bounded_count(rows, 5) == 6
    empty = page(Document.objects.none())
    assert (empty.rows, empty.total, empty.first, empty.pages) == ([], 0, 0, 1)
