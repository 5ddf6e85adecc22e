"""Text made safe for the files that it goes into."""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(text: str) -> str:
    """NFC, without what XML 1.0 forbids (section 2.2, Char), with one kind of line end."""
    if text.isprintable():
        return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    return unicodedata.normalize("NFC", _NOT_XML.sub("", text))


def xml(text: str) -> str:
    """``plain`` text with markup escaped; fits in text and in double-quoted attributes."""
    return escape(plain(text), {'"': "&quot;"})


def one_line(text: str) -> str:
    """``plain`` text with every run of white space as one blank."""
    return " ".join(plain(text).split())


def no_formula(text: str) -> str:
    """Text for CSV that a spreadsheet will not run as a formula: a leading ``= + - @`` gets an apostrophe (OWASP, CSV
    injection). Excel files do not need it, see ``xlsx``. A lone dash and a line starting with "- " are text.
    """
    clean = plain(text)
    if clean.startswith(_FORMULA) and clean != "-" and not clean.startswith("- "):
        return "'" + clean
    return clean


def closed(lines: list[str], *, end: str = ".") -> list[str]:
    """Lines of a list, each closed with ``;`` and the last with ``end``, whatever they were closed with before."""
    bare = [one_line(line).rstrip(" ;.,") for line in lines]
    return [line + (";" if at < len(bare) - 1 else end) for at, line in enumerate(bare)]
