"""The QR code of a session, and the page on which participants check themselves in."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dondoc.api import limits
from dondoc.audit.errors import Refused
from dondoc.forms.patterns import Wrong, phone
from dondoc.notices.links import absolute
from dondoc.training import actions
from dondoc.training.actions.attending import UNKNOWN
from dondoc.training.models import Session

SALT = "dondoc.training.session"
ENDED = "Mã điểm danh này không đúng hoặc không còn hiệu lực; hãy quét lại mã tại lớp."


def token_of(session: Session) -> str:
    """What stands in the address of a session's code; it cannot be guessed from another's."""
    return salted_hmac(SALT, f"{session.pk}:{session.nonce}", algorithm="sha256").hexdigest()[:40]


def qr_of(session: Session) -> dict[str, Any]:
    """The address of a session and its QR code, drawn on the server."""
    address = absolute(reverse("training:check_in", args=[session.pk, token_of(session)]))
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=2)
    # Drawn by us out of an address of ours: there is nothing in it that somebody else has written.
    return {"address": address, "qr": mark_safe(drawn)}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, session_id: int, token: str) -> HttpResponse:
    """A participant types the own phone number and is there. Guessing is slowed down by address."""
    address = f"address:{request.META.get('REMOTE_ADDR', '')}"
    try:
        limits.count(f"link:{address}", limits.limit_of("link"))
    except limits.TooMany:
        return _page(request, None, 429, "Có quá nhiều lượt từ mạng của bạn. Hãy đợi một phút rồi thử lại.")
    session = Session.objects.select_related("course__agency__unit").filter(pk=session_id).first()
    if session is None or not constant_time_compare(token, token_of(session)):
        return _page(request, None, 404, ENDED)
    if session.on != request.today:
        return _page(request, None, 404, f"Chỉ điểm danh trong ngày học {session.on:%d/%m/%Y}.")
    if request.method != "POST":
        return _page(request, session)
    try:
        number = phone(request.POST.get("phone", ""))
        found = actions.check_in(None, session.pk, number, request.today)
    except (Wrong, Refused) as error:
        words = str(error) if isinstance(error, Refused) else UNKNOWN
        return _page(request, session, 422, words)
    return _page(request, session, present=found.full_name.split()[-1])


def _page(
    request: HttpRequest, session: Session | None, status: int = 200, error: str = "", **more: Any
) -> HttpResponse:
    context = {"session": session, "error": error, **more}
    response = render(request, "web/training/check_in.html", context, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response
