"""Each part's letters: size, bold, italic, capitals, font, colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dondoc.writing.check.anatomy import Anatomy
from dondoc.writing.check.finding import Finding, number, shortened, span
from dondoc.writing.check.lines import Line
from dondoc.writing.check.looks import RunLook
from dondoc.writing.letter import Regime
from dondoc.writing.measures import ALLOWED, FONT, Allowed

FONTS = {FONT, "Times New Roman Bold", "Tinos", "Liberation Serif"}
"""Times New Roman and the free fonts of the same metrics that stand in for it."""
_FREE = {"body", "page_number", "urgency"}
_BLACK = {"", "000000", "111111", "0D0D0D"}
_PARTY_SAME = {"body", "signer", "basis"}
"""Parts that the Party's guidance sets like the decree."""


def check_letters(anatomy: Anatomy) -> Iterator[Finding]:
    """Findings on the letters of all parts but the content."""
    for part, allowed in ALLOWED.items():
        if part in _FREE or (anatomy.regime is Regime.PARTY and part not in _PARTY_SAME):
            continue
        lines = anatomy.of(part)
        if not lines:
            continue
        yield from _part(allowed, f"{allowed.name} {shortened(lines[0].text)}", lines)
    yield from _everywhere(anatomy.lines)


def _part(allowed: Allowed, where: str, lines: Sequence[Line]) -> Iterator[Finding]:
    looks = [look for line in lines for look in line.looks]
    low, high = allowed.sizes
    wrong = sorted({look.size for look in looks if not low <= look.size <= high})
    if wrong:
        sizes = ", ".join(number(size) for size in wrong)
        yield Finding(where, "cỡ chữ", span(low, high, "pt"), f"{sizes} pt", allowed.rule)
    bolds, italics = {look.bold for look in looks}, {look.italic for look in looks}
    for name, expected, found in (("đậm", allowed.bold, bolds), ("nghiêng", allowed.italic, italics)):
        if expected is not None and found != {expected}:
            yes, no = f"chữ {name}", f"chữ không {name}"
            yield Finding(where, "kiểu chữ", yes if expected else no, no if expected else yes, allowed.rule)
    shown = " ".join(line.shown for line in lines)
    if allowed.capitals is True and not shown.isupper():
        yield Finding(where, "loại chữ", "chữ in hoa", "chữ in thường", allowed.rule)
    if allowed.capitals is False and shown.isupper() and len(shown) > 6:
        yield Finding(where, "loại chữ", "chữ in thường", "chữ in hoa", allowed.rule)


def _everywhere(lines: Sequence[Line]) -> Iterator[Finding]:
    """Font and colour, each wrong one once with how often and where first."""
    for what, expected, rule, value in (
        ("phông chữ", FONT, "I.4", _wrong_font),
        ("màu chữ", "màu đen", "I.4", _wrong_color),
    ):
        found: Counter[str] = Counter()
        first: dict[str, Line] = {}
        for line in lines:
            for look in line.looks:
                wrong = value(look)
                if wrong:
                    found[wrong] += 1
                    first.setdefault(wrong, line)
        for wrong, count in found.items():
            yield Finding(f"{count} chỗ, đầu tiên {shortened(first[wrong].text)}", what, expected, wrong, rule)


def _wrong_font(look: RunLook) -> str:
    return "" if look.font in FONTS else look.font or "phông của chủ đề"


def _wrong_color(look: RunLook) -> str:
    """Red is the stamp of urgency (III.2.b)."""
    return "" if look.color in _BLACK or look.color in {"FF0000", "C00000"} else f"#{look.color}"
