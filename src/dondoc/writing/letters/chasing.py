"""Công văn đôn đốc trả lời: who was asked something, and has not answered in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dondoc.writing.blocks import Align, Block, Column, Paragraph, Table
from dondoc.writing.letter import Appendix, Letter
from dondoc.writing.letters.frame import Frame
from dondoc.writing.words import short_date

INLINE_NAMES = 6
"""More addressees go into an appendix, and "Kính gửi" names them together."""
COLUMNS = (Column("TT", 0.5, Align.CENTER), Column("Cơ quan, đơn vị", 5.0), Column("Ghi chú", 1.5))


def chasing_letter(
    frame: Frame, *, names: Sequence[str], about: str, source: str, due_on: date, answer_by: date
) -> Letter:
    """``names``: who owes an answer; ``about``: what was asked, as its title says; ``source``: the letter that asked,
    with number and day (empty where there was none); ``due_on``: the last day that was in time; ``answer_by``: the
    day before which the answer is asked for now."""
    apart = len(names) > INLINE_NAMES
    asked = f"tại {source}" if source else "trước đó"
    past = due_on < frame.day
    opening = (
        f"Ngày {short_date(due_on)} là thời hạn trả lời đề nghị của {frame.issuer.name} {asked} "
        f"về “{about}”. "
        + (
            "Đến nay, quý cơ quan, đơn vị chưa có ý kiến trả lời"
            if past
            else "Hiện nay, quý cơ quan, đơn vị chưa có ý kiến trả lời"
        )
        + (" (danh sách tại Phụ lục kèm theo)." if apart else ".")
    )
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        Paragraph(
            f"Để kịp thời tổng hợp, {frame.issuer.name} đề nghị quý cơ quan, đơn vị khẩn trương trả lời, gửi về "
            f"{frame.issuer.name} trước ngày {short_date(answer_by)}."
        ),
        Paragraph("Rất mong nhận được sự quan tâm, phối hợp của quý cơ quan, đơn vị."),
    )
    rows = [(at, name, "") for at, name in enumerate(names, 1)]
    appendix = Appendix("Danh sách cơ quan, đơn vị chưa trả lời", (Table(COLUMNS, rows),))
    to = ("Các cơ quan, đơn vị (danh sách kèm theo)",) if apart else tuple(names)
    return replace(frame, to=to).letter("đôn đốc trả lời", blocks, appendices=(appendix,) if apart else ())
