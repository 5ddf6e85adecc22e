"""Where a person wants to hear: the daily mail, a calendar address, other services. And the calendar itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dondoc.notices import actions
from dondoc.notices.actions.addresses import PERSONAL_SERVICES
from dondoc.notices.feed import calendar
from dondoc.notices.links import absolute
from dondoc.notices.queries import has_feed, own_addresses, wants_digest

SECRET = "calendar_address"


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The page; a calendar address that was just made is shown on it once."""
    context: dict[str, Any] = {
        "digest": wants_digest(request.user),
        "feed": has_feed(request.user),
        "secret": request.session.pop(SECRET, ""),
        "addresses": own_addresses(request.membership),
        "services": ", ".join(sorted(PERSONAL_SERVICES)),
    }
    return render(request, "web/notices/own.html", context)


@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Get the daily mail or not."""
    actions.choose_digest(request.user, request.membership, request.POST.get("digest") == "1")
    messages.success(request, "Đã lưu lựa chọn nhận thư.")
    return redirect("notices:own")


@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """Make a new calendar address, or end the one there is."""
    if request.POST.get("end"):
        actions.end_feed(request.user, request.membership)
        messages.success(request, "Địa chỉ lịch cũ không còn dùng được.")
    else:
        secret = actions.make_feed(request.user, request.membership, timezone.now())
        request.session[SECRET] = absolute(reverse("notices:calendar", args=[secret]))
    return redirect("notices:own")


@require_POST
def add_address(request: HttpRequest) -> HttpResponse:
    """Add a service of one's own."""
    label, url = request.POST.get("label", ""), request.POST.get("url", "")
    actions.add_address(request.user, request.membership, label, url)
    messages.success(request, "Đã thêm kênh nhận nhắc việc.")
    return redirect("notices:own")


@require_POST
def remove_address(request: HttpRequest, address_id: int) -> HttpResponse:
    """Take a service away."""
    actions.remove_address(request.user, request.membership, address_id)
    messages.success(request, "Đã bỏ kênh.")
    return redirect("settings:agency" if request.POST.get("agency") else "notices:own")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address; who knows it needs no account."""
    found = calendar(secret, timezone.now())
    if found is None:
        raise Http404
    etag = f'"{found.etag}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    headers = {"ETag": etag, "Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
    return HttpResponse(found.body, content_type="text/calendar; charset=utf-8", headers=headers)
