from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dondoc.tasks.queries import (
    RegisterFilters,
    counts_by_document,
    counts_by_state,
    register,
    register_page,
    task_page,
)
from tests.tasks.crowd import crowd
from tests.tasks.work import Desk, assigned

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize("who", ["officer", "head_telecom", "clerk", "coordinator"])
def test_a_page_is_the_head_of_the_list_in_few_queries(office, who):
    crowd(office, 400, TODAY, closed=0.3)
    member = office.as_(who)
    for filters in (
        RegisterFilters(),
        RegisterFilters(state="all", sort="newest"),
        RegisterFilters(due="overdue"),
        RegisterFilters(unit=office.units["centre"].pk, part="lead", due="month"),
        RegisterFilters(text="bao cao", kind="task", state="in_progress"),
        RegisterFilters(part="coordinate", sort="-due"),
    ):
        whole = list(register(member, filters, TODAY))
        with CaptureQueriesContext(connection) as queries:
            first = register_page(member, filters, TODAY, size=20)
            for task in first.rows:
                assert [part.unit.name for part in task.assignments.all()] and task.document.code
        assert len(queries) <= 7
        assert (first.rows, first.total) == (whole[:20], len(whole))
        second = register_page(member, filters, TODAY, 2, size=20)
        assert second.rows == (whole[20:40] or whole[:20])
        last = register_page(member, filters, TODAY, 999, size=20)
        assert last.rows == whole[(len(whole) - 1) // 20 * 20 :] if whole else last.rows == []


def test_counts_are_those_of_the_list(office):
    crowd(office, 200, TODAY, closed=0.3)
    for who in ("head_telecom", "coordinator"):
        member = office.as_(who)
        counts = counts_by_state(member, TODAY)
        whole = list(register(member, RegisterFilters(), TODAY))
        assert counts["open"] == len(whole)
        assert counts["overdue"] == sum(task.sort_on < TODAY and task.state != "submitted" for task in whole)
        assert counts["submitted"] == sum(task.state == "submitted" for task in whole)


def test_a_collective_is_one_row_for_who_sees_all_and_its_own_for_each_unit(office):
    parent = assigned(office, "2")
    leader, head = office.as_("leader"), office.as_("head_telecom")
    assert register_page(leader, RegisterFilters(), TODAY).rows == [parent]
    child = register_page(head, RegisterFilters(), TODAY).rows[0]
    assert child.parent == parent
    room = RegisterFilters(unit=office.units["telecom"].pk)
    assert register_page(leader, room, TODAY).rows == [child]
    assert register_page(office.as_("outsider"), RegisterFilters(), TODAY).rows == []


def test_the_page_of_a_task_quotes_its_sentence_and_says_why_one_sees_it(office):
    task = assigned(office)
    found = task_page(office.as_("head_telecom"), task.pk)
    assert found.quote == "rà soát danh mục"
    assert found.of("lead")[0].unit == office.units["telecom"]
    assert found.reasons[0].startswith("Đơn vị của bạn: Phòng Bưu chính")
    assert task_page(office.as_("head_science"), task.pk) is None
    assert "Bạn đã xác nhận nhiệm vụ này." in task_page(office.as_("coordinator"), task.pk).reasons


def test_reasons_name_the_person_whose_place_one_takes(office):
    task = assigned(office)
    Desk(office, "head_telecom").delegate(task, [office.people["officer"].pk])
    assert "Bạn được giao thực hiện." in task_page(office.as_("officer"), task.pk).reasons


def test_documents_know_how_many_tasks_they_gave(office):
    task = assigned(office)
    assert counts_by_document([task.document_id]) == {task.document_id: {"proposed": 2, "tasks": 1}}
