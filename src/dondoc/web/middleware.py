"""What every request carries: today, the membership of who asks; and how a refusal becomes one sentence on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh, trigger_client_event

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.organisations.queries import membership

NEXT = "tiep"
WITHOUT_POST = ("login", "logout", "password")
Handler = Callable[[HttpRequest], HttpResponse]


class SignedInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a signed-in person, but those that say otherwise (``login_not_required``)."""

    redirect_field_name = NEXT


class MembershipMiddleware:
    """Sets ``request.today`` and ``request.membership`` (read on first use, then kept for the request)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = timezone.localdate()
        request.membership = SimpleLazyObject(lambda: membership(request.user, request.today))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> HttpResponse | None:
        """Who holds no post has nothing to see, but may sign out and change the password."""
        of_the_site = str(getattr(view, "__module__", "")).startswith("dondoc.web")
        if not of_the_site or not request.user.is_authenticated or request.resolver_match.view_name in WITHOUT_POST:
            return None
        if request.membership.agency is not None:
            return None
        return render(request, "web/home_nobody.html", status=403)


class RefusalMiddleware:
    """Turns ``Refused`` into one sentence: a toast for htmx, a message on the page that asked, or a 403 page.

    An htmx request that meets the login page is sent there as a whole page.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.htmx and isinstance(response, HttpResponseRedirect) and f"{NEXT}=" in response.url:
            return HttpResponseClientRefresh()
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        if request.htmx:
            return _toast(error)
        if request.method == "POST":
            messages.error(request, str(error))
            return HttpResponseRedirect(_where_from(request))
        status = 403 if isinstance(error, NotAllowed) else 400
        return render(request, "web/error.html", {"code": status, "sentence": str(error)}, status=status)


def _toast(error: Refused) -> HttpResponse:
    response = HttpResponse(status=403 if isinstance(error, NotAllowed) else 409)
    return trigger_client_event(response, "toast", {"words": str(error), "tone": "bad"})


def _where_from(request: HttpRequest) -> str:
    """The page that sent the form, where it is one of ours."""
    referer = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        parts = urlsplit(referer)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return "/"


def client_redirect(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that works for htmx and for plain forms."""
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)
