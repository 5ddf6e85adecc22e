"""People, their posts, and who stands in for whom."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.recording import action
from dondoc.organisations.actions.accounts import clean_password, username_key
from dondoc.organisations.actions.permission import allow, today
from dondoc.organisations.actions.units import refuse_closed
from dondoc.organisations.hooks import on_person_left
from dondoc.organisations.membership import nearest_agencies
from dondoc.organisations.models import Deputy, Person, Post, Role, Unit

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}")


def _own(by: Person | None, person: Person, permission: str = "people.edit") -> None:
    """An administrator manages the people of the own agency, and those who have no post anywhere."""
    units = [post.unit for post in person.posts.filter(Q(until__isnull=True) | Q(until__gt=today()))]
    mine = allow(by, permission)
    if mine is None or not units:
        return
    agencies = {agency.pk for agency in nearest_agencies(unit.pk for unit in units).values()}
    if mine.agency is None or mine.agency.pk not in agencies:
        raise NotAllowed(f"{person.full_name} thuộc cơ quan khác.")


def _clean(full_name: str, email: str, phone: str) -> tuple[str, str, str]:
    name = " ".join(full_name.split())
    if not name or len(name) > 120:
        raise Refused("Hãy nhập họ và tên (tối đa 120 ký tự).", "full_name")
    if email.strip():
        try:
            validate_email(email.strip())
        except ValidationError as error:
            raise Refused(f"Địa chỉ thư “{email.strip()[:60]}” không đúng.", "email") from error
    if len(phone.strip()) > 20:
        raise Refused("Số điện thoại tối đa 20 ký tự.", "phone")
    return name, email.strip(), phone.strip()


@action("organisations.create_person")
def create_person(
    by: Person | None,
    username: str,
    full_name: str,
    *,
    password: str | None = None,
    email: str = "",
    phone: str = "",
    unit: Unit | None = None,
    role: str | None = None,
    title: str = "",
    since: date | None = None,
) -> Person:
    """Make an account, with a first post where a unit and a role are given. Without a password nobody can sign in.

    Raises Refused for a user name that is taken or malformed, a weak password, a bad address.
    """
    allow(by, "people.edit", unit)
    username = username_key(username)
    if not _USERNAME.fullmatch(username):
        raise Refused("Tên đăng nhập gồm 2–60 chữ thường không dấu, số, và các dấu . _ - @", "username")
    if Person.objects.filter(username=username).exists():
        raise Refused(f"Tên đăng nhập “{username}” đã có người dùng.", "username")
    full_name, email, phone = _clean(full_name, email, phone)
    person = Person(username=username, full_name=full_name, email=email, phone=phone)
    if password is None:
        person.set_unusable_password()
    else:
        person.set_password(clean_password(password, person))
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:  # somebody else took the name in this very moment
        raise Refused(f"Tên đăng nhập “{username}” đã có người dùng.", "username") from error
    if unit is not None and role is not None:
        give_post(by, person, unit, role, title=title, since=since)
    return person


@action("organisations.edit_person")
def edit_person(by: Person | None, person: Person, *, full_name: str, email: str = "", phone: str = "") -> Person:
    """Change a person's name and addresses; everybody may do so for themselves. Raises Refused for bad values."""
    if by is None or by.pk != person.pk:
        _own(by, person)
    person.full_name, person.email, person.phone = _clean(full_name, email, phone)
    person.save()
    return person


@action("organisations.deactivate_person")
def deactivate_person(by: Person | None, person: Person, on: date) -> None:
    """Somebody leaves: no sign-in from now on, posts and deputyships end on ``on``; the name stays in all history.

    Raises Refused for oneself.
    """
    _own(by, person)
    if by is not None and by.pk == person.pk:
        raise Refused("Bạn không thể tự khóa tài khoản của mình.")
    for post in person.posts.filter(Q(until__isnull=True) | Q(until__gt=on)):
        _end(post, on)
    person.deputyships.filter(until__gt=on, since__lt=on).update(until=on)
    person.deputyships.filter(since__gte=on).delete()
    person.is_active = False
    person.save()
    for follow in on_person_left:
        follow(by, person, on)


