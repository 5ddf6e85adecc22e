"""The rules that a picture of a page shows: long straight runs of ink, as the rules of a PDF page."""

from __future__ import annotations

import numpy as np

from dondoc.reading.ocr.picture import INK, Grey
from dondoc.reading.pdf.rules import Edge, Rules

LONGEST_GAP = 4
"""Pixels that a rule may be broken by."""
LEAST_ACROSS = 60.0
LEAST_DOWN = 16.0
"""Points; what is shorter is a letter, an underline of the head or a stroke of a pen."""
LEAST_ROW = 11.0
"""Points: the height of a row of one line; so short a rule stands between two others, a stroke of a letter does not."""
NEAR = 4.0
"""Points between two rules that meet."""
THICK = 10
"""Pixels at 300 dpi; what is thicker is a picture or a black edge of the scan."""


def rules_of(grey: Grey, points: float) -> Rules:
    """The rules of a page. ``points`` is the size of a pixel."""
    ink = grey < INK
    found = Rules()
    for at, start, end in _bars(ink, round(LEAST_ACROSS / points)):
        found.horizontal.append(Edge(at * points, start * points, end * points))
    for at, start, end in _bars(ink.T, round(LEAST_ROW / points)):
        edge = Edge(at * points, start * points, end * points)
        if _touches(edge, found.horizontal):
            found.vertical.append(edge)
    return found


def _bars(ink: np.ndarray, least: int) -> list[tuple[float, float, float]]:
    """Bars of ink along the rows: (middle row, start, end) in pixels."""
    candidates = np.flatnonzero(ink.sum(axis=1) >= least)
    runs = [(int(row), start, end) for row in candidates for start, end in _runs(ink[row], least)]
    bars: list[list[int]] = []
    for row, start, end in runs:
        bar = next((one for one in reversed(bars) if row - one[1] <= 2 and start < one[3] and end > one[2]), None)
        if bar is None:
            bars.append([row, row, start, end])
        else:
            bar[1], bar[2], bar[3] = row, min(bar[2], start), max(bar[3], end)
    return [((top + bottom) / 2, start, end) for top, bottom, start, end in bars if bottom - top < THICK]


def _runs(row: np.ndarray, least: int) -> list[tuple[int, int]]:
    """Stretches of ink in one row of pixels, small gaps bridged."""
    at = np.flatnonzero(row)
    if not at.size:
        return []
    cuts = np.flatnonzero(np.diff(at) > LONGEST_GAP)
    starts, ends = at[np.concatenate(([0], cuts + 1))], at[np.concatenate((cuts, [at.size - 1]))]
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True) if end - start >= least]


def _touches(edge: Edge, across: list[Edge]) -> bool:
    """Whether a rule that goes down meets one that goes across, a short one at both of its ends."""
    met = [one.at for one in across if one.start - NEAR <= edge.at <= one.end + NEAR]
    if edge.end - edge.start >= LEAST_DOWN:
        return any(edge.start - NEAR <= at <= edge.end + NEAR for at in met)
    return all(any(abs(at - end) <= NEAR for at in met) for end in (edge.start, edge.end))
