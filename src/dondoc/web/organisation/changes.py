"""Units that end on a day, and who takes over: closing, merging and splitting in one form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dondoc.audit.errors import Refused
from dondoc.organisations import actions
from dondoc.organisations.models import Unit
from dondoc.organisations.policies import require
from dondoc.web.documents.fields import Token, sent_tokens
from dondoc.web.paging import day_of


@require_http_methods(["GET", "HEAD", "POST"])
def rearrange(request: HttpRequest) -> HttpResponse:
    """The form; with olds and news a merger or a split, without news an end without successor."""
    require(request.membership, "organisation.edit")
    context: dict[str, Any] = {"on": request.today, "may_edit": True, "with_people": True}
    status = 200
    if request.method == "POST":
        try:
            words = _rearrange(request)
            messages.success(request, words)
            return redirect("organisation:units")
        except Refused as refusal:
            context |= _as_sent(request) | {"error": str(refusal)}
            status = 422
    return render(request, "web/organisation/rearrange.html", context, status=status)


def _rearrange(request: HttpRequest) -> str:
    olds, news = _units(request, "olds"), _units(request, "news")
    on = day_of(request.POST, "on")
    if on is None:
        raise Refused("Hãy nhập ngày thực hiện, ví dụ 01/07/2026.")
    if not olds:
        raise Refused("Hãy chọn ít nhất một đơn vị chấm dứt hoạt động hoặc được sắp xếp.")
    note = request.POST.get("note", "").strip()
    names = ", ".join(unit.name for unit in olds)
    if not news:
        for unit in olds:
            actions.close_unit(request.user, unit, on, note=note)
        return f"{names} chấm dứt hoạt động từ ngày {on:%d/%m/%Y}."
    actions.merge_units(request.user, olds, news, on, note=note, with_people=bool(request.POST.get("people")))
    return f"Từ ngày {on:%d/%m/%Y}, công việc của {names} chuyển cho {', '.join(unit.name for unit in news)}."


def _units(request: HttpRequest, name: str) -> list[Unit]:
    ids = [item["unit"] for item in sent_tokens(request.POST.getlist(name)) if "unit" in item]
    found = Unit.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _as_sent(request: HttpRequest) -> dict[str, Any]:
    post = request.POST
    sent: dict[str, Any] = {"note": post.get("note", ""), "on_words": post.get("on", "")}
    sent["with_people"] = bool(post.get("people"))
    for name in ("olds", "news"):
        sent[name] = [Token(unit.name, unit.pk) for unit in _units(request, name)]
    return sent
