"""Who hears of a day due, when, and that nobody hears twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from dondoc.notices import inserting, reminders
from dondoc.notices.actions import set_reminders
from dondoc.notices.models import Notice, NoticeKind, ReminderMark
from dondoc.notices.reminders import remind
from dondoc.notices.words import title
from dondoc.organisations import actions as organisation
from dondoc.tasks.models import Part, Task, TaskState
from tests.notices.conftest import at, days_of, fresh, start_on
from tests.tasks.crowd import crowd
from tests.tasks.work import Desk, assigned, put

DUE = date(2026, 11, 19)
WEEK_BEFORE = date(2026, 11, 12)


def told() -> dict[str, str]:
    """Account → kind of what was told."""
    return dict(Notice.objects.order_by("pk").values_list("person__username", "kind"))


def test_the_lead_hears_a_week_before_and_its_partners_with_it(office, task):
    assert task.due_on == DUE
    start_on(office, date(2026, 11, 11))
    remind(at(WEEK_BEFORE))
    assert told() == {"tp.bcvt": "before", "tonghop": "partner"}
    notice = Notice.objects.get(person=office.people["head_telecom"])
    assert title(notice) == "Còn 7 ngày (hạn 19/11/2026)"


def test_a_year_of_daily_runs_tells_each_step_once(office, task):
    start_on(office, date(2026, 11, 1))
    for day in days_of(date(2026, 11, 2), 50):
        remind(at(day))
        remind(at(day, 9))
    heard = Notice.objects.filter(person=office.people["head_telecom"]).order_by("pk")
    assert [row.at.date() for row in heard] == [
        date(2026, 11, 12),
        date(2026, 11, 16),
        date(2026, 11, 18),
        date(2026, 11, 19),
        date(2026, 11, 20),
        date(2026, 11, 27),
        date(2026, 12, 4),
        date(2026, 12, 11),
        date(2026, 12, 18),
    ]
    partner = Notice.objects.filter(person=office.people["coordinator"], kind=NoticeKind.PARTNER)
    assert partner.count() == 1, "partners hear once"


def test_the_same_run_again_writes_nothing(office, task):
    for _ in range(3):
        start_on(office, date(2026, 11, 11))
        remind(at(WEEK_BEFORE))
    assert Notice.objects.count() == 2


def test_days_without_a_run_are_made_up_for_with_the_latest_step(office, task):
    start_on(office, date(2026, 11, 10))
    remind(at(date(2026, 11, 17)))
    [notice] = Notice.objects.filter(person=office.people["head_telecom"])
    assert (notice.kind, notice.days, title(notice)) == ("before", 2, "Còn 2 ngày (hạn 19/11/2026)")


def test_who_just_got_the_task_is_not_reminded_of_days_that_had_passed(office, task):
    fresh(task, confirmed=WEEK_BEFORE)
    start_on(office, date(2026, 11, 11))
    remind(at(date(2026, 11, 13)))
    assert not told()


def test_when_it_is_late_those_hear_too_who_gave_and_follow_it(office, task):
    Desk(office, "leader").follow(task)
    Notice.objects.all().delete()
    start_on(office, DUE)
    remind(at(date(2026, 11, 20)))
    assert told() == {"tp.bcvt": "overdue", "tonghop": "overdue", "giamdoc": "overdue"}
    assert title(Notice.objects.first()) == "Quá hạn 1 ngày (hạn 19/11/2026)"


def test_officers_who_do_the_work_and_deputies_hear(office, task):
    Desk(office, "head_telecom").delegate(task, [office.people["officer"].pk])
    post = office.people["head_telecom"].posts.get()
    organisation.set_deputy(None, post, office.people["head_science"], date(2026, 11, 1), date(2026, 12, 1))
    Notice.objects.all().delete()
    start_on(office, date(2026, 11, 15))
    remind(at(date(2026, 11, 16)))
    assert told().keys() >= {"tp.bcvt", "chuyenvien", "tp.qlkh"}


def test_a_submitted_task_reminds_those_who_must_accept_it(office, task):
    put(task, TaskState.SUBMITTED)
    start_on(office, WEEK_BEFORE)
    remind(at(DUE))
    assert not told()
    remind(at(date(2026, 11, 20)))
    assert told() == {"tonghop": "overdue"}


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.CANCELLED, TaskState.PROPOSED])
def test_what_is_not_open_reminds_nobody(office, task, state):
    put(task, state)
    start_on(office, date(2026, 11, 11))
    remind(at(WEEK_BEFORE))
    assert not told()


def test_a_room_without_a_head_is_heard_for_by_who_stands_above(office, task):
    QuerySet(type(task.assignments.first())).filter(task=task, part=Part.LEAD).update(unit=office.units["planning"])
    start_on(office, date(2026, 11, 11))
    remind(at(WEEK_BEFORE))
    assert told()["tonghop"] == "before"


def test_units_of_others_are_not_told(office, task):
    QuerySet(type(task.assignments.first())).filter(task=task).update(unit=office.units["Sở Y tế"])
    start_on(office, date(2026, 11, 11))
    remind(at(WEEK_BEFORE))
    assert not told()


def test_an_urgent_task_is_reminded_of_later_and_more_often(office, task):
    QuerySet(Task).filter(pk=task.pk).update(urgency="Hỏa tốc")
    start_on(office, date(2026, 11, 9))
    for day in days_of(date(2026, 11, 10), 15):
        remind(at(day))
    days = Notice.objects.filter(person=office.people["head_telecom"]).values_list("at__date", flat=True)
    assert sorted(days) == [date(2026, 11, n) for n in (18, 19, 20, 23)]


def test_the_agency_sets_its_steps_and_old_days_are_looked_at_again(office, task):
    start_on(office, date(2026, 11, 12))
    administrator = office.people["administrator"], office.as_("administrator")
    set_reminders(*administrator, [8], on_day=False, every=0)
    assert ReminderMark.objects.get().day == date(2026, 11, 5)
    remind(at(date(2026, 11, 13)))
    assert told() == {"tp.bcvt": "before", "tonghop": "partner"}
    for day in days_of(date(2026, 11, 14), 30):
        remind(at(day))
    assert Notice.objects.filter(person=office.people["head_telecom"]).count() == 1


def test_a_crash_in_between_is_made_up_for_and_nobody_hears_twice(office, monkeypatch):
    crowd(office, 300, date(2026, 11, 2))
    QuerySet(Task).update(confirmed_at=at(date(2026, 1, 5)))
    start_on(office, date(2026, 10, 26))
    monkeypatch.setattr(reminders, "LOT", 5)
    real, calls = inserting.insert, []

    def dies(*given):
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(*given)

    monkeypatch.setattr(inserting, "insert", dies)
    with pytest.raises(KeyboardInterrupt):
        remind(at(date(2026, 11, 2)))
    half = set(Notice.objects.values_list("key", flat=True))
    monkeypatch.setattr(inserting, "insert", real)
    remind(at(date(2026, 11, 2)))
    whole = list(Notice.objects.values_list("key", flat=True))
    assert half < set(whole)
    assert len(whole) == len(set(whole))


def test_the_number_of_tasks_does_not_change_the_number_of_questions(office):
    crowd(office, 800, date(2026, 11, 2))
    QuerySet(Task).update(confirmed_at=at(date(2026, 1, 5)))
    start_on(office, date(2026, 11, 1))
    asked, told_of = [], []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            remind(at(date(2026, 11, 2)))
        asked.append(len(queries))
        told_of.append(Notice.objects.values("task").distinct().count())
        Notice.objects.all().delete()
        start_on(office, date(2026, 11, 1))
        QuerySet(Task).filter(pk__gt=Task.objects.order_by("pk")[200].pk).update(phase=2, state="done")
    assert told_of[0] > 3 * told_of[1] > 0
    assert asked[0] - asked[1] <= 3


def test_a_recurring_duty_is_reminded_of_each_period(office):
    task = fresh(assigned(office, due="FREQ=MONTHLY;BYMONTHDAY=24", time_text="chậm nhất ngày 24 hằng tháng"))
    start_on(office, date(2026, 11, 16))
    remind(at(date(2026, 11, 18)))
    assert told()["tp.bcvt"] == "before"
    Desk(office, "head_telecom").submit(task, "Báo cáo tháng 11")
    Desk(office, "coordinator").approve(task)
    Notice.objects.all().delete()
    remind(at(date(2026, 12, 17)))
    assert told()["tp.bcvt"] == "before"
