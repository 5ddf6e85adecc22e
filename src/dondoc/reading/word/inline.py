"""The words of one paragraph: runs, fields, tracked changes, marks of notes, text boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from dondoc.reading.legacy import from_font
from dondoc.reading.letters import BULLET
from dondoc.reading.word.names import COMPATIBILITY, MATH, Element, W, number
from dondoc.reading.word.styles import Styles

SYMBOL_HYPHENS = frozenset((0xF02D, 0x2D))
DROPPED = frozenset(W + name for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "softHyphen"))
NOTE_KINDS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
BREAK = "\n"


@dataclass(slots=True)
class Words:
    """What the runs of a paragraph add up to. Weights count characters, so that the style of the most holds."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    inked: int = 0
    size: float | None = None

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.parts)


class InlineWalker:
    """Reads paragraphs; keeps the state of complex fields, which may run over several paragraphs."""

    def __init__(self, styles: Styles, note_key: Callable[[str, str], str | None]) -> None:
        self._styles = styles
        self._note_key = note_key
        self._fields: list[bool] = []

    def words(self, paragraph: Element, style: str | None) -> Words:
        words = Words()
        self._walk(paragraph, style, words)
        return words

    def _walk(self, parent: Element, style: str | None, words: Words) -> None:
        for node in parent:
            if not isinstance(node.tag, str) or node.tag in DROPPED:
                continue
            if node.tag == W + "r":
                self._run(node, style, words)
            elif node.tag == COMPATIBILITY + "AlternateContent":
                self._walk(_chosen(node), style, words)
            elif node.tag == MATH + "t":
                words.add(node.text or "")
            elif node.tag == W + "txbxContent":
                words.boxes.append(node)
            else:
                self._walk(node, style, words)

    def _run(self, run: Element, style: str | None, words: Words) -> None:
        form = self._styles.run(run.find(W + "rPr"), style)
        if form.hidden:
            return
        before, first = words.length, len(words.parts)
        custom_mark = False
        for node in run:
            custom_mark = self._piece(node, style, words, custom_mark)
        convert = from_font(form.font)
        if convert:
            words.parts[first:] = [convert(part) for part in words.parts[first:]]
            words.length = sum(map(len, words.parts))
        added = words.length - before
        if added:
            words.inked += added
            words.bold += added if form.bold else 0
            words.italic += added if form.italic else 0
            words.size = form.size if words.size is None else words.size

    def _piece(self, node: Element, style: str | None, words: Words, custom_mark: bool) -> bool:
        """Adds one child of a run; returns whether the words that follow in the run are a note's own mark."""
        if node.tag == W + "fldChar":
            self._field(node)
        elif node.tag in NOTE_KINDS:
            key = self._note_key(NOTE_KINDS[node.tag], node.get(W + "id", ""))
            if key:
                words.marks.append((words.length, key))
            return node.get(W + "customMarkFollows", "0") in ("1", "true", "on")
        elif node.tag == W + "t":
            if not custom_mark and not self._in_instruction():
                words.add(node.text or "")
        elif node.tag in _SIGNS:
            words.add(_SIGNS[node.tag])
        elif node.tag == W + "sym":
            words.add(_symbol(node))
        elif isinstance(node.tag, str) and node.tag not in DROPPED and len(node):
            if node.tag == COMPATIBILITY + "AlternateContent":
                node = _chosen(node)
            words.boxes.extend(_boxes(node))
        return custom_mark

    def _field(self, node: Element) -> None:
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in_instruction(self) -> bool:
        return any(self._fields)


_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": BREAK,
    W + "cr": BREAK,
    W + "noBreakHyphen": "-",
}


def _symbol(node: Element) -> str:
    code = number(str(int(node.get(W + "char", "0"), 16))) if _is_hex(node.get(W + "char", "")) else 0
    if code in SYMBOL_HYPHENS:
        return "-"
    return BULLET if code else ""


def _is_hex(text: str) -> bool:
    return bool(text) and len(text) <= 6 and all(char in "0123456789abcdefABCDEF" for char in text)


def _chosen(alternate: Element) -> Element:
    """The one branch of an ``mc:AlternateContent`` that is read: the choice, else the fallback."""
    choice = alternate.find(COMPATIBILITY + "Choice")
    fallback = alternate.find(COMPATIBILITY + "Fallback")
    found = choice if choice is not None and len(choice) else fallback
    return found if found is not None else etree.Element("empty")


def _boxes(node: Element) -> Iterator[Element]:
    """Text boxes inside of a drawing, each once, also where drawings are nested."""
    if node.tag == W + "txbxContent":
        yield node
        return
    for child in node:
        if isinstance(child.tag, str):
            yield from _boxes(_chosen(child) if child.tag == COMPATIBILITY + "AlternateContent" else child)