@action("organisations.reactivate_person")
def reactivate_person(by: Person | None, person: Person) -> None:
    """An account that was closed is open again; posts have to be given anew."""
    _own(by, person)
    person.is_active = True
    person.save()


@action("organisations.give_post")
def give_post(
    by: Person | None,
    person: Person,
    unit: Unit,
    role: str,
    *,
    title: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Post:
    """Give a person a post in a unit. Raises Refused for a closed unit, an unknown role, a post held already, or dates
    that are the wrong way round."""
    _own(by, person)
    allow(by, "people.edit", unit)
    if role not in Role.values:
        raise Refused("Hãy chọn vai trò.", "role")
    if since and until and until <= since:
        raise Refused("Ngày thôi giữ chức vụ phải sau ngày bắt đầu.", "until")
    refuse_closed(unit, since or today(), "chức vụ")
    going_on = Q(until__isnull=True) | Q(until__gt=since or today())
    if Post.objects.filter(going_on, person=person, unit=unit, role=role).exists():
        raise Refused(f"{person.full_name} đang giữ chức vụ này tại {unit.name}.")
    post = Post(person=person, unit=unit, role=role, title=" ".join(title.split())[:120], since=since, until=until)
    post.save()
    return post


@action("organisations.end_post")
def end_post(by: Person | None, post: Post, on: date) -> None:
    """A post is no longer held; ``on`` is the first day without it. Raises Refused for a day before its beginning, and
    for the last administrator of an agency."""
    allow(by, "people.edit", post.unit)
    if post.since is not None and on < post.since:
        raise Refused("Ngày thôi giữ chức vụ phải sau ngày bắt đầu.", "on")
    if post.role == Role.ADMINISTRATOR and by is not None and post.person_id == by.pk:
        raise Refused("Hãy nhờ một quản trị khác: bạn không thể tự thôi quyền quản trị.")
    _end(post, on)


def _end(post: Post, on: date) -> None:
    post.until = max(on, post.since) if post.since else on
    post.save()
    post.deputies.filter(until__gt=on, since__lt=on).update(until=on)
    post.deputies.filter(since__gte=on).delete()


@action("organisations.set_deputy")
def set_deputy(by: Person | None, post: Post, person: Person, since: date, until: date) -> Deputy:
    """Let a person stand in for the holder of a post from ``since`` until (not including) ``until``.

    The holder of the post may do so, and who may edit deputies. Raises Refused for oneself, an inactive person, dates
    the wrong way round, an ended post, or a time in which that person stands in already.
    """
    if by is None or by.pk != post.person_id:
        allow(by, "deputies.edit", post.unit)
    if person.pk == post.person_id:
        raise Refused("Người thay phải khác người giữ chức vụ.", "person")
    if not person.is_active:
        raise Refused(f"Tài khoản của {person.full_name} đã khóa.", "person")
    if until <= since:
        raise Refused("Ngày kết thúc phải sau ngày bắt đầu.", "until")
    if post.until is not None and post.until <= since:
        raise Refused(f"{post.person.full_name} thôi giữ chức vụ này từ {post.until:%d/%m/%Y}.", "since")
    if post.role == Role.ADMINISTRATOR and by is not None and by.pk != post.person_id:
        allow(by, "organisation.edit", post.unit)
    if Deputy.objects.filter(post=post, person=person, since__lt=until, until__gt=since).exists():
        raise Refused(f"{person.full_name} đã được cử thay trong thời gian này.")
    deputy = Deputy(post=post, person=person, since=since, until=until)
    deputy.save()
    return deputy


@action("organisations.end_deputy")
def end_deputy(by: Person | None, deputy: Deputy, on: date) -> None:
    """Somebody no longer stands in, from ``on``; a deputyship that has not begun is taken back."""
    if by is None or by.pk != deputy.post.person_id:
        allow(by, "deputies.edit", deputy.post.unit)
    if on <= deputy.since:
        deputy.delete()
        return
    deputy.until = min(deputy.until, on)
    deputy.save()
