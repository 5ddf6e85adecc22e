"""Formatting that a paragraph or run inherits: document defaults, styles and their bases, direct formatting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dondoc.reading.text import Align
from dondoc.reading.word.names import OFF, Element, W, child_at, number, value
from dondoc.reading.word.package import parse

ALIGNS = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTRE,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.JUSTIFY,
    "distribute": Align.JUSTIFY,
}
TWENTIETHS = 20
HALVES = 2
MAX_BASES = 20
_VALUE = W + "val"
_BOLD, _ITALIC, _HIDDEN, _SIZE, _FONTS = (W + name for name in ("b", "i", "vanish", "sz", "rFonts"))
# Styles are remembered up to this size, in bytes: a parsed part takes some ten times as much memory.
REMEMBERED = 512 * 1024
VISIBLE_EDGES = ("insideV", "insideH", "left", "right", "top", "bottom")


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How characters are set; ``size`` is in points."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    size: float | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph is set; ``indent`` is that of its first line in points, ``list_id`` and ``level`` its list."""

    align: Align | None = None
    indent: float | None = None
    list_id: str | None = None
    level: str | None = None


def with_run(base: RunFormat, properties: Element | None) -> RunFormat:
    """``base`` with what a ``w:rPr`` says."""
    if properties is None:
        return base
    bold, italic, hidden, size, font = base.bold, base.italic, base.hidden, base.size, base.font
    for node in properties:
        tag = node.tag
        if tag == _BOLD:
            bold = _is_on(node)
        elif tag == _ITALIC:
            italic = _is_on(node)
        elif tag == _HIDDEN:
            hidden = _is_on(node)
        elif tag == _SIZE:
            half_points = number(node.get(_VALUE))
            size = half_points / HALVES if half_points > 0 else size
        elif tag == _FONTS:
            font = node.get(W + "hAnsi") or node.get(W + "ascii") or ""
    return RunFormat(bold, italic, hidden, size, font)


def _is_on(toggle: Element) -> bool:
    return toggle.get(_VALUE, "1") not in OFF


def with_paragraph(base: ParagraphFormat, properties: Element | None) -> ParagraphFormat:
    """``base`` with what a ``w:pPr`` says."""
    if properties is None:
        return base
    align, indent, list_id, level = base.align, base.indent, base.list_id, base.level
    for node in properties:
        if node.tag == W + "jc":
            align = ALIGNS.get(node.get(W + "val", ""), align)
        elif node.tag == W + "ind":
            indent = _indent(node)
        elif node.tag == W + "numPr":
            list_id = value(node, "numId") or list_id
            level = value(node, "ilvl") or level
    return ParagraphFormat(align, indent, list_id, level)


def _indent(node: Element) -> float:
    left = number(node.get(W + "left") or node.get(W + "start"))
    return (left + number(node.get(W + "firstLine")) - number(node.get(W + "hanging"))) / TWENTIETHS


class Styles:
    """Looks up formatting through a style and the styles it is based on; each style is worked out once."""

    def __init__(self, root: Element | None) -> None:
        nodes = root.findall(W + "style") if root is not None else []
        self._by_id = {node.get(W + "styleId", ""): node for node in nodes}
        self._default = {
            node.get(W + "type", ""): node.get(W + "styleId", "")
            for node in nodes
            if node.get(W + "default", "0") in ("1", "true", "on")
        }
        self._run_base = with_run(RunFormat(), child_at(root, "docDefaults/rPrDefault/rPr"))
        self._paragraph_base = with_paragraph(ParagraphFormat(), child_at(root, "docDefaults/pPrDefault/pPr"))
        self._runs: dict[str | None, RunFormat] = {}
        self._paragraphs: dict[str | None, ParagraphFormat] = {}

    def _chain(self, style: str | None, kind: str) -> list[Element]:
        """The style and its bases, the furthest first; the default style of the kind where none is named."""
        chain: list[Element] = []
        name = style or self._default.get(kind)
        while name and len(chain) < MAX_BASES:
            node = self._by_id.get(name)
            if node is None:
                break
            chain.append(node)
            name = value(node, "basedOn")
        return chain[::-1]

    def paragraph(self, properties: Element | None, style: str | None) -> ParagraphFormat:
        """How a paragraph of a style with direct properties is set."""
        if style not in self._paragraphs:
            found = self._paragraph_base
            for node in self._chain(style, "paragraph"):
                found = with_paragraph(found, node.find(W + "pPr"))
            self._paragraphs[style] = found
        return with_paragraph(self._paragraphs[style], properties)

    def run(self, properties: Element | None, style: str | None) -> RunFormat:
        """How a run with direct properties is set in a paragraph of a style."""
        if style not in self._runs:
            found = self._run_base
            for node in self._chain(style, "paragraph"):
                found = with_run(found, node.find(W + "rPr"))
            self._runs[style] = found
        found = self._runs[style]
        if properties is None:
            return found
        named = value(properties, "rStyle")
        for node in self._chain(named, "character") if named else ():
            found = with_run(found, node.find(W + "rPr"))
        return with_run(found, properties)

    def table_borders(self, table: Element) -> bool:
        """Whether a table draws lines, by its own properties or by its style."""
        direct = child_at(table, "tblPr/tblBorders")
        if direct is not None:
            return draws(direct)
        for node in reversed(self._chain(value(table, "tblPr/tblStyle"), "table")):
            borders = child_at(node, "tblPr/tblBorders")
            if borders is not None:
                return draws(borders)
        return False


def read_styles(data: bytes | None) -> Styles:
    """The styles of a styles part; raises ``ReadingError`` (BROKEN).

    The last few are remembered: documents of one office are made from the same templates, whose styles are often many
    times longer than the document itself.
    """
    if data is None:
        return Styles(None)
    return _remembered(data) if len(data) <= REMEMBERED else Styles(parse(data))


@lru_cache(maxsize=4)
def _remembered(data: bytes) -> Styles:
    return Styles(parse(data))


def draws(borders: Element) -> bool:
    """Whether a ``w:tblBorders`` or ``w:tcBorders`` has an edge that is seen."""
    edges = (borders.find(W + edge) for edge in VISIBLE_EDGES)
    return any(edge is not None and edge.get(W + "val", "none") not in ("none", "nil") for edge in edges)
