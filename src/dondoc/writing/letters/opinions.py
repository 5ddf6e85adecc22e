"""Công văn xin ý kiến: asks addressees for opinions on a draft until a day."""

from __future__ import annotations

from datetime import date

from dondoc.writing.blocks import Paragraph
from dondoc.writing.letter import Letter
from dondoc.writing.letters.frame import Frame
from dondoc.writing.words import short_date


def request_for_opinions(
    frame: Frame, *, draft: str, reason: str, answer_by: date, address: str = "", silence_agrees: bool = False
) -> Letter:
    """``draft``: what is sent for comment; ``reason``: the duty that it comes from, a clause that opens the letter;
    ``address``: where electronic answers go; ``silence_agrees``: no answer in time counts as consent."""
    where = f", đồng thời gửi bản điện tử đến {address}" if address else ""
    closing = (
        "Quá thời hạn nêu trên, cơ quan, đơn vị không có văn bản trả lời được xem là thống nhất với nội dung dự thảo."
        if silence_agrees
        else "Rất mong nhận được sự quan tâm, phối hợp của các cơ quan, đơn vị."
    )
    blocks = (
        Paragraph(f"{reason}, {frame.issuer.name} đã xây dựng {draft} (gửi kèm theo)."),
        Paragraph(
            f"{frame.issuer.name} đề nghị các cơ quan, đơn vị nghiên cứu, góp ý bằng văn bản, gửi về "
            f"{frame.issuer.name} trước ngày {short_date(answer_by)}{where} để tổng hợp, hoàn thiện."
        ),
        Paragraph(closing),
    )
    return frame.letter(f"xin ý kiến {draft}", blocks)
