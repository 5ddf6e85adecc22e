"""Charts drawn on the server as SVG: shapes and numbers say it, colour only helps."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dondoc.evaluation.dashboard import Month

WIDTH, HEIGHT, FOOT, TOP = 620, 190, 34, 18
"""In the units of the drawing: FOOT is the room for the months' names, TOP for the numbers."""

_PATTERNS = (
    '<defs><pattern id="late-done" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="bar-late-done" width="6" height="6"/><rect class="bar-mark" width="2" height="6"/></pattern>'
    '<pattern id="still-open" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect class="bar-empty" width="6" height="6"/><circle class="bar-mark" cx="2" cy="2" r="1.2"/></pattern></defs>'
)
LEGEND = (("on_time", "Xong đúng hạn"), ("late", "Xong trễ hạn"), ("open", "Chưa xong"))
_FILLS = {"on_time": "", "late": "url(#late-done)", "open": "url(#still-open)"}
_LOOKS = {"on_time": "bar-good", "late": "bar-edge", "open": "bar-edge"}


def trend_chart(months: list[Month], address: Callable[[Month], str]) -> SafeString:
    """A column a month: done in time (solid), done late (striped), open (dotted), the sum above it. Each column is a
    link to its list."""
    most = max([month.total for month in months] + [1])
    step = WIDTH / len(months)
    parts = format_html_join(
        "", "{}", ((_column(month, at, step, most, address(month)),) for at, month in enumerate(months))
    )
    label = "; ".join(
        f"tháng {m.first.month}/{m.first.year}: {m.on_time} xong đúng hạn, {m.late} xong trễ hạn, {m.open} chưa xong"
        for m in months
    )
    return format_html(
        '<svg class="columns" viewBox="0 0 {} {}" role="group" aria-label="Theo tháng đến hạn. {}">{}{}'
        '<line class="axis" x1="0" x2="{}" y1="{}" y2="{}"/></svg>',
        WIDTH,
        HEIGHT,
        label,
        SafeString(_PATTERNS),
        parts,
        WIDTH,
        HEIGHT - FOOT,
        HEIGHT - FOOT,
    )


def _column(month: Month, at: int, step: float, most: int, address: str) -> SafeString:
    x, width = at * step + step * 0.18, step * 0.64
    base, room = HEIGHT - FOOT, HEIGHT - FOOT - TOP
    pieces, y = [], float(base)
    for name, _ in LEGEND:
        height = room * getattr(month, name) / most
        y -= height
        if height:
            pieces.append((_LOOKS[name], _FILLS[name], _n(x), _n(y), _n(width), _n(height)))
    rects = format_html_join("", '<rect class="{}" fill="{}" x="{}" y="{}" width="{}" height="{}"/>', pieces)
    middle = _n(x + width / 2)
    return format_html(
        '<a href="{}" aria-label="Tháng {}: {} việc"><rect class="bar-room" x="{}" y="0" width="{}" height="{}"/>{}'
        '<text class="bar-sum" x="{}" y="{}">{}</text><text class="bar-name" x="{}" y="{}">{}</text></a>',
        address,
        f"{month.first.month}/{month.first.year}",
        month.total,
        _n(at * step),
        _n(step),
        HEIGHT,
        rects,
        middle,
        _n(y - 5),
        month.total or "",
        middle,
        HEIGHT - FOOT + 18,
        f"{month.first.month}/{month.first.year % 100:02d}",
    )


def _n(value: float) -> str:
    return f"{value:.1f}"
