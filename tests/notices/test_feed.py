"""Each person's secret calendar."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from dondoc.audit.models import Entry
from dondoc.notices.actions import end_feed, make_feed
from dondoc.notices.feed import calendar
from dondoc.notices.models import Feed
from dondoc.notices.queries import has_feed
from dondoc.organisations.models import Person
from tests.notices.conftest import at
from tests.tasks.crowd import crowd
from tests.tasks.work import Desk, assigned

NOW = at(date(2026, 11, 12), 8)


def secret_of(office, name: str) -> str:
    return make_feed(office.people[name], office.as_(name), NOW)


def events(office, secret: str, now=NOW) -> list:
    found = calendar(secret, now)
    assert found is not None
    return list(Calendar.from_ical(found.body).walk("VEVENT"))


def test_the_head_of_the_leading_room_sees_the_day(office, task):
    [event] = events(office, secret_of(office, "head_telecom"))
    assert event["UID"] == f"task-{task.pk}@dondoc"
    assert event.decoded("DTSTART") == date(2026, 11, 19)
    assert event.decoded("DTEND") == date(2026, 11, 20)
    assert str(event["URL"]) == f"https://dondoc.example.vn/nhiem-vu/{task.pk}/"


def test_whom_the_task_does_not_concern_does_not(office, task):
    for name in ("head_science", "clerk", "administrator"):
        assert events(office, secret_of(office, name)) == [], name


def test_who_sees_all_does_not_want_all_in_the_calendar(office):
    task = assigned(office, "3")
    assert events(office, secret_of(office, "leader")) == []
    Desk(office, "leader").follow(task)
    assert len(events(office, secret_of(office, "leader"))) == 1


def test_an_officer_sees_what_was_passed_on_to_them_or_to_nobody(office, task):
    secret = secret_of(office, "officer")
    assert len(events(office, secret)) == 1
    Desk(office, "head_telecom").delegate(task, [office.people["head_telecom"].pk])
    assert events(office, secret) == []
    Desk(office, "head_telecom").delegate(task, [office.people["officer"].pk])
    assert len(events(office, secret)) == 1


def test_a_day_that_moved_keeps_the_event(office, task):
    secret = secret_of(office, "head_telecom")
    [before] = events(office, secret)
    Desk(office, "head_telecom").ask_extension(task, until=date(2026, 12, 1), reason="Chờ số liệu")
    Desk(office, "coordinator").decide_extension(task, granted=True)
    [after] = events(office, secret)
    assert after["UID"] == before["UID"]
    assert after.decoded("DTSTART") == date(2026, 12, 1)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_what_is_done_is_ticked_and_what_is_called_off_says_so(office, task):
    secret = secret_of(office, "head_telecom")
    Desk(office, "head_telecom").submit(task, "Đã xong")
    Desk(office, "coordinator").approve(task)
    [event] = events(office, secret)
    assert str(event["SUMMARY"]).startswith("✓ ")
    Desk(office, "coordinator").reopen(task, "Nhầm")
    Desk(office, "coordinator").cancel(task, "Không cần nữa")
    [event] = events(office, secret)
    assert event["STATUS"] == "CANCELLED"


def test_the_tag_changes_exactly_with_the_calendar(office, task):
    secret = secret_of(office, "head_telecom")
    first, same = calendar(secret, NOW), calendar(secret, at(date(2026, 11, 13)))
    assert first == same
    Desk(office, "head_telecom").accept(task)
    assert calendar(secret, NOW).etag != first.etag


def test_a_new_address_ends_the_old_one_and_it_can_be_ended(office, task):
    old = secret_of(office, "head_telecom")
    new = secret_of(office, "head_telecom")
    assert calendar(old, NOW) is None
    assert calendar(new, NOW) is not None
    head = office.people["head_telecom"]
    end_feed(head, office.as_("head_telecom"))
    end_feed(head, office.as_("head_telecom"))
    assert calendar(new, NOW) is None
    assert has_feed(head) is None


def test_who_left_has_no_calendar(office, task):
    secret = secret_of(office, "head_telecom")
    QuerySet(Person).filter(username="tp.bcvt").update(is_active=False)
    assert calendar(secret, NOW) is None
    assert calendar("", NOW) is None


def test_the_secret_is_kept_nowhere(office):
    secret = secret_of(office, "officer")
    assert secret not in str(list(Feed.objects.values()))
    assert secret not in str(list(Entry.objects.values()))


def test_a_recurring_duty_keeps_its_past_days_apart(office):
    assigned(office, due="FREQ=MONTHLY;BYMONTHDAY=24", time_text="chậm nhất ngày 24 hằng tháng")
    [event] = events(office, secret_of(office, "head_telecom"))
    assert "-20261125@" in event["UID"]


def test_many_tasks_cost_as_many_questions_as_one(office, task):
    crowd(office, 300, date(2026, 11, 2))
    secret = secret_of(office, "head_telecom")
    with CaptureQueriesContext(connection) as queries:
        assert len(events(office, secret)) > 10
    assert len(queries) <= 7
