"""Posts, deputies and what they allow."""

from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from dondoc.audit.acts import action
from dondoc.audit.errors import NotAllowed
from dondoc.audit.models import Entry
from dondoc.audit.queries import latest
from dondoc.organisations import actions
from dondoc.organisations.membership import Membership, membership
from dondoc.organisations.models import Person, Role
from dondoc.organisations.policies import PERMISSIONS, may, require
from dondoc.organisations.queries import readable_log
from tests.organisation import PASSWORD, TODAY, Office


def test_membership_takes_two_queries(office: Office, django_assert_num_queries: CaptureQueriesContext) -> None:
    person = Person.objects.get(pk=office.people["head_telecom"].pk)
    with django_assert_num_queries(2):
        mine = membership(person, TODAY)
        assert mine.agency == office.agency
        assert mine.agency.unit.name.startswith("Sở")
    assert mine.roles == {Role.UNIT_HEAD}
    assert mine.unit_ids == {office.units["telecom"].pk}


def test_nobody_without_a_post_may_anything(office: Office) -> None:
    mine = office.as_("outsider")
    assert mine.agency is None
    assert not any(may(mine, permission) for permission in PERMISSIONS)


def test_administrator_sees_no_work(office: Office) -> None:
    mine = office.as_("administrator")
    assert mine.is_administrator
    assert mine.unit_ids == frozenset()
    assert may(mine, "organisation.edit")
    assert not may(mine, "tasks.view_all")
    assert not may(mine, "audit.read_work")


def test_post_ends_on_its_day(office: Office) -> None:
    person = office.people["officer"]
    actions.end_post(None, person.posts.get(), TODAY)
    assert membership(person, TODAY - timedelta(days=1)).posts
    assert not membership(person, TODAY).posts


def test_deputy_acts_for_the_holder_and_the_log_says_so(office: Office) -> None:
    head, officer = office.people["head_telecom"], office.people["officer"]
    actions.set_deputy(head, head.posts.get(), officer, TODAY, TODAY + timedelta(days=5))
    mine = office.as_("officer")
    assert mine.acting_for == (head,)
    assert may(mine, "tasks.confirm")
    assert not may(office.as_("officer", TODAY + timedelta(days=5)), "tasks.confirm")

    @action("test.use_right")
    def use(by: Person, mine: Membership) -> None:
        require(mine, "tasks.confirm")
        actions.add_alias(None, office.units["telecom"], "Phòng Số")

    use(officer, mine)

    @action("test.edit_self")
    def edit(by: Person, mine: Membership) -> None:
        require(mine, "tasks.read")
        person = Person.objects.get(pk=by.pk)
        person.phone = "0912"
        person.save()

    edit(officer, mine)
    entry = Entry.objects.get(action="test.edit_self")
    assert entry.actor == officer
    assert entry.behalf is None
    assert entry.agency == office.agency.pk
    assert entry in latest(office.agency.pk)


def test_right_that_comes_from_a_deputyship_is_logged_on_behalf(office: Office) -> None:
    leader, clerk = office.people["leader"], office.people["clerk"]
    actions.set_deputy(leader, leader.posts.get(), clerk, TODAY, TODAY + timedelta(days=2))
    mine = office.as_("clerk")

    @action("test.decide")
    def decide(by: Person) -> None:
        require(mine, "tasks.decide")
        person = Person.objects.get(pk=by.pk)
        person.phone = "0900"
        person.save()

    decide(clerk)
    assert Entry.objects.get(action="test.decide").behalf == leader


@pytest.mark.parametrize("who", ["officer", "clerk", "leader", "outsider"])
def test_only_an_administrator_edits_units(office: Office, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.add_unit(office.people[who], "Phòng Mới", "room", office.units["department"])


def test_administrator_leaves_other_agencies_alone(office: Office) -> None:
    other = actions.create_agency(None, office.units["Sở Nội vụ"])
    with pytest.raises(NotAllowed):
        actions.add_unit(office.people["administrator"], "Phòng Mới", "room", other.unit)
    added = actions.add_unit(office.people["administrator"], "Phòng Mới", "room", office.units["department"])
    assert added.names.get().text == "Phòng Mới"


def test_the_log_is_read_by_those_who_may(office: Office) -> None:
    actions.add_alias(office.people["administrator"], office.units["telecom"], "Phòng Số")
    actions.change_settings(office.people["administrator"], office.agency, {"a": 1})
    assert readable_log(office.as_("leader")).first().changes == {"settings": [{}, {"a": 1}]}
    own = readable_log(office.as_("administrator"))
    assert {entry.subject_model for entry in own} == {
        "organisations.unit", "organisations.person", "organisations.agency",
    }  # fmt: skip
    other = actions.create_agency(None, office.units["Sở Nội vụ"])
    stranger = actions.create_person(
        None, "quantri.snv", "Lý Văn Tâm", unit=other.unit, role=Role.ADMINISTRATOR, password=PASSWORD
    )
    theirs = readable_log(membership(stranger, TODAY))
    assert not theirs.filter(actor=office.people["administrator"]).exists()
    for nobody in ("officer", "clerk", "head_telecom", "outsider"):
        assert not readable_log(office.as_(nobody)).exists()


def test_a_permission_that_does_not_exist_is_a_mistake(office: Office) -> None:
    with pytest.raises(KeyError):
        may(office.as_("leader"), "no.such")


def test_a_right_can_be_limited_to_units(office: Office) -> None:
    mine = office.as_("head_telecom")
    assert may(mine, "tasks.assign", within={office.units["telecom"].pk})
    assert not may(mine, "tasks.assign", within={office.units["science"].pk})
