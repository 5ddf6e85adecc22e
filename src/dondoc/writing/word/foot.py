"""The end of a document: Nơi nhận on the left, level with it the signature block on the right."""

from __future__ import annotations

from dondoc.writing.clean import closed, one_line
from dondoc.writing.letter import Letter, Regime, Signature
from dondoc.writing.word.markup import NONE_BORDERS, cell, paragraph, row, run, table_open

LEFT_SHARE = 0.46
SIGNING_SPACE = 70
"""Points left open for the signature and the seal."""


def receivers(letter: Letter) -> list[str]:
    """The lines of Nơi nhận without dashes and ends; where the document has Kính gửi, "Như trên" comes first."""
    dispatch = letter.dispatch
    lines = [one_line(line) for line in (("Như trên", *dispatch.recipients) if letter.to else dispatch.recipients)]
    return [*lines, f"Lưu: {one_line(dispatch.archive)}"] if dispatch.archive else lines


def _receivers(letter: Letter) -> str:
    hang = '<w:ind w:left="113" w:hanging="113"/>'
    out = paragraph("NoiNhan", run("Nơi nhận:"))
    out += "".join(paragraph("NoiNhanDong", run(f"- {line}"), hang) for line in closed(receivers(letter)))
    if letter.dispatch.drafter:
        out += paragraph("NoiNhanDong", run(one_line(letter.dispatch.drafter)), '<w:spacing w:before="120"/>')
    return out


def _party_line(line: str) -> str:
    """The Party writes T/M, K/T, T/L (Guidance 36-HD/VPTW)."""
    for state, party in (("TM.", "T/M"), ("KT.", "K/T"), ("TL.", "T/L"), ("TUQ.", "T/UQ")):
        if line.startswith(state):
            return party + line.removeprefix(state)
    return line


def _signature(signature: Signature, regime: Regime) -> str:
    lines = [_party_line(line) if regime is Regime.PARTY else line for line in map(one_line, signature.lines)]
    out = "".join(paragraph("QuyenHan", run(line)) for line in lines)
    space = f'<w:spacing w:before="{SIGNING_SPACE * 20}"/>'
    if signature.other_title:
        out += paragraph("HoTen", run(one_line(signature.other_title).upper()), space)
        space = ""
    return out + paragraph("HoTen", run(one_line(signature.name)), space)


def foot(letter: Letter, room: float) -> str:
    """The table with Nơi nhận and signature; ``room`` in points. It never breaks over two pages."""
    left = round(room * 20 * LEFT_SHARE)
    right = round(room * 20) - left
    return (
        paragraph("Cuoi", props='<w:keepNext/><w:spacing w:after="160"/>')
        + table_open((left, right), NONE_BORDERS)
        + row(cell(left, _receivers(letter)) + cell(right, _signature(letter.signature, letter.regime)))
        + "</w:tbl>"
    )
