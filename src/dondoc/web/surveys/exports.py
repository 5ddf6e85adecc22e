"""Results in Excel and Word; personal data only for who may see them, and who took them out is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dondoc.documents.letterhead import issuer_of
from dondoc.forms.definition import Field, Kind
from dondoc.forms.masking import has_personal
from dondoc.forms.summing import records, summarise
from dondoc.forms.values import shown, shown_number
from dondoc.surveys import actions
from dondoc.surveys.queries import submitted
from dondoc.web.letterhead import WORD
from dondoc.web.rounds.workbooks import EXCEL
from dondoc.web.surveys.results import Results, results_of
from dondoc.writing.blocks import Align, Band, Column, Row, Table
from dondoc.writing.letter import Listing
from dondoc.writing.word import docx_bytes
from dondoc.writing.words import Cell
from dondoc.writing.xlsx import Sheet, write_xlsx

_WIDE = {Kind.LONG: 3.0, Kind.TEXT: 2.0, Kind.PERSON: 2.0, Kind.UNIT: 2.4, Kind.CHOICES: 2.4}


@never_cache
@require_POST
def excel(request: HttpRequest, round_id: int) -> HttpResponse:
    """All answers: one sheet for the fields, one for each table, one of figures."""
    found = results_of(request, round_id)
    actions.told_export(request.user, request.membership, round_id, "Xuất Excel", _personal(found))
    out = io.BytesIO()
    write_xlsx(_sheets(found), out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"ket-qua-{round_id}.xlsx", content_type=EXCEL)


def _personal(found: Results) -> bool:
    return found.personal and has_personal(found.form)


def _sheets(found: Results) -> list[Sheet]:
    title = found.survey.round.title
    sheets = [Sheet("Số liệu chung", _figures(found), title, _subtitle(found))]
    singles = [one for one in found.form.singles if one.kind is not Kind.FILE]
    if singles:
        sheets.append(Sheet("Theo đơn vị", _rows(found, singles, ""), title))
    for table in found.form.tables:
        sheets.append(Sheet(table.label, _rows(found, list(table.columns), table.key), f"{title}: {table.label}"))
    return sheets


def _subtitle(found: Results) -> str:
    masked = "; dữ liệu cá nhân đã che" if found.masked else ""
    return f"{submitted(found.survey).count()} đơn vị đã trả lời{masked}"


def _rows(found: Results, fields: list[Field], table: str) -> Table:
    columns = [Column("TT", 0.5, Align.CENTER), Column("Đơn vị", 3.0), *map(_column, fields)]

    def rows() -> Iterator[Row]:
        for number, record in enumerate(records(found.answers, table), start=1):
            yield (number, record.by, *(_cell(one, record.values.get(one.key)) for one in fields))

    return Table(tuple(columns), rows())


def _column(one: Field) -> Column:
    align = Align.RIGHT if one.kind is Kind.NUMBER else Align.CENTER if one.kind is Kind.DATE else Align.LEFT
    return Column(one.label, _WIDE.get(one.kind, 1.4), align, fits="30/09/2026" if one.kind is Kind.DATE else "")


def _cell(one: Field, value: object) -> Cell:
    if one.kind is Kind.NUMBER and isinstance(value, int | float):
        return value
    return shown(one, value)


_FIGURES = (
    Column("Nội dung", 4.0), Column("Có ghi", 1.0, Align.RIGHT), Column("Cộng", 1.2, Align.RIGHT),
    Column("Trung bình", 1.2, Align.RIGHT), Column("Ít nhất", 1.0, Align.RIGHT), Column("Nhiều nhất", 1.0, Align.RIGHT),
)  # fmt: skip


def _figures(found: Results) -> Table:
    """Counts and sums of every field."""

    def rows() -> Iterator[Row]:
        last = None
        for one in summarise(found.form, found.answers):
            if one.table != last:
                last = one.table
                name = found.form.field(last).label if last else "Thông tin chung"
                yield Band(f"{name} ({one.records} {'dòng' if last else 'phiếu'})")
            figures = [
                shown_number(round(float(n), 2)) if n is not None else ""
                for n in (one.total, one.mean, one.least, one.most)
            ]
            yield (one.field.label, one.filled, *figures)
            for name, number in one.counts.items():
                yield (f"   {name}", number, "", "", "", "")

    return Table(_FIGURES, rows())


@never_cache
@require_POST
def word(request: HttpRequest, round_id: int) -> HttpResponse:
    """The summary by unit as a Word table: one row for each unit, tables as the number of their rows."""
    found = results_of(request, round_id)
    actions.told_export(request.user, request.membership, round_id, "Xuất Word", _personal(found))
    fields = [one for one in found.form.fields if one.kind is not Kind.FILE][:8]
    columns = (
        Column("TT", 0.5, Align.CENTER),
        Column("Đơn vị", 2.6),
        *(
            Column(f"{one.label} (số dòng)", 1.2, Align.CENTER) if one.kind is Kind.TABLE else _column(one)
            for one in fields
        ),
    )

    def rows() -> Iterator[Row]:
        for number, (_, by, _, values) in enumerate(found.answers, start=1):
            cells = (
                len(values.get(one.key) or ()) if one.kind is Kind.TABLE else shown(one, values.get(one.key))
                for one in fields
            )
            yield (number, by, *cells)

    title = f"Bảng tổng hợp: {found.survey.round.title}"
    content = docx_bytes(
        Listing(issuer_of(request.membership.agency), title, Table(columns, rows()), subtitle=_subtitle(found))
    )
    return FileResponse(
        io.BytesIO(content), as_attachment=True, filename=f"tong-hop-{round_id}.docx", content_type=WORD
    )
