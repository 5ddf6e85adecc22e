"""Công văn xin ý kiến, which asks addressees for opinions on a draft until a day, and the table of what came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.writing.blocks import Align, Band, Column, Paragraph, Row, Table
from dondoc.writing.letter import Issuer, Letter, Listing
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


OPINION_COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Điều, khoản", 1.5, fits="Khoản 10 Điều 10"),
    Column("Cơ quan góp ý", 2.2),
    Column("Nội dung góp ý", 4.8),
    Column("Tiếp thu, giải trình", 4.0),
)


@dataclass(frozen=True, slots=True)
class Given:
    """One opinion in the table. ``group`` is the article that it stands under, ``place`` the finer place; ``response``
    begins with what was decided ("Tiếp thu. …")."""

    group: str
    place: str
    who: str
    text: str
    response: str = ""


def opinion_rows(given: Iterable[Given]) -> Iterator[Row]:
    """The rows of the table, each article under a band of its own, numbered through."""
    group = None
    for number, one in enumerate(given, 1):
        if one.group != group:
            group = one.group
            yield Band(group)
        yield (number, one.place, one.who, one.text, one.response)


def opinion_table(
    issuer: Issuer, *, draft: str, summary: str, given: Iterable[Given], agreed: Sequence[str] = ()
) -> Listing:
    """Bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý. ``draft``: what was sent for comment; ``summary``: how many
    were asked and answered; ``agreed``: who agreed without any opinion."""
    note = f"Các cơ quan, đơn vị thống nhất hoàn toàn với dự thảo: {'; '.join(agreed)}." if agreed else ""
    return Listing(
        issuer,
        f"Bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý {draft}",
        Table(OPINION_COLUMNS, opinion_rows(given)),
        subtitle=summary,
        note=note,
    )
