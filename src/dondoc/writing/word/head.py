"""The head of a document: who issues, number, Quốc hiệu, place and day, name of the type, subject, Kính gửi, căn cứ."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.writing.clean import closed, one_line
from dondoc.writing.letter import Issuer, Letter, Regime
from dondoc.writing.measures import (
    HEAD_PARTY,
    HEAD_TIGHT,
    HEAD_WIDE,
    MOTTO,
    NATION,
    PARTY,
    RULE_SHARE,
    HeadSizes,
)
from dondoc.writing.widths import balanced, width
from dondoc.writing.word.markup import NONE_BORDERS, cell, paragraph, row, rule, run, table_open

BODY_SIZE = 14
GAP = 8.0
"""Points of air between the two columns."""
_RED = '<w:color w:val="FF0000"/>'


def _sizes(letter: Letter, room: float) -> tuple[HeadSizes, float]:
    """Sizes of the head and width of its right column in points: the larger pair where the names fit beside it."""
    if letter.regime is Regime.PARTY:
        return HEAD_PARTY, max(width(PARTY, 15, bold=True), _date_width(letter, 14)) + GAP
    longest = one_line(letter.issuer.name).upper()
    for sizes in (HEAD_WIDE, HEAD_TIGHT):
        right = max(width(NATION, sizes.nation, bold=True), _date_width(letter, sizes.place)) + GAP
        if width(longest, sizes.issuer, bold=True) + GAP <= room - right:
            return sizes, right
    return sizes, right


def _date_line(letter: Letter) -> str:
    return f"{one_line(letter.place)}, {letter.when.text()}"


def _date_width(letter: Letter, size: float) -> float:
    return width(_date_line(letter), size)


def _short_parent(name: str, size: float, room: float) -> str:
    """The superior body's name; where it is too long for a line, common words abbreviated (Annex I, II.2.a)."""
    words = one_line(name).upper()
    return words if width(words, size) <= room else words.replace("ỦY BAN NHÂN DÂN", "UBND")


def issuer_lines(issuer: Issuer, size: float, room: float, regime: Regime = Regime.STATE) -> str:
    """Superior body, issuing body in bold, and the rule (the Party's asterisk) under it, in a column ``room`` wide."""
    name = balanced(one_line(issuer.name).upper(), size, room - GAP, bold=True)
    parent = balanced(_short_parent(issuer.parent, size, room - GAP), size, room - GAP) if issuer.parent.strip() else []
    out = paragraph("CoQuanChuQuan", run("\n".join(parent), size=size)) if parent else ""
    out += paragraph("CoQuanBanHanh", run("\n".join(name), size=size))
    if regime is Regime.PARTY:
        return out + paragraph("CoQuanBanHanh", run("*", size=size))
    return out + rule(room, width(name[-1], size, bold=True) * RULE_SHARE, before=2)


def _nation(regime: Regime, sizes: HeadSizes, room: float) -> str:
    if regime is Regime.PARTY:
        line = rule(room, width(PARTY, sizes.nation, bold=True), before=2)
        return paragraph("QuocHieu", run(PARTY, size=sizes.nation)) + line
    return (
        paragraph("QuocHieu", run(NATION, size=sizes.nation))
        + paragraph("TieuNgu", run(MOTTO, size=sizes.motto))
        + rule(room, width(MOTTO, sizes.motto, bold=True), before=2)
    )


def _boxed(words: str, room: float, color: str) -> str:
    """A mark in a single frame (Annex I, III.2): urgency in red, limits of circulation in black."""
    side = round(max(room - width(words, 13, bold=True) - 20, 0) * 10)
    tint = color or "000000"
    frame = "".join(
        f'<w:{edge} w:val="single" w:sz="8" w:space="3" w:color="{tint}"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    props = f'<w:pBdr>{frame}</w:pBdr><w:ind w:left="{side}" w:right="{side}"/>'
    return paragraph("MucDoKhan", run(words, more=_RED if color else ""), props)


def _under_code(letter: Letter, room: float) -> str:
    out = ""
    if letter.is_dispatch:
        lines = balanced(f"V/v {one_line(letter.subject)}", 12, room - GAP)
        out += paragraph("TrichYeuCongVan", run("\n".join(lines)))
    if letter.urgency:
        out += _boxed(letter.urgency.value, room, "FF0000")
    if letter.circulation:
        out += _boxed(one_line(letter.circulation).upper(), room, "")
    return out


def head_table(letter: Letter, room: float) -> str:
    """The two columns at the top; ``room`` is the width of the text in points."""
    sizes, right = _sizes(letter, room)
    left = room - right
    widths = (round(left * 20), round(right * 20))
    names = issuer_lines(letter.issuer, sizes.issuer, left, letter.regime)
    code = paragraph("SoKyHieu", run(letter.code.text(letter.regime)))
    when = paragraph("DiaDanh", run(_date_line(letter), size=sizes.place))
    out = table_open(widths, NONE_BORDERS)
    out += row(cell(widths[0], names) + cell(widths[1], _nation(letter.regime, sizes, right)))
    out += row(cell(widths[0], code) + cell(widths[1], when))
    under = _under_code(letter, left)
    if under:
        out += row(cell(widths[0], under) + cell(widths[1], paragraph("Cuoi")))
    return out + "</w:tbl>"


def title(letter: Letter, room: float) -> str:
    """Name of the type and subject, centred, with the rule below (not for a công văn)."""
    lines = balanced(one_line(letter.subject), BODY_SIZE, room * 0.86, bold=True)
    length = width(lines[-1], BODY_SIZE, bold=True) * RULE_SHARE
    return (
        paragraph("TenLoai", run(one_line(letter.kind).upper()))
        + paragraph("TrichYeu", run("\n".join(lines)))
        + rule(room, length, before=2)
    )


def addressees(names: tuple[str, ...], room: float) -> Iterator[str]:
    """``Kính gửi``: one on the same line in the middle; several on lines of their own, dashes in line under the colon
    (Annex I, II.9.d)."""
    label = "Kính gửi:"
    if len(names) == 1:
        yield paragraph("KinhGui", run(f"{label} {one_line(names[0])}"), '<w:jc w:val="center"/>')
        return
    lines = [f"- {line}" for line in closed(list(names))]
    dash = width("Kính gửi", BODY_SIZE)
    longest = max(width(line, BODY_SIZE) for line in lines)
    left = max((room - dash - longest) / 2, INDENT_POINTS)
    yield paragraph("KinhGui", run(label), f'<w:ind w:left="{round(left * 20)}"/>')
    hang = round(width("- ", BODY_SIZE) * 20)
    for line in lines:
        props = f'<w:ind w:left="{round((left + dash) * 20) + hang}" w:hanging="{hang}"/>'
        yield paragraph("KinhGuiDong", run(line), props)


INDENT_POINTS = 36.0


def bases(lines: tuple[str, ...]) -> Iterator[str]:
    """``Căn cứ``: italic, one a line, closed with ``;`` and the last with ``.`` (Annex I, II.6.a)."""
    for line in closed(list(lines)):
        yield paragraph("CanCu", run(line))


def head(letter: Letter, room: float) -> Iterator[str]:
    """All that stands before the content."""
    yield head_table(letter, room)
    if not letter.is_dispatch:
        yield title(letter, room)
    if letter.to:
        yield from addressees(letter.to, room)
    yield paragraph("Cuoi", props='<w:spacing w:after="120"/>')
    yield from bases(letter.bases)
