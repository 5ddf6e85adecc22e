"""Statistics of the four cells, by leading unit, by the present due day or the first one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from dondoc.organisations.policies import may
from dondoc.tasks.behind import Behind
from dondoc.tasks.statistics import CELLS, Cells, four_cells
from dondoc.web.paging import day_of, id_of
from dondoc.web.tasks.counted import Asked
from dondoc.web.tasks.register import units_of_choice

BAR = 200
"""Width of a bar in the units of its drawing."""

SHARES = (
    ("done_on_time", "good", "Hoàn thành đúng hạn"),
    ("done_late", "late-done", "Hoàn thành trễ hạn"),
    ("open_in_time", "open", "Đang làm, trong hạn"),
    ("open_overdue", "bad", "Đang làm, quá hạn"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: ``x`` and ``width`` in the units of the drawing."""

    x: float
    width: float
    look: str
    label: str
    count: int


def bar(cells: Cells) -> list[Piece]:
    """The four cells as pieces of one bar."""
    pieces, x = [], 0.0
    for name, look, label in SHARES:
        count = getattr(cells, name)
        width = BAR * count / cells.total if cells.total else 0.0
        if count:
            pieces.append(Piece(round(x, 2), round(width, 2), look, label, count))
        x += width
    return pieces


def drawn(pieces: list[Piece]) -> SafeString:
    """The bar as a drawing that says in words what it shows."""
    label = "; ".join(f"{piece.label}: {piece.count}" for piece in pieces)
    parts = format_html_join("", _PIECE, ((p.look, f"{p.x:g}", f"{p.width:g}", p.label, p.count) for p in pieces))
    return format_html(_BAR, BAR, label, parts)


_BAR = '<svg class="bar" viewBox="0 0 {} 12" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>'
_PIECE = '<rect class="bar-{}" x="{}" y="0" width="{}" height="12"><title>{}: {}</title></rect>'


COLUMNS = (
    ("", "Tổng"),
    ("done_on_time", "Đúng hạn"),
    ("done_late", "Trễ hạn"),
    ("open_in_time", "Trong hạn"),
    ("open_overdue", "Quá hạn"),
    ("early", "Trước hạn"),
    ("returned", "Bị trả lại"),
    ("extended", "Gia hạn"),
)
"""The columns of the table; the bar stands behind the first five."""


def _figures(row: Cells, lists: dict[str, str]) -> list[tuple[str, str, int, str]]:
    """The figures of a row in the order of ``COLUMNS``: name, label, count, address of the list."""
    return [(name, label, getattr(row, name or "total"), lists[name]) for name, label in COLUMNS]


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The table, with a bar for each unit."""
    since, until = day_of(request.GET, "tu"), day_of(request.GET, "den")
    by_first_day = request.GET.get("theo") == "ban-dau"
    unit = id_of(request.GET, "don-vi")
    cells = four_cells(
        request.membership, request.today, since=since, until=until, by_first_day=by_first_day, unit=unit
    )
    year = date(request.today.year, 1, 1)

    def lists(row: Cells) -> dict[str, str]:
        """The address of the list behind each figure of a row."""
        which = {"unit": row.unit.pk} if row.unit else {"below": unit}
        narrow = {**which, "since": since, "until": until, "by_first_day": by_first_day}
        return Asked(Behind(**narrow)).addresses(["", *CELLS])

    context: dict[str, Any] = {
        "total": cells[0],
        "tiles": [(name, label, getattr(cells[0], name), lists(cells[0])[name]) for name, _, label in SHARES],
        "rows": [(row, _figures(row, lists(row)), drawn(bar(row))) for row in cells[1:]],
        "totals": _figures(cells[0], lists(cells[0])),
        "total_bar": drawn(bar(cells[0])),
        "shares": SHARES,
        "since": since,
        "until": until,
        "by_first_day": by_first_day,
        "unit": unit,
        "units": units_of_choice(request),
        "year_start": year,
        "sees_all": may(request.membership, "tasks.view_all"),
    }
    return render(request, "web/tasks/statistics.html", context)
