"""The leader's page; each of its figures leads to its list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dondoc.audit.errors import NotAllowed
from dondoc.evaluation import dashboard
from dondoc.evaluation.dashboard import REASONS, Month
from dondoc.evaluation.policies import headed
from dondoc.evaluation.spans import Span
from dondoc.organisations.policies import may
from dondoc.tasks.behind import Behind
from dondoc.tasks.statistics import Cells
from dondoc.tasks.visibility import VIEW_ALL
from dondoc.web.dashboard.drawing import LEGEND, trend_chart
from dondoc.web.tasks.counted import Asked
from dondoc.web.tasks.statistics import SHARES, bar, drawn

UNITS = 10
"""Units on the page, those with most overdue; all stand in the statistics."""


def _require(request: HttpRequest) -> None:
    if not (may(request.membership, VIEW_ALL) or headed(request.membership)):
        raise NotAllowed("Trang này dành cho lãnh đạo.")


def _figures(cells: Any, **which: Any) -> list[tuple[str, str, int, str]]:
    """The four cells, each with the address of its list."""
    lists = Asked(Behind(**which)).addresses(name for name, *_ in SHARES)
    return [(name, label, getattr(cells, name), lists[name]) for name, _, label in SHARES]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The page: at most seven queries of its own."""
    _require(request)
    mine, today = request.membership, request.today
    cells, months = dashboard.cells_and_trend(mine, today)
    units = sorted(cells[1:], key=lambda row: -row.open_overdue)
    context: dict[str, Any] = {
        "total": cells[0],
        "tiles": _figures(cells[0]),
        "units": [_unit_row(row) for row in units[:UNITS]],
        "more_units": max(0, len(units) - UNITS),
        "chart": trend_chart(months, _month_address),
        "months": months,
        "legend": LEGEND,
        "shares": SHARES,
        "plans": [
            (plan, _figures(plan, document=plan.document.pk), drawn(bar(plan))) for plan in dashboard.plans(mine, today)
        ],
        "loads": [(load, Asked(person=load.person).address()) for load in dashboard.busiest(mine, today)],
        "sees_all": may(mine, VIEW_ALL),
        "rate": _rate(months),
    }
    found = dashboard.standing(mine, today, cells[0].open_overdue)
    context["standing"] = found
    context["late"] = [(one, REASONS[one.reason]) for one in found.late]
    context["reasons"] = [
        (label, count, Asked(Behind("open_overdue"), name).address()) for name, label, count in found.reasons
    ]
    return render(request, "web/dashboard/page.html", context)


def _unit_row(row: Cells) -> tuple[Cells, list[tuple[str, str, int, str]], str, Any]:
    assert row.unit is not None
    return row, _figures(row, unit=row.unit.pk), Asked(Behind(unit=row.unit.pk)).address(), drawn(bar(row))


def _month_address(month: Month) -> str:
    return Asked(Behind(since=month.first, until=Span.of("month", month.first).last)).address()


def _rate(months: list[Month]) -> str:
    """How much of what was due over the months and is done was done in time, in words."""
    done = sum(month.on_time + month.late for month in months)
    return f"{100 * sum(month.on_time for month in months) / done:.1f}".replace(".", ",") + "%" if done else "–"
