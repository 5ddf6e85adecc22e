"""What leaves the program: once at a time, again after a crash, later where the other side does not answer."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from datetime import date, timedelta

import apprise
import pytest
from django.core import mail

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.notices import outbox, queries
from dondoc.notices.actions import add_webhook, remove_webhook, send_again
from dondoc.notices.models import Address, Channel, Notice, Sending, SendingState, WebHook
from dondoc.notices.outbox import LEASE, PAUSES, claim, deliver
from dondoc.notices.reminders import remind
from dondoc.notices.webhooks import is_genuine, signature
from tests.notices.conftest import at, start_on
from tests.tasks.work import Desk

DAY = date(2026, 11, 12)
NOW = at(DAY, 8)


def mailing(office, key: str = "digest:20261112:1") -> Sending:
    payload = {"to": "a@example.vn", "subject": "Đôn Đốc", "text": "x", "html": "<p>x</p>"}
    row = Sending(key=key, channel=Channel.EMAIL, agency=office.agency, payload=payload, next_at=NOW, made_at=NOW)
    row.save()
    return row


class Receiver(http.server.BaseHTTPRequestHandler):
    """Another system on this machine; keeps what it was sent."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[http.server.HTTPServer]:
    server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
    server.received, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def hook(office, receiver) -> WebHook:
    administrator = office.people["administrator"], office.as_("administrator")
    return add_webhook(*administrator, f"http://127.0.0.1:{receiver.server_port}/dondoc")


def test_another_system_is_told_of_reminders_and_can_check_who_told_it(office, task, hook, receiver):
    start_on(office, date(2026, 11, 11))
    for _ in range(2):
        start_on(office, date(2026, 11, 11))
        remind(at(DAY))
    assert deliver(NOW) == 1
    assert deliver(NOW) == 0
    [(headers, body)] = receiver.received
    message = json.loads(body)
    assert message["event"] == "reminder"
    assert message["task"] == {
        "id": task.pk,
        "text": task.text,
        "due_on": "2026-11-19",
        "days": 7,
        "link": f"https://dondoc.example.vn/nhiem-vu/{task.pk}/",
    }
    assert headers["X-DonDoc-Delivery"] == message["delivery"]
    assert is_genuine(hook.secret, headers["X-DonDoc-Signature"], body, int(NOW.timestamp()))


def test_another_system_is_told_of_events(office, task, hook, receiver):
    Desk(office, "head_telecom").submit(task, "Đã xong")
    deliver(Sending.objects.get().next_at)
    [(_, body)] = receiver.received
    assert (json.loads(body)["event"], json.loads(body)["task"]["id"]) == ("submitted", task.pk)


def test_a_forged_or_old_signature_is_not_genuine():
    body, seconds = b'{"a": 1}', 1_800_000_000
    header = signature("secret", seconds, body)
    assert is_genuine("secret", header, body, seconds + 10)
    assert not is_genuine("other", header, body, seconds)
    assert not is_genuine("secret", header, body + b" ", seconds)
    assert not is_genuine("secret", header, body, seconds + 3600)
    assert not is_genuine("secret", "nonsense", body, seconds)


@pytest.mark.parametrize("status", [500, 302, 404])
def test_what_is_not_taken_is_tried_again_later_and_given_up_in_the_end(office, hook, receiver, status):
    receiver.status = status
    row = Sending(
        key="k", channel=Channel.WEBHOOK, agency=office.agency, hook=hook, payload={}, next_at=NOW, made_at=NOW
    )
    row.save()
    now = NOW
    for pause in PAUSES:
        assert deliver(now) == 0
        row.refresh_from_db()
        assert (row.state, row.error) == (SendingState.WAITING, f"HTTP {status}")
        assert now + pause <= row.next_at < now + pause + timedelta(minutes=1)
        assert deliver(row.next_at - timedelta(seconds=1)) == 0
        now = row.next_at
    deliver(now)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (SendingState.FAILED, len(PAUSES) + 1)
    assert len(receiver.received) == len(PAUSES) + 1
    receiver.status = 200
    administrator = office.people["administrator"], office.as_("administrator")
    send_again(*administrator, row.pk, now)
    assert deliver(now) == 1
    with pytest.raises(Refused):
        send_again(*administrator, row.pk, now)


def test_two_processes_never_have_one_message(office):
    row = mailing(office)
    assert claim(row.pk, NOW)
    assert not claim(row.pk, NOW + timedelta(minutes=1))
    assert deliver(NOW + timedelta(minutes=1)) == 0


def test_a_crash_while_sending_sends_again_under_the_same_id(office, monkeypatch):
    mailing(office)
    with monkeypatch.context() as patch:
        patch.setattr(outbox.Sending.objects, "filter", _dies_when_noting(outbox.Sending.objects.filter))
        with pytest.raises(KeyboardInterrupt):
            deliver(NOW)
    assert len(mail.outbox) == 1, "it had gone"
    assert deliver(NOW + timedelta(minutes=5)) == 0, "the other process may still be at it"
    assert deliver(NOW + LEASE + timedelta(minutes=1)) == 1
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 1


def _dies_when_noting(real):
    """The process ends after the mail was handed over and before that was written down."""

    def filter_(*args, **kwargs):
        if mail.outbox:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    return filter_


def test_a_mail_server_that_is_away_is_waited_for(office, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    row = mailing(office)
    assert deliver(NOW) == 0
    row.refresh_from_db()
    assert row.state == SendingState.WAITING
    assert "refused" in row.error


@pytest.mark.parametrize("taken", [True, False])
def test_other_services_go_through_apprise(office, monkeypatch, taken):
    said = []
    monkeypatch.setattr(apprise.Apprise, "notify", lambda self, **words: said.append(words) or taken)
    address = Address(agency=office.agency, label="Nhóm", url="json://chat.example.vn/")
    Address.save_base(address, raw=True)
    payload = {"subject": "Đôn Đốc", "text": "1 việc"}
    row = Sending(key="k", channel=Channel.APPRISE, agency=office.agency, address=address, payload=payload)
    row.next_at = row.made_at = NOW
    row.save()
    assert deliver(NOW) == int(taken)
    assert said == [{"title": "Đôn Đốc", "body": "1 việc"}]


def test_what_waits_for_a_hook_goes_with_it(office, task, hook):
    Desk(office, "head_telecom").submit(task, "Đã xong")
    assert Sending.objects.filter(hook=hook).exists()
    remove_webhook(office.people["administrator"], office.as_("administrator"), hook.pk)
    assert not Sending.objects.exists()
    assert Notice.objects.exists()


def test_the_log_of_messages_is_for_administrators_and_of_the_own_agency(office):
    mailing(office)
    assert queries.sendings(office.as_("administrator"), "waiting").count() == 1
    assert queries.sendings(office.as_("administrator"), "failed").count() == 0
    with pytest.raises(NotAllowed):
        queries.sendings(office.as_("officer"))
