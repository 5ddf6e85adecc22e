"""The board as Word (to be signed) and as Excel with every product behind it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents.templates import letter_bytes
from dondoc.evaluation.queries import Board, Row
from dondoc.evaluation.scoring import Score
from dondoc.evaluation.sheets import AllLines, all_lines
from dondoc.web.evaluation.board import rule_words, seen_board
from dondoc.web.letterhead import WORD, frame_for
from dondoc.web.outgoing.forwarding import put_forward, to_register
from dondoc.writing import blocks
from dondoc.writing.blocks import Align, Band, Column, Paragraph, Section, Table
from dondoc.writing.errors import WritingError
from dondoc.writing.letter import Appendix, Letter
from dondoc.writing.pdf import to_pdf
from dondoc.writing.words import Cell
from dondoc.writing.xlsx import Sheet, write_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TWO = "#,##0.00"
BASIS = (
    "Thực hiện Nghị định số 335/2025/NĐ-CP ngày 21 tháng 12 năm 2025 của Chính phủ quy định về đánh giá, xếp loại chất "
    "lượng đối với cơ quan hành chính nhà nước và công chức"
)
SCORES = (
    Column("Hạng", 0.7, Align.CENTER),
    Column("Đơn vị, cá nhân", 3.2),
    Column("Được giao", 0.8, Align.CENTER, group="Sản phẩm"),
    Column("Hoàn thành", 0.9, Align.CENTER, group="Sản phẩm"),
    Column("Số lượng", 0.9, Align.CENTER, group="Tỷ lệ (%)", number_format=TWO),
    Column("Chất lượng", 0.9, Align.CENTER, group="Tỷ lệ (%)", number_format=TWO),
    Column("Tiến độ", 0.9, Align.CENTER, group="Tỷ lệ (%)", number_format=TWO),
    Column("Kết quả", 0.9, Align.CENTER, group="Điểm", number_format=TWO),
    Column("Chung", 0.8, Align.CENTER, group="Điểm", number_format=TWO),
    Column("Tổng", 0.9, Align.CENTER, group="Điểm", number_format=TWO),
    Column("Mức xếp loại", 2.0),
)
LINES = (
    Column("Đơn vị, cá nhân", 2.4),
    Column("Sản phẩm", 4.0),
    Column("Hạn", 1.2, Align.CENTER, fits="30/09/2026"),
    Column("Hoàn thành", 1.2, Align.CENTER, fits="30/09/2026"),
    Column("Quy đổi", 0.8, Align.CENTER, number_format=TWO),
    Column("Số lượng", 0.9, Align.CENTER, number_format=TWO),
    Column("Chất lượng", 0.9, Align.CENTER, number_format=TWO),
    Column("Tiến độ", 0.9, Align.CENTER, number_format=TWO),
    Column("Cách tính", 3.6),
)


def name_of(row: Row) -> str:
    return row.unit.name if row.unit else f"{row.person} ({row.title})" if row.title else str(row.person)


def _scores(score: Score) -> tuple[Cell, ...]:
    counted = (score.sums.products, score.sums.done)
    shares = (score.quantity, score.quality, score.timeliness, score.results)
    return (*counted, *shares, score.general, score.total, score.level or "Không có sản phẩm đến hạn")


def _table(rows: list[Row], title: str = "") -> Table:
    return Table(SCORES, [(row.rank, name_of(row), *_scores(row.score)) for row in rows], title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest) -> HttpResponse:
    """Báo cáo kết quả đánh giá as a Word file; sent as a form it is put forward for its number."""
    found = seen_board(request)
    made = letter(request, found)
    if request.method == "POST":
        return to_register(request, put_forward(request, made, _name(found, "docx")))
    return _file(letter_bytes(request.membership.agency, made), found, "docx", WORD)


@require_safe
def pdf(request: HttpRequest) -> FileResponse:
    """The same report as PDF."""
    found = seen_board(request)
    try:
        made = to_pdf(letter_bytes(request.membership.agency, letter(request, found)))
    except WritingError as error:
        raise Refused(str(error)) from error
    return _file(made, found, "pdf", "application/pdf")


def letter(request: HttpRequest, found: Board) -> Letter:
    """The report: the rule, and the tables across the page in appendices."""
    closed = found.closed
    state = f"đã chốt ngày {closed.on:%d/%m/%Y}" if closed else f"tạm tính đến ngày {request.today:%d/%m/%Y}"
    total = found.whole
    counted = (
        f"Toàn cơ quan có {total.sums.products} sản phẩm đến hạn, hoàn thành {total.sums.done}; tỷ lệ số lượng "
        f"{_percent(total.quantity)}, chất lượng {_percent(total.quality)}, tiến độ {_percent(total.timeliness)}."
        if total.sums.products
        else "Trong kỳ không có sản phẩm đến hạn."
    )
    parts = (
        Paragraph(
            f"{BASIS}, {request.membership.agency.unit.name} báo cáo kết quả {found.span.name} ({state}) như sau:"
        ),
        Section("Kết quả chung", (Paragraph(counted),)),
        Section("Cách tính", tuple(Paragraph(words) for words in rule_words(found.rule))),
        Section("Kết quả chi tiết", (Paragraph("Tại Phụ lục I (đơn vị) và Phụ lục II (cá nhân) kèm theo."),)),
    )
    appendices = (
        Appendix("Kết quả đánh giá các đơn vị", (_table(found.units),), landscape=True),
        Appendix("Kết quả đánh giá cá nhân", (_table(found.people),), landscape=True),
    )
    subject = f"Kết quả đánh giá, xếp loại {found.span.name}"
    return frame_for(request, kind="Báo cáo").letter(subject, parts, kind="Báo cáo", appendices=appendices)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace(".", ",") + "%"


@require_safe
def excel(request: HttpRequest) -> FileResponse:
    """Units, people, and every product with how it was counted."""
    found = seen_board(request)
    title = f"Kết quả đánh giá {found.span.name} – {request.membership.agency.unit.name}"
    lines = all_lines(request.membership.agency, found, request.today)
    sheets = [
        Sheet("Đơn vị", _table(found.units), title),
        Sheet("Cá nhân", _table(found.people), title),
        Sheet("Sản phẩm của đơn vị", Table(LINES, _lines(found.units, lines)), title),
        Sheet("Sản phẩm của cá nhân", Table(LINES, _lines(found.people, lines)), title),
        Sheet("Cách tính", Table((Column("Cách tính", 8),), [(words,) for words in rule_words(found.rule)]), title),
    ]
    target = io.BytesIO()
    write_xlsx(sheets, target)
    return _file(target.getvalue(), found, "xlsx", EXCEL)


def _lines(rows: list[Row], lines: AllLines) -> Iterator[blocks.Row]:
    """Whose own products; those of units count for their heads and leaders, and stand once, with the units."""
    for row in rows:
        own = lines.of(row)
        if not own:
            continue
        yield Band(name_of(row))
        for line in own:
            product = line.product
            days = (product.due_on, product.done_on)
            points = (line.assigned, line.quantity, line.quality, line.timeliness)
            yield (name_of(row), product.label, *days, *points, line.words)


def _file(content: bytes, found: Board, ending: str, kind: str) -> FileResponse:
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=_name(found, ending), content_type=kind)


def _name(found: Board, ending: str) -> str:
    return f"danh-gia-{found.span.kind}-{found.span.first:%Y-%m}.{ending}"
