"""Signing in and out, one's own password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.audit.errors import Refused
from dondoc.organisations import actions
from dondoc.organisations.models import Agency


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The login page; a sample agency's accounts are listed on it."""
    wanted = request.POST.get("tiep") or request.GET.get("tiep", "")
    if request.user.is_authenticated:
        return redirect(_inside(request, wanted))
    error, status = "", 200
    if request.method == "POST":
        try:
            actions.sign_in(request, request.POST.get("username", ""), request.POST.get("password", ""))
            return redirect(_inside(request, wanted))
        except Refused as refusal:
            error, status = str(refusal), 422
    context = {"error": error, "next": wanted, "username": request.POST.get("username", ""), **_sample()}
    return render(request, "web/accounts/login.html", context, status=status)


def _inside(request: HttpRequest, address: str) -> str:
    """The address to go on to, where it is one of ours; else home."""
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else resolve_url("home")


def _sample() -> dict[str, Any]:
    """Accounts of the sample agency with its password; nothing where no agency is a sample."""
    for agency in Agency.objects.select_related("unit"):
        sample = agency.settings.get("sample")
        if sample:
            return {"agency": agency, "accounts": sample["accounts"], "sample_password": sample["password"]}
    return {}


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    actions.sign_out(request.user, request)
    return redirect("login")


@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    error, status = "", 200
    if request.method == "POST":
        try:
            _change(request)
            messages.success(request, "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.")
            return redirect("home")
        except Refused as refusal:
            error, status = str(refusal), 422
    return render(request, "web/accounts/password.html", {"error": error}, status=status)


def _change(request: HttpRequest) -> None:
    old, new, again = (request.POST.get(name, "") for name in ("old", "new", "again"))
    if new != again:
        raise Refused("Hai lần nhập mật khẩu mới không giống nhau. Hãy nhập lại.")
    actions.change_password(request.user, old, new, request)
