"""Signing in and out, and passwords. Guessing is slowed down by the database, so on every process alike."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action, current_act
from dondoc.organisations.actions.permission import allow, today
from dondoc.organisations.membership import membership
from dondoc.organisations.models import Person, SignInFailure

WINDOW = timedelta(minutes=30)
FREE_BY_NAME, FREE_BY_ADDRESS = 5, 30
PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=15)
KEEP = timedelta(days=1)


def username_key(username: str) -> str:
    """User names are the same in capitals."""
    return username.strip().casefold()[:150]


def clean_password(password: str, person: Person) -> str:
    """The password, where it is good enough. Raises Refused with what is missing."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "password") from error
    return password


def sign_in(request: HttpRequest, username: str, password: str) -> Person:
    """Check a password and open the session. Logged; a wrong one is counted.

    Raises Refused with one sentence for a wrong name or password (the same for both), a locked account, and a pause
    after many wrong attempts.
    """
    key, address = username_key(username), _address(request)
    wait = pause_left(key, address, timezone.now())
    if wait > timedelta(0):
        minutes = -(-int(wait.total_seconds()) // 60)
        raise Refused(f"Đã nhập sai nhiều lần. Hãy thử lại sau {minutes} phút, hoặc nhờ quản trị đặt lại mật khẩu.")
    return _check(None, request, key, address, password) or _fail(key, address)


@action("organisations.sign_in")
def _check(by: None, request: HttpRequest, key: str, address: str, password: str) -> Person | None:
    # Inside an action, for checking may write: a hash of an old kind is renewed.
    person = authenticate(request, username=key, password=password)
    if not isinstance(person, Person):
        return None
    login(request, person)
    SignInFailure.objects.filter(username=key).delete()
    act = current_act()
    act.actor = person
    agency = membership(person, today()).agency
    act.agency_id = agency.pk if agency is not None else None
    act.tell(person, f"Đăng nhập từ {address or 'không rõ địa chỉ'}")
    return person


def _fail(key: str, address: str) -> Person:
    now = timezone.now()
    SignInFailure.objects.filter(at__lt=now - KEEP).delete()
    SignInFailure.objects.create(username=key, address=address, at=now)
    raise Refused("Tên đăng nhập hoặc mật khẩu không đúng.")


def pause_left(key: str, address: str, now: datetime) -> timedelta:
    """How long this name, or this address, must wait. After the free attempts each wrong one doubles the pause."""
    recent = SignInFailure.objects.filter(at__gt=now - WINDOW).order_by("-at")
    by_name = list(recent.filter(username=key).values_list("at", flat=True)[: FREE_BY_NAME + 10])
    by_address = list(recent.filter(address=address).values_list("at", flat=True)[: FREE_BY_ADDRESS + 10])
    ends = [_until(by_name, FREE_BY_NAME, now), _until(by_address if address else [], FREE_BY_ADDRESS, now)]
    return max(ends) - now


def _until(failures: list[datetime], free: int, now: datetime) -> datetime:
    over = len(failures) - free
    return failures[0] + min(PAUSE * 2**over, LONGEST_PAUSE) if over >= 0 else now


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


@action("organisations.sign_out")
def sign_out(by: Person | None, request: HttpRequest) -> None:
    """Close the session."""
    if by is not None:
        current_act().tell(by, "Đăng xuất")
    logout(request)


@action("organisations.change_password")
def change_password(by: Person, old: str, new: str, request: HttpRequest | None = None) -> None:
    """Change one's own password; other sessions end. Raises Refused for a wrong old or a weak new one."""
    if not by.check_password(old):
        raise Refused("Mật khẩu hiện tại không đúng.", "old")
    if old == new:
        raise Refused("Mật khẩu mới phải khác mật khẩu hiện tại.", "password")
    _store(by, new, "Tự đổi mật khẩu")
    if request is not None:
        update_session_auth_hash(request, by)


@action("organisations.set_password")
def set_password(by: Person | None, person: Person, password: str) -> None:
    """Set somebody's password anew, who forgot it. Raises Refused for a weak one, NotAllowed."""
    units = [post.unit for post in person.posts.select_related("unit")]
    allow(by, "people.edit", *units)
    _store(person, password, "Đặt lại mật khẩu")
    SignInFailure.objects.filter(username=person.username).delete()


def _store(person: Person, password: str, note: str) -> None:
    person.set_password(clean_password(password, person))
    person.save()
    current_act().tell(person, note)
