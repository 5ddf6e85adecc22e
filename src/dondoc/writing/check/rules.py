"""Drawn lines: a border of an empty paragraph, a shape, a row of underscores, or words that are underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn

from dondoc.writing.check.lines import Line
from dondoc.writing.check.looks import TWIPS_MM, Element, whole
from dondoc.writing.widths import width

_EMU_POINT = 12_700
_LINES = {"line", "straightConnector1"}
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of ``length`` points (0: not known); ``solid`` is False for rows of dashes."""

    length: float
    solid: bool = True


def _shapes(paragraph: Element) -> Iterator[Rule]:
    for kind in ("anchor", "inline"):
        for drawing in paragraph.iter(f"{_ANCHOR}{kind}"):
            if any(shape.get("prst") in _LINES for shape in drawing.iter(f"{_DRAWING}prstGeom")):
                extent = drawing.find(f"{_ANCHOR}extent")
                yield Rule(whole(extent.get("cx")) / _EMU_POINT if extent is not None else 0)
    inside = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for shape in paragraph.iter(f"{_VML}line", f"{_VML}shape"):
        drawn = next(shape.iterancestors(inside), None) is None
        if drawn and (shape.tag == f"{_VML}line" or "#_x0000_t32" in shape.get("type", "")):
            yield Rule(_vml_length(shape))


def _vml_length(shape: Element) -> float:
    ends = [re.match(r"(-?[\d.]+)(\w*)", shape.get(side, "")) for side in ("from", "to")]
    if all(ends):
        start, end = (float(match[1]) * _POINTS.get(match[2], 1.0) for match in ends if match)
        return abs(end - start)
    found = re.search(r"(?:^|;)width:(-?[\d.]+)(\w*)", shape.get("style", ""))
    return abs(float(found[1])) * _POINTS.get(found[2], 1.0) if found else 0


def _border(line: Line, room: float) -> Rule | None:
    """The border of an empty paragraph in a column ``room`` points wide."""
    edges = line.paragraph.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if edges is None or line.text:
        return None
    if not any(edges.find(qn(f"w:{edge}")) is not None for edge in ("top", "bottom")):
        return None
    if line.place is not None and line.place.width:
        room = line.place.width / 20
    taken = (line.look.left + line.look.right) * TWIPS_MM / 20
    return Rule(max(room - taken, 0)) if room else Rule(0)


def rules_in(lines: Sequence[Line], room: float) -> list[Rule]:
    """The drawn lines among ``lines``; ``room``: width of the column in points, 0 where it is not known."""
    found: list[Rule] = []
    seen: set[int] = set()
    for line in lines:
        if re.fullmatch(r"[_\-–—*─]{3,}", line.text):
            look = line.looks[0]
            found.append(Rule(width(line.text, look.size, bold=look.bold), solid=line.text[0] in "_—─"))
        if id(line.paragraph) in seen:
            continue
        seen.add(id(line.paragraph))
        found += _shapes(line.paragraph)
        border = _border(line, room)
        found += [border] if border else []
    return found
