"""Number and day that were stamped into the head of a finished document.

An office that issues a document leaves "Số:     /KH-UBND" and "ngày     tháng 9" open; the registry's software later
sets the number and the day into the gaps as text of its own, which stands elsewhere in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.letters import clean
from dondoc.reading.lines.line import Line, Segment
from dondoc.reading.pdf.page import WIDE_GAP, PageLine, TextLayer

_OPEN_LINE = re.compile(r"S[ốô]\s*:|\bng[àa]y\b(?:$|.*\bth[áa]ng\b)")
_STAMPED = re.compile(r"\d[\d\s/.]{0,14}")
HEAD = 0.4
SAME_ROW = 0.5
STAMPED_ROW = 0.9
WORD_GAP = 0.2


def fill_in(layer: TextLayer, lines: Sequence[PageLine], height: float) -> list[PageLine]:
    """The lines of a first page with what was stamped into its number and date lines put in its place."""
    opened = [item for item in lines if item.place.bottom < height * HEAD and _OPEN_LINE.search(item.line.text)]
    result = list(lines)
    for host in opened:
        if host not in result:
            continue
        row = [host, *(item for item in result if item is not host and _stands_in(item, host))]
        if len(row) > 1 or _is_tangled(layer, host):
            filled = _rebuilt(layer, row)
            result = [filled if item is host else item for item in result if item is host or item not in row]
    return result


def _stands_in(item: PageLine, host: PageLine) -> bool:
    """Whether a line stands in the row of another; what is stamped may stand a little higher or lower."""
    reach = STAMPED_ROW if _STAMPED.fullmatch(item.line.text) else SAME_ROW
    return abs(item.line.top - host.line.top) < reach * (host.line.size or 1)


def _is_tangled(layer: TextLayer, item: PageLine) -> bool:
    """Whether characters of a line stand left of ones before them."""
    return layer.box(item.end - 1).right < item.place.right - 1 or any(
        layer.box(found.start()).left + 1 < layer.box(found.start() - 1).left
        for found in re.finditer(r"\d+", layer.text[: item.end])
        if found.start() > item.start
    )


def _spaced(text: str) -> str:
    """The words with the blanks that a typist would have set around the number."""
    text = re.sub(r"(ngày|tháng|năm|:)(?=\d)", r"\1 ", text)
    return re.sub(r"(?<=\d) +(?=/)|(?<=[A-ZĐ]) (?=-[A-ZĐ])", "", text)


def _rebuilt(layer: TextLayer, row: Sequence[PageLine]) -> PageLine:
    """One line of the characters of several, from left to right."""
    size = row[0].line.size or 1.0
    chars = sorted(
        (box.left, box.right, layer.text[index])
        for item in row
        for index in range(item.start, item.end)
        if not layer.text[index].isspace()
        for box in (layer.box(index),)
    )
    segments: list[Segment] = []
    for left, right, char in chars:
        gap = left - segments[-1].right if segments else 0.0
        if segments and gap < WIDE_GAP * size:
            last = segments.pop()
            blank = " " if gap > WORD_GAP * size and char != "/" else ""
            segments.append(Segment(last.text + blank + char, last.left, max(last.right, right)))
        else:
            segments.append(Segment(char, left, right))
    parts = tuple(Segment(_spaced(clean(s.text)), s.left, s.right) for s in segments)
    host = row[0].line
    line = Line(
        " ".join(part.text for part in parts), host.page, parts[0].left, parts[-1].right, None, host.top, size=host.size
    )
    line.segments = parts
    return PageLine(row[0].start, row[0].start, row[0].place, line)
