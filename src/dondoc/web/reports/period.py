"""One period: who has sent, the numbers and the lists behind them, what comes next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dondoc.organisations.models import Unit
from dondoc.reports import actions
from dondoc.reports.consolidated import numbers
from dondoc.reports.figures import Cell, behind, cells
from dondoc.reports.models import ReportPeriod
from dondoc.reports.queries import progress
from dondoc.reports.reporters import Reporters, reporters
from dondoc.rounds.models import RoundState
from dondoc.rounds.policies import answering_units
from dondoc.web.paging import id_of
from dondoc.web.reports.finding import find_desk, find_period
from dondoc.web.words import CELLS

SHOWN = 200


def shared(request: HttpRequest, period: ReportPeriod, here: str, who: Reporters | None = None) -> dict[str, Any]:
    """What all pages of a period show; ``who`` sends in it, where that is at hand."""
    return {
        "period": period,
        "round": period.asked,
        "here": here,
        "is_desk": period.worked_on,
        "counts": who.counts(request.today) if who else progress([period], request.today)[period.pk],
    }


@require_safe
def period(request: HttpRequest, period_id: int) -> HttpResponse:
    """The page."""
    found = find_period(request, period_id)
    who = reporters(found, with_chases=True)
    context = shared(request, found, "period", who)
    if context["is_desk"]:
        context |= {"senders": who.reports[:SHOWN], "more": len(who.reports) > SHOWN}
        context |= {"cells": cells(found, request.today, who.units), "told": numbers(found, who.sent)}
        context |= {"labels": CELLS.values(), "has_draft": found.sections.exists()}
    own = answering_units(request.membership) if found.asked.state == RoundState.OPEN else frozenset()
    context["mine"] = [report for report in who.reports if report.unit_id in own]
    return render(request, "web/reports/period.html", context)


@require_safe
def by_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """The period of a round."""
    found = ReportPeriod.objects.filter(asked=round_id).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    find_period(request, found)
    return redirect("reports:period", found)


@require_safe
def counted(request: HttpRequest, period_id: int, cell: str) -> HttpResponse:
    """The list behind a number."""
    found = find_desk(request, period_id)
    if cell not in set(Cell):
        raise Http404
    unit = Unit.objects.filter(pk=id_of(request.GET, "don-vi") or 0).first()
    rows = behind(found, Cell(cell), request.today, unit.pk if unit else None)
    context = shared(request, found, "period") | {"rows": rows, "label": CELLS[Cell(cell)], "unit": unit}
    return render(request, "web/reports/counted.html", context)


@require_POST
def refill(request: HttpRequest, period_id: int) -> HttpResponse:
    """Take the newest updates into the forms that were not sent."""
    find_desk(request, period_id)
    changed = actions.refill(request.user, request.membership, period_id)
    messages.success(request, f"Đã cập nhật {changed} nội dung trong báo cáo của các đơn vị chưa gửi.")
    return redirect("reports:period", period_id)


@require_POST
def consolidate(request: HttpRequest, period_id: int) -> HttpResponse:
    """Make the draft, or add to it what came since."""
    find_desk(request, period_id)
    actions.consolidate(request.user, request.membership, period_id)
    messages.success(request, "Đã tổng hợp báo cáo của các đơn vị đã gửi.")
    return redirect("reports:editor", period_id)


@require_POST
def cancel(request: HttpRequest, period_id: int) -> HttpResponse:
    """Do without a period."""
    find_desk(request, period_id)
    actions.cancel(request.user, request.membership, period_id, request.POST.get("reason", ""))
    messages.success(request, "Đã hủy kỳ báo cáo.")
    return redirect("reports:period", period_id)
