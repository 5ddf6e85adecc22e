"""The folded forms by which documents are found and recognised again."""

from __future__ import annotations

import re

from dondoc.language.folding import fold, nfc

_BREAKS = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"^\d+")
_SHORTER = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"))


def searchable(*parts: str) -> str:
    """Words as they are searched: small, without marks, codes broken into their parts ("11/KH-UBND" → "11 kh ubnd")."""
    return " ".join(_BREAKS.sub(" ", fold(nfc(part))).strip() for part in parts if part).strip()


def code_key(code: str) -> str:
    """A document's code however it is printed: "05 - KH/TU" and "5-kh/tu" are the same."""
    folded = _BREAKS.sub(" ", fold(nfc(code))).strip()
    return _DIGITS.sub(lambda match: match[0].lstrip("0") or "0", folded)


def document_key(issuer: str, number: str, symbol: str, issued_text: str) -> str:
    """The folded key issuer + symbol + number + date; empty where number, symbol or date is missing, for then two
    documents cannot be said to be the same."""
    if not (number and symbol and issued_text):
        return ""
    name = searchable(issuer)
    for long, short in _SHORTER:
        name = name.replace(long, short)
    return "|".join((name, searchable(symbol), number.lstrip("0") or "0", issued_text))


def split_code(code: str, symbol: str = "") -> tuple[str, str]:
    """Number and symbol of a code: "684/UBND-KGVX" → ("684", "UBND-KGVX"), "05-KH/TU" → ("05", "KH/TU").

    The year of a legal document belongs to the number: "42/2014/QĐ-TTg" → ("42/2014", "QĐ-TTg").
    """
    match = re.match(r"^\s*(\d+[a-zA-Z]?(?:/\d{4})?)\s*[/-]\s*(.+?)\s*$", code)
    if match:
        return match[1], symbol or match[2]
    return "", symbol
