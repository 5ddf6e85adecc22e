"""Who may answer for whom; links without account; chasing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.audit.recording import action
from dondoc.notices.models import Notice, NoticeKind, Sending
from dondoc.notices.outbox import deliver
from dondoc.notices.rounds import chase_rounds
from dondoc.rounds import actions
from dondoc.rounds.answerers import Answerer, by_account, by_link
from dondoc.rounds.models import Addressee, AddresseeState, Chase, Link, Round
from dondoc.rounds.tokens import token_of
from tests.organisation import TODAY, Office
from tests.rounds.rounds import DUE, addressee, token_for

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@action("test.answer")
def answer(by, answerer: Answerer, *, note: str = "") -> Addressee:
    return actions.settle(actions.lock_answer(answerer), channel=answerer.channel, by=by)


@pytest.fixture
def inside(office: Office) -> Round:
    """An open round that asks the rooms of the department."""
    by, mine = office.people["coordinator"], office.as_("coordinator")
    made = actions.prepare(by, mine, "consultation", "Hỏi các phòng", due_on=DUE)
    actions.add_groups(by, mine, made.pk, ["Các phòng, đơn vị thuộc Sở"])
    return actions.open_round(by, mine, made.pk)


def test_an_account_answers_for_its_unit_and_no_other(office: Office, inside: Round) -> None:
    mine, other = (addressee(inside, office.units[name]) for name in ("telecom", "science"))
    with pytest.raises(NotAllowed, match="Không có yêu cầu này"):
        by_account(office.as_("head_telecom"), other.pk)
    with pytest.raises(NotAllowed, match="Không có yêu cầu này"):
        by_account(office.as_("head_telecom"), 10**9)
    row = answer(office.people["head_telecom"], by_account(office.as_("head_telecom"), mine.pk))
    assert (row.state, row.channel, row.answered_by) == ("answered", "web", office.people["head_telecom"])


def test_a_link_opens_its_addressee_until_it_is_revoked_replaced_or_over(office: Office, opened: Round) -> None:
    row = addressee(opened, office.units["Sở Nội vụ"])
    old = token_for(office, opened, row)
    assert by_link(old, TODAY).addressee == row
    new = token_for(office, opened, row)
    with pytest.raises(Refused, match="không còn hiệu lực"):
        by_link(old, TODAY)
    link = Link.objects.get(addressee=row, revoked_at=None)
    assert by_link(new, link.expires_on - timedelta(days=1)).addressee == row
    with pytest.raises(Refused, match="không còn hiệu lực"):
        by_link(new, link.expires_on)
    held = by_link(new, TODAY)
    actions.revoke_link(office.people["coordinator"], office.as_("coordinator"), opened.pk, row.pk)
    with pytest.raises(Refused, match="không còn hiệu lực"):
        by_link(new, TODAY)
    with pytest.raises(Refused, match="vừa bị thu hồi"):
        answer(None, held)


def test_only_a_digest_of_a_link_is_kept_and_none_of_it_is_logged(office: Office, opened: Round) -> None:
    token = token_for(office, opened, addressee(opened, office.units["Sở Nội vụ"]))
    link = Link.objects.get(revoked_at=None)
    assert token not in (link.nonce, link.digest)
    assert token_of(link.nonce) == token
    told = str(list(Entry.objects.values_list("changes", "label", "note")))
    assert not [secret for secret in (token, link.nonce, link.digest) if secret in told]


@given(guess=st.text(max_size=60))
@pytest.mark.django_db(transaction=False)
def test_a_guess_is_refused_in_the_same_words(guess: str) -> None:
    with pytest.raises(Refused, match="không đúng hoặc không còn hiệu lực"):
        by_link(guess, TODAY)


def test_a_closed_round_takes_no_answer_and_a_late_one_is_marked(office: Office, opened: Round) -> None:
    row = addressee(opened, office.units["Sở Nội vụ"])
    held = by_link(token_for(office, opened, row), TODAY)
    QuerySet(Round).filter(pk=opened.pk).update(due_on=date(2020, 1, 6))
    assert answer(None, held).late
    actions.return_answer(office.people["coordinator"], office.as_("coordinator"), row.pk, "Thiếu Phụ lục II")
    row.refresh_from_db()
    assert (row.state, row.reason) == (AddresseeState.RETURNED, "Thiếu Phụ lục II")
    actions.close_round(office.people["coordinator"], office.as_("coordinator"), opened.pk)
    with pytest.raises(Refused, match="đã kết thúc"):
        answer(None, held)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, 15, tzinfo=VIETNAM)


def test_the_clock_chases_who_is_silent_at_each_step_once(office: Office, inside: Round) -> None:
    head = office.people["head_telecom"]
    assert Notice.objects.filter(person=head, kind=NoticeKind.ASKED).count() == 1
    QuerySet(Round).filter(pk=inside.pk).update(chased_on=TODAY)
    assert chase_rounds(at(date(2026, 11, 6))) == 0
    silent = inside.addressees.count()
    assert chase_rounds(at(date(2026, 11, 9))) == silent
    assert chase_rounds(at(date(2026, 11, 9))) == 0
    answer(head, by_account(office.as_("head_telecom"), addressee(inside, office.units["telecom"]).pk))
    assert chase_rounds(at(date(2026, 11, 11))) == silent - 1
    assert Notice.objects.filter(person=head, kind=NoticeKind.CHASED).count() == 1
    assert set(Chase.objects.values_list("by", flat=True)) == {None}


def test_a_person_chases_and_it_is_kept_who_and_when(office: Office, inside: Round) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    row = addressee(inside, office.units["science"])
    [chase] = actions.chase(by, mine, inside.pk, [row.pk], text="Đề nghị gửi trong ngày")
    assert (chase.by, chase.addressee) == (by, row)
    told = Notice.objects.get(person=office.people["head_science"], kind=NoticeKind.CHASED)
    assert told.note == "Hỏi các phòng: Đề nghị gửi trong ngày"
    answer(office.people["head_science"], by_account(office.as_("head_science"), row.pk))
    with pytest.raises(Refused, match="đều đã trả lời"):
        actions.chase(by, mine, inside.pk, [row.pk])


def test_an_outside_body_gets_its_link_by_mail_and_the_outbox_keeps_none(office, asked, settings) -> None:
    settings.MAILS, settings.SITE_URL = True, "https://dondoc.example"
    by, mine = office.people["coordinator"], office.as_("coordinator")
    actions.add_body(by, mine, asked.pk, name="Hội Luật gia tỉnh", email="hlg@anphuoc.example")
    actions.open_round(by, mine, asked.pk)
    sending = Sending.objects.get(payload__to="hlg@anphuoc.example")
    link = Link.objects.get(addressee__name="Hội Luật gia tỉnh")
    token = token_of(link.nonce)
    assert token not in str(sending.payload)
    deliver(sending.next_at)
    assert f"https://dondoc.example/moi/{token}/" in mail.outbox[0].body
    actions.chase(by, mine, asked.pk, [link.addressee_id])
    actions.revoke_link(by, mine, asked.pk, link.addressee_id)
    later = Sending.objects.get(state="waiting")
    deliver(later.next_at)
    assert len(mail.outbox) == 1
