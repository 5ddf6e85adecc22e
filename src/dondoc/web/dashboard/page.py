"""The leader's page, and the list behind each of its figures."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dondoc.audit.errors import NotAllowed
from dondoc.documents.models import Document
from dondoc.documents.paging import page
from dondoc.evaluation import dashboard
from dondoc.evaluation.dashboard import REASONS, Behind, Month
from dondoc.evaluation.policies import headed
from dondoc.evaluation.spans import Span
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.policies import may
from dondoc.tasks.statistics import Cells, four_cells
from dondoc.tasks.visibility import VIEW_ALL
from dondoc.web.dashboard.drawing import LEGEND, trend_chart
from dondoc.web.paging import SIZE, day_of, id_of, number_of
from dondoc.web.tasks.statistics import SHARES, bar, drawn

CELLS = {name: label for name, _, label in SHARES}

UNITS = 10
"""Units on the page, those with most overdue; all stand in the statistics."""


def _require(request: HttpRequest) -> None:
    if not (may(request.membership, VIEW_ALL) or headed(request.membership)):
        raise NotAllowed("Trang này dành cho lãnh đạo.")


def list_address(which: Behind) -> str:
    """The address of the list behind a figure."""
    asked = {
        "o": which.cell,
        "don-vi": which.unit,
        "thang": f"{which.month:%d/%m/%Y}" if which.month else "",
        "van-ban": which.document,
        "nguoi": which.person,
        "vi-sao": which.reason,
    }
    return reverse("dashboard:list") + "?" + urlencode({key: value for key, value in asked.items() if value})


def _figures(cells: Any, **which: Any) -> list[tuple[str, str, int, str]]:
    """The four cells, each with the address of its list."""
    return [
        (name, label, getattr(cells, name), list_address(Behind(cell=name, **which))) for name, label in CELLS.items()
    ]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The page: at most seven queries of its own."""
    _require(request)
    mine, today = request.membership, request.today
    cells = four_cells(mine, today)
    months = dashboard.trend(mine, today)
    units = sorted(cells[1:], key=lambda row: -row.open_overdue)
    context: dict[str, Any] = {
        "total": cells[0],
        "tiles": _figures(cells[0]),
        "units": [_unit_row(row) for row in units[:UNITS]],
        "more_units": max(0, len(units) - UNITS),
        "chart": trend_chart(months, lambda month: list_address(Behind(month=month.first))),
        "months": months,
        "legend": LEGEND,
        "shares": SHARES,
        "plans": [
            (plan, _figures(plan, document=plan.document.pk), drawn(bar(plan))) for plan in dashboard.plans(mine, today)
        ],
        "loads": [(load, list_address(Behind(person=load.person))) for load in dashboard.loads(mine, today)],
        "sees_all": may(mine, VIEW_ALL),
        "rate": _rate(months),
    }
    found = dashboard.standing(mine, today)
    context["standing"] = found
    context["late"] = [(one, REASONS[one.reason]) for one in found.late]
    context["reasons"] = [
        (label, count, list_address(Behind(cell="open_overdue", reason=name))) for name, label, count in found.reasons
    ]
    return render(request, "web/dashboard/page.html", context)


def _unit_row(row: Cells) -> tuple[Cells, list[tuple[str, str, int, str]], str, Any]:
    assert row.unit is not None
    return row, _figures(row, unit=row.unit.pk), list_address(Behind(unit=row.unit.pk)), drawn(bar(row))


def _rate(months: list[Month]) -> str:
    """How much of what was due over the months and is done was done in time, in words."""
    done = sum(month.on_time + month.late for month in months)
    return f"{100 * sum(month.on_time for month in months) / done:.1f}".replace(".", ",") + "%" if done else "–"


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The list behind a figure."""
    _require(request)
    which = Behind(
        cell=request.GET.get("o", "") if request.GET.get("o", "") in CELLS else "",
        unit=id_of(request.GET, "don-vi"),
        month=day_of(request.GET, "thang"),
        document=id_of(request.GET, "van-ban"),
        person=id_of(request.GET, "nguoi"),
        reason=request.GET.get("vi-sao", "") if request.GET.get("vi-sao", "") in REASONS else "",
    )
    if which.person:
        rows: Any = dashboard.performed(request.membership, which.person)
    else:
        rows = dashboard.behind(request.membership, request.today, which)
    context = {
        "page": page(rows, number_of(request.GET), SIZE),
        "of_person": bool(which.person),
        "title": _title(request, which),
    }
    return render(request, "web/dashboard/list.html", context)


def _title(request: HttpRequest, which: Behind) -> str:
    """What the list holds, in words."""
    said = [CELLS.get(which.cell, "Đang thực hiện" if which.person else "Tất cả")]
    if which.reason:
        said.append(REASONS[which.reason].lower())
    if which.unit:
        said.append(Unit.objects.filter(pk=which.unit).values_list("name", flat=True).first() or "đơn vị khác")
    if which.month:
        said.append(f"hạn trong {Span.of('month', which.month).name}")
    if which.document:
        document = Document.objects.filter(pk=which.document, agency=request.membership.agency).first()
        said.append(str(document) if document else "văn bản khác")
    if which.person:
        said.append(Person.objects.filter(pk=which.person).values_list("full_name", flat=True).first() or "")
    return " · ".join(said)
