"""Open work of units that have ended and have several successors, or none: a person says who takes it over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dondoc.audit.errors import Refused
from dondoc.organisations.policies import require
from dondoc.tasks import actions, leaving
from dondoc.web.paging import id_of
from dondoc.web.tasks.register import units_of_choice


@require_http_methods(["GET", "HEAD", "POST"])
def estates(request: HttpRequest) -> HttpResponse:
    """What each ended unit left, with a choice of the unit that takes it over; for one or for all of them."""
    require(request.membership, "tasks.follow")
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        try:
            count = actions.hand_over(request.user, request.membership, _choices(request))
            messages.success(request, f"Đã chuyển {count} phần việc cho đơn vị kế thừa.")
            return redirect("desk:estates")
        except Refused as refusal:
            context["error"], status = str(refusal), 422
    found = leaving.estates(request.membership, request.today)
    for one in found:
        one.unit.key = str(one.unit.pk)
        for part in one.parts:
            part.key = str(part.pk)
    context |= {"estates": found, "units": units_of_choice(request), "total": sum(len(one.parts) for one in found)}
    return render(request, "web/tasks/estates.html", context, status=status)


def _choices(request: HttpRequest) -> dict[int, int]:
    """Part → unit: each part's own choice, else the one for all of its unit."""
    everything = id_of(request.POST, "all")
    chosen = {}
    for value in request.POST.getlist("part"):
        if value.isascii() and value.isdigit():
            unit = id_of(request.POST, f"to-{value}") or everything
            if unit is not None:
                chosen[int(value)] = unit
    return chosen
