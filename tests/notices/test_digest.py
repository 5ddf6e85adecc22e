"""At most one digest a day and person, and never an empty one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.notices.actions import add_address, choose_digest, mark_all_read
from dondoc.notices.digest import compose, make_digests
from dondoc.notices.models import Address, Channel, Notice, NoticeKind, Sending
from dondoc.notices.outbox import deliver
from dondoc.notices.reminders import remind
from dondoc.organisations.models import Person
from tests.notices.conftest import at, start_on

DAY = date(2026, 11, 12)


@pytest.fixture
def reminded(office, task):
    """The head of the room has an address, and was reminded this morning."""
    QuerySet(Person).filter(username="tp.bcvt").update(email="duc@sokhcn.example.vn")
    start_on(office, date(2026, 11, 11))
    remind(at(DAY))
    return office


def test_the_morning_mail(reminded):
    assert make_digests(at(DAY, 8)) == 1
    assert deliver(at(DAY, 8)) == 1
    [message] = mail.outbox
    assert message.to == ["duc@sokhcn.example.vn"]
    assert message.subject == "Đôn Đốc 12/11/2026: 1 sắp đến hạn"
    assert "Kính gửi ông/bà Phạm Minh Đức," in message.body
    task = Notice.objects.first().task
    assert f"https://dondoc.example.vn/nhiem-vu/{task.pk}/" in message.body
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert "Còn 7 ngày (hạn 19/11/2026)" in html
    assert message.extra_headers["Message-ID"].startswith("<digest.20261112.")


def test_run_twice_is_sent_once(reminded):
    for hour in (8, 9, 10):
        make_digests(at(DAY, hour))
        deliver(at(DAY, hour))
    assert len(mail.outbox) == 1


def test_what_is_told_later_that_day_comes_the_next(reminded, task):
    make_digests(at(DAY, 8))
    later = Notice(key="later", agency=reminded.agency, person=reminded.people["head_telecom"], task=task)
    later.kind, later.at = NoticeKind.URGED, at(DAY, 15)
    later.save()
    assert make_digests(at(DAY, 16)) == 0
    assert make_digests(at(date(2026, 11, 13), 8)) == 1
    deliver(at(date(2026, 11, 13), 9))
    assert [message.subject for message in mail.outbox] == [
        "Đôn Đốc 12/11/2026: 1 sắp đến hạn",
        "Đôn Đốc 13/11/2026: 1 cần xử lý",
    ]


def test_what_was_read_is_not_mailed(reminded):
    head = reminded.people["head_telecom"]
    mark_all_read(head, reminded.as_("head_telecom"), at(DAY, 7))
    assert make_digests(at(DAY, 8)) == 0


@pytest.mark.parametrize("why", ["wants none", "has no address", "has left", "mails are off"])
def test_who_gets_none(reminded, settings, why):
    head = reminded.people["head_telecom"]
    if why == "wants none":
        choose_digest(head, reminded.as_("head_telecom"), False)
    elif why == "mails are off":
        settings.MAILS = False
    else:
        change = {"email": ""} if why == "has no address" else {"is_active": False}
        QuerySet(Person).filter(pk=head.pk).update(**change)
    assert make_digests(at(DAY, 8)) == 0
    assert not Sending.objects.exists()


def test_ones_own_service_gets_the_digest_too(reminded):
    head = reminded.people["head_telecom"], reminded.as_("head_telecom")
    add_address(*head, "Telegram", "tgram://123456789:abcdefg_hijklmnop/12315544/")
    assert make_digests(at(DAY, 8)) == 1
    assert set(Sending.objects.values_list("channel", flat=True)) == {Channel.EMAIL, Channel.APPRISE}
    sent = Sending.objects.get(channel=Channel.APPRISE)
    assert sent.payload["subject"] == "Đôn Đốc 12/11/2026: 1 sắp đến hạn"


def test_an_agencys_service_gets_each_task_once(reminded):
    administrator = reminded.people["administrator"], reminded.as_("administrator")
    address = add_address(*administrator, "Nhóm Sở", "json://chat.sokhcn.example.vn/", for_agency=True)
    make_digests(at(DAY, 8))
    make_digests(at(DAY, 9))
    [sent] = Sending.objects.filter(address=address)
    assert sent.payload["text"].count("Còn 7 ngày") == 1


def test_an_agencys_service_hears_nothing_on_a_quiet_day(office):
    administrator = office.people["administrator"], office.as_("administrator")
    add_address(*administrator, "Nhóm Sở", "json://chat.sokhcn.example.vn/", for_agency=True)
    assert Address.objects.exists()
    assert make_digests(at(DAY, 8)) == 0


def test_very_many_lines_are_counted(office, task):
    head = office.people["head_telecom"]
    rows = [Notice(person=head, task=task, kind=NoticeKind.OVERDUE, due_on=DAY, days=-1) for _ in range(70)]
    message = compose(head, rows, DAY)
    assert message["text"].count("Quá hạn 1 ngày") == 50
    assert "và 20 việc khác" in message["text"]
    assert "70 quá hạn" in message["subject"]


KINDS = st.sampled_from(sorted(NoticeKind))


@given(
    st.lists(st.tuples(st.integers(0, 9), KINDS, st.booleans()), max_size=12), st.lists(st.integers(1, 4), max_size=6)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_over_any_days_each_notice_is_mailed_at_most_once_and_no_mail_is_empty(office, notices, gaps):
    head = office.people["head_telecom"]
    QuerySet(Person).filter(pk=head.pk).update(email="duc@sokhcn.example.vn")
    Notice.objects.all().delete()
    Sending.objects.all().delete()
    for number, (day, kind, read) in enumerate(notices):
        told = at(DAY + timedelta(days=day))
        row = Notice(key=f"n{number}", agency=office.agency, person=head, kind=kind, at=told, note=f"tin-{number}.")
        row.read_at = told if read else None
        row.save()
    day = DAY
    for gap in gaps:
        make_digests(at(day, 8))
        day += timedelta(days=gap)
    bodies = [sending.payload["text"] for sending in Sending.objects.all()]
    assert all("tin-" in body for body in bodies)
    for number, (_, _, read) in enumerate(notices):
        times = sum(f"tin-{number}." in body for body in bodies)
        assert times <= (0 if read else 1)
