"""Who asks: a program with a token, or the page of a signed-in person (then with Django's CSRF token)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from dondoc.api import limits
from dondoc.api.models import ApiToken, TokenScope
from dondoc.api.queries import note_use, token_with
from dondoc.audit.errors import NotAllowed
from dondoc.organisations.models import Person
from dondoc.organisations.queries import membership

SAFE = ("GET", "HEAD", "OPTIONS")


class Token(HttpBearer):
    """``Authorization: Bearer dd_…``; a token that is wrong is told so, and is not tried as a session."""

    def __call__(self, request: HttpRequest) -> Any:
        address = f"address:{request.META.get('REMOTE_ADDR', '')}"
        limits.count(address, limits.limit_of("address"))
        if "Authorization" not in request.headers:
            return None
        found = super().__call__(request)
        if not found:
            limits.count(f"failure:{address}", limits.limit_of("failure"))
            raise AuthenticationError
        return found

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = token_with(token, timezone.localdate())
        if found is None:
            return None
        limits.count(f"token:{found.pk}", limits.limit_of("token"))
        note_use(found, timezone.now())
        if found.scope != TokenScope.WRITE and request.method not in SAFE:
            raise NotAllowed("Mã truy cập này chỉ được đọc; hãy dùng mã được ghi.")
        enter(request, found.person)
        return found


class Session(APIKeyCookie):
    """The session of the site, for its own pages: every write then needs the header ``X-CSRFToken``."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Any:
        if not request.user.is_authenticated:
            limits.count(f"failure:address:{request.META.get('REMOTE_ADDR', '')}", limits.limit_of("failure"))
            return None
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Person:
        limits.count(f"person:{request.user.pk}", limits.limit_of("token"))
        enter(request, request.user)
        return request.user


def enter(request: HttpRequest, person: Person) -> None:
    """Let the request go on as this person. Raises NotAllowed for somebody who holds no post."""
    today = timezone.localdate()
    mine = membership(person, today)
    if mine.agency is None:
        raise NotAllowed("Tài khoản của bạn chưa được giao chức vụ ở đơn vị nào; hãy báo quản trị.")
    request.user, request.today, request.membership = person, today, mine
