"""The agency's settings: reminders, places, channels, and what the scheduler last did."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.sequences import is_party
from dondoc.interchange.packing import ORGAN
from dondoc.notices import actions
from dondoc.notices.plans import Urgency, plans_of
from dondoc.notices.queries import agency_addresses, sendings, webhooks
from dondoc.notices.scheduling import late_jobs
from dondoc.organisations.actions import change_settings
from dondoc.organisations.models import Agency
from dondoc.organisations.policies import require
from dondoc.tasks.chain import DAYS
from dondoc.web.organisation.units import agency_of

LABELS = {
    Urgency.NORMAL: "Văn bản thường",
    Urgency.URGENT: "Khẩn, thượng khẩn",
    Urgency.EXPRESS: "Hỏa tốc",
}
FAILED_SHOWN = 20
PLACE_LIMIT = 60


@require_safe
def agency(request: HttpRequest) -> HttpResponse:
    """The page."""
    require(request.membership, "settings.edit")
    own = agency_of(request)
    plans = plans_of(own)
    context: dict[str, Any] = {
        "agency": own,
        "plans": [(one.value, LABELS[one], plan, ", ".join(map(str, plan.before))) for one, plan in plans.items()],
        "difficulty_days": own.settings.get("difficulty_days") or DAYS,
        "term_starts": terms_of(own) if is_party(own) else None,
        "series_groups": _groups(own.settings.get("outgoing_series")),
        "place": own.settings.get("place", ""),
        "organ": own.settings.get(ORGAN, ""),
        "webhooks": webhooks(request.membership),
        "addresses": agency_addresses(request.membership),
        "failed": sendings(request.membership, "failed")[:FAILED_SHOWN],
        "late_jobs": late_jobs(timezone.now()),
    }
    return render(request, "web/settings/agency.html", context)


def terms_of(own: Agency) -> list[date]:
    """The days on which the terms of a Party body began."""
    return [date.fromisoformat(one) for one in own.settings.get("term_starts") or []]


def _groups(rule: Any) -> str:
    """The groups of types that are numbered together, a line each; nothing where each type has its own sequence."""
    if not isinstance(rule, list):
        return ""
    return "\n".join(", ".join(group) for group in rule) or "\n"


@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """Set the reminder steps of one degree of urgency."""
    require(request.membership, "settings.edit")
    urgency = request.POST.get("urgency", "")
    if urgency not in [one.value for one in Urgency]:
        raise Refused("Không rõ độ khẩn. Hãy tải lại trang.")
    every = _numbers(request.POST.get("every", ""), "Chu kỳ nhắc quá hạn")
    actions.set_reminders(
        request.user,
        request.membership,
        _numbers(request.POST.get("before", ""), "Các mốc nhắc trước hạn"),
        on_day=request.POST.get("on_day") == "1",
        every=every[0] if every else 0,
        urgency=Urgency(urgency),
    )
    messages.success(request, "Đã lưu các mốc nhắc việc.")
    return redirect("settings:agency")


def _numbers(words: str, what: str) -> list[int]:
    """Whole numbers between commas. Raises Refused for anything else."""
    parts = [part.strip() for part in words.replace(";", ",").split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
        raise Refused(f"{what} là các số ngày, cách nhau bằng dấu phẩy, ví dụ 7, 3, 1.")
    return [int(part) for part in parts]


@require_POST
def general(request: HttpRequest) -> HttpResponse:
    """Set the place that letters name, and how long each station has for a difficulty."""
    require(request.membership, "settings.edit")
    place = " ".join(request.POST.get("place", "").split())
    if len(place) > PLACE_LIMIT:
        raise Refused(f"Địa danh dài quá {PLACE_LIMIT} ký tự; hãy rút gọn.")
    days = _numbers(request.POST.get("difficulty_days", ""), "Thời hạn trả lời vướng mắc")
    if len(days) != 1 or not 1 <= days[0] <= 60:
        raise Refused("Thời hạn trả lời vướng mắc là số ngày làm việc từ 1 đến 60.")
    change_settings(request.user, agency_of(request), {"place": place or None, "difficulty_days": days[0]})
    messages.success(request, "Đã lưu.")
    return redirect("settings:agency")


@require_POST
def add_webhook(request: HttpRequest) -> HttpResponse:
    """Tell another system; its secret is shown on the page."""
    actions.add_webhook(request.user, request.membership, request.POST.get("url", ""))
    messages.success(request, "Đã thêm web hook.")
    return redirect("settings:agency")


@require_POST
def remove_webhook(request: HttpRequest, webhook_id: int) -> HttpResponse:
    """Stop telling it."""
    actions.remove_webhook(request.user, request.membership, webhook_id)
    messages.success(request, "Đã bỏ web hook.")
    return redirect("settings:agency")


@require_POST
def add_address(request: HttpRequest) -> HttpResponse:
    """Add a service of the agency."""
    label, url = request.POST.get("label", ""), request.POST.get("url", "")
    actions.add_address(request.user, request.membership, label, url, for_agency=True)
    messages.success(request, "Đã thêm kênh của cơ quan.")
    return redirect("settings:agency")


@require_POST
def send_again(request: HttpRequest, sending_id: int) -> HttpResponse:
    """Try a message that failed once more."""
    actions.send_again(request.user, request.membership, sending_id, timezone.now())
    messages.success(request, "Sẽ gửi lại trong ít phút.")
    return redirect("settings:agency")
