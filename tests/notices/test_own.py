"""One's own notices and choices, and the agency's addresses: who may do what."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.notices import queries
from dondoc.notices.actions import (
    add_address,
    add_webhook,
    choose_digest,
    mark_all_read,
    mark_read,
    remove_address,
    remove_webhook,
    send_again,
    set_reminders,
)
from dondoc.notices.models import Notice, NoticeKind
from dondoc.notices.plans import Urgency, plans_of
from dondoc.notices.steps import Plan
from dondoc.notices.words import body, cut, remark, sections, summary, title
from tests.notices.conftest import at

NOW = at(date(2026, 11, 12), 8)
TELEGRAM = "tgram://123456789:abcdefg_hijklmnop/12315544/"


def somebody(office, name: str):
    return office.people[name], office.as_(name)


def notice(office, name: str, key: str, kind: str = NoticeKind.NEW) -> Notice:
    row = Notice(key=key, agency=office.agency, person=office.people[name], kind=kind, at=NOW, note="Ghi chú")
    row.save()
    return row


def test_reading_is_counted_down(office):
    first, second, third = (notice(office, "officer", key) for key in "abc")
    other = notice(office, "leader", "d")
    mine = office.as_("officer")
    assert queries.unread_count(mine) == 3
    assert mark_read(*somebody(office, "officer"), [first.pk, other.pk], NOW) == 1
    assert list(queries.notices_of(mine, unread=True)) == [third, second]
    assert mark_all_read(*somebody(office, "officer"), NOW, until_id=second.pk) == 1
    assert list(queries.notices_of(mine, unread=True)) == [third]
    assert mark_all_read(*somebody(office, "officer"), NOW) == 1
    assert queries.unread_count(mine) == 0
    assert queries.notices_of(mine).count() == 3
    assert queries.unread_count(office.as_("leader")) == 1, "others' stay as they are"


def test_the_digest_is_a_choice(office):
    person = office.people["officer"]
    assert queries.wants_digest(person)
    choose_digest(*somebody(office, "officer"), False)
    assert not queries.wants_digest(person)
    choose_digest(*somebody(office, "officer"), True)
    assert queries.wants_digest(person)


@pytest.mark.parametrize(("before", "every"), [([0], 7), ([61], 7), ([3], 61), ([3], -1), (list(range(1, 12)), 7)])
def test_steps_that_make_no_sense_are_refused(office, before, every):
    with pytest.raises(Refused, match=r"phải từ|tối đa"):
        set_reminders(*somebody(office, "administrator"), before, on_day=True, every=every)


def test_steps_are_set_by_urgency(office):
    agency = set_reminders(*somebody(office, "administrator"), [2, 5, 5], on_day=False, every=2, urgency=Urgency.URGENT)
    assert plans_of(agency)[Urgency.URGENT] == Plan((5, 2), False, 2)
    assert set(agency.settings["reminders"]) == {"urgent"}


@pytest.mark.parametrize(
    "use",
    [
        lambda who: set_reminders(*who, [3], on_day=True, every=7),
        lambda who: add_webhook(*who, "https://example.vn/hook"),
        lambda who: remove_webhook(*who, 1),
        lambda who: add_address(*who, "Nhóm", TELEGRAM, for_agency=True),
        lambda who: send_again(*who, 1, NOW),
        lambda who: queries.webhooks(who[1]),
        lambda who: queries.agency_addresses(who[1]),
    ],
)
@pytest.mark.parametrize("name", ["officer", "leader", "outsider"])
def test_only_administrators_set_what_is_the_agencys(office, use, name):
    with pytest.raises(NotAllowed):
        use(somebody(office, name))


@pytest.mark.parametrize("url", ["", "ftp://a.vn", "https://", "javascript:alert(1)", "https://a.vn/" + "x" * 500])
def test_a_hook_needs_a_whole_address(office, url):
    with pytest.raises(Refused, match="địa chỉ đầy đủ"):
        add_webhook(*somebody(office, "administrator"), url)


def test_hooks_are_few_and_different(office):
    administrator = somebody(office, "administrator")
    for number in range(5):
        add_webhook(*administrator, f"https://example.vn/{number}")
    with pytest.raises(Refused, match="tối đa 5"):
        add_webhook(*administrator, "https://example.vn/6")
    first = queries.webhooks(administrator[1]).first()
    remove_webhook(*administrator, first.pk)
    with pytest.raises(Refused, match="Không tìm thấy"):
        remove_webhook(*administrator, first.pk)
    with pytest.raises(Refused, match="đã có"):
        add_webhook(*administrator, "https://example.vn/1")
    assert first.secret not in str(list(Entry.objects.values()))


@pytest.mark.parametrize(
    ("label", "url", "words"),
    [
        ("", TELEGRAM, "đặt tên"),
        ("Kênh", "không phải địa chỉ", "không đúng dạng"),
        ("Kênh", "json://10.0.0.1/noi-bo", "Chỉ chọn được"),
        ("Kênh", "syslog://", "Chỉ chọn được"),
    ],
)
def test_people_choose_only_known_public_services(office, label, url, words):
    with pytest.raises(Refused, match=words):
        add_address(*somebody(office, "officer"), label, url)


def test_an_address_is_ones_own_and_its_secret_is_not_logged(office):
    address = add_address(*somebody(office, "officer"), "Telegram", TELEGRAM)
    assert list(queries.own_addresses(office.as_("officer"))) == [address]
    assert "abcdefg" not in str(list(Entry.objects.values()))
    for name in ("leader", "administrator"):
        with pytest.raises(NotAllowed):
            remove_address(*somebody(office, name), address.pk)
    remove_address(*somebody(office, "officer"), address.pk)
    with pytest.raises(Refused, match="Không tìm thấy"):
        remove_address(*somebody(office, "officer"), address.pk)


def test_addresses_are_few(office):
    for number in range(5):
        add_address(*somebody(office, "officer"), f"Kênh {number}", TELEGRAM)
    with pytest.raises(Refused, match="tối đa 5"):
        add_address(*somebody(office, "officer"), "Kênh", TELEGRAM)


def test_an_administrator_removes_the_agencys_address(office):
    administrator = somebody(office, "administrator")
    address = add_address(*administrator, "Nhóm", "json://chat.example.vn/", for_agency=True)
    assert list(queries.agency_addresses(administrator[1])) == [address]
    remove_address(*administrator, address.pk)
    assert not queries.agency_addresses(administrator[1]).exists()


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_words_and_a_place(office, kind):
    row = Notice(kind=kind, due_on=date(2026, 11, 19), days=-2, note="Ghi chú", actor="Trần Văn Khải")
    assert title(row)
    assert "None" not in title(row)
    assert body(row) == "Ghi chú"
    assert remark(row) == "Trần Văn Khải"
    assert len(sections([row])) == 1
    assert summary([row]).startswith("1 ")


def test_long_words_are_cut_between_words():
    text = "nhiệm vụ " * 100
    assert len(cut(text)) <= 201
    assert cut(text).endswith(("vụ…", "nhiệm…"))
