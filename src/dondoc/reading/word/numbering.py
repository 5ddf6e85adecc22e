"""The numbers and bullets of lists, which a Word file does not contain and Word computes (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dondoc.reading.letters import BULLET, clean
from dondoc.reading.word.names import Element, W, number, switch, value

LEVELS = 9
MAX_ROMAN = 4000
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_PLACE = re.compile(r"%([1-9])")
# Bullets that are ordinary characters and mean themselves; any other sign of a symbol font becomes the round one.
_PLAIN_BULLETS = frozenset("-–—+*•◦")


def roman(count: int) -> str:
    """Lower-case roman numeral; decimal where there is none."""
    if not 0 < count < MAX_ROMAN:
        return str(count)
    parts = []
    for worth, sign in ROMAN:
        times, count = divmod(count, worth)
        parts.append(sign * times)
    return "".join(parts)


def letter(count: int) -> str:
    """a … z, aa, bb …, as Word continues."""
    if count < 1:
        return str(count)
    times, index = divmod(count - 1, len(LETTERS))
    return LETTERS[index] * (times + 1)


def render(count: int, style: str) -> str:
    """A count in a number format of ``ST_NumberFormat``."""
    match style:
        case "lowerRoman":
            return roman(count)
        case "upperRoman":
            return roman(count).upper()
        case "lowerLetter":
            return letter(count)
        case "upperLetter":
            return letter(count).upper()
        case "decimalZero":
            return f"{count:02d}"
        case "none":
            return ""
        case _:
            return str(count)


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    style: str
    pattern: str
    suffix: str
    restart: int | None
    legal: bool

    @classmethod
    def of(cls, node: Element) -> Level:
        restart = value(node, "lvlRestart")
        return cls(
            start=number(value(node, "start"), 1 if node.find(W + "start") is not None else 0),
            style=value(node, "numFmt") or "decimal",
            pattern=value(node, "lvlText") or "",
            suffix={"space": " ", "nothing": ""}.get(value(node, "suff") or "tab", " "),
            restart=None if restart is None else number(restart),
            legal=bool(switch(node, "isLgl")),
        )


@dataclass(slots=True)
class List:
    """One ``w:num``: its levels, and where it starts again against other lists of the same abstract definition."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts paragraphs in document order and says the label of each."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        self.by_style: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        for node in root.findall(W + "abstractNum"):
            self._abstract[node.get(W + "abstractNumId", "")] = node
        linked = {value(node, "styleLink"): key for key, node in self._abstract.items() if value(node, "styleLink")}
        for node in root.findall(W + "num"):
            abstract = value(node, "abstractNumId") or ""
            link = value(self._abstract.get(abstract), "numStyleLink")
            self._lists[node.get(W + "numId", "")] = self._list(node, linked.get(link, abstract) if link else abstract)

    def _list(self, node: Element, abstract: str) -> List:
        base = self._abstract.get(abstract)
        levels = {number(n.get(W + "ilvl")): Level.of(n) for n in (base.findall(W + "lvl") if base is not None else ())}
        made = List(abstract, levels)
        for override in node.findall(W + "lvlOverride"):
            index = number(override.get(W + "ilvl"))
            own = override.find(W + "lvl")
            if own is not None:
                levels[index] = Level.of(own)
            start = value(override, "startOverride")
            if start is not None:
                made.starts[index] = number(start)
        self._link_styles(base, node.get(W + "numId", ""))
        return made

    def _link_styles(self, base: Element | None, key: str) -> None:
        for level in base.findall(W + "lvl") if base is not None else ():
            style = value(level, "pStyle")
            if style:
                self.by_style.setdefault(style, (key, number(level.get(W + "ilvl"))))

    def label(self, key: str, index: int) -> tuple[str, str] | None:
        """Counts one more paragraph of list ``key`` at level ``index``; its label and what stands behind it."""
        found = self._lists.get(key)
        level = found.levels.get(index) if found else None
        if found is None or level is None or not 0 <= index < LEVELS:
            return None
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        self._restart(key, found, counts)
        before = counts[index]
        counts[index] = level.start if before is None else before + 1
        for deeper in range(index + 1, LEVELS):
            below = found.levels.get(deeper)
            if below is None or below.restart is None or 0 < below.restart <= index + 1:
                counts[deeper] = None
        if level.style == "bullet":
            return _bullet(level.pattern), level.suffix
        return clean(self._numbered(found, level, counts)), level.suffix

    def _restart(self, key: str, found: List, counts: list[int | None]) -> None:
        if key in self._started:
            return
        self._started.add(key)
        for index, start in found.starts.items():
            if 0 <= index < LEVELS:
                counts[index] = start - 1

    def _numbered(self, found: List, level: Level, counts: list[int | None]) -> str:
        def place(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            there = found.levels.get(index)
            count = counts[index]
            if there is None:
                return ""
            shown = there.start if count is None else count
            return render(shown, "decimal" if level.legal and there.style != "none" else there.style)

        return _PLACE.sub(place, level.pattern)


def _bullet(pattern: str) -> str:
    sign = clean(pattern).strip()
    return sign if sign in _PLAIN_BULLETS or not sign else BULLET
