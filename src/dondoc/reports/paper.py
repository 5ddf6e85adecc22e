"""The report as a document: Word in the layout of Decree 30/2020/NĐ-CP, PDF of the same, Excel of all tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.documents.letterhead import frame_of
from dondoc.documents.templates import letter_bytes
from dondoc.reports.consolidated import Numbers, numbers
from dondoc.reports.figures import UnitCells, cells
from dondoc.reports.merging import lines
from dondoc.reports.models import ReportPart, ReportPeriod, ReportSection
from dondoc.reports.reporters import Reporters, reporters
from dondoc.writing.blocks import Align, Column, Row, Table, Total
from dondoc.writing.letter import Appendix, Dispatch, Letter
from dondoc.writing.letters.frame import Frame
from dondoc.writing.letters.report import Count, Topic, consolidated_report, four_cells
from dondoc.writing.word.template import fill as fill_template
from dondoc.writing.xlsx import Sheet, write_xlsx

INLINE_UNITS = 15
"""A table of more units goes into an appendix across the page."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that a report says: the sections by part, the four cells, the numbers asked for."""

    sections: list[ReportSection]
    cells: list[UnitCells]
    numbers: Numbers

    def texts(self, part: str) -> list[str]:
        return [line for row in self.sections if row.part == part for line in lines(row.text)]

    @property
    def topics(self) -> list[Topic]:
        rows = [row for row in self.sections if row.part == ReportPart.RESULTS and row.text.strip()]
        return [Topic(row.topic, tuple(lines(row.text))) for row in rows]


def content(
    period: ReportPeriod, today: date, who: Reporters | None = None, sections: list[ReportSection] | None = None
) -> Content:
    """What the report says now; ``who`` and ``sections`` where they are at hand. At most five queries."""
    who = who or reporters(period)
    rows = list(period.sections.select_related("edited_by")) if sections is None else sections
    return Content(rows, cells(period, today, who.units), numbers(period, who.sent))


def letter(period: ReportPeriod, today: date, said: Content | None = None) -> Letter:
    """The report as a letter of the agency."""
    said = said or content(period, today)
    counts = [_count(row) for row in said.cells[1:]]
    apart = len(counts) > INLINE_UNITS
    opening = " ".join(said.texts(ReportPart.OPENING)) or f"{period.agency.unit.name} báo cáo như sau:"
    appendices = _appendices(counts, said.numbers) if apart else ()
    inline = [_measures(said.numbers)] if said.numbers.measures and not apart else []
    return consolidated_report(
        _frame(period, today),
        subject=subject_of(period),
        opening=opening,
        counts=[_sum(counts)] if apart else counts,
        tables=inline,
        topics=said.topics,
        late=said.texts(ReportPart.LATE),
        difficulties=said.texts(ReportPart.DIFFICULTY),
        next_steps=said.texts(ReportPart.NEXT),
        proposals=said.texts(ReportPart.PROPOSAL),
        appendices=appendices,
    )


def subject_of(period: ReportPeriod) -> str:
    """What the report is about: the title without its type, and the period."""
    title = period.obligation.title
    words = title[8:] if title.lower().startswith("báo cáo ") else title
    label = period.label
    return f"{words[:1].upper()}{words[1:]} {label[:1].lower()}{label[1:]}"


def word(period: ReportPeriod, today: date, template: bytes | None = None) -> bytes:
    """The Word file; in ``template`` where one is given, else in the one that the agency keeps for reports, else in
    our layout. Raises WritingError for a wrong template, Refused where the kept one is gone from the store."""
    made = letter(period, today)
    if template is None:
        return letter_bytes(period.agency, made)
    out = io.BytesIO()
    fill_template(template, made, out)
    return out.getvalue()


def excel(period: ReportPeriod, today: date) -> bytes:
    """All tables of the report: the four cells, the numbers by unit, what each unit has told."""
    said = content(period, today)
    counts = [_count(row) for row in said.cells[1:]]
    sheets = [Sheet("Thống kê", four_cells(counts), period.obligation.title, period.label)]
    if said.numbers.measures:
        sheets.append(Sheet("Số liệu", _measures(said.numbers), "Số liệu tổng hợp", period.label))
    sheets.append(Sheet("Nội dung", _told(said), "Nội dung tổng hợp", period.label))
    out = io.BytesIO()
    write_xlsx(sheets, out)
    return out.getvalue()


def _told(said: Content) -> Table:
    columns = (Column("Phần", 1.6), Column("Đề mục", 2.2), Column("Nội dung", 6.0))
    rows: list[Row] = [(row.get_part_display(), row.topic, line) for row in said.sections for line in lines(row.text)]
    return Table(columns, rows)


def _count(row: UnitCells) -> Count:
    return Count(row.unit.name if row.unit else "Cộng", *row.counts)


def _sum(counts: Sequence[Count]) -> Count:
    pairs = ((c.done_in_time, c.done_late, c.open_in_time, c.open_overdue) for c in counts)
    return Count(f"{len(counts)} cơ quan, đơn vị", *(sum(column) for column in zip(*pairs, strict=True)))


def _appendices(counts: Sequence[Count], told: Numbers) -> tuple[Appendix, ...]:
    found = [Appendix("Kết quả thực hiện nhiệm vụ theo đơn vị", (four_cells(counts),), landscape=True)]
    if told.measures:
        found.append(Appendix("Số liệu tổng hợp theo đơn vị", (_measures(told),), landscape=True))
    return tuple(found)


def _measures(told: Numbers) -> Table:
    """One row a measure where few units are asked, else one row a unit."""
    if len(told.reports) > INLINE_UNITS:
        columns = (Column("TT", 0.5, Align.CENTER), Column("Đơn vị", 2.6), *_measure_columns(told))
        rows: list[Row] = [
            (at, row.name, *(told.of(row.pk, one.pk) for one in told.measures))
            for at, row in enumerate(told.reports, 1)
        ]
        return Table(columns, [*rows, Total(("", "Cộng", *(told.total(one.pk) for one in told.measures)))])
    columns = (
        Column("TT", 0.5, Align.CENTER),
        Column("Chỉ tiêu", 4.0),
        Column("Đơn vị tính", 1.2, Align.CENTER),
        Column("Trong kỳ", 1.2, Align.RIGHT, fits="1.000.000"),
        Column("Kỳ trước", 1.2, Align.RIGHT, fits="1.000.000"),
    )
    lines_of = [
        (at, one.name, one.unit_of, told.total(one.pk), told.before.get(one.name))
        for at, one in enumerate(told.measures, 1)
    ]
    return Table(columns, lines_of, title="Số liệu tổng hợp")


def _measure_columns(told: Numbers) -> tuple[Column, ...]:
    return tuple(
        Column(f"{one.name} ({one.unit_of})" if one.unit_of else one.name, 1.2, Align.RIGHT) for one in told.measures
    )


def _frame(period: ReportPeriod, today: date) -> Frame:
    agency, obligation = period.agency, period.obligation
    to = obligation.recipient.strip()
    copies = (obligation.via.strip(),) if obligation.via.strip() else ()
    keeper = obligation.unit.abbreviation or obligation.unit.name
    return frame_of(
        agency,
        today,
        symbol=f"BC-{agency.unit.abbreviation or 'CQ'}",
        to=(to,) if to else (),
        dispatch=Dispatch(copies, f"VT, {keeper}"),
    )
