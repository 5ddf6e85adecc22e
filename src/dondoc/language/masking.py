"""Sentences that may leave the agency: names of persons and their numbers are put out of sight first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dondoc.language.cues import cue

PERSON = "Nguyễn Văn A"
"""What stands in the place of every person's name, so that the sentence still reads as one."""

_CAPITAL = r"[A-ZÀ-ỴĐ][a-zà-ỹđ]+"
_NAME = rf"{_CAPITAL}(?:[ \n]{_CAPITAL}){{1,4}}"
_ADDRESSED = cue(
    "mask.person",
    re.compile(
        rf"(?P<title>\b(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|[Đđ]/c|[Aa]nh|[Cc]hị|[Cc]huyên viên)[ \n]+)(?P<name>{_NAME})"
    ),
    finds=("[[đồng chí Lê Văn An]] trực",),
    leaves=("các đồng chí trực",),
    printed=True,
)
_NUMBERS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "email@vi-du.vn"),
    (re.compile(r"(?<![\d/])(?:\+84|0)\d(?:[ .-]?\d){7,9}(?![\d/])"), "0900000000"),
    (re.compile(r"(?<![\d/])\d{12}(?![\d/])"), "000000000000"),
)
# What follows a form of address without being a name: a post or a body.
_NO_NAMES = frozenset(
    ["Ủy", "Ban", "Sở", "Phòng", "Chủ", "Phó", "Giám", "Trưởng", "Bí", "Chánh", "Bộ", "Hội", "Thường"]
)


def mask(sentence: str, names: Iterable[str] = ()) -> str:
    """The sentence without persons: ``names`` that are known, names behind a form of address, e-mail addresses,
    telephone and identity numbers.

    A name of one word is left alone, for it is often a word too.
    """
    for name in sorted({" ".join(one.split()) for one in names}, key=len, reverse=True):
        if " " in name:
            sentence = re.sub(re.escape(name).replace(r"\ ", r"\s+"), PERSON, sentence, flags=re.IGNORECASE)
    sentence = _ADDRESSED.sub(_addressed, sentence)
    for pattern, shown in _NUMBERS:
        sentence = pattern.sub(shown, sentence)
    return sentence


def _addressed(found: re.Match[str]) -> str:
    if found["name"].split()[0] in _NO_NAMES:
        return found[0]
    return found["title"] + PERSON
