"""Finds the numbers and symbols of documents (số, ký hiệu); what they look like stands in ``code_rules``."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import regex

from dondoc.language.code_rules import ATOMS, RULES
from dondoc.language.rules import expand
from dondoc.language.spans import Span
from dondoc.language.values import value


class Family(StrEnum):
    STATE = "state"
    LEGAL = "legal"
    JOINT = "joint"
    PARTY = "party"


@value
class Code:
    """A code as printed, without blanks. ``code`` and ``number`` are None where the number is blank; ``year`` is the
    year inside of the code. ``doubtful`` where a digit had to be read out of a letter (O, l) or a sign was lost."""

    span: Span
    code: str | None
    number: int | None
    symbol: str
    year: int | None
    family: Family
    doubtful: bool = False


_STATE, _PARTY, _LOST_SLASH, _BLANK, _SLIP = (regex.compile(expand(rule.pattern, ATOMS)) for rule in RULES)
_DIGITS = str.maketrans("oOlI|", "00111")
_SPACED_JOIN = regex.compile(r"[ ]+[-–]")
_CAPITALS = regex.compile(r"[ ]+[-–][ ]*\n?[ ]*\p{Lu}[\p{Lu}\d&]{1,7}+")
_NAMED = regex.compile(
    r"(?:[Ss]ố|SỐ|[Ss]ố:|văn bản|QĐ|KH|CV|TB|TTr|NQ|CT|NĐ|TT|BC|HD|[Cc]ông văn|[Tt]ờ trình|[Qq]uyết định|[Kk]ế hoạch|và|,)[ \n]{0,3}$"
)
_DATED = regex.compile(r"[ ,\n]{0,3}(?:ngày|của)\b")


def find_codes(text: str) -> list[Code]:
    """All codes in NFC text, in reading order. A code that is broken over two lines is one code."""
    found = [code for match in _STATE.finditer(text) if (code := _state(text, match)) is not None]
    found += [_made(m, m["symbol"], Family.PARTY, m["number"]) for m in _PARTY.finditer(text)]
    found += [code for m in _LOST_SLASH.finditer(text) if (code := _lost_slash(text, m)) is not None]
    taken = [c.span for c in found]
    own = [_blank(m) for m in _BLANK.finditer(text)]
    own += [
        _slip(m) for m in _SLIP.finditer(text) if not m["number"].isdigit() and regex.search(r"\d|[lIO]", m["number"])
    ]
    found += [code for code in own if not any(code.span.overlaps(span) for span in taken)]
    return sorted(found, key=lambda code: code.span)


def _state(text: str, match: Any) -> Code | None:
    symbol = match["symbol"]
    end = match.end()
    tail = _SPACED_JOIN.search(symbol)
    if tail is not None and not _spaced_throughout(symbol, tail.start()):
        symbol, end = symbol[: tail.start()], match.start("symbol") + tail.start()
    joined = "-" in symbol or "–" in symbol
    legal = match["year"] is not None
    if sum(c.isupper() for c in symbol) < 2 or not (joined or legal or _is_named(text, match.start(), end)):
        return None
    family = Family.JOINT if symbol.startswith(("TTLT", "NQLT")) else Family.LEGAL if legal else Family.STATE
    if family is Family.STATE and symbol.startswith("QH"):
        return None
    return _made(match, symbol, family, match["number"], end)


def _spaced_throughout(symbol: str, at: int) -> bool:
    """ "12 / UBND - VX" is one symbol; "12/KH-UBND - Sở" and "12/KH-UBND - UBND" are a symbol and a dash."""
    head = symbol[:at]
    return "-" not in head and "–" not in head and _CAPITALS.fullmatch(symbol, at) is not None


def _is_named(text: str, start: int, end: int) -> bool:
    """A symbol of one part ("96/UB") is only sure where the words around say that it is a document."""
    return _NAMED.search(text, max(0, start - 14), start) is not None and (
        _DATED.match(text, end) is not None
        or regex.search(r"[Ss]ố:?[ \n]{0,3}$", text[max(0, start - 8) : start]) is not None
    )


def _lost_slash(text: str, match: Any) -> Code | None:
    if _NAMED.search(text, max(0, match.start() - 14), match.start()) is None:
        return None
    return _made(match, match["symbol"], Family.STATE, match["number"], doubtful=True)


def _made(
    match: Any, symbol: str, family: Family, number: str, end: int | None = None, *, doubtful: bool = False
) -> Code:
    span = Span(match.start(), match.end() if end is None else end)
    groups = match.groupdict()
    year = groups.get("year")
    return Code(
        span,
        _tight(match.string[span.start : span.end]),
        int(number),
        _tight(symbol),
        int(year) if year else None,
        family,
        doubtful,
    )


def _blank(match: Any) -> Code:
    symbol, party = match["symbol"], match["party"]
    span = Span(match.start(), match.end())
    return Code(span, None, None, _tight(symbol or party), None, Family.PARTY if party else Family.STATE)


def _slip(match: Any) -> Code:
    number = match["number"].translate(_DIGITS)
    party = match["join"].strip() != "/"
    year = match["year"]
    start = match.start("number")
    code = number + _tight(match.string[match.end("number") : match.end()])
    family = Family.PARTY if party else Family.LEGAL if year else Family.STATE
    return Code(
        Span(start, match.end()), code, int(number), _tight(match["symbol"]), int(year) if year else None, family, True
    )


def _tight(printed: str) -> str:
    return "".join(printed.split())
