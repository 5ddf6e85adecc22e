"""What one's units owe, the periods that run, the reports that are set up, and those that are proposed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.paging import page
from dondoc.organisations.policies import may, require
from dondoc.reports import actions
from dondoc.reports.models import PeriodState
from dondoc.reports.policies import MANAGE
from dondoc.reports.queries import obligations, owed_by, periods, progress, running
from dondoc.reports.suggestions import suggestions
from dondoc.web.paging import SIZE, number_of

SHOWN = 50


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The list of reports; tabs for what runs and for what was issued."""
    require(request.membership, "tasks.read")
    tab = request.GET.get("xem", "")
    context: dict[str, Any] = {"tab": tab, "may_manage": may(request.membership, MANAGE)}
    if tab == "da-phat-hanh":
        rows = periods(request.membership).filter(state__in=(PeriodState.ISSUED, PeriodState.CANCELLED))
        context["page"] = page(rows, number_of(request.GET), SIZE)
    elif tab == "che-do":
        context["page"] = page(obligations(request.membership), number_of(request.GET), SIZE)
        context["suggestions"] = suggestions(request.membership, request.today)
    else:
        shown = list(running(request.membership)[:SHOWN])
        counts = progress(shown, request.today)
        context["running"] = [(one, counts[one.pk], one.worked_on) for one in shown]
        context["owed"] = list(owed_by(request.membership)[:SHOWN])
        if context["may_manage"]:
            context["waiting"] = len(suggestions(request.membership, request.today))
    return render(request, "web/reports/register.html", context)


@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """Propose a report no more."""
    require(request.membership, MANAGE)
    ids = [int(value) for value in request.POST.getlist("task") if value.isascii() and value.isdigit()]
    if not ids:
        raise Refused("Không rõ đề xuất nào; hãy tải lại trang.")
    actions.dismiss(request.user, request.membership, ids, request.POST.get("title", ""))
    messages.success(request, "Đã bỏ đề xuất; nhiệm vụ báo cáo vẫn được theo dõi như các nhiệm vụ khác.")
    return redirect("/bao-cao/?xem=che-do")
