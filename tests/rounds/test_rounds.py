"""The life of a round, and who is asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import QuerySet

from dondoc.audit.errors import NotAllowed, Refused, Stale
from dondoc.organisations.models import Unit
from dondoc.rounds import actions
from dondoc.rounds.models import Addressee, AddresseeState, Round, RoundState, Silence
from dondoc.rounds.queries import addressees, asked_of, counts_of, visible_rounds
from tests.organisation import COMMUNES, DEPARTMENTS, TODAY, Office
from tests.rounds.rounds import DUE


def test_groups_expand_to_the_units_of_today_without_the_agency_itself(office: Office, asked: Round) -> None:
    names = set(Addressee.objects.filter(round=asked).values_list("name", flat=True))
    assert names == {*DEPARTMENTS, "Văn phòng UBND tỉnh", *(f"UBND {name}" for name in COMMUNES)}
    groups = set(Addressee.objects.filter(round=asked).values_list("group", flat=True))
    assert groups == {"Cơ quan chuyên môn thuộc UBND tỉnh", "Ủy ban nhân dân các xã, phường, đặc khu"}


def test_nobody_is_asked_twice_and_what_is_unclear_comes_back(office: Office, asked: Round) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    done = actions.add_groups(by, mine, asked.pk, ["- Sở Nội vụ;", "Hội Luật gia tỉnh", ""])
    assert done.known == ["Sở Nội vụ"]
    assert [one.name for one in done.unclear] == ["Hội Luật gia tỉnh"]
    actions.add_body(by, mine, asked.pk, name="Hội Luật gia tỉnh", email="hoiluatgia@anphuoc.example")
    assert actions.add_body(by, mine, asked.pk, name=" hội luật gia  tỉnh").known == ["hội luật gia tỉnh"]


@pytest.mark.parametrize(
    ("kwargs", "words"),
    [({"unit_id": 10**9}, "Không có đơn vị này"), ({"name": " "}, "Hãy ghi tên"), ({"name": "A", "email": "x"}, "thư")],
)
def test_what_is_no_addressee_is_refused(office: Office, asked: Round, kwargs: dict, words: str) -> None:
    with pytest.raises(Refused, match=words):
        actions.add_body(office.people["coordinator"], office.as_("coordinator"), asked.pk, **kwargs)


def test_the_day_due_moves_to_a_working_day(office: Office, asked: Round) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    changed = actions.change(by, mine, asked.pk, due_on=date(2026, 11, 14))
    assert changed.due_on == date(2026, 11, 16)


def test_opening_needs_a_day_to_come_addressees_and_a_basis_for_silence(office: Office, asked: Round) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    empty = actions.prepare(by, mine, "consultation", "Đợt trống", due_on=DUE)
    with pytest.raises(Refused, match="Chưa có nơi nhận"):
        actions.open_round(by, mine, empty.pk)
    actions.change(by, mine, asked.pk, due_on=date(2026, 10, 5))
    with pytest.raises(Refused, match="từ hôm nay"):
        actions.open_round(by, mine, asked.pk)
    actions.change(by, mine, asked.pk, due_on=DUE, silence=Silence.AGREES)
    with pytest.raises(Refused, match="căn cứ"):
        actions.open_round(by, mine, asked.pk)
    with pytest.raises(NotAllowed):
        actions.open_round(office.people["officer"], office.as_("officer"), asked.pk)


def test_an_open_round_keeps_its_rules_and_is_put_off_only_forward(office: Office, opened: Round) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    with pytest.raises(Refused, match="gia hạn"):
        actions.change(by, mine, opened.pk, due_on=date(2026, 11, 20))
    with pytest.raises(Refused, match="sau thời hạn"):
        actions.put_off(by, mine, opened.pk, DUE)
    later = actions.put_off(by, mine, opened.pk, date(2026, 11, 21))
    assert (later.due_on, later.first_due_on) == (date(2026, 11, 23), DUE)
    with pytest.raises(Stale):
        actions.close_round(by, mine, opened.pk, version=opened.version - 1)
    assert actions.close_round(by, mine, opened.pk).state == RoundState.CLOSED
    assert actions.reopen_round(by, mine, opened.pk).state == RoundState.OPEN


def test_who_works_on_a_round(office: Office, asked: Round) -> None:
    seen = {who: visible_rounds(office.as_(who)).count() for who in ("clerk", "leader", "officer", "administrator")}
    assert seen == {"clerk": 1, "leader": 1, "officer": 0, "administrator": 0}
    with pytest.raises(NotAllowed):
        actions.change(office.people["officer"], office.as_("officer"), asked.pk, title="Của tôi")


def test_counts_take_one_query(office: Office, opened: Round, django_assert_num_queries) -> None:
    states = {"Sở Nội vụ": "answered", "Sở Y tế": "seen", "Sở Tài chính": "returned"}
    for name, state in states.items():
        QuerySet(Addressee).filter(round=opened, unit=office.units[name]).update(state=state)
    with django_assert_num_queries(1):
        counts = counts_of([opened], TODAY)[opened.pk]
    assert (counts.sent, counts.seen, counts.answered, counts.returned, counts.silent) == (12, 3, 1, 1, 11)


def test_silence_counts_as_consent_only_when_it_was_said_and_is_over(office: Office, asked: Round) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    actions.change(by, mine, asked.pk, silence=Silence.AGREES, silence_basis="Điều 9 Quy chế làm việc của UBND tỉnh")
    opened = actions.open_round(by, mine, asked.pk)
    assert counts_of([opened], TODAY)[opened.pk].consent == 0
    assert counts_of([opened], date(2026, 11, 13))[opened.pk].consent == 12


def test_the_list_of_addressees_is_one_query(office: Office, opened: Round, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        rows = list(addressees(opened, "silent", "so y te"))
    assert [row.name for row in rows] == ["Sở Y tế"]


def test_a_unit_sees_what_it_is_asked_once_it_is_open(office: Office) -> None:
    by, mine = office.people["coordinator"], office.as_("coordinator")
    made = actions.prepare(by, mine, "consultation", "Hỏi các phòng", due_on=DUE)
    actions.add_groups(by, mine, made.pk, ["Các phòng, đơn vị thuộc Sở"])
    head = office.as_("head_telecom")
    assert not asked_of(head).exists()
    actions.open_round(by, mine, made.pk)
    [row] = asked_of(head)
    assert row.unit == Unit.objects.get(pk=office.units["telecom"].pk)
    assert row.state == AddresseeState.WAITING
