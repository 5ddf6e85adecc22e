"""Báo cáo tổng hợp: statistics in four cells, results by topic, difficulties, what comes next, what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.writing.blocks import Align, Block, Bullet, Column, Paragraph, Section, Table, Total
from dondoc.writing.letter import Appendix, Letter
from dondoc.writing.letters.frame import Frame

KIND = "Báo cáo"
NONE_LATE = "Trong kỳ không có nhiệm vụ chậm tiến độ."
FOUR_CELLS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Cơ quan, đơn vị", 3.0),
    Column("Tổng số", 0.9, Align.CENTER),
    Column("Đúng hạn", 1.0, Align.CENTER, fits="Đúng hạn ", group="Đã hoàn thành"),
    Column("Trễ hạn", 1.0, Align.CENTER, fits="Trễ hạn ", group="Đã hoàn thành"),
    Column("Trong hạn", 1.0, Align.CENTER, fits="Trong hạn ", group="Đang thực hiện"),
    Column("Quá hạn", 1.0, Align.CENTER, fits="Quá hạn ", group="Đang thực hiện"),
)


@dataclass(frozen=True, slots=True)
class Count:
    """The four cells of one unit."""

    unit: str
    done_in_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0

    @property
    def total(self) -> int:
        return self.done_in_time + self.done_late + self.open_in_time + self.open_overdue


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of the report and what the units wrote under it, already edited."""

    title: str
    texts: tuple[str, ...]


def _bullets(texts: Sequence[str], none: str) -> tuple[Block, ...]:
    return tuple(Bullet(text) for text in texts) or (Paragraph(none),)


def _cells(count: Count) -> tuple[int, int, int, int, int]:
    return count.total, count.done_in_time, count.done_late, count.open_in_time, count.open_overdue


def four_cells(counts: Sequence[Count], title: str = "") -> Table:
    """The table of statistics with its sum; the sum adds up by construction."""
    rows = [(at, count.unit, *_cells(count)) for at, count in enumerate(counts, 1)]
    sums = [sum(column) for column in zip(*(_cells(count) for count in counts), strict=True)]
    return Table(FOUR_CELLS, [*rows, Total(("", "Cộng", *sums))] if counts else rows, title=title)


def _overview(counts: Sequence[Count]) -> str:
    total = Count("", *(sum(cells) for cells in zip(*(_cells(count)[1:] for count in counts), strict=True)))
    done = total.done_in_time + total.done_late
    return (
        f"Tổng số nhiệm vụ được theo dõi: {total.total}; đã hoàn thành {done} nhiệm vụ (đúng hạn {total.done_in_time}, "
        f"trễ hạn {total.done_late}); đang thực hiện {total.total - done} nhiệm vụ (trong hạn {total.open_in_time}, "
        f"quá hạn {total.open_overdue})."
    )


def consolidated_report(
    frame: Frame,
    *,
    subject: str,
    opening: str,
    counts: Sequence[Count] = (),
    topics: Sequence[Topic] = (),
    tables: Sequence[Table] = (),
    late: Sequence[str] | None = None,
    difficulties: Sequence[str] = (),
    next_steps: Sequence[str] = (),
    proposals: Sequence[str] = (),
    appendices: tuple[Appendix, ...] = (),
) -> Letter:
    """The report of a period. An empty part says so in words: a reader must see that nothing was left out.

    ``tables`` follow the four cells; ``late`` (what is behind and why) is a part of its own where it is given.
    """
    results: list[Block] = [Paragraph(_overview(counts)), four_cells(counts)] if counts else []
    results += tables
    results += [Section(topic.title, tuple(Bullet(text) for text in topic.texts)) for topic in topics if topic.title]
    results += [Bullet(text) for topic in topics if not topic.title for text in topic.texts]
    behind = (Section("Nhiệm vụ chậm tiến độ, nguyên nhân", _bullets(late, NONE_LATE)),) if late is not None else ()
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        Section("Kết quả thực hiện", tuple(results) or (Paragraph("Trong kỳ không phát sinh nhiệm vụ."),)),
        *behind,
        Section("Khó khăn, vướng mắc", _bullets(difficulties, "Trong kỳ không có khó khăn, vướng mắc.")),
        Section("Nhiệm vụ trọng tâm kỳ tới", _bullets(next_steps, "Tiếp tục thực hiện các nhiệm vụ đã được giao.")),
        Section("Đề xuất, kiến nghị", _bullets(proposals, "Không có đề xuất, kiến nghị.")),
    )
    return frame.letter(subject, blocks, kind=KIND, appendices=appendices)
