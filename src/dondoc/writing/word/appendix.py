"""Appendices: each in a section of its own, upright or across, pages counted from 1."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.writing.clean import one_line
from dondoc.writing.letter import Appendix, Letter
from dondoc.writing.measures import RULE_SHARE
from dondoc.writing.widths import balanced, width
from dondoc.writing.word.body import Counters, body
from dondoc.writing.word.head import BODY_SIZE
from dondoc.writing.word.markup import paragraph, rule, run
from dondoc.writing.words import roman


def _attached(letter: Letter, appendix: Appendix) -> str:
    if appendix.attached_to:
        return f"({one_line(appendix.attached_to).strip('()')})"
    code = letter.code.text(letter.regime).removeprefix("Số").removeprefix(":").strip(" ")
    blank = "        " if letter.code.number is None else ""
    return (
        f"(Kèm theo {one_line(letter.kind)} số {blank}{code} {letter.when.text()} của {one_line(letter.issuer.name)})"
    )


def appendix(letter: Letter, at: int, room: float) -> Iterator[str]:
    """The ``at``-th appendix (from 0). One alone has no number (Annex I, III.1.a)."""
    content = letter.appendices[at]
    number = f" {roman(at + 1)}" if len(letter.appendices) > 1 else ""
    title = balanced(one_line(content.title).upper(), BODY_SIZE, room * 0.9, bold=True)
    attached = balanced(_attached(letter, content), BODY_SIZE, room)
    yield paragraph("PhuLuc", run(f"Phụ lục{number}"))
    yield paragraph("PhuLucTen", run("\n".join(title)))
    yield paragraph("KemTheo", run("\n".join(attached)))
    yield rule(room, width(attached[-1], BODY_SIZE) * RULE_SHARE, before=2)
    yield paragraph("Cuoi", props='<w:spacing w:after="160"/>')
    yield from body(content.blocks, room, Counters())
