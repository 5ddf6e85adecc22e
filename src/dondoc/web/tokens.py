"""Tokens with which a person's programs act for them: made here, shown once, ended at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.api import actions
from dondoc.api.models import TokenScope
from dondoc.api.queries import tokens_of
from dondoc.audit.errors import Refused
from dondoc.web.paging import day_of

DAYS = 90


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's tokens; a new one's secret stands on the answer to its form and nowhere else."""
    context: dict[str, Any] = {"sent": request.POST}
    status = 200
    if request.method == "POST":
        try:
            context |= {"secret": _made(request), "sent": {}}
        except Refused as refusal:
            context["error"], status = str(refusal), 422
    day = timedelta(days=1)
    rows = [(token, token.works(request.today), token.expires_on - day) for token in tokens_of(request.user)[:50]]
    context |= {
        "tokens": rows,
        "scopes": TokenScope.choices,
        "last_day": request.today + timedelta(days=DAYS),
    }
    return render(request, "web/accounts/tokens.html", context, status=status)


def _made(request: HttpRequest) -> str:
    last = day_of(request.POST, "last")
    if last is None:
        raise Refused("Hãy nhập ngày cuối còn dùng được, ví dụ 31/12/2026.", "last")
    name, scope = request.POST.get("name", ""), request.POST.get("scope", "")
    return actions.create_token(request.user, request.membership, name, scope, last + timedelta(days=1))[1]


@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """End a token."""
    token = actions.revoke_token(request.user, request.membership, token_id)
    messages.success(request, f"Mã “{token.name}” không còn dùng được.")
    return redirect("tokens")
