"""Each period is an occurrence with its own day and its own result."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import Refused
from dondoc.notices.models import Notice
from dondoc.tasks import actions, periods
from dondoc.tasks.models import Occurrence, TaskState
from tests.tasks.work import Desk, assigned

MONTHLY = "FREQ=MONTHLY;BYMONTHDAY=24"


@pytest.fixture
def task(office):
    """A report for the 24th of every month, confirmed on the day of the tests or later."""
    return assigned(office, due=MONTHLY, time_text="chậm nhất ngày 24 hằng tháng")


def days(task) -> list[tuple[date, date]]:
    return list(task.occurrences.values_list("nominal", "due_on"))


def test_periods_are_made_ahead_with_the_day_as_printed_and_as_worked(office, task):
    first, *more = days(task)
    assert first == (date(2026, 11, 24), date(2026, 11, 25)), "24/11 is a holiday from 2026 on"
    assert len(more) >= 2
    assert task.due_on == date(2026, 11, 25)


def test_the_task_goes_on_with_the_next_period(office, task):
    Desk(office, "head_telecom").submit(task, "Báo cáo tháng 11")
    after = Desk(office, "coordinator").approve(task)
    assert (after.state, after.submitted_on, after.percent) == (TaskState.ACCEPTED, None, 0)
    assert after.due_on == date(2026, 12, 24)
    done = task.occurrences.exclude(done_on=None).get()
    assert (done.nominal, done.done_on) == (date(2026, 11, 24), date(2026, 11, 2))


def test_a_period_that_was_not_done_stays_the_task_s_day(office, task):
    actions.make_periods(None, date(2027, 3, 1))
    task.refresh_from_db()
    assert task.due_on == date(2026, 11, 25)
    assert date(2027, 2, 24) in dict(days(task))


def test_a_day_of_the_scheduler_twice_makes_nothing_twice(office, task):
    actions.make_periods(None, date(2026, 12, 1))
    before = days(task)
    assert actions.make_periods(None, date(2026, 12, 1)) == 0
    assert days(task) == before


def test_the_rule_changes_from_a_day_on(office, task):
    Desk(office, "coordinator").change_rule(task, due="trước ngày 11 hằng tháng", since=date(2026, 12, 1))
    nominal = [day for day, _ in days(task)]
    assert nominal[0] == date(2026, 11, 24)
    assert {day.day for day in nominal[1:]} == {10}
    with pytest.raises(Refused, match="chu kỳ"):
        Desk(office, "coordinator").change_rule(task, due="15/12/2026", since=date(2026, 12, 1))


def test_the_rule_ends(office, task):
    desk = Desk(office, "coordinator")
    desk.end_rule(task, date(2026, 11, 30))
    assert len(days(task)) == 1
    Desk(office, "head_telecom").submit(task, "Báo cáo cuối")
    assert desk.approve(task).state == TaskState.DONE


def test_a_rule_that_ends_with_nothing_left_is_done(office, task):
    Desk(office, "head_telecom").submit(task, "Báo cáo tháng 11")
    Desk(office, "coordinator").approve(task)
    assert Desk(office, "coordinator").end_rule(task, date(2026, 11, 30)).state == TaskState.DONE


def test_returns_and_more_time_count_with_the_period(office, task):
    head, follower = Desk(office, "head_telecom"), Desk(office, "leader")
    head.submit(task, "Báo cáo")
    follower.return_result(task, "Sai kỳ")
    head.ask_extension(task, until=date(2026, 11, 27), reason="Chờ số liệu")
    follower.decide_extension(task, True)
    period = Occurrence.objects.filter(task=task).first()
    assert (period.returns, period.extensions, period.due_on) == (1, 1, date(2026, 11, 27))
    assert period.first_due_on == date(2026, 11, 25)


def test_an_end_can_be_put_off_and_the_periods_come_back(office, task):
    desk = Desk(office, "coordinator")
    desk.end_rule(task, date(2026, 11, 30))
    desk.end_rule(task, date(2027, 1, 31))
    assert [day for day, _ in days(task)] == [date(2026, 11, 24), date(2026, 12, 24), date(2027, 1, 24)]
    task.refresh_from_db()
    assert periods.coming(task, date(2026, 11, 2)) == []


def test_the_periods_to_come_are_told_before_they_are_made(office, task):
    last = max(day for day, _ in days(task))
    [first, *_] = periods.coming(task, date(2026, 11, 2))
    assert last < first.nominal
    assert first.nominal.day == 24


def test_a_new_rule_is_shown_before_it_is_set(office, task):
    shown = periods.previewed(task, "trước ngày 25 hằng tháng", date(2026, 11, 1), count=2)
    assert [(one.nominal.day, one.working) for one in shown] == [(24, date(2026, 11, 23)), (24, date(2026, 12, 24))]
    with pytest.raises(Refused, match="chu kỳ"):
        periods.previewed(task, "15/12/2026", date(2026, 11, 1))


def test_a_day_off_is_shown_beside_the_day_that_counts(office, task):
    assert periods.printed_day(task) == date(2026, 11, 24)
    Desk(office, "head_telecom").ask_extension(task, until=date(2026, 11, 27), reason="Chờ số liệu")
    Desk(office, "leader").decide_extension(task, True)
    task.refresh_from_db()
    assert periods.printed_day(task) is None
    single = assigned(office, "3", due="2026-11-24")
    assert (single.due_on, periods.printed_day(single)) == (date(2026, 11, 25), date(2026, 11, 24))


def test_a_request_for_more_time_ends_with_the_period_or_the_task(office, task):
    """Else it would wait for a decision for ever, and be granted to another period than it was asked for."""
    head, boss = Desk(office, "head_telecom"), Desk(office, "coordinator")
    head.ask_extension(task, until=date(2026, 11, 27), reason="Chờ số liệu")
    head.submit(task, "Báo cáo tháng 11")
    boss.approve(task)
    asked = task.extension_set.get()
    assert (asked.granted, asked.decided_by) == (False, None)
    head.ask_extension(task, until=date(2026, 12, 30), reason="Nghỉ lễ")
    boss.cancel(task, "Không cần nữa")
    assert not task.extension_set.filter(granted=None).exists()
    assert not Notice.objects.filter(kind="extension_refused").exists()
