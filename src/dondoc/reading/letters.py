"""Characters as every reader hands them on: precomposed letters, plain spaces, hyphens and bullets.

Word processors and PDF writers leave marks behind that stand for no character of the text: soft hyphens, zero-width
joiners, letters of symbol fonts in the private use area. They are dropped or replaced here, once for all formats.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

BULLET = "•"

_DROPPED = (0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFF)
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x0085)
# PDFium stands U+FFFE (earlier U+0002) for a hyphen at the end of a line.
_HYPHENS = (0x0002, 0xFFFE, 0x2010, 0x2011, 0x2043, 0xF02D)
_BULLETS = (0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF0A8, 0xF06E, 0x25CF, 0x25AA, 0x25A0, 0x2023, 0x2219, 0x00B7)

# Everything but tab, line feed, carriage return and form feed, which the readers of plain text still look at.
_TABLE: dict[int, str | None] = {code: None for code in range(0x20) if code not in (0x09, 0x0A, 0x0C, 0x0D)}
_TABLE |= dict.fromkeys(range(127, 160))
_TABLE |= dict.fromkeys(range(55296, 57344))
_TABLE |= dict.fromkeys(_DROPPED)
_TABLE |= dict.fromkeys(_SPACES, " ")
_TABLE |= dict.fromkeys(_HYPHENS, "-")
_TABLE |= dict.fromkeys(_BULLETS, BULLET)
_TABLE[0x0B] = "\n"


def _stretches(codes: Iterable[int]) -> str:
    """A character class of ``codes``, as ranges: it compiles far faster than one of two thousand single characters."""
    inside = ""
    for _, run in groupby(enumerate(sorted(codes)), lambda pair: pair[1] - pair[0]):
        members = [code for _, code in run]
        inside += f"\\U{members[0]:08x}-\\U{members[-1]:08x}"
    return f"[{inside}]"


# What the table above changes; most lines of text hold none of it and pass without being copied.
_SUSPECT = re.compile(_stretches(_TABLE))
_BLANKS = re.compile(r"[ \t\n\f\r]+")


def clean(text: str) -> str:
    """``text`` in NFC without invisible characters; tabs, line feeds and form feeds stay."""
    if _SUSPECT.search(text):
        text = text.translate(_TABLE)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """``text`` on one line: each run of blanks is one space, none at the ends."""
    return _BLANKS.sub(" ", text).strip(" ")
