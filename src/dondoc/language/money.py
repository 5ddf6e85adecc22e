"""Sums of money as documents write them: "2 tỷ 500 triệu đồng", "18.500.000 đồng", "1,2 tỷ đồng"; and the source of
funds that stands beside one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dondoc.language.folding import fold

_WORDS = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3, "": 1}
_NUMBER = r"(?<![\d.,])(?:\d+\.\d{1,2}(?!\d)|(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?)"
_ONE = rf"(?P<number>{_NUMBER})\s*(?P<word>tỷ|tỉ|triệu|nghìn|ngàn)?\s*(?P<unit>đồng|vnđ|vnd|đ)?(?!\w)"
_PIECE = re.compile(_ONE, re.IGNORECASE)
_BETWEEN = re.compile(r"[;+]|,\s+|\s+và\s+", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:dự toán|dự kiến|khoảng|tổng|số tiền|tổng kinh phí|nguồn kinh phí|kinh phí|được|bố trí|sử dụng|do|từ|trong|nguồn"
    r"|là)(?!\w)[\s:,–-]*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s,:–-]*(?<!\w)(?:dự toán|dự kiến|khoảng|tổng|số tiền|kinh phí|với|là)$", re.IGNORECASE)
_EDGES = " \t\n.,;:()–-"


@dataclass(frozen=True, slots=True)
class Fund:
    """Where money comes from (empty: not said) and how much, in đồng (None: not said)."""

    source: str
    amount: int | None


def amount_in(text: str) -> int | None:
    """The sum of money that a text names, in đồng, None where it names none; what follows one another is added."""
    found = [match for match in _PIECE.finditer(text) if match["word"] or match["unit"]]
    return sum(map(_value, found)) if found else None


def _value(match: re.Match[str]) -> int:
    number = match["number"]
    plain = number if re.fullmatch(r"\d+\.\d{1,2}", number) else number.replace(".", "").replace(",", ".")
    return int(Decimal(plain) * _WORDS[fold(match["word"] or "")])


def funds_in(text: str) -> list[Fund]:
    """The sources of funds that words name, each with its sum; several only where each part names one. No source for
    no words."""
    if not text.strip():
        return []
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) < 2 or any(amount_in(part) is None for part in parts):
        parts = [text]
    return [Fund(_source(part), amount_in(part)) for part in parts]


def _source(text: str) -> str:
    """The words without sums and without what only leads to them."""
    words = _PIECE.sub(lambda match: " " if match["word"] or match["unit"] else match[0], text)
    words = re.sub(r"\s+", " ", words).strip(_EDGES)
    while (shorter := _AFTER.sub("", _BEFORE.sub("", words)).strip(_EDGES)) != words:
        words = shorter
    return words[:1].upper() + words[1:]
