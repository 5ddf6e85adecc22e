"""Writes of tokens. A person makes tokens for themselves only, and only on a page, never with another token."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from dondoc.api.models import ApiToken, TokenScope
from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.recording import acted_as, action
from dondoc.organisations.models import Person
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership
from dondoc.organisations.secrets import digest, hint, new_secret

LONGEST = timedelta(days=366)
MOST = 20
"""Working tokens of one person."""


@action("api.create_token")
def create_token(by: Person, membership: Membership, name: str, scope: str, expires_on: date) -> tuple[ApiToken, str]:
    """Make a token; the secret beside it is shown now and never again.

    ``expires_on`` is the first day on which it no longer works. Raises NotAllowed for somebody without a post, Refused
    for an empty or long name, an unknown scope, a day that is past or more than a year away, or too many tokens.
    """
    if membership.agency is None:
        raise NotAllowed("Tài khoản của bạn chưa được giao chức vụ ở đơn vị nào; hãy báo quản trị.")
    acted_as(membership.agency.pk)
    name = " ".join(name.split())
    _check(by, name, scope, expires_on, membership.today)
    secret = new_secret()
    token = ApiToken(person=by, name=name, scope=scope, hint=hint(secret), digest=digest(secret), expires_on=expires_on)
    token.save()
    return token, secret


def _check(by: Person, name: str, scope: str, expires_on: date, today: date) -> None:
    if not name:
        raise Refused("Hãy đặt tên cho mã truy cập, ví dụ tên phần mềm sẽ dùng mã.", "name")
    if len(name) > 80:
        raise Refused("Tên mã truy cập dài quá 80 ký tự; hãy rút gọn.", "name")
    if scope not in TokenScope.values:
        raise Refused("Hãy chọn mã chỉ đọc hoặc mã được ghi.", "scope")
    if not today < expires_on <= today + LONGEST:
        raise Refused("Ngày hết hạn phải sau hôm nay và trong vòng một năm.", "expires_on")
    working = ApiToken.objects.filter(person=by, revoked_at=None, expires_on__gt=today).count()
    if working >= MOST:
        raise Refused(f"Bạn đã có {MOST} mã truy cập đang dùng; hãy thu hồi bớt mã cũ.")


@action("api.revoke_token")
def revoke_token(by: Person, membership: Membership, token_id: int) -> ApiToken:
    """End a token at once: one's own, or as administrator that of anybody in the agency. Twice changes nothing.

    Raises Refused where there is no such token.
    """
    token = ApiToken.objects.select_for_update().filter(pk=token_id).first()
    if token is None or not (token.person_id == by.pk or _administers(membership, token.person)):
        raise Refused("Không tìm thấy mã truy cập này; hãy tải lại trang.")
    acted_as(membership.agency.pk if membership.agency else None)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save()
    return token


def _administers(mine: Membership, owner: Person) -> bool:
    if mine.agency is None or not may(mine, "people.edit"):
        return False
    return owner.posts.filter(unit__above__ancestor=mine.agency_unit_id).exists()
