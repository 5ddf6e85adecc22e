"""How wide words are in Times New Roman: the rules under names, and what still fits on one line.

Advance widths are those of the metric-compatible free fonts (Tinos, Liberation Serif), in 1/1000 of the size. A letter
with marks is as wide as without them; only ơ and ư have their own.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_REGULAR = {
    180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 389: "Js", 408: '"', 444: "?acez“”",
    469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxy–đ§", 529: "ơ", 541: "~", 542: "ư", 556: "FPS", 564: "+<=>",
    611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W",
    1000: "—…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.\u00a0", 278: "'/\\il", 333: "!()-:;[]`fjt‘’", 389: "Is", 394: "{}", 444: "cerz",
    500: "#$*0123456789?J_agovxy–“”§", 520: "~", 554: "ơ", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^",
    600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M",
    1000: "%W—…",
}  # fmt: skip
_TABLES = tuple(
    {letter: width for width, letters in table.items() for letter in letters} for table in (_REGULAR, _BOLD)
)
_UNKNOWN = 600
_HORN = "\u031b"


@cache
def _advance(letter: str, bold: bool) -> int:
    table = _TABLES[bold]
    if letter in table:
        return table[letter]
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
    return table.get(base, _UNKNOWN)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of ``text`` in points; ``size`` in points."""
    return sum(_advance(letter, bold) for letter in unicodedata.normalize("NFC", text)) * size / 1000


def balanced(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """``text`` broken at blanks into as few lines as fit in ``room`` points, of lengths as even as can be.

    A single word wider than ``room`` stays on a line of its own.
    """
    words = text.split()
    if not words:
        return [""]
    lines = wrapped(text, size, room, bold=bold)
    if len(lines) == 1:
        return lines
    low, high = max(width(word, size, bold=bold) for word in words), room
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(_filled(words, size, middle, bold)) <= len(lines):
            high = middle
        else:
            low = middle
    return _filled(words, size, max(high, low), bold)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """``text`` broken as a word processor does: each line filled up to ``room`` points."""
    words = text.split()
    return _filled(words, size, room, bold) if words else [""]


def _filled(words: list[str], size: float, room: float, bold: bool) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
