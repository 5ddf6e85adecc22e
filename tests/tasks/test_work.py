"""My work, the leader's page, and the four cells."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dondoc.tasks import actions
from dondoc.tasks.statistics import four_cells
from dondoc.tasks.work import exceptions, my_work
from tests.tasks.crowd import crowd
from tests.tasks.work import Desk, assigned

TODAY = date(2026, 11, 2)
LATE = date(2026, 12, 1)


@pytest.fixture
def task(office):
    return assigned(office)


def test_a_head_finds_what_is_new_and_then_what_is_due(office, task):
    head = office.as_("head_telecom")
    assert my_work(head, TODAY).new == [task]
    Desk(office, "head_telecom").accept(task)
    assert my_work(head, TODAY).later == [task]
    assert my_work(head, date(2026, 11, 15)).week == [task]
    assert my_work(head, LATE).overdue == [task]
    Desk(office, "head_telecom").submit(task, "Xong")
    assert my_work(head, LATE).waiting == [task]


def test_an_officer_sees_what_was_delegated_and_what_nobody_does_yet(office, task):
    officer = office.as_("officer")
    assert my_work(officer, TODAY).later == [task]
    Desk(office, "head_telecom").delegate(task, [office.people["head_telecom"].pk])
    assert my_work(officer, TODAY).later == []
    Desk(office, "head_telecom").delegate(task, [office.people["officer"].pk])
    assert my_work(officer, TODAY).later == [task]


def test_a_leader_sees_the_exceptions_only(office, task):
    leader = office.as_("leader")
    assert exceptions(leader, TODAY).overdue.total == 0
    page = exceptions(leader, LATE)
    assert (page.overdue.rows, page.overdue.total) == ([task], 1)
    Desk(office, "head_telecom").ask_extension(task, until=date(2026, 12, 5), reason="Chờ")
    Desk(office, "head_telecom").submit(task, "Xong")
    page = exceptions(leader, TODAY)
    assert (page.submitted.total, page.extensions.total, page.sent_back.total) == (1, 1, 0)


def cells(office, today=TODAY, **kwargs):
    total, *units = four_cells(office.as_("leader"), today, **kwargs)
    return total, {row.unit: row for row in units}


def test_the_four_cells(office, task):
    other = task.document.tasks.get(clause="3")
    coordinator = Desk(office, "coordinator")
    actions.confirm(coordinator.person, coordinator.membership, [other.pk])
    Desk(office, "head_telecom").submit(task, "Xong")
    coordinator.approve(task)
    total, units = cells(office, date(2027, 1, 4))
    assert (total.done_on_time, total.early, total.open_overdue, total.total) == (1, 1, 1, 2)
    assert units[office.units["telecom"]].done_on_time == 1
    assert units[office.units["centre"]].open_overdue == 1
    total, _ = cells(office, TODAY)
    assert (total.open_in_time, total.open_overdue) == (1, 0)


def test_by_the_first_day_an_extension_does_not_help(office, task):
    Desk(office, "head_telecom").ask_extension(task, until=LATE, reason="Chờ")
    Desk(office, "leader").decide_extension(task, True)
    day = date(2026, 11, 25)
    assert cells(office, day)[0].open_in_time == 1
    assert cells(office, day, by_first_day=True)[0].open_overdue == 1
    assert cells(office, day)[0].extended == 1


def test_continuous_and_cancelled_work_is_kept_out_and_a_collective_counts_as_its_children(office):
    parent = assigned(office, "2")
    total, units = cells(office)
    assert (total.total, len(units)) == (5, 5)
    Desk(office, "coordinator").cancel(parent, "Thôi")
    assert cells(office)[0].total == 0


def test_continuous_work_has_no_cell(office):
    assigned(office, due="continuous")
    assert cells(office)[0].total == 0


def test_a_recurring_duty_counts_as_its_periods(office):
    task = assigned(office, due="FREQ=MONTHLY;BYMONTHDAY=20", time_text="ngày 20 hằng tháng")
    Desk(office, "head_telecom").submit(task, "Báo cáo tháng 11")
    Desk(office, "coordinator").approve(task)
    total, _ = cells(office, since=date(2026, 11, 1), until=date(2026, 12, 31))
    assert (total.done_on_time, total.open_in_time) == (1, 1)


def test_periods_that_were_only_made_ahead_are_no_open_work(office):
    task = assigned(office, due="FREQ=WEEKLY;BYDAY=TH", time_text="thứ Năm hằng tuần")
    assert task.occurrences.count() > 4
    assert cells(office)[0].open_in_time == 1
    total, _ = cells(office, date(2026, 11, 17))
    assert (total.open_overdue, total.open_in_time) == (2, 1)


@pytest.mark.parametrize("who", ["officer", "head_telecom", "clerk", "leader"])
def test_lists_cost_the_same_few_queries_however_many_tasks(office, who):
    crowd(office, 300, TODAY, closed=0.2)
    member = office.as_(who)
    for read in (
        lambda: my_work(member, TODAY),
        lambda: exceptions(member, TODAY),
        lambda: four_cells(member, TODAY),
    ):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read()
        assert len(queries) <= 12
