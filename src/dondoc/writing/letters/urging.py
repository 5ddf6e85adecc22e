"""Công văn đôn đốc: what units have not done in time, with the document that asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.writing.blocks import Align, Band, Block, Column, Paragraph, Row, Table
from dondoc.writing.letter import Appendix, Letter
from dondoc.writing.letters.frame import Frame
from dondoc.writing.words import long_date, short_date

INLINE_ROWS = 12
"""A longer table goes into an appendix across the page."""
COLUMNS = (
    Column("TT", 0.6, Align.CENTER),
    Column("Nội dung nhiệm vụ", 4.2),
    Column("Văn bản giao", 2.1),
    Column("Thời hạn", 1.4, Align.CENTER, fits="30/09/2026"),
    Column("Quá hạn (ngày)", 1.0, Align.CENTER),
    Column("Tình hình thực hiện", 2.0),
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A task that is overdue on the day of the letter. ``source`` names document and clause; ``due_on`` is the last day
    that was in time; ``state`` is what is known of its progress."""

    unit: str
    text: str
    source: str
    due_on: date
    state: str = ""


def rows(tasks: Sequence[Overdue], today: date) -> list[Row]:
    """The tasks by unit, the most overdue first, each unit under a band of its own where there are several."""
    units = list(dict.fromkeys(task.unit for task in tasks))
    out: list[Row] = []
    for unit in units:
        own = sorted((task for task in tasks if task.unit == unit), key=lambda task: task.due_on)
        if len(units) > 1:
            out.append(Band(f"{unit} ({len(own):02d} nhiệm vụ)"))
        for number, task in enumerate(own, 1):
            late = (today - task.due_on).days
            out.append((number, task.text, task.source, task.due_on, late, task.state))
    return out


def _opening(tasks: Sequence[Overdue], today: date, *, apart: bool) -> str:
    units = {task.unit for task in tasks}
    whose = units.pop() if len(units) == 1 else f"{len(units):02d} cơ quan, đơn vị"
    day = long_date(today.day, today.month, today.year)
    where = " (chi tiết tại Phụ lục kèm theo)." if apart else ", cụ thể như sau:"
    return (
        f"Qua theo dõi việc thực hiện các nhiệm vụ được giao, tính đến hết {day}, {whose} "
        f"còn {len(tasks):02d} nhiệm vụ quá hạn chưa hoàn thành{where}"
    )


def _request(issuer: str, collector: str, answer_by: date) -> str:
    via = f" (qua {collector} để tổng hợp)" if collector else ""
    return (
        f"Để bảo đảm tiến độ, {issuer} đề nghị Thủ trưởng cơ quan, đơn vị tập trung chỉ đạo, hoàn thành dứt điểm các "
        "nhiệm vụ nêu trên; báo cáo kết quả thực hiện, nêu rõ nguyên nhân chậm, khó khăn, vướng mắc (nếu có) và thời "
        f"hạn hoàn thành cụ thể của từng nhiệm vụ, gửi về {issuer}{via} trước ngày {short_date(answer_by)}."
    )


def urging_letter(frame: Frame, tasks: Sequence[Overdue], *, answer_by: date, collector: str = "") -> Letter:
    """The letter to the units that are late on ``frame.day``. They report before ``answer_by``, through ``collector``
    where one is named."""
    table = Table(COLUMNS, rows(tasks, frame.day))
    apart = len(tasks) > INLINE_ROWS
    blocks: tuple[Block, ...] = (Paragraph(_opening(tasks, frame.day, apart=apart)),)
    blocks += () if apart else (table,)
    blocks += (
        Paragraph(_request(frame.issuer.name, collector, answer_by)),
        Paragraph("Đề nghị các cơ quan, đơn vị quan tâm, triển khai thực hiện."),
    )
    appendix = Appendix("Danh mục nhiệm vụ quá hạn chưa hoàn thành", (table,), landscape=True)
    return frame.letter("đôn đốc thực hiện nhiệm vụ quá hạn", blocks, appendices=(appendix,) if apart else ())
