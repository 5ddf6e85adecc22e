"""Accounts, posts, deputies, signing in."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.models import Entry
from dondoc.organisations import actions
from dondoc.organisations.actions import accounts
from dondoc.organisations.models import Deputy, Person, SignInFailure
from dondoc.organisations.queries import people_of, posts_of, roles_of, units_of
from tests.organisation import PASSWORD, TODAY, Office


def request() -> HttpRequest:
    made = RequestFactory().post("/", REMOTE_ADDR="10.0.0.7")
    made.session = SessionStore()
    return made


def test_people_of_an_agency_come_with_their_posts(office: Office) -> None:
    people = list(people_of(office.agency, TODAY))
    assert len(people) == 7
    assert {post.unit.name for person in people for post in person.today_posts} >= {"Văn phòng Sở", "Lãnh đạo Sở"}
    head = office.people["head_telecom"]
    assert units_of(head, TODAY) == {office.units["telecom"].pk}
    assert roles_of(head, TODAY) == {"unit_head"}
    assert [post.title for post in posts_of(head, TODAY)] == ["Trưởng phòng"]


def test_somebody_who_leaves_keeps_the_name_in_history(office: Office) -> None:
    officer, head = office.people["officer"], office.people["head_telecom"]
    actions.set_deputy(head, head.posts.get(), officer, TODAY - timedelta(days=3), TODAY + timedelta(days=3))
    actions.deactivate_person(office.people["administrator"], officer, TODAY)
    officer = Person.objects.get(pk=officer.pk)
    assert not officer.is_active
    assert officer.posts.get().until == TODAY
    assert officer.deputyships.get().until == TODAY
    assert office.as_("officer").agency is None or not office.as_("officer").posts
    with pytest.raises(Refused):
        actions.sign_in(request(), "chuyenvien", PASSWORD)


REFUSED = {
    "user name": (lambda o: actions.create_person(None, "a b", "A"), "Tên đăng nhập gồm"),
    "taken": (lambda o: actions.create_person(None, "VanThu", "A"), "đã có người dùng"),
    "no name": (lambda o: actions.create_person(None, "moi", "  "), "họ và tên"),
    "e-mail": (lambda o: actions.create_person(None, "moi", "A", email="x"), "không đúng"),
    "phone": (lambda o: actions.create_person(None, "moi", "A", phone="0" * 21), "20 ký tự"),
    "weak": (lambda o: actions.create_person(None, "moi", "A", password="123"), "10"),
    "role": (lambda o: actions.give_post(None, o.people["officer"], o.units["science"], "vua"), "vai trò"),
    "held": (lambda o: actions.give_post(None, o.people["officer"], o.units["telecom"], "officer"), "đang giữ"),
    "dates": (
        lambda o: actions.give_post(None, o.people["officer"], o.units["science"], "officer", since=TODAY, until=TODAY),
        "phải sau ngày bắt đầu",
    ),
    "own deputy": (
        lambda o: actions.set_deputy(None, o.people["leader"].posts.get(), o.people["leader"], TODAY, TODAY),
        "phải khác",
    ),
    "deputy dates": (
        lambda o: actions.set_deputy(None, o.people["leader"].posts.get(), o.people["clerk"], TODAY, TODAY), "phải sau",
    ),
    "own account": (
        lambda o: actions.deactivate_person(o.people["administrator"], o.people["administrator"], TODAY), "tự khóa",
    ),
    "own rights": (
        lambda o: actions.end_post(o.people["administrator"], o.people["administrator"].posts.get(), TODAY), "tự thôi",
    ),
}  # fmt: skip


def test_bad_input_is_refused_in_one_sentence(office: Office) -> None:
    before = Person.objects.count()
    for attempt, sentence in REFUSED.values():
        with pytest.raises(Refused, match=sentence):
            attempt(office)
    assert Person.objects.count() == before
    assert not Deputy.objects.exists()


def test_a_deputy_is_named_by_the_holder_or_by_a_leader(office: Office) -> None:
    head, officer, other = (office.people[key] for key in ("head_telecom", "officer", "head_science"))
    post, until = head.posts.get(), TODAY + timedelta(days=9)
    with pytest.raises(NotAllowed):
        actions.set_deputy(other, post, officer, TODAY, until)
    deputy = actions.set_deputy(office.people["leader"], post, officer, TODAY, until)
    with pytest.raises(Refused, match="đã được cử thay"):
        actions.set_deputy(head, post, officer, TODAY, until)
    actions.end_deputy(head, deputy, TODAY + timedelta(days=2))
    assert Deputy.objects.get().until == TODAY + timedelta(days=2)
    actions.end_deputy(head, deputy, TODAY)
    assert not Deputy.objects.exists()


def test_people_edit_themselves_and_an_administrator_edits_others(office: Office) -> None:
    officer = office.people["officer"]
    actions.edit_person(officer, officer, full_name="Đỗ  Hải Yến", email="yen@example.vn")
    assert Person.objects.get(pk=officer.pk).full_name == "Đỗ Hải Yến"
    with pytest.raises(NotAllowed):
        actions.edit_person(officer, office.people["clerk"], full_name="X")
    actions.edit_person(office.people["administrator"], office.people["clerk"], full_name="Nguyễn Hạnh")


def test_signing_in_is_logged(office: Office) -> None:
    person = actions.sign_in(request(), " VanThu ", PASSWORD)
    assert person == office.people["clerk"]
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.actor, entry.note) == ("organisations.sign_in", person, "Đăng nhập từ 10.0.0.7")
    assert Person.objects.get(pk=person.pk).last_login is not None
    actions.sign_out(person, request())
    assert Entry.objects.latest("id").note == "Đăng xuất"


def test_guessing_is_slowed_down(office: Office) -> None:
    for _ in range(5):
        with pytest.raises(Refused, match="không đúng"):
            actions.sign_in(request(), "vanthu", "sai")
    with pytest.raises(Refused, match="thử lại sau 1 phút"):
        actions.sign_in(request(), "vanthu", PASSWORD)
    assert actions.sign_in(request(), "giamdoc", PASSWORD)
    later = timezone.now() + timedelta(minutes=2)
    with patch.object(accounts.timezone, "now", return_value=later), pytest.raises(Refused, match="không đúng"):
        actions.sign_in(request(), "vanthu", "sai")
    assert timedelta(minutes=1) < accounts.pause_left("vanthu", "", later) <= timedelta(minutes=2)
    actions.set_password(None, office.people["clerk"], "mat-khau-moi-456")
    assert actions.sign_in(request(), "vanthu", "mat-khau-moi-456")
    assert not SignInFailure.objects.filter(username="vanthu").exists()


def test_a_name_that_nobody_has_gets_the_same_answer(office: Office) -> None:
    with pytest.raises(Refused, match="Tên đăng nhập hoặc mật khẩu không đúng"):
        actions.sign_in(request(), "khongco", PASSWORD)


def test_a_password_is_changed_with_the_old_one(office: Office) -> None:
    clerk = office.people["clerk"]
    for old, new, sentence in (
        ("sai", "mat-khau-moi-456", "hiện tại không đúng"),
        (PASSWORD, PASSWORD, "phải khác"),
        (PASSWORD, "12345", "quá ngắn|10"),
    ):
        with pytest.raises(Refused, match=sentence):
            actions.change_password(clerk, old, new)
    actions.change_password(clerk, PASSWORD, "mat-khau-moi-456")
    assert actions.sign_in(request(), "vanthu", "mat-khau-moi-456")


def test_only_an_administrator_sets_passwords_of_others(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.set_password(office.people["leader"], office.people["clerk"], "mat-khau-moi-456")


def test_settings_belong_to_the_agency(office: Office) -> None:
    administrator = office.people["administrator"]
    agency = actions.change_settings(administrator, office.agency, {"sample": True, "a": 1})
    assert actions.change_settings(administrator, agency, {"a": None}).settings == {"sample": True}
    assert Entry.objects.latest("id").agency == agency.pk
    other = actions.create_agency(None, office.units["Sở Nội vụ"])
    with pytest.raises(NotAllowed):
        actions.change_settings(administrator, other, {"a": 1})


def test_somebody_of_another_agency_is_left_alone(office: Office) -> None:
    other = actions.create_agency(None, office.units["Sở Nội vụ"])
    theirs = actions.create_person(None, "cv.snv", "Lý Văn Tâm", unit=other.unit, role="officer")
    administrator = office.people["administrator"]
    for attempt in (
        lambda: actions.edit_person(administrator, theirs, full_name="X"),
        lambda: actions.set_password(administrator, theirs, "mat-khau-moi-456"),
        lambda: actions.deactivate_person(administrator, theirs, TODAY),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    with pytest.raises(Refused, match="Tên đăng nhập hoặc mật khẩu"):
        actions.sign_in(request(), "cv.snv", "")


def test_a_name_taken_in_the_same_moment_is_refused(office: Office) -> None:
    with (
        patch.object(Person.objects.__class__, "filter", return_value=Person.objects.none()),
        pytest.raises(Refused, match="đã có người dùng"),
    ):
        actions.create_person(None, "vanthu", "Ai Đó")


def test_a_post_ends_after_it_began_and_takes_its_deputies_along(office: Office) -> None:
    clerk, officer = office.people["clerk"], office.people["officer"]
    post = actions.give_post(None, clerk, office.units["science"], "officer", since=TODAY, until=None)
    actions.set_deputy(None, post, officer, TODAY + timedelta(days=4), TODAY + timedelta(days=6))
    with pytest.raises(Refused, match="phải sau ngày bắt đầu"):
        actions.end_post(None, post, TODAY - timedelta(days=1))
    actions.end_post(None, post, TODAY + timedelta(days=2))
    assert not Deputy.objects.exists()
    with pytest.raises(Refused, match="thôi giữ chức vụ này từ"):
        actions.set_deputy(None, post, officer, TODAY + timedelta(days=2), TODAY + timedelta(days=3))
    actions.deactivate_person(None, officer, TODAY)
    with pytest.raises(Refused, match="đã khóa"):
        actions.set_deputy(None, office.people["leader"].posts.get(), officer, TODAY, TODAY + timedelta(days=3))


def test_a_leader_does_not_lend_the_rights_of_an_administrator(office: Office) -> None:
    post = office.people["administrator"].posts.get()
    with pytest.raises(NotAllowed):
        actions.set_deputy(office.people["leader"], post, office.people["leader"], TODAY, TODAY + timedelta(days=3))
    with pytest.raises(NotAllowed):
        actions.end_deputy(
            office.people["officer"],
            actions.set_deputy(None, post, office.people["clerk"], TODAY, TODAY + timedelta(days=3)),
            TODAY,
        )


def test_the_session_survives_a_change_of_the_own_password(office: Office) -> None:
    here = request()
    person = actions.sign_in(here, "vanthu", PASSWORD)
    here.user = person
    before = here.session["_auth_user_hash"]
    actions.change_password(person, PASSWORD, "mat-khau-moi-456", here)
    assert here.session["_auth_user_hash"] != before
