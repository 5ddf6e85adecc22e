"""Jobs run at their time, once, also after a pause, a failure, or beside another scheduler."""

from __future__ import annotations

import threading
from datetime import date, time, timedelta

from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.db import OperationalError
from hypothesis import given
from hypothesis import strategies as st

from dondoc.cli import scheduler
from dondoc.notices.models import Heartbeat, Notice, Sending, SendingState
from dondoc.notices.scheduling import JOBS, Daily, Every, Job, health, late_jobs, run_due
from dondoc.notices.scheduling.jobs import sessions
from dondoc.notices.sweeping import sweep
from tests.notices.conftest import at, days_of, start_on

DAY = date(2026, 11, 12)
SEVEN = Daily(time(7))


class Counted:
    """A job that counts its runs, and fails as often as told."""

    def __init__(self, when=SEVEN, failures: int = 0) -> None:
        self.runs: list = []
        self.failures = failures
        self.job = Job("counted", "Đếm", when, self)

    def __call__(self, now) -> int:
        self.runs.append(now)
        if len(self.runs) <= self.failures:
            raise ValueError("hỏng")
        return 5


def test_a_daily_job_runs_at_its_time_and_once(db):
    counted = Counted()
    run_due(at(DAY, 6), [counted.job])
    assert len(counted.runs) == 1, "yesterday's run was never made"
    for hour in (6, 7, 7, 8, 23):
        run_due(at(DAY, hour), [counted.job])
    assert counted.runs[1:] == [counted.runs[1]]
    assert at(DAY, 7) <= counted.runs[1] < at(DAY, 7) + timedelta(seconds=5)


def test_runs_that_were_missed_are_made_up_for_once(db):
    counted = Counted()
    run_due(at(DAY), [counted.job])
    run_due(at(DAY + timedelta(days=9), 15), [counted.job])
    run_due(at(DAY + timedelta(days=9), 16), [counted.job])
    assert len(counted.runs) == 2


def test_a_job_that_fails_is_tried_again_and_holds_up_no_other(db):
    bad, good = Counted(failures=2), Counted()
    good.job = Job("good", "Tốt", SEVEN, good)
    runs = run_due(at(DAY), [bad.job, good.job])
    assert [(run.error, run.count) for run in runs] == [("hỏng", 0), ("", 5)]
    assert Heartbeat.objects.get(job="counted").error == "ValueError: hỏng"
    run_due(at(DAY), [bad.job])
    assert len(bad.runs) == 1, "not at once"
    run_due(at(DAY) + timedelta(minutes=2), [bad.job])
    run_due(at(DAY) + timedelta(minutes=10), [bad.job])
    beat = Heartbeat.objects.get(job="counted")
    assert (len(bad.runs), beat.failures, beat.error) == (3, 0, "")


def test_a_job_whose_process_died_is_taken_over_when_its_time_is_up(db):
    counted = Counted()
    Heartbeat.objects.create(job="counted", lease=at(DAY) + timedelta(hours=1), started_at=at(DAY))
    assert run_due(at(DAY), [counted.job]) == []
    assert len(run_due(at(DAY, 9), [counted.job])) == 1


@given(st.integers(0, 60 * 24 * 3), st.sampled_from([1, 5, 60]))
def test_slots_of_each_stretch_lie_at_most_a_stretch_back(minutes: int, stretch: int):
    now = at(DAY, 0) + timedelta(minutes=minutes, seconds=17)
    slot = Every(stretch).slot(now)
    assert timedelta() <= now - slot < timedelta(minutes=stretch)
    assert Every(stretch).slot(slot) == slot
    daily = SEVEN.slot(now)
    assert timedelta() <= now - daily < timedelta(days=1)


def test_administrators_are_warned_when_nothing_ran_for_a_day(db):
    assert {job.name for job in late_jobs(at(DAY))} == {job.name for job in JOBS}
    assert "“Nhắc việc” chưa chạy lần nào." in {job.sentence for job in late_jobs(at(DAY))}
    run_due(at(DAY, 8))
    assert late_jobs(at(DAY, 23)) == []
    assert late_jobs(at(DAY + timedelta(days=1), 6)) == []
    late = late_jobs(at(DAY + timedelta(days=2), 9))
    assert {job.name for job in late} == {job.name for job in JOBS}
    assert "chưa chạy từ 08:00 ngày 12/11/2026" in late[0].sentence


def test_health_says_what_is_late_and_what_waits(office):
    run_due(at(DAY, 8))
    told = health(at(DAY, 9))
    assert told["scheduler"] == "ok"
    assert told["jobs"]["reminders"]["error"] == ""
    assert told["outbox"] == {"waiting": 0, "late": 0, "failed": 0}
    assert health(at(DAY + timedelta(days=3)))["scheduler"] == "late"


def test_a_whole_week_of_ticks_reminds_and_mails(office, task, settings):
    start_on(office, date(2026, 11, 10))
    for day in days_of(date(2026, 11, 11), 7):
        for hour in (0, 6, 7, 8, 12):
            run_due(at(day, hour))
    assert Notice.objects.filter(person=office.people["head_telecom"], kind="before").count() == 2
    assert not Sending.objects.exclude(state=SendingState.SENT).exists()


def test_old_notices_and_messages_are_swept_and_new_ones_stay(office, task):
    head = office.people["head_telecom"]
    now = at(DAY)
    for name, told, read in (("old", 400, 300), ("unread", 400, None), ("ancient", 600, None), ("new", 3, 1)):
        row = Notice(key=name, agency=office.agency, person=head, task=task, kind="new", at=now - timedelta(days=told))
        row.read_at = now - timedelta(days=read) if read else None
        row.save()
    for state in SendingState:
        past = now - timedelta(days=100)
        Sending(
            key=state, channel="email", agency=office.agency, payload={}, state=state, next_at=past, made_at=past
        ).save()
    sweep(now)
    assert set(Notice.objects.values_list("key", flat=True)) == {"unread", "new"}
    assert list(Sending.objects.values_list("state", flat=True)) == [SendingState.WAITING]


def test_sessions_that_are_over_are_removed(db):
    for number, hours in enumerate((-1, 1)):
        Session.objects.create(session_key=str(number), expire_date=at(DAY) + timedelta(hours=hours))
    assert sessions(at(DAY)) == 1
    assert Session.objects.get().session_key == "1"


def test_tick_says_what_it_did(office, monkeypatch):
    monkeypatch.setattr(scheduler, "prepare", lambda: None)
    done = CliRunner().invoke(scheduler.tick_command)
    assert done.exit_code == 0
    assert "✓ Nhắc việc: " in done.output
    counted = Counted(failures=1)
    monkeypatch.setattr(scheduler, "run_due", lambda now: run_due(now, [counted.job]))
    failed = CliRunner().invoke(scheduler.tick_command)
    assert (failed.exit_code, failed.output) == (1, "✗ Đếm: hỏng\n")


def test_the_loop_outlives_a_database_that_is_away(monkeypatch, db):
    stop, seen = threading.Event(), []

    def away(now):
        seen.append(now)
        if len(seen) == 2:
            stop.set()
        raise OperationalError

    monkeypatch.setattr(scheduler, "run_due", away)
    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)
    scheduler.keep_time(stop, tick=0)
    assert len(seen) == 2
