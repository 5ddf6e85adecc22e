"""Formatting that a paragraph or run inherits: document defaults, styles and their bases, direct formatting."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dondoc.reading.text import Align
from dondoc.reading.word.names import Element, W, child_at, number, switch, value

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
VISIBLE_EDGES = ("insideV", "insideH", "left", "right", "top", "bottom")


class Styles:
    """Looks up properties through a style and the styles it is based on."""

    def __init__(self, root: Element | None) -> None:
        nodes = root.findall(W + "style") if root is not None else []
        self._by_id = {node.get(W + "styleId", ""): node for node in nodes}
        self._default = {
            node.get(W + "type", ""): node.get(W + "styleId", "")
            for node in nodes
            if node.get(W + "default", "0") in ("1", "true", "on")
        }
        self._run_defaults = child_at(root, "docDefaults/rPrDefault/rPr")
        self._paragraph_defaults = child_at(root, "docDefaults/pPrDefault/pPr")
        self.chain = cache(self._chain)

    def _chain(self, style: str | None, kind: str) -> tuple[Element, ...]:
        """The style and its bases, nearest first; the default style of the kind where none is named."""
        chain: list[Element] = []
        name = style or self._default.get(kind)
        while name and len(chain) < MAX_BASES:
            node = self._by_id.get(name)
            if node is None:
                break
            chain.append(node)
            name = value(node, "basedOn")
        return tuple(chain)

    def paragraph_properties(self, paragraph: Element) -> Iterator[Element]:
        """Each ``w:pPr`` that bears on a paragraph, nearest first."""
        direct = paragraph.find(W + "pPr")
        if direct is not None:
            yield direct
        for node in self.chain(value(direct, "pStyle"), "paragraph"):
            properties = node.find(W + "pPr")
            if properties is not None:
                yield properties
        if self._paragraph_defaults is not None:
            yield self._paragraph_defaults

    def run_properties(self, run: Element | None, paragraph_style: str | None) -> Iterator[Element]:
        """Each ``w:rPr`` that bears on a run, nearest first."""
        direct = run.find(W + "rPr") if run is not None else None
        if direct is not None:
            yield direct
            named = value(direct, "rStyle")
            if named:
                yield from self._style_runs(named, "character")
        yield from self._style_runs(paragraph_style, "paragraph")
        if self._run_defaults is not None:
            yield self._run_defaults

    def _style_runs(self, style: str | None, kind: str) -> Iterator[Element]:
        for node in self.chain(style, kind):
            properties = node.find(W + "rPr")
            if properties is not None:
                yield properties

    def is_on(self, name: str, run: Element, paragraph_style: str | None) -> bool:
        """Whether a toggle ("b", "i", "vanish") holds for a run."""
        for properties in self.run_properties(run, paragraph_style):
            said = switch(properties, name)
            if said is not None:
                return said
        return False

    def size(self, run: Element | None, paragraph_style: str | None) -> float | None:
        """Font size of a run in points."""
        for properties in self.run_properties(run, paragraph_style):
            half_points = number(value(properties, "sz"))
            if half_points > 0:
                return half_points / HALVES
        return None

    def align(self, paragraph: Element) -> Align | None:
        for properties in self.paragraph_properties(paragraph):
            name = value(properties, "jc")
            if name:
                return ALIGNS.get(name)
        return None

    def indent(self, paragraph: Element) -> float | None:
        """Where the first line starts, in points from the left margin; None where nothing is said."""
        for properties in self.paragraph_properties(paragraph):
            node = properties.find(W + "ind")
            if node is not None:
                left = number(node.get(W + "left") or node.get(W + "start"))
                return (left + number(node.get(W + "firstLine")) - number(node.get(W + "hanging"))) / TWENTIETHS
        return None

    def table_borders(self, table: Element) -> bool:
        """Whether a table draws lines, by its own properties or by its style."""
        direct = child_at(table, "tblPr/tblBorders")
        if direct is not None:
            return draws(direct)
        for node in self.chain(value(table, "tblPr/tblStyle"), "table"):
            borders = child_at(node, "tblPr/tblBorders")
            if borders is not None:
                return draws(borders)
        return False


def draws(borders: Element) -> bool:
    """Whether a ``w:tblBorders`` or ``w:tcBorders`` has an edge that is seen."""
    edges = (borders.find(W + edge) for edge in VISIBLE_EDGES)
    return any(edge is not None and edge.get(W + "val", "none") not in ("none", "nil") for edge in edges)
