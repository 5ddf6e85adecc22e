"""Footnotes and endnotes of a Word document, numbered in the order in which the text refers to them."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.reading.draft import DraftBlock, DraftNote, DraftParagraph
from dondoc.reading.text import Region
from dondoc.reading.word.body import BodyWalker
from dondoc.reading.word.names import Element, W
from dondoc.reading.word.numbering import roman
from dondoc.reading.word.package import Package

PARTS = {"footnote": "footnotes.xml", "endnote": "endnotes.xml"}


class Notes:
    """Knows the notes of a package; a note takes its number when its mark is first met."""

    def __init__(self, package: Package) -> None:
        self._nodes: dict[str, Element] = {}
        self._order: dict[str, str] = {}
        self._counts = dict.fromkeys(PARTS, 0)
        for kind, part in PARTS.items():
            root = package.sibling(part)
            for node in root if root is not None else ():
                if node.tag == W + kind and node.get(W + "type", "normal") == "normal":
                    self._nodes[_key(kind, node.get(W + "id", ""))] = node

    def key(self, kind: str, number: str) -> str | None:
        """The key of a note that the text refers to; None where the package has no such note."""
        key = _key(kind, number)
        if key not in self._nodes:
            return None
        if key not in self._order:
            self._counts[kind] += 1
            count = self._counts[kind]
            self._order[key] = str(count) if kind == "footnote" else roman(count)
        return key

    def drafts(self, walker: BodyWalker) -> list[DraftNote]:
        """The notes that are referred to, in the order of their marks."""
        return [
            DraftNote(key, mark, " ".join(_words(walker.blocks(self._nodes[key], Region.NOTE))))
            for key, mark in list(self._order.items())
        ]


def _key(kind: str, number: str) -> str:
    return f"{kind} {number}"


def _words(blocks: Iterator[DraftBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, DraftParagraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)
