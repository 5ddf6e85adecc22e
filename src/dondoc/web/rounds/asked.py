"""What one's own units are asked by whomever, and the door to answer with an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dondoc.documents.paging import page
from dondoc.organisations.policies import require
from dondoc.rounds.actions import mark_seen
from dondoc.rounds.answerers import by_account
from dondoc.rounds.models import RoundState
from dondoc.rounds.policies import PREPARE
from dondoc.rounds.queries import asked_of
from dondoc.web.paging import SIZE, number_of
from dondoc.web.rounds.doors import answer_page


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Open requests to the member's units, the next day due first; those that are over on a tab of their own."""
    require(request.membership, PREPARE)
    over = request.GET.get("xem") == "da-ket-thuc"
    rows = asked_of(request.membership, RoundState.CLOSED if over else RoundState.OPEN)
    shown = page(rows.order_by("-round__due_on", "-id") if over else rows, number_of(request.GET), SIZE)
    return render(request, "web/rounds/asked.html", {"page": shown, "over": over})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, addressee_id: int) -> HttpResponse:
    """What a unit of the member is asked, and its answer."""
    require(request.membership, PREPARE)
    answerer = by_account(request.membership, addressee_id)
    if request.method == "GET":
        mark_seen(request.user, answerer)
    return answer_page(request, answerer)
